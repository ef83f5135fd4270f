package plumbline.app.ui.looks;

import javafx.beans.property.ObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import plumbline.app.Tasks;
import plumbline.app.ui.parts.Parts;
import plumbline.viewer3d.render.Looks;

/** The looks panel as a card over a 3D view, and the button of the view's bar that opens it; Shift+C does too. */
public final class LooksPopover {
    private static final double WIDTH = 292;

    private final LooksPanel panel;
    private final ObjectProperty<Looks> looks;
    private final Button button;
    private final StackPane stage;

    /** {@code left} is how far from the stage's left edge the card stands: it should not cover a tool strip. */
    public LooksPopover(
            StackPane stage, double left, ObjectProperty<Looks> looks, Tasks tasks, ObjectProperty<Boolean> dark) {
        this.stage = stage;
        this.looks = looks;
        panel = new LooksPanel(looks, tasks, dark);
        panel.setVisible(false);
        panel.getStyleClass().add("float-card");
        panel.setMinSize(0, 0);
        panel.setPrefWidth(WIDTH);
        panel.setMaxWidth(WIDTH);
        panel.maxHeightProperty().bind(stage.heightProperty().subtract(136));
        StackPane.setAlignment(panel, Pos.TOP_LEFT);
        StackPane.setMargin(panel, new Insets(48, 0, 0, left));
        stage.getChildren().add(panel);
        button = Parts.barButton("mdi2t-tune-variant", "Looks", this::toggle);
        Parts.tip(button, "Colour, size, filters and layers of points (Shift+C)");
        button.setAccessibleText("Looks of points, Shift+C");
        looks.addListener((o, was, is) -> words());
        words();
        panel.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                toggle();
                e.consume();
            }
        });
    }

    public Button button() {
        return button;
    }

    public LooksPanel panel() {
        return panel;
    }

    public boolean isOpen() {
        return panel.isVisible();
    }

    /** Opens it with the focus inside, or closes it. */
    public void toggle() {
        panel.setVisible(!panel.isVisible());
        button.pseudoClassStateChanged(Parts.SELECTED, panel.isVisible());
        if (panel.isVisible()) {
            panel.toFront();
            panel.show();
            panel.getContent().lookupAll(".pl-combo").stream().findFirst().ifPresent(javafx.scene.Node::requestFocus);
        } else {
            stage.getChildren().stream().filter(n -> n.isFocusTraversable()).findFirst().ifPresent(
                    javafx.scene.Node::requestFocus);
        }
    }

    /** True where the key was for it. */
    public boolean key(KeyEvent e) {
        if (e.getCode() == KeyCode.C && e.isShiftDown() && !e.isControlDown() && !e.isAltDown()) {
            toggle();
            return true;
        }
        return false;
    }

    private void words() {
        int out = looks.get().leftOut();
        button.setText(out == 0 ? "Looks" : "Looks, " + out + (out == 1 ? " filter" : " filters"));
    }
}
