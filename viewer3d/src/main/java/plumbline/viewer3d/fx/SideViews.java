package plumbline.viewer3d.fx;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import plumbline.annotation.assist.BoxFit;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.tool.EditTarget;
import plumbline.viewer3d.tool.Edits;
import plumbline.viewer3d.tool.PlaneView;

/**
 * Top, side and rear view of the selected box, one above the other, turning with it and on one scale. Edges and corners
 * resize, the inside moves, the knob turns; each drag is one edit. Used from the window's thread.
 */
public final class SideViews {
    private static final int MOST_POINTS = 60_000;

    private final EditTarget target;
    private final List<SideView> views;
    private final VBox node = new VBox(1);
    private final ReadOnlyObjectWrapper<Optional<Box>> preview = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Label.Cuboid> label = Optional.empty();
    private PointBlock whole = PointBlock.EMPTY;
    private PointBlock near = PointBlock.EMPTY;
    private int rgb = 0xFFFFFF;
    private double zoom = 1;

    public SideViews(EditTarget target) {
        this.target = target;
        views = List.of(
                new SideView(PlaneView.Side.TOP, this, target),
                new SideView(PlaneView.Side.SIDE, this, target),
                new SideView(PlaneView.Side.REAR, this, target));
        views.forEach(v -> VBox.setVgrow(v, Priority.ALWAYS));
        node.getChildren().addAll(views);
        node.getStyleClass().add("side-views");
    }

    public Region node() {
        return node;
    }

    /** {@code points} in the box's frame of reference; {@code colour} is the class's, {@code 0xRRGGBB}. */
    public void show(PointBlock points, Optional<Label.Cuboid> cuboid, int colour) {
        boolean other = !cuboid.map(Label.Cuboid::id).equals(label.map(Label.Cuboid::id));
        if (other) {
            zoom = 1;
        }
        if (other || points != whole || !cuboid.map(Label.Cuboid::box).equals(label.map(Label.Cuboid::box))) {
            near = cuboid.map(c -> around(points, c.box())).orElse(PointBlock.EMPTY);
        }
        whole = points;
        label = cuboid;
        rgb = colour;
        preview.set(Optional.empty());
        repaint();
    }

    /** The box as a drag would leave it, for drawing it in other views meanwhile. */
    public ReadOnlyObjectProperty<Optional<Box>> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /** The points near enough to be seen in any of the views, so that a drag does not go through a whole cloud. */
    private static PointBlock around(PointBlock points, Box box) {
        double reach = Math.sqrt(box.length() * box.length() + box.width() * box.width() + box.height() * box.height())
                        * 1.5 + 2;
        Vec3 c = box.centre();
        int[] found = new int[1024];
        int n = 0;
        for (int i = 0; i < points.size(); i++) {
            if (Math.abs(points.px(i) - c.x()) < reach && Math.abs(points.py(i) - c.y()) < reach
                    && Math.abs(points.pz(i) - c.z()) < reach) {
                if (n == found.length) {
                    found = java.util.Arrays.copyOf(found, 2 * n);
                }
                found[n++] = i;
            }
        }
        int step = Math.max(1, n / MOST_POINTS);
        int kept = (n + step - 1) / step;
        float[] x = new float[kept];
        float[] y = new float[kept];
        float[] z = new float[kept];
        for (int k = 0; k < kept; k++) {
            int i = found[k * step];
            x[k] = (float) (points.px(i) - c.x());
            y[k] = (float) (points.py(i) - c.y());
            z[k] = (float) (points.pz(i) - c.z());
        }
        return new PointBlock(c, x, y, z, Optional.empty(), List.of());
    }

    /** A key of the window for the view that the pointer is over; true where it was used. */
    public boolean key(KeyEvent event) {
        return views.stream().filter(SideView::isHover).findFirst().map(v -> v.key(event)).orElse(false);
    }

    Optional<Label.Cuboid> label() {
        return label;
    }

    PointBlock points() {
        return near;
    }

    int rgb() {
        return rgb;
    }

    Optional<Box> previewed() {
        return preview.get();
    }

    void preview(Optional<Box> box) {
        preview.set(box);
        repaint();
    }

    double pixelsPerMetre() {
        double fit = label.map(c -> views.stream().mapToDouble(v -> v.fitting(c.box())).min().orElse(50))
                .orElse(50.0);
        return fit * zoom;
    }

    void zoom(double factor) {
        zoom = Math.clamp(zoom * factor, 0.2, 12);
        repaint();
    }

    void shrinkToPoints() {
        label.ifPresent(c -> {
            Box fitted = BoxFit.refit(whole, Ground.estimate(whole), c.box()).box();
            Edits.replace(target, "Refit", c, fitted);
        });
    }

    void repaint() {
        views.forEach(SideView::repaint);
    }
}
