package plumbline.app.ui.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import plumbline.annotation.scene.SensorId;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;

/** The checks, failing first: each a value, a bar, and a tick where its limit lies. */
final class ChecksPane extends ScrollPane {
    private static final double NARROW = 250;
    private static final double VALUE_WIDTH = 104;

    private final VBox all = new VBox();
    private final List<VBox> rows = new ArrayList<>();
    private final List<PassCheck> checks = new ArrayList<>();
    private final Consumer<SensorId> chosen;
    private Optional<SensorId> selected = Optional.empty();
    private double limit;
    private boolean narrow;

    ChecksPane(Consumer<SensorId> chosen) {
        this.chosen = chosen;
        setContent(all);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        widthProperty().addListener((o, was, is) -> {
            if (narrow != is.doubleValue() < NARROW) {
                narrow = !narrow;
                show(List.copyOf(checks), limit);
                select(selected);
            }
        });
    }

    void show(List<PassCheck> list, double limitDegrees) {
        limit = limitDegrees;
        all.getChildren().clear();
        rows.clear();
        checks.clear();
        String group = "";
        for (PassCheck c : list) {
            if (!c.group().equals(group)) {
                group = c.group();
                all.getChildren().add(head(group, list, limitDegrees));
            }
            VBox row = row(c);
            rows.add(row);
            checks.add(c);
            all.getChildren().add(row);
        }
    }

    private static HBox head(String group, List<PassCheck> list, double limitDegrees) {
        String right = switch (group) {
            case PassCheck.ROTATION -> "limit " + Numbers.fixed(limitDegrees, 2) + "°";
            case PassCheck.TIME -> "limit " + Numbers.fixed(PassCheck.TIME_LIMIT_MS, 0) + " ms";
            default -> Numbers.plural(list.stream().filter(c -> c.group().equals(group)).count(), "check", "checks");
        };
        HBox head = Parts.row(8, Parts.label(group, "strong"), Parts.spacer(), Parts.label(right, "caption"));
        head.getStyleClass().add("check-head");
        return head;
    }

    private VBox row(PassCheck c) {
        Label name = Parts.label(c.name(), "name");
        name.setMinWidth(20);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        Label value = Parts.mono(c.said(), style(c.state()));
        HBox words = Parts.row(8, icon(c.state()), name);
        Gauge gauge = new Gauge(c);
        HBox.setHgrow(gauge, Priority.ALWAYS);
        HBox line = Parts.row(8, gauge);
        // Where both do not fit in one line, the name has it to itself and the number stands beside the bar.
        (narrow ? line : words).getChildren().add(value);
        if (narrow) {
            value.setMinWidth(VALUE_WIDTH);
            value.setAlignment(Pos.CENTER_RIGHT);
        }
        VBox row = new VBox(4, words, line);
        row.getStyleClass().add("check-row");
        row.setAccessibleText(c.group() + ", " + c.name() + ", " + c.said() + ", " + word(c.state()));
        c.camera().ifPresent(camera -> row.setOnMouseClicked(e -> chosen.accept(camera)));
        return row;
    }

    void select(Optional<SensorId> camera) {
        selected = camera;
        for (int i = 0; i < rows.size(); i++) {
            PassCheck c = checks.get(i);
            boolean is = c.group().equals(PassCheck.ROTATION) && c.camera().isPresent() && c.camera().equals(camera);
            rows.get(i).pseudoClassStateChanged(Parts.SELECTED, is);
        }
    }

    static FontIcon icon(PassCheck.State s) {
        String literal = switch (s) {
            case GOOD -> "mdi2c-check-circle";
            case WARNS -> "mdi2a-alert";
            case FAILS -> "mdi2c-close-circle";
            case UNKNOWN -> "mdi2h-help-circle-outline";
        };
        return Parts.icon(literal, s == PassCheck.State.UNKNOWN ? "dim" : kind(s) + "-text");
    }

    private static String style(PassCheck.State s) {
        return s == PassCheck.State.GOOD ? "fg1" : s == PassCheck.State.UNKNOWN ? "fg2" : kind(s) + "-text";
    }

    static String kind(PassCheck.State s) {
        return switch (s) {
            case GOOD -> "ok";
            case WARNS -> "medium";
            case FAILS -> "high";
            case UNKNOWN -> "info";
        };
    }

    private static String word(PassCheck.State s) {
        return switch (s) {
            case GOOD -> "good";
            case WARNS -> "near its limit";
            case FAILS -> "over its limit";
            case UNKNOWN -> "not known";
        };
    }

    /** The bar with its limit's tick. */
    private static final class Gauge extends Pane {
        private final PassCheck check;
        private final Region track = new Region();
        private final Region bar = new Region();
        private final Region tick = new Region();

        Gauge(PassCheck check) {
            this.check = check;
            track.getStyleClass().add("thin-track");
            bar.getStyleClass().addAll("thin-bar", kind(check.state()));
            tick.getStyleClass().add("limit-tick");
            bar.setVisible(check.state() != PassCheck.State.UNKNOWN);
            getChildren().addAll(track, bar, tick);
            setMinHeight(10);
            setPrefHeight(10);
            setMaxHeight(10);
        }

        @Override
        protected void layoutChildren() {
            double left = 24;
            double w = Math.max(0, getWidth() - left);
            track.resizeRelocate(left, 3, w, 4);
            bar.resizeRelocate(left, 3, w * check.bar(), 4);
            tick.resizeRelocate(Math.round(left + w * PassCheck.TICK), 0, 1, 10);
        }
    }
}
