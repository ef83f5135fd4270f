package plumbline.viewer3d.tool;

import java.util.Optional;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.geometry.Ray;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.view.Clip;
import plumbline.viewer3d.view.Projection;

/** What a tool sees of the 3D view it works in; pixels are layout pixels of the view. */
public interface ViewPort {
    /** How the view's camera maps the view frame to layout pixels now. */
    Projection projection();

    SceneSnapshot scene();

    /** The ground under the points shown. */
    Ground ground();

    /** The point under a pixel in the last picture. */
    Optional<PointRenderer.Picked> pick(double x, double y);

    /** What is cut away of the points. */
    default Clip clip() {
        return Clip.NONE;
    }

    /** How far away what a part of the last picture (layout pixels) shows is; empty where that is not known. */
    default Optional<Seen> seen(double left, double top, double width, double height) {
        return Optional.empty();
    }

    /** Draws a box in place of the one with its id, or besides, without any edit; empty takes it away. */
    void setPreview(Optional<BoxItem> item);

    /** A word beside the pointer, until the next; empty takes it away. */
    void note(String sentence);

    default Ray ray(double x, double y) {
        return projection().ray(x, y);
    }

    /** The place on the ground under a pixel; empty above the horizon or farther than 500 m. */
    Optional<Vec3> groundAt(double x, double y);
}
