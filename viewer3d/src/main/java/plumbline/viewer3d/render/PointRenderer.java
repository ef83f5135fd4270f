package plumbline.viewer3d.render;

import java.nio.ByteBuffer;
import java.util.Optional;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.view.ViewState;

/**
 * Draws points, boxes and lines into a direct buffer: top-down premultiplied BGRA, {@code width * height * 4} bytes.
 * Two implementations with the same picture: OpenGL and the Java splatter. Belongs to one thread.
 */
public interface PointRenderer extends AutoCloseable {
    /** How far from a pixel a point is still picked. */
    int REACH = 3;

    /** {@code gl} or {@code splat}. */
    String name();

    /** For people: the GL renderer string, or the number of cores. */
    String description();

    Drawn render(SceneSnapshot scene, ViewState view, ByteBuffer bgra);

    /**
     * The point drawn nearest to a pixel (within 3 pixels) in the last picture: layer, index, position in the view
     * frame.
     */
    default Optional<Picked> pick(int x, int y) {
        return visible(x - REACH, y - REACH, 2 * REACH + 1, 2 * REACH + 1).near(x, y, REACH);
    }

    /** What the pixels of a rectangle show in the last picture; of the rectangle, what lies within the picture. */
    VisiblePoints visible(int left, int top, int width, int height);

    /** True where {@link #pick} and {@link #visible} may be called beside the thread that renders. */
    default boolean picksFromAnyThread() {
        return false;
    }

    record Drawn(long points, double milliseconds) {}

    record Picked(int layer, int index, Vec3 positionView) {}

    @Override
    void close();
}
