package plumbline.app.ui.audit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.app.service.Histories;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.LabelDiff;

/** The changes from A to B, one row each: object, what, which fields, both values, frame, who and when. */
final class ChangesTable extends VBox {
    private final ListView<ChangeWords.Row> list = new ListView<>();
    private final TextField filter = new TextField();
    private final Ontology ontology;
    private final Consumer<Optional<LabelId>> hovered;
    private List<ChangeWords.Row> rows = List.of();
    private Map<LabelId, Histories.Touch> touches = Map.of();
    private final VBox head = new VBox();
    private boolean narrow;
    private boolean showing;

    ChangesTable(Ontology ontology, Consumer<ChangeWords.Row> chosen, Consumer<Optional<LabelId>> hovered, Runnable menu) {
        this.ontology = ontology;
        this.hovered = hovered;
        list.setCellFactory(l -> new Cell());
        list.setFixedCellSize(28);
        list.setPlaceholder(new EmptyState("No change fits the filter.", Parts.keyCap("Esc")));
        list.setAccessibleText("Changes from A to B");
        list.setOnContextMenuRequested(e -> menu.run());
        list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (is != null && !showing) {
                chosen.accept(is);
            }
        });
        filter.setPromptText("Filter, key /");
        filter.setId("change-filter");
        filter.setAccessibleText("Filter changes, key slash");
        filter.getStyleClass().add("form-field");
        filter.setPrefWidth(130);
        Parts.tip(filter, "Object, what changed, fields, person (/)");
        filter.textProperty().addListener((o, was, is) -> fill());
        filter.setOnAction(e -> list.requestFocus());
        VBox.setVgrow(list, Priority.ALWAYS);
        setMinHeight(0);
        heads();
        getChildren().addAll(head, list);
    }

    /** It stands in the bar above. */
    TextField filter() {
        return filter;
    }

    void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }

    void setNarrow(boolean isNarrow) {
        if (narrow != isNarrow) {
            narrow = isNarrow;
            heads();
            list.refresh();
        }
    }

    private void heads() {
        HBox row = columns(Parts.caption("Object"), Parts.caption("What changed"), Parts.caption("Fields"),
                Parts.caption("A"), Parts.caption("B"), Parts.caption("Frame"), Parts.caption("Who"),
                Parts.caption("When"));
        row.getStyleClass().addAll("changes-head", "rule-below");
        head.getChildren().setAll(row);
    }

    void show(List<ChangeWords.Row> all, Optional<LabelId> selected) {
        rows = all;
        touches = Map.of();
        fill();
        select(selected);
    }

    /** Who and when, once they are known. */
    void show(Map<LabelId, Histories.Touch> known) {
        touches = known;
        list.refresh();
    }

    private void fill() {
        Optional<LabelId> keep = selected().map(r -> r.diff().either().id());
        String words = filter.getText().strip().toLowerCase(Locale.ROOT);
        List<ChangeWords.Row> fit = words.isEmpty() ? rows : rows.stream().filter(r -> fits(r, words)).toList();
        showing = true;
        list.setItems(FXCollections.observableList(fit));
        showing = false;
        select(keep);
    }

    private boolean fits(ChangeWords.Row r, String words) {
        Histories.Touch touch = touches.get(r.diff().either().id());
        return r.search().contains(words) || touch != null && touch.who().toLowerCase(Locale.ROOT).contains(words);
    }

    Optional<ChangeWords.Row> selected() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    List<ChangeWords.Row> shown() {
        return list.getItems();
    }

    /** By looking along the rows: a map of all of them is slower to make than any look is. */
    private Optional<Integer> place(LabelId id) {
        List<ChangeWords.Row> shown = list.getItems();
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).diff().either().id().equals(id)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** True where the label has a row. */
    boolean select(Optional<LabelId> selected) {
        showing = true;
        Optional<Integer> at = selected.flatMap(this::place);
        at.ifPresentOrElse(
                i -> {
                    list.getSelectionModel().select((int) i);
                    list.scrollTo(Math.max(0, i - 2));
                },
                () -> list.getSelectionModel().clearSelection());
        showing = false;
        return at.isPresent();
    }

    /** Chooses the next row, or the one before; the listener is told. */
    void step(int by) {
        if (!list.getItems().isEmpty()) {
            int at = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, list.getItems().size() - 1);
            list.getSelectionModel().select(at);
            list.scrollTo(Math.max(0, at - 2));
        }
    }

    private HBox columns(Label object, Label what, Label fields, Label a, Label b, Label frame, Label who, Label when) {
        width(object, narrow ? 118 : 128, Pos.CENTER_LEFT);
        what.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(what, Priority.ALWAYS);
        what.setMinWidth(60);
        what.setPrefWidth(120);
        width(fields, 88, Pos.CENTER_LEFT);
        width(a, 148, Pos.CENTER_RIGHT);
        width(b, 148, Pos.CENTER_RIGHT);
        width(frame, 44, Pos.CENTER_RIGHT);
        width(who, 60, Pos.CENTER_LEFT);
        width(when, 76, Pos.CENTER_RIGHT);
        HBox row = narrow ? Parts.row(8, object, what, fields, frame, who, when)
                : Parts.row(10, object, what, fields, a, b, frame, who, when);
        row.getStyleClass().add("change-row");
        return row;
    }

    private static void width(Label l, double width, Pos side) {
        l.setMinWidth(width);
        l.setPrefWidth(width);
        l.setMaxWidth(width);
        l.setAlignment(side);
    }

    private final class Cell extends ListCell<ChangeWords.Row> {
        Cell() {
            hoverProperty().addListener((o, was, is) -> hovered.accept(
                    is ? Optional.ofNullable(getItem()).map(r -> r.diff().either().id()) : Optional.empty()));
        }

        @Override
        protected void updateItem(ChangeWords.Row r, boolean empty) {
            super.updateItem(r, empty);
            if (empty || r == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            Label object = Parts.label(r.object());
            object.setGraphic(Parts.swatch(LabelPalette.rgb(ontology, r.diff().either().className()), 10));
            object.setGraphicTextGap(8);
            String kind = switch (r.diff().kind()) {
                case ADDED -> "ok-text";
                case CHANGED -> "medium-text";
                case REMOVED -> "high-text";
            };
            Label what = Parts.label(r.what(), kind);
            String fields = switch (r.diff().kind()) {
                case ADDED, REMOVED -> "all";
                case CHANGED -> GroupWords.of(r.diff().groups());
            };
            Optional<Histories.Touch> touch = Optional.ofNullable(touches.get(r.diff().either().id()));
            String who = touch.map(Histories.Touch::who).orElse("");
            String when = touch.map(t -> VersionCell.when(t.at())).orElse("");
            Parts.tip(what, r.object() + ": " + r.what().substring(2) + "\nfields: " + fields + "\nA: " + r.before()
                    + "\nB: " + r.after() + touch.map(t -> "\nby " + t.who() + " in " + t.version().shortHex()).orElse(""));
            Parts.tip(object, r.object() + ", " + r.diff().either().id());
            Label frame = Parts.label(Numbers.count(r.diff().either().frame()), "mono");
            boolean added = r.diff().kind() == LabelDiff.Kind.ADDED;
            setGraphic(columns(object, what, Parts.label(fields, "fg1"), Parts.label(r.before(), "mono", "fg2"),
                    Parts.label(r.after(), "mono", added ? "fg1" : "fg0"), frame, Parts.label(who, "fg1"),
                    Parts.label(when, "mono", "fg2")));
            setAccessibleText(r.object() + ", " + r.what().substring(2) + ", " + fields + ", frame "
                    + r.diff().either().frame() + (who.isEmpty() ? "" : ", by " + who + ", " + when));
        }
    }
}
