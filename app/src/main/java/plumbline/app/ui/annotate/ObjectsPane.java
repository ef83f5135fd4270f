package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.review.Severity;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.ListRow;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.SeverityLook;
import plumbline.viewer3d.tool.Edits;

/** The frame's objects by group, with what is special about each and its points. */
final class ObjectsPane extends VBox {
    private final AnnotateModel model;
    private final OtherRows others;
    private final TextField filter = new TextField();
    private final VBox list = new VBox();
    private final ScrollPane scroll = new ScrollPane(list);
    private final Map<LabelId, ListRow> rows = new HashMap<>();
    private final Consumer<Cuboid> framed;
    private Map<LabelId, Severity> findings = Map.of();
    private Optional<LabelId> wanted = Optional.empty();

    /** {@code framed} is told of a double click: bring it into the 3D view. */
    ObjectsPane(AnnotateModel model, Consumer<Cuboid> framed) {
        this.model = model;
        this.others = new OtherRows(model);
        this.framed = framed;
        filter.setPromptText("Filter objects");
        filter.getStyleClass().add("find-field");
        filter.textProperty().addListener((o, was, is) -> fill());
        HBox.setHgrow(filter, Priority.ALWAYS);
        HBox head = Parts.row(6, filter, Parts.keyCap("/"));
        head.getStyleClass().add("list-head");
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(0);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        scroll.viewportBoundsProperty().addListener((o, was, is) -> scrollToWanted());
        list.heightProperty().addListener((o, was, is) -> scrollToWanted());
        getChildren().addAll(head, scroll);
    }

    void focusFilter() {
        filter.requestFocus();
    }

    /** The worst open finding of each label. */
    void setFindings(Map<LabelId, Severity> worst) {
        findings = worst;
        fill();
    }

    /** Shows the frame's objects as they stand, the selected one marked. */
    void fill() {
        rows.clear();
        List<Node> nodes = new ArrayList<>();
        for (ObjectRows.Row r : ObjectRows.of(model.ontology(), model.cuboids(), filter.getText())) {
            nodes.add(row(r));
        }
        nodes.addAll(others.of(filter.getText(), (l, row) -> rows.put(l.id(), row)));
        if (nodes.isEmpty()) {
            nodes.add(new EmptyState(
                    filter.getText().isBlank() ? "No object in this frame." : "No object has that name.",
                            Parts.keyCap("B")));
        }
        list.getChildren().setAll(nodes);
        model.selected().map(rows::get).ifPresent(r -> r.setSelected(true));
    }

    /** Scrolls no farther than needed for an object's row to be seen; later where the list is not laid out yet. */
    void reveal(LabelId id) {
        wanted = Optional.of(id);
        scroll.applyCss();
        scroll.layout();
        scrollToWanted();
    }

    private void scrollToWanted() {
        Optional<ListRow> row = wanted.map(rows::get);
        double seen = scroll.getViewportBounds().getHeight();
        double all = list.getHeight();
        if (row.isEmpty() || seen < 1 || row.get().getHeight() < 1) {
            return;
        }
        wanted = Optional.empty();
        double hidden = all - seen;
        if (hidden <= 0) {
            return;
        }
        double top = scroll.getVvalue() * hidden;
        double rowTop = row.get().getBoundsInParent().getMinY();
        double rowEnd = row.get().getBoundsInParent().getMaxY();
        if (rowTop < top) {
            scroll.setVvalue(Math.max(0, (rowTop - row.get().getHeight()) / hidden));
        } else if (rowEnd > top + seen) {
            scroll.setVvalue(Math.min(1, (rowEnd + row.get().getHeight() - seen) / hidden));
        }
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
                Parts.swatch(LabelPalette.rgb(model.ontology(), c.className()), 10), Edits.name(c),
                        trailing.toArray(new Node[0]));
        row.setAccessibleText(Edits.name(c) + (n < 0 ? "" : ", " + n + " points")
                + (c.finalised() ? ", finalised" : ""));
        row.setOnMouseClicked(e -> {
            model.select(Optional.of(c.id()));
            if (e.getClickCount() == 2) {
                framed.accept(c);
            }
        });
        rows.put(c.id(), row);
        return row;
    }
}
