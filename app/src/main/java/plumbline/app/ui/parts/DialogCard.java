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
    private Runnable close;
    private final VBox body = new VBox();

    public DialogCard(String title, double width, Runnable close) {
        this.close = close;
        getStyleClass().add("dialog-card");
        setPrefWidth(width);
        setMaxWidth(width);
        setMaxHeight(Region.USE_PREF_SIZE);
        HBox head = Parts.row(
                8,
                Parts.label(title, "dialog-title"),
                Parts.spacer(),
                Parts.iconButton("mdi2c-close", "Close (Esc)", this::dismiss));
        head.getStyleClass().add("dialog-head");
        body.getStyleClass().add("dialog-body");
        foot.getStyleClass().addAll("dialog-foot", "rule-above");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head, body, foot);
        foot();
    }

    /** What the close button and Esc do; while something runs that is to stop it, not to leave it running unseen. */
    public final void onClose(Runnable other) {
        close = other;
    }

    /** Esc or the close button. */
    public final void dismiss() {
        close.run();
    }

    public final DialogCard body(Node... nodes) {
        body.getChildren().setAll(nodes);
        return this;
    }

    /** Left to right; put a {@link Parts#spacer} between what goes left and right. Enter fires the blue button. */
    public final DialogCard foot(Node... nodes) {
        foot.getChildren().setAll(nodes);
        foot.setVisible(nodes.length > 0);
        foot.setManaged(nodes.length > 0);
        for (Node n : nodes) {
            if (n instanceof Button b && b.getStyleClass().contains("pl-primary")) {
                b.setDefaultButton(true);
            }
        }
        return this;
    }
}
