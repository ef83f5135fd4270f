package plumbline.annotation.geometry;

import plumbline.annotation.scene.Vec3;

/** A plane through a point, metres, with a unit normal that points up. */
public record GroundPlane(Vec3 point, Vec3 normal) {
    public GroundPlane {
        if (!(normal.length() > 0)) {
            throw new IllegalArgumentException("a plane needs a normal");
        }
        normal = normal.z() < 0 ? normal.normalized().times(-1) : normal.normalized();
    }

    /** Level, at a height. */
    public static GroundPlane level(double z) {
        return new GroundPlane(new Vec3(0, 0, z), new Vec3(0, 0, 1));
    }

    /** {@code z = a x + b y + c}. */
    public static GroundPlane of(double a, double b, double c) {
        return new GroundPlane(new Vec3(0, 0, c), new Vec3(-a, -b, 1));
    }

    /** Metres above the plane, negative below. */
    public double distance(Vec3 p) {
        return normal.dot(p.minus(point));
    }

    /** Height z of the plane at x, y; the plane must not be vertical. */
    public double heightAt(double x, double y) {
        return point.z() - (normal.x() * (x - point.x()) + normal.y() * (y - point.y())) / normal.z();
    }
}
