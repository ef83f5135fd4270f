package plumbline.viewer3d.render;

import java.util.List;
import java.util.Optional;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;

/** What is to be drawn, in the view frame; immutable, so the render thread can work on it while the window goes on. */
public record SceneSnapshot(List<PointLayer> points, List<BoxItem> boxes, List<LineItem> lines) {
    public static final SceneSnapshot EMPTY = new SceneSnapshot(List.of(), List.of(), List.of());

    public SceneSnapshot {
        points = List.copyOf(points);
        boxes = List.copyOf(boxes);
        lines = List.copyOf(lines);
    }

    /**
     * Points with one colour each ({@code 0xAARRGGBB}; alpha 0 hides the point). The array is shared: do not change it.
     */
    public record PointLayer(String name, PointBlock points, Pose viewFromBlock, int[] argb) {}

    /** How a box is drawn; see the selection rules of the design. */
    public enum BoxStyle {
        NORMAL,
        HOVERED,
        SELECTED,
        ADDED,
        REMOVED,
        GHOST
    }

    /** {@code rgb} is the class colour; {@code tag} the words beside it ({@code "CA 014"}), empty for none. */
    public record BoxItem(LabelId id, Box box, int rgb, BoxStyle style, String tag) {}

    /** A polyline: trajectory, frustum, measure. {@code width} in pixels. */
    public record LineItem(List<Vec3> points, int rgb, double width, boolean dashed) {}

    public Optional<BoxItem> box(LabelId id) {
        return boxes.stream().filter(b -> b.id().equals(id)).findFirst();
    }
}
