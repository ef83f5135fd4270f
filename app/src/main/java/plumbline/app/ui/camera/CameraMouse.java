package plumbline.app.ui.camera;

import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * What the pointer does on a camera's picture: moves over things, zooms with the wheel about itself, drags a zoomed picture,
 * clicks and double-clicks. Layers on the picture are asked first.
 */
final class CameraMouse {
    /** What it leads to, at places of the pane. */
    interface Actions {
        void over(double x, double y);

        void left();

        void zoom(double factor, double x, double y);

        void move(double dx, double dy);

        void click(double x, double y);

        void doubleClick();
    }

    private final Predicate<MouseEvent> layers;
    private final Actions actions;
    private double dragX;
    private double dragY;

    CameraMouse(Node node, Predicate<MouseEvent> layers, Actions actions) {
        this.layers = layers;
        this.actions = actions;
        node.setOnMouseMoved(e -> {
            if (!layers.test(e)) {
                actions.over(e.getX(), e.getY());
            }
        });
        node.setOnMouseExited(e -> actions.left());
        node.setOnMousePressed(e -> {
            dragX = e.getX();
            dragY = e.getY();
            layers.test(e);
        });
        node.setOnMouseDragged(this::dragged);
        node.setOnMouseReleased(layers::test);
        node.setOnMouseClicked(this::clicked);
        node.setOnScroll(this::scrolled);
    }

    private void dragged(MouseEvent e) {
        if (!layers.test(e)) {
            actions.move(e.getX() - dragX, e.getY() - dragY);
            dragX = e.getX();
            dragY = e.getY();
        }
    }

    private void clicked(MouseEvent e) {
        if (layers.test(e) || e.getButton() != MouseButton.PRIMARY || !e.isStillSincePress()) {
            return;
        }
        if (e.getClickCount() == 2) {
            actions.doubleClick();
        } else {
            actions.click(e.getX(), e.getY());
        }
    }

    private void scrolled(ScrollEvent e) {
        // One notch of a wheel is 40; a touch pad sends less, more often.
        actions.zoom(Math.pow(1.2, e.getDeltaY() / 40), e.getX(), e.getY());
        e.consume();
    }
}
