package plumbline.app.ui.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import plumbline.annotation.edit.FieldGroup;
import plumbline.annotation.label.Ontology;
import plumbline.app.service.MergeDesk;
import plumbline.app.service.MergeDesk.Thing;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.StoredConflict;

/** The objects in conflict, open ones first, with a filter by field group; below, what merged by itself. 272 wide. */
final class ConflictList extends VBox {
    private static final double ROW = 50;
    private static final double HEAD = 28;

    /** A row of the list: a heading or an object. */
    private sealed interface Row {
        record Heading(String text) implements Row {}

        record Object(Thing thing) implements Row {}
    }

    private final MergeModel model;
    private final Ontology ontology;
    private final Consumer<Thing> chosen;
    private final Runnable filtered;
    private final Label counts = Parts.label("", "fg1");
    private final StackPane bar = new StackPane();
    private final Region done = new Region();
    private final FlowPane filters = new FlowPane(4, 4);
    private final ListView<Row> list = new ListView<>();
    private final VBox alone = new VBox();
    private double fraction;

    ConflictList(MergeModel model, Ontology ontology, Consumer<Thing> chosen, Runnable filtered) {
        this.model = model;
        this.ontology = ontology;
        this.chosen = chosen;
        this.filtered = filtered;
        getStyleClass().addAll("dock", "conflict-list");
        HBox head = Parts.row(8, Parts.label("Conflicts", "card-title"), Parts.spacer(), counts);
        head.getStyleClass().add("merge-head");
        bar.getStyleClass().add("thin-track");
        done.getStyleClass().addAll("thin-bar", "ok");
        bar.getChildren().add(done);
        StackPane.setAlignment(done, javafx.geometry.Pos.CENTER_LEFT);
        bar.widthProperty().addListener(o -> done.setMaxWidth(bar.getWidth() * fraction));
        filters.getStyleClass().add("filters");
        list.setCellFactory(v -> new Cell());
        list.setFocusTraversable(false);
        list.setAccessibleText("Objects in conflict");
        VBox.setVgrow(list, Priority.ALWAYS);
        Label note = Parts.label(
                "Both sides are kept in history. You can stop and go on later; nothing is sent until you finish.", "info-text");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        HBox foot = Parts.row(8, Parts.icon("mdi2i-information-outline", "info-text"), note);
        foot.setAlignment(javafx.geometry.Pos.TOP_LEFT);
        foot.getStyleClass().add("merge-note");
        HBox.setHgrow(note, Priority.ALWAYS);
        getChildren().addAll(head, bar, filters, list, alone, foot);
    }

    void refresh() {
        model.state().ifPresent(s -> {
            long all = s.open() + s.decided();
            counts.setText(Numbers.count(s.decided()) + " of " + Numbers.count(all) + " decided");
            fraction = all == 0 ? 1 : s.decided() / (double) all;
            done.setMaxWidth(bar.getWidth() * fraction);
            alone(s.ground().alone());
        });
        filters();
        list.getItems().setAll(rows());
        model.thing().ifPresent(t -> {
            int at = list.getItems().indexOf(new Row.Object(t));
            if (at >= 0) {
                list.getSelectionModel().select(at);
                list.scrollTo(Math.max(0, at - 3));
            }
        });
    }

    /** As shown from top to bottom. */
    List<Thing> inOrder() {
        List<Thing> out = new ArrayList<>(model.shown().stream().filter(Thing::open).toList());
        model.shown().stream().filter(t -> !t.open()).forEach(out::add);
        return out;
    }

    private List<Row> rows() {
        List<Row> out = new ArrayList<>();
        List<Thing> order = inOrder();
        for (int i = 0; i < order.size(); i++) {
            boolean open = order.get(i).open();
            if (i == 0 || open != order.get(i - 1).open()) {
                out.add(new Row.Heading(open ? "Open" : "Decided"));
            }
            out.add(new Row.Object(order.get(i)));
        }
        return out;
    }

    private void filters() {
        List<FieldGroup> groups = model.groups();
        filters.getChildren().clear();
        filters.setVisible(groups.size() > 1);
        filters.setManaged(groups.size() > 1);
        filter("All", Optional.empty());
        groups.forEach(g -> filter(Values.shortGroup(g), Optional.of(g)));
    }

    private void filter(String words, Optional<FieldGroup> group) {
        ToggleButton b = Parts.chipButton(words);
        b.setSelected(model.filter().equals(group));
        b.setFocusTraversable(false);
        b.setOnAction(e -> {
            model.filter(group);
            filtered.run();
        });
        filters.getChildren().add(b);
    }

    private void alone(MergeDesk.Alone a) {
        alone.getChildren().setAll(heading("Merged without you"));
        line(a.there(), "changed only on the other side");
        line(a.here(), "changed only here");
        line(a.both(), "changed in different fields");
        alone.getStyleClass().setAll("alone", "rule-above");
    }

    private void line(long n, String words) {
        Label number = Parts.mono(Numbers.count(n), "fg0");
        number.setMinWidth(36);
        number.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        HBox row = Parts.row(8, number, Parts.label(words, "fg1"));
        row.getStyleClass().add("alone-line");
        alone.getChildren().add(row);
    }

    private static HBox heading(String text) {
        HBox row = Parts.row(0, Parts.label(text, "strong", "caption", "fg1"));
        row.getStyleClass().add("group-head");
        return row;
    }

    private Node row(Thing t) {
        Region swatch = Parts.swatch(
                t.className().map(n -> LabelPalette.rgb(ontology, n)).orElse(MergeScenes.BASE), 10);
        Label name = Parts.label(t.name(), "name");
        name.setMaxWidth(Double.MAX_VALUE);
        Parts.tip(name, t.name());
        HBox.setHgrow(name, Priority.ALWAYS);
        boolean chosenNow = model.thing().filter(t::equals).isPresent();
        Node state = !t.open() ? Parts.icon("mdi2c-check-circle", "ok-text", "state")
                : chosenNow ? Parts.icon("mdi2a-alert-circle", "medium-text", "state")
                        : Parts.icon("mdi2c-circle-outline", "dim", "state");
        HBox groups = Parts.row(4);
        for (StoredConflict c : t.conflicts()) {
            groups.getChildren().addAll(
                    Parts.icon(Values.icon(c.conflict().group()), "dim", "group-icon"),
                    Parts.caption(Values.shortGroup(c.conflict().group())));
        }
        if (t.frame() >= 0) {
            groups.getChildren().addAll(Parts.spacer(), Parts.label("frame " + Numbers.count(t.frame()), "mono-caption"));
        }
        VBox text = new VBox(1, name, groups);
        text.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = Parts.row(8, swatch, text, state);
        row.getStyleClass().add("conflict-row");
        row.setAccessibleText(t.name() + ", " + (t.open() ? "open" : "decided"));
        return row;
    }

    private final class Cell extends ListCell<Row> {
        Cell() {
            setOnMouseClicked(e -> {
                if (getItem() instanceof Row.Object(Thing t)) {
                    chosen.accept(t);
                }
            });
        }

        @Override
        protected void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            setGraphic(empty || row == null ? null : switch (row) {
                case Row.Heading(String text) -> heading(text);
                case Row.Object(Thing t) -> row(t);
            });
            setPrefHeight(row instanceof Row.Heading ? HEAD : ROW);
            setPrefWidth(0);
        }
    }
}
