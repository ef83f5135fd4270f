package plumbline.viewer3d.tool;

import javafx.scene.input.KeyEvent;

/** Turns pointer and keys over a 3D view into edits of an {@link EditTarget}. Lives on the window's thread. */
public interface Tool {
    /** Shown in the tool strip and the status bar: {@code Cuboid}. */
    String name();

    /** The main button went down; true takes the gesture, so that the camera stays and the next calls come here. */
    default boolean pressed(Pointer at, ViewPort view) {
        return false;
    }

    default void dragged(Pointer at, ViewPort view) {}

    default void released(Pointer at, ViewPort view) {}

    /** A press and release at one place that the tool had not taken. */
    default void clicked(Pointer at, ViewPort view) {}

    /** The pointer moved without a button. */
    default void moved(Pointer at, ViewPort view) {}

    /** The wheel turned; true where the tool took it, so that the view does not zoom. */
    default boolean scrolled(Pointer at, double delta, ViewPort view) {
        return false;
    }

    /** A key over the view; true where it was used. */
    default boolean key(KeyEvent event, ViewPort view) {
        return false;
    }

    /** Drops what is begun; nothing was edited. True where there was something to drop. */
    default boolean cancel(ViewPort view) {
        return false;
    }

    default Guides guides(ViewPort view) {
        return Guides.NONE;
    }
}
