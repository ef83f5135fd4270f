package plumbline.app.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.app.service.KeptViews;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Parts;

/** The views kept with the project: go there, copy the link, delete; and a field that keeps the view of now. */
final class KeptViewsDialog extends DialogCard {
    /** What the rows and the field do. */
    record Actions(
            Consumer<String> keep, Consumer<KeptViews.Kept> go, Consumer<KeptViews.Kept> copy,
            Consumer<KeptViews.Kept> delete, Runnable close) {}

    KeptViewsDialog(KeptViews kept, boolean readOnly, Actions actions) {
        super("Kept views", 560, actions.close());
        VBox rows = new VBox();
        for (int i = 0; i < kept.views().size(); i++) {
            rows.getChildren().add(row(kept.views().get(i), i, readOnly, actions));
        }
        if (kept.views().isEmpty()) {
            rows.getChildren().add(new EmptyState("No view is kept in this project yet. A name below keeps this one."));
        }
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(360);
        TextField name = new TextField();
        name.setId("view-name");
        name.setPromptText("Name of this view");
        name.setAccessibleText("Name of this view");
        name.getStyleClass().add("form-field");
        HBox.setHgrow(name, Priority.ALWAYS);
        Button keep = Parts.primary("Keep this view", "Enter", () -> actions.keep().accept(name.getText().strip()));
        keep.setDisable(true);
        name.textProperty().addListener((o, was, is) -> keep.setDisable(readOnly || is.isBlank()));
        Parts.tip(keep, readOnly ? "This project is open read only; nothing can be kept in it."
                : "Camera, frame, clip, looks and selection under this name; the same name takes its place (Enter)");
        name.setDisable(readOnly);
        body(scroll);
        foot(name, keep);
    }

    private static Node row(KeptViews.Kept k, int index, boolean readOnly, Actions actions) {
        List<Node> nodes = new ArrayList<>();
        Button go = Parts.link(k.name(), () -> actions.go().accept(k));
        Parts.tip(go, "Go to this view");
        go.setMinWidth(40);
        nodes.add(Parts.icon("mdi2b-bookmark-outline"));
        nodes.add(go);
        nodes.add(Parts.caption("frame " + k.link().frame() + ", " + k.link().workspace()));
        nodes.add(Parts.spacer());
        if (index < 9) {
            nodes.add(Parts.keyCap("Ctrl Alt " + (index + 1)));
        }
        nodes.add(Parts.iconButton("mdi2l-link-variant", "Copy the link to " + k.name(), () -> actions.copy().accept(k)));
        Button delete = Parts.iconButton("mdi2d-delete-outline", "Delete " + k.name(), () -> actions.delete().accept(k));
        delete.setDisable(readOnly);
        nodes.add(delete);
        HBox row = Parts.row(8, nodes.toArray(new Node[0]));
        row.getStyleClass().addAll("list-row", "tall");
        return row;
    }
}
