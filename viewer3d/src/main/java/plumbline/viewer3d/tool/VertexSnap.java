package plumbline.viewer3d.tool;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.Vec3;

/** Where a vertex goes that is set at a pixel: onto another line's vertex, the lidar's point there, or the ground. */
public final class VertexSnap {
    /** How close another line's vertex must be to be taken, in layout pixels. */
    private static final double VERTEX_PIXELS = 8;

    /** A place in the view frame and the words for what it stuck to. */
    public record Place(Vec3 at, String words) {}

    private VertexSnap() {}

    /** {@code free} (Ctrl) takes the ground alone; {@code own} is the label whose vertices do not count. */
    public static Optional<Place> at(
            double x, double y, boolean free, ViewPort view, Stream<Label.Shape> shapes, Optional<LabelId> own) {
        if (!free) {
            Optional<Vec3> vertex = shapes.filter(s -> !own.equals(Optional.of(s.id())))
                    .flatMap(s -> s.vertices().stream())
                    .filter(v -> pixels(view, v, x, y) <= VERTEX_PIXELS)
                    .min(Comparator.comparingDouble(v -> pixels(view, v, x, y)));
            if (vertex.isPresent()) {
                return vertex.map(v -> new Place(v, "Snapped to vertex"));
            }
            Optional<Vec3> point = view.pick(x, y).map(p -> p.positionView());
            if (point.isPresent()) {
                return point.map(p -> new Place(p, "Snapped to point"));
            }
        }
        return view.groundAt(x, y).map(g -> new Place(g, "On the ground"));
    }

    /** From a place to a pixel of the view; infinite behind the camera. */
    static double pixels(ViewPort view, Vec3 place, double x, double y) {
        return view.projection().visible(place)
                .map(p -> Math.hypot(p.x() - x, p.y() - y))
                .orElse(Double.MAX_VALUE);
    }
}
