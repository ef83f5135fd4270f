package plumbline.app.ui.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.review.Finding;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.SeverityLook;

/** Findings of the pass, worst first: what, where and when; a click goes there. */
final class FindingsList extends StackPane {
    /** More rows than this are not made; the rest is counted in words. */
    private static final int MOST = 300;

    private final TimelineModel model;
    private final Function<LabelId, Optional<String>> object;
    private final Consumer<Finding> chosen;
    private final Runnable runChecks;
    private final BooleanSupplier checked;
    private final VBox rows = new VBox();
    private final ScrollPane scroll = new ScrollPane(rows);
    private final List<VBox> nodes = new ArrayList<>();
    private Optional<String> selected = Optional.empty();

    /** {@code object} says what a label is called, where it is still there; {@code checked} whether the checks were run. */
    FindingsList(
            TimelineModel model,
            Function<LabelId, Optional<String>> object,
            Consumer<Finding> chosen,
            Runnable runChecks,
            BooleanSupplier checked) {
        this.object = object;
        this.model = model;
        this.chosen = chosen;
        this.runChecks = runChecks;
        this.checked = checked;
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    }

    void refresh() {
        rows.getChildren().clear();
        nodes.clear();
        List<TimelineModel.Mark> marks = model.marks();
        for (TimelineModel.Mark m : marks.subList(0, Math.min(MOST, marks.size()))) {
            VBox row = row(m);
            nodes.add(row);
            rows.getChildren().add(row);
        }
        if (marks.size() > MOST) {
            rows.getChildren().add(new HBox(Parts.caption(
                    Numbers.count(marks.size() - MOST) + " more; the timeline shows them all.")));
        }
        getChildren().setAll(marks.isEmpty()
                ? new EmptyState(
                        checked.getAsBoolean() ? "The checks found nothing that is still open."
                                : "Findings of the label checks are listed here, worst first.",
                        Parts.button("Run the label checks", runChecks))
                : scroll);
        mark();
    }

    void select(Optional<String> findingId) {
        selected = findingId;
        mark();
    }

    private VBox row(TimelineModel.Mark m) {
        Finding f = m.finding();
        Label what = Parts.label(f.message(), "name");
        what.setMinWidth(0);
        what.setWrapText(true);
        what.setMaxHeight(34);
        what.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(what, Priority.ALWAYS);
        String when = "+" + Numbers.fixed((m.span().fromNanos() - model.start()) / 1e9, 1);
        HBox first = new HBox(8, SeverityLook.icon(f.severity()), what, Parts.mono(when, "fg2", "caption-size"));
        String place = f.rule() + " · frame " + Numbers.count(f.place().frame())
                + f.place().label().flatMap(object).map(o -> " · " + o).orElse("")
                + f.place().sensor().map(s -> " · " + s).orElse("");
        Label where = Parts.caption(place);
        where.setMinWidth(0);
        HBox second = new HBox(where);
        second.getStyleClass().add("finding-place");
        VBox row = new VBox(first, second);
        row.getStyleClass().addAll("finding-row");
        row.setUserData(f.id());
        row.setOnMouseClicked(e -> chosen.accept(f));
        row.setAccessibleText(SeverityLook.word(f.severity()) + ", " + f.message() + ", " + place);
        Parts.tip(what, f.message());
        Parts.tip(where, place);
        return row;
    }

    private void mark() {
        for (VBox row : nodes) {
            boolean is = selected.filter(row.getUserData()::equals).isPresent();
            row.pseudoClassStateChanged(Parts.SELECTED, is);
        }
    }
}
