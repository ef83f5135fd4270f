package plumbline.viewer3d.fx;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.layout.Region;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.tool.Tool;
import plumbline.viewer3d.view.Camera;

/** The 3D view as a JavaFX node. */
public class SceneView extends Region implements AutoCloseable {
    /** For the status bar. */
    public record Status(String renderer, String description, long pointsDrawn, double milliseconds) {}

    private final ReadOnlyObjectWrapper<Camera> camera = new ReadOnlyObjectWrapper<>(Camera.DEFAULT);
    private final ReadOnlyObjectWrapper<Status> status = new ReadOnlyObjectWrapper<>(new Status("", "", 0, 0));
    private final ObjectProperty<Optional<Tool>> tool = new SimpleObjectProperty<>(Optional.empty());
    private SceneSnapshot scene = SceneSnapshot.EMPTY;

    public SceneView(RendererChoice choice) {}

    public final void setScene(SceneSnapshot snapshot) {
        scene = snapshot;
    }

    public final SceneSnapshot scene() {
        return scene;
    }

    public final ReadOnlyObjectProperty<Camera> cameraProperty() {
        return camera.getReadOnlyProperty();
    }

    /** Glides there in 200 ms, or jumps. */
    public final void setCamera(Camera to, boolean glide) {
        camera.set(to);
    }

    public final ObjectProperty<Optional<Tool>> toolProperty() {
        return tool;
    }

    public final ReadOnlyObjectProperty<Status> statusProperty() {
        return status.getReadOnlyProperty();
    }

    public final void setPointSize(double pixels) {}

    public final void setEyeDome(double strength) {}

    public final void setRenderer(RendererChoice choice) {}

    /** The point under a pixel of the view (layout units) in the last picture. */
    public final Optional<PointRenderer.Picked> pick(double x, double y) {
        return Optional.empty();
    }

    /** Where a place of the view frame is on the node; empty behind the camera. */
    public final Optional<Point2D> project(Vec3 view) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
