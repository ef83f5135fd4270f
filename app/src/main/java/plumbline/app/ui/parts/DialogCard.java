package plumbline.app.ui.parts;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The frame of a dialog: title with a close button, body, and a footer with the one blue button on the right. */
public class DialogCard extends VBox {
    private final HBox foot = new HBox();
    private final VBox body = new VBox();

    public DialogCard(String title, double width, Runnable close) {
        getStyleClass().add("dialog-card");
        setPrefWidth(width);
        setMaxWidth(width);
        setMaxHeight(Region.USE_PREF_SIZE);
        HBox head = Parts.row(
                8,
                Parts.label(title, "dialog-title"),
                Parts.spacer(),
                Parts.iconButton("mdi2c-close", "Close (Esc)", close));
        head.getStyleClass().add("dialog-head");
        body.getStyleClass().add("dialog-body");
        foot.getStyleClass().addAll("dialog-foot", "rule-above");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head, body, foot);
    }

    public final DialogCard body(Node... nodes) {
        body.getChildren().setAll(nodes);
        return this;
    }

    /** Left to right; put a {@link Parts#spacer} between what goes left and right. Enter fires the blue button. */
    public final DialogCard foot(Node... nodes) {
        foot.getChildren().setAll(nodes);
        for (Node n : nodes) {
            if (n instanceof Button b && b.getStyleClass().contains("pl-primary")) {
                b.setDefaultButton(true);
            }
        }
        return this;
    }
}
