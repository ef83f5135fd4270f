package plumbline.viewer3d.view;

import java.util.Optional;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Vec3;

/**
 * What is cut away of the points, in the view frame (metres): a box that keeps what is inside it, or outside where
 * {@code outside}; and a slab between two parallel planes that keeps what is between them. Boxes and lines stay whole.
 */
public record Clip(Optional<Box> box, boolean outside, Optional<Slab> slab) {
    public static final Clip NONE = new Clip(Optional.empty(), false, Optional.empty());

    /** Keeps points with {@code from <= normal · p <= to}; the normal need not be of length 1. */
    public record Slab(Vec3 normal, double from, double to) {
        public Slab {
            if (!(normal.length() > 0) || !(from <= to)) {
                throw new IllegalArgumentException("a slab needs a direction, and its begin before its end");
            }
        }
    }

    public static Clip to(Box box) {
        return new Clip(Optional.of(box), false, Optional.empty());
    }

    public static Clip to(Slab slab) {
        return new Clip(Optional.empty(), false, Optional.of(slab));
    }

    public boolean isNone() {
        return box.isEmpty() && slab.isEmpty();
    }

    /** Whether a point of the view frame stays. */
    public boolean keeps(Vec3 p) {
        if (box.isPresent() && box.get().contains(p.x(), p.y(), p.z()) == outside) {
            return false;
        }
        if (slab.isEmpty()) {
            return true;
        }
        double at = slab.get().normal().dot(p);
        return at >= slab.get().from() && at <= slab.get().to();
    }

    /** False only where nothing of a ball of so many metres stays. */
    public boolean touches(Vec3 middle, double radius) {
        if (box.isPresent() && !outside) {
            Box b = box.get();
            Vec3 p = b.frameFromBox().inverse().apply(middle);
            if (Math.abs(p.x()) > b.length() / 2 + radius || Math.abs(p.y()) > b.width() / 2 + radius
                    || Math.abs(p.z()) > b.height() / 2 + radius) {
                return false;
            }
        }
        if (slab.isEmpty()) {
            return true;
        }
        double at = slab.get().normal().dot(middle);
        double reach = slab.get().normal().length() * radius;
        return at + reach >= slab.get().from() && at - reach <= slab.get().to();
    }
}
