package plumbline.app.ui.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.LabelDiff;

/** The changes from A to B, one row each: object, what, both values, frame. */
final class ChangesTable extends VBox {
    private final ListView<ChangeWords.Row> list = new ListView<>();
    private final Ontology ontology;
    private boolean showing;

    ChangesTable(Ontology ontology, Consumer<ChangeWords.Row> chosen) {
        this.ontology = ontology;
        list.setCellFactory(l -> new Cell());
        list.setFixedCellSize(28);
        list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (is != null && !showing) {
                chosen.accept(is);
            }
        });
        HBox head = columns(Parts.caption("Object"), Parts.caption("What changed"), Parts.caption("A"),
                Parts.caption("B"), Parts.caption("Frame"));
        head.getStyleClass().addAll("changes-head", "rule-below");
        VBox.setVgrow(list, Priority.ALWAYS);
        setMinHeight(0);
        getChildren().addAll(head, list);
    }

    void show(List<ChangeWords.Row> rows, Optional<LabelId> selected) {
        showing = true;
        list.setItems(FXCollections.observableArrayList(rows));
        select(selected);
        showing = false;
    }

    void select(Optional<LabelId> selected) {
        boolean was = showing;
        showing = true;
        for (int i = 0; i < list.getItems().size(); i++) {
            LabelId id = list.getItems().get(i).diff().either().id();
            if (selected.filter(id::equals).isPresent()) {
                list.getSelectionModel().select(i);
                list.scrollTo(Math.max(0, i - 2));
            }
        }
        showing = was;
    }

    Optional<ChangeWords.Row> step(int by) {
        if (list.getItems().isEmpty()) {
            return Optional.empty();
        }
        int at = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, list.getItems().size() - 1);
        list.getSelectionModel().select(at);
        list.scrollTo(Math.max(0, at - 2));
        return Optional.of(list.getItems().get(at));
    }

    private static HBox columns(Label object, Label what, Label a, Label b, Label frame) {
        width(object, 140, Pos.CENTER_LEFT);
        what.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(what, Priority.ALWAYS);
        what.setMinWidth(60);
        what.setPrefWidth(120);
        width(a, 148, Pos.CENTER_RIGHT);
        width(b, 148, Pos.CENTER_RIGHT);
        width(frame, 48, Pos.CENTER_RIGHT);
        HBox row = Parts.row(12, object, what, a, b, frame);
        row.getStyleClass().add("change-row");
        return row;
    }

    private static void width(Label l, double width, Pos side) {
        l.setMinWidth(width * 0.9);
        l.setPrefWidth(width);
        l.setAlignment(side);
    }

    private final class Cell extends ListCell<ChangeWords.Row> {
        @Override
        protected void updateItem(ChangeWords.Row r, boolean empty) {
            super.updateItem(r, empty);
            if (empty || r == null) {
                setGraphic(null);
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
            Parts.tip(what, r.object() + ": " + r.what().substring(2));
            Parts.tip(object, r.object() + ", " + r.diff().either().id());
            Label frame = Parts.label(Numbers.count(r.diff().either().frame()), "mono");
            boolean added = r.diff().kind() == LabelDiff.Kind.ADDED;
            setGraphic(columns(object, what, Parts.label(r.before(), "mono", "fg2"),
                    Parts.label(r.after(), "mono", added ? "fg1" : "fg0"), frame));
        }
    }
}
