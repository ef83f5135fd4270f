package plumbline.viewer3d.fx;

import java.util.Optional;
import java.util.OptionalDouble;
import plumbline.annotation.geometry.Ray;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;

/** Which box of a scene a ray meets. */
final class BoxHit {
    private BoxHit() {}

    /** The nearest; ghosts are not met. */
    static Optional<BoxItem> nearest(Ray ray, SceneSnapshot scene) {
        BoxItem best = null;
        double nearest = Double.MAX_VALUE;
        for (BoxItem item : scene.boxes()) {
            OptionalDouble hit = item.style() == BoxStyle.GHOST ? OptionalDouble.empty() : ray.hit(item.box());
            if (hit.isPresent() && hit.getAsDouble() < nearest) {
                nearest = hit.getAsDouble();
                best = item;
            }
        }
        return Optional.ofNullable(best);
    }
}
