package plumbline.viewer3d.render;

import java.util.List;
import java.util.Optional;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;

/** What is to be drawn, in the view frame; immutable, so the render thread can work on it while the window goes on. */
public record SceneSnapshot(List<PointLayer> points, List<BoxItem> boxes, List<LineItem> lines, double boxOpacity) {
    public static final SceneSnapshot EMPTY = new SceneSnapshot(List.of(), List.of(), List.of());

    public SceneSnapshot {
        points = List.copyOf(points);
        boxes = List.copyOf(boxes);
        lines = List.copyOf(lines);
        if (!(boxOpacity >= 0 && boxOpacity <= 1)) {
            throw new IllegalArgumentException("opacity goes from 0 to 1");
        }
    }

    public SceneSnapshot(List<PointLayer> points, List<BoxItem> boxes, List<LineItem> lines) {
        this(points, boxes, lines, 1);
    }

    public SceneSnapshot withPoints(List<PointLayer> now) {
        return new SceneSnapshot(now, boxes, lines, boxOpacity);
    }

    public SceneSnapshot withBoxes(List<BoxItem> now) {
        return new SceneSnapshot(points, now, lines, boxOpacity);
    }

    /** Boxes but the selected and the hovered one let so much of what is behind shine through. */
    public SceneSnapshot withBoxOpacity(double now) {
        return new SceneSnapshot(points, boxes, lines, now);
    }

    /**
     * Points with one colour each. {@code opacity} 0 (not drawn) to 1; layers in between let those behind shine through.
     * {@code spread} says how large adaptive points grow where nothing finer is drawn.
     */
    public record PointLayer(
            String name, PointBlock points, Pose viewFromBlock, PointColours colours, double opacity,
            Optional<Spread> spread) {
        public PointLayer {
            if (colours.size() != points.size()) {
                throw new IllegalArgumentException(
                        points.size() + " points cannot have " + colours.size() + " colours");
            }
            if (!(opacity >= 0 && opacity <= 1)) {
                throw new IllegalArgumentException("opacity goes from 0 to 1");
            }
        }

        /** Opaque; {@code argb} as of {@link PointColours}, not to be changed afterwards. */
        public PointLayer(String name, PointBlock points, Pose viewFromBlock, int[] argb) {
            this(name, points, viewFromBlock, PointColours.of(argb), 1, Optional.empty());
        }

        public boolean visible() {
            return opacity > 0;
        }

        public PointLayer withColours(PointColours now) {
            return new PointLayer(name, points, viewFromBlock, now, opacity, spread);
        }

        public PointLayer withOpacity(double now) {
            return new PointLayer(name, points, viewFromBlock, colours, now, spread);
        }

        public PointLayer withSpread(Optional<Spread> now) {
            return new PointLayer(name, points, viewFromBlock, colours, opacity, now);
        }
    }

    /**
     * Points {@code spacing} metres apart about {@code middle}, both in the block's frame. Bit i of {@code finer}: the
     * octant i (bits 0, 1, 2: beyond the middle along x, y, z) is drawn more finely by other layers.
     */
    public record Spread(double spacing, Vec3 middle, int finer) {}

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

    /** A polyline: trajectory, frustum, lane, measure. {@code width} in pixels; {@code tag} are words at its middle. */
    public record LineItem(List<Vec3> points, int rgb, double width, boolean dashed, String tag) {
        public LineItem {
            points = List.copyOf(points);
        }

        /** Without words. */
        public LineItem(List<Vec3> points, int rgb, double width, boolean dashed) {
            this(points, rgb, width, dashed, "");
        }
    }

    public Optional<BoxItem> box(LabelId id) {
        return boxes.stream().filter(b -> b.id().equals(id)).findFirst();
    }
}
