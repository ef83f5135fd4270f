package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.review.Severity;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.ListRow;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.SeverityLook;
import plumbline.viewer3d.tool.Edits;

/** The frame's objects by group, with what is special about each and its points. */
final class ObjectsPane extends VBox {
    private final AnnotateModel model;
    private final TextField filter = new TextField();
    private final ListView<ObjectRows.Row> list = new ListView<>();
    private Map<LabelId, Severity> findings = Map.of();
    private boolean filling;

    /** {@code framed} is told of a double click: bring it into the 3D view. */
    ObjectsPane(AnnotateModel model, Consumer<Cuboid> framed) {
        this.model = model;
        filter.setPromptText("Filter objects");
        filter.getStyleClass().add("find-field");
        filter.textProperty().addListener((o, was, is) -> fill());
        HBox.setHgrow(filter, Priority.ALWAYS);
        HBox head = Parts.row(6, filter, Parts.keyCap("/"));
        head.getStyleClass().add("list-head");
        list.setFocusTraversable(false);
        list.setFixedCellSize(24);
        list.setCellFactory(v -> new RowCell());
        list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (!filling && is instanceof ObjectRows.One one) {
                model.select(Optional.of(one.cuboid().id()));
            }
        });
        list.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2 && list.getSelectionModel().getSelectedItem() instanceof ObjectRows.One one) {
                framed.accept(one.cuboid());
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        list.setPlaceholder(Parts.label("No object in this frame. Press B and drag one.", "fg2"));
        getChildren().addAll(head, list);
    }

    void focusFilter() {
        filter.requestFocus();
    }

    /** The worst open finding of each label. */
    void setFindings(Map<LabelId, Severity> worst) {
        findings = worst;
        list.refresh();
    }

    void fill() {
        filling = true;
        List<ObjectRows.Row> rows = new ArrayList<>(ObjectRows.of(model.ontology(), model.cuboids(), filter.getText()));
        list.getItems().setAll(rows);
        mark();
        filling = false;
    }

    /** Marks the selected object without telling anybody. */
    void mark() {
        boolean was = filling;
        filling = true;
        int at = -1;
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i) instanceof ObjectRows.One one && model.selected().equals(Optional.of(one.cuboid().id()))) {
                at = i;
            }
        }
        if (at < 0) {
            list.getSelectionModel().clearSelection();
        } else {
            list.getSelectionModel().select(at);
            list.scrollTo(Math.max(0, at - 8));
        }
        filling = was;
    }

    private Node row(ObjectRows.Row row) {
        return switch (row) {
            case ObjectRows.Group g -> {
                HBox head = Parts.row(6, Parts.label(g.name(), "strong"), Parts.spacer(), Parts.badge(g.count()));
                head.getStyleClass().add("group-head");
                yield head;
            }
            case ObjectRows.One one -> objectRow(one.cuboid());
        };
    }

    private ListRow objectRow(Cuboid c) {
        List<Node> trailing = new ArrayList<>();
        Optional.ofNullable(findings.get(c.id())).ifPresent(s -> trailing.add(SeverityLook.icon(s)));
        if (model.isHidden(c.track())) {
            trailing.add(Parts.icon("mdi2e-eye-off-outline", "dim"));
        }
        if (c.finalised()) {
            trailing.add(Parts.icon("mdi2l-lock-outline", "dim"));
        } else if (c.origin() == Origin.HAND) {
            trailing.add(Parts.icon("mdi2r-rhombus", "accent-text"));
        }
        int n = model.count(c.id());
        trailing.add(ListRow.number(n < 0 ? "" : Numbers.count(n)));
        ListRow row = new ListRow(
                Parts.swatch(LabelPalette.rgb(model.ontology(), c.className()), 10), Edits.name(c), trailing.toArray(new Node[0]));
        row.setAccessibleText(Edits.name(c) + (n < 0 ? "" : ", " + n + " points") + (c.finalised() ? ", finalised" : ""));
        return row;
    }

    private final class RowCell extends ListCell<ObjectRows.Row> {
        @Override
        protected void updateItem(ObjectRows.Row item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            setGraphic(empty || item == null ? null : row(item));
            mark(isSelected());
        }

        @Override
        public void updateSelected(boolean selected) {
            super.updateSelected(selected);
            mark(selected);
        }

        private void mark(boolean selected) {
            if (getGraphic() instanceof ListRow r) {
                r.setSelected(selected);
            }
        }
    }
}
