package plumbline.viewer3d.view;

import java.util.Optional;
import plumbline.annotation.scene.Vec3;

/** What a pixel sees: from {@code origin} along the unit vector {@code direction}, view frame, metres. */
public record Ray(Vec3 origin, Vec3 direction) {
    public Vec3 at(double metres) {
        return origin.plus(direction.times(metres));
    }

    /** Where it meets the level plane at {@code z}, in front of the origin; empty where it runs level or away. */
    public Optional<Vec3> atHeight(double z) {
        return atPlane(new Vec3(0, 0, z), new Vec3(0, 0, 1));
    }

    /** Where it meets the plane through {@code point} across {@code normal}; empty where it does not, or behind. */
    public Optional<Vec3> atPlane(Vec3 point, Vec3 normal) {
        double slope = direction.dot(normal);
        if (Math.abs(slope) < 1e-9) {
            return Optional.empty();
        }
        double t = point.minus(origin).dot(normal) / slope;
        return t > 0 ? Optional.of(at(t)) : Optional.empty();
    }

    /** The place on the line through {@code point} along {@code unit} that is nearest to this ray. */
    public Vec3 nearestOnLine(Vec3 point, Vec3 unit) {
        double b = direction.dot(unit);
        double spread = 1 - b * b;
        if (spread < 1e-9) {
            return point;
        }
        Vec3 w = origin.minus(point);
        return point.plus(unit.times((w.dot(unit) - b * w.dot(direction)) / spread));
    }
}
