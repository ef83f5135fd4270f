package plumbline.app.ui.camera;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;

/**
 * Something more on a camera's picture: painted over it, and asked first about the pointer. Added by
 * {@link CameraPane#addLayer}; after a change of its own it calls {@link CameraPane#repaint}. On the window's thread.
 */
public interface CameraLayer {
    /** Over the picture of a frame, clipped to the pane. */
    void paint(GraphicsContext g, CameraMapping mapping, int frame);

    /** A press, drag, release, move or click on the picture; true where it was used and nobody else is to have it. */
    default boolean mouse(MouseEvent event, CameraMapping mapping, int frame) {
        return false;
    }
}
