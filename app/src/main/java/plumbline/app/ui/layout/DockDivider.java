package plumbline.app.ui.layout;

import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/** The line between two docks: drag it, or give it the focus and press the arrows (8 pixels, with Shift 32). */
final class DockDivider extends Region {
    static final double HIT = 7;

    private double from;
    private double size;

    /**
     * {@code way} is 1 where what it makes larger lies left of it or above, -1 where right or below; {@code now} is that
     * size in pixels, {@code wanted} asks for another, {@code done} ends a move.
     */
    DockDivider(Orientation line, String name, int way, DoubleSupplier now, DoubleConsumer wanted, Runnable done) {
        boolean upright = line == Orientation.VERTICAL;
        getStyleClass().add("dock-divider");
        setCursor(upright ? Cursor.H_RESIZE : Cursor.V_RESIZE);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.THUMB);
        setAccessibleText(name + ", arrows move it");
        setOnMousePressed(e -> {
            from = at(e, upright);
            size = now.getAsDouble();
            e.consume();
        });
        setOnMouseDragged(e -> {
            if (e.getButton() == MouseButton.PRIMARY) {
                wanted.accept(size + way * (at(e, upright) - from));
            }
            e.consume();
        });
        setOnMouseReleased(e -> {
            done.run();
            e.consume();
        });
        setOnKeyPressed(e -> {
            KeyCode less = upright ? KeyCode.LEFT : KeyCode.UP;
            KeyCode more = upright ? KeyCode.RIGHT : KeyCode.DOWN;
            if (e.getCode() == less || e.getCode() == more) {
                wanted.accept(now.getAsDouble() + way * (e.getCode() == less ? -1 : 1) * (e.isShiftDown() ? 32 : 8));
                done.run();
                e.consume();
            }
        });
    }

    private static double at(MouseEvent e, boolean upright) {
        return upright ? e.getSceneX() : e.getSceneY();
    }
}
