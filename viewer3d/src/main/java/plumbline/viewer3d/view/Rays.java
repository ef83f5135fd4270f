package plumbline.viewer3d.view;

import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import plumbline.annotation.geometry.Ray;
import plumbline.annotation.scene.Vec3;

/** Where rays of the view meet planes, lines and the ground; view frame, metres, unit directions. */
public final class Rays {
    private Rays() {}

    /** Where it meets the level plane at {@code z}, in front of the origin; empty where it runs level or away. */
    public static Optional<Vec3> atHeight(Ray ray, double z) {
        return atPlane(ray, new Vec3(0, 0, z), new Vec3(0, 0, 1));
    }

    /** Where it meets the plane through {@code point} across {@code normal}; empty where it does not, or behind. */
    public static Optional<Vec3> atPlane(Ray ray, Vec3 point, Vec3 normal) {
        double slope = ray.direction().dot(normal);
        if (Math.abs(slope) < 1e-9) {
            return Optional.empty();
        }
        double t = point.minus(ray.origin()).dot(normal) / slope;
        return t > 0 ? Optional.of(ray.at(t)) : Optional.empty();
    }

    /** The place on the line through {@code point} along {@code unit} that is nearest to the ray. */
    public static Vec3 nearestOnLine(Ray ray, Vec3 point, Vec3 unit) {
        double b = ray.direction().dot(unit);
        double spread = 1 - b * b;
        if (spread < 1e-9) {
            return point;
        }
        Vec3 w = ray.origin().minus(point);
        return point.plus(unit.times((w.dot(unit) - b * w.dot(ray.direction())) / spread));
    }

    /**
     * Where it meets a gently rising ground {@code height(x, y)}, not farther than {@code farthest}; by stepping the
     * plane.
     */
    public static Optional<Vec3> atGround(Ray ray, DoubleBinaryOperator height, double farthest) {
        double z = height.applyAsDouble(ray.origin().x(), ray.origin().y());
        Optional<Vec3> hit = Optional.empty();
        for (int i = 0; i < 6; i++) {
            hit = atHeight(ray, z).filter(p -> p.distance(ray.origin()) < farthest);
            if (hit.isEmpty()) {
                return hit;
            }
            z = height.applyAsDouble(hit.get().x(), hit.get().y());
        }
        return hit;
    }
}
