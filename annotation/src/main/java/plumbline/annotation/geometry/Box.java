package plumbline.annotation.geometry;

import org.joml.Quaterniond;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;

/**
 * An oriented box with 9 degrees of freedom: middle, size as length (x, heading), width (y), height (z) in metres, and
 * the rotation of its axes in the frame it is given in, as a unit quaternion x y z w.
 */
public record Box(Vec3 centre, double length, double width, double height, double qx, double qy, double qz, double qw) {
    public Box {
        if (!(length >= 0 && width >= 0 && height >= 0)) {
            throw new IllegalArgumentException("sizes cannot be negative or NaN");
        }
    }

    /** Upright: rotated by {@code yawRad} about +z, counter-clockwise from +x. */
    public static Box upright(Vec3 centre, double length, double width, double height, double yawRad) {
        return new Box(centre, length, width, height, 0, 0, Math.sin(yawRad / 2), Math.cos(yawRad / 2));
    }

    public static Box of(Vec3 centre, double length, double width, double height, Quaterniond q) {
        return new Box(centre, length, width, height, q.x, q.y, q.z, q.w);
    }

    public Quaterniond rotation() {
        return new Quaterniond(qx, qy, qz, qw);
    }

    /** Maps the box's own axes (origin in the middle) into the frame the box is given in. */
    public Pose frameFromBox() {
        return Pose.of(centre.x(), centre.y(), centre.z(), qx, qy, qz, qw);
    }

    public double yaw() {
        return frameFromBox().yaw();
    }

    public double volume() {
        return length * width * height;
    }

    public Box withCentre(Vec3 c) {
        return new Box(c, length, width, height, qx, qy, qz, qw);
    }

    public Box withSize(double l, double w, double h) {
        return new Box(centre, l, w, h, qx, qy, qz, qw);
    }

    /** Turned about the frame's +z by an angle in radians, about the box's middle. */
    public Box turned(double yawRad) {
        return of(centre, length, width, height, new Quaterniond().rotationZ(yawRad).mul(rotation()));
    }

    /** The same box in another frame. */
    public Box in(Pose otherFromFrame) {
        return of(otherFromFrame.apply(centre), length, width, height, otherFromFrame.rotation().mul(rotation()));
    }

    /** The eight corners: bits 0, 1, 2 of the index choose +x, +y, +z of the box. */
    public Vec3[] corners() {
        Pose pose = frameFromBox();
        Vec3[] corners = new Vec3[8];
        for (int i = 0; i < 8; i++) {
            corners[i] = pose.apply(new Vec3(
                    ((i & 1) == 0 ? -0.5 : 0.5) * length,
                    ((i & 2) == 0 ? -0.5 : 0.5) * width,
                    ((i & 4) == 0 ? -0.5 : 0.5) * height));
        }
        return corners;
    }

    /** Index pairs into {@link #corners}: 12 edges. */
    public static final int[][] EDGES = {
        {0, 1}, {1, 3}, {3, 2}, {2, 0}, {4, 5}, {5, 7}, {7, 6}, {6, 4}, {0, 4}, {1, 5}, {2, 6}, {3, 7}
    };

    /** True on and within the faces. */
    public boolean contains(double x, double y, double z) {
        return containsWithin(x, y, z, 0);
    }

    /** As {@link #contains} for the box grown by a margin in metres on each side. */
    public boolean containsWithin(double x, double y, double z, double margin) {
        double dx = x - centre.x();
        double dy = y - centre.y();
        double dz = z - centre.z();
        Pose r = frameFromBox();
        return Math.abs(r.m00() * dx + r.m10() * dy + r.m20() * dz) <= length / 2 + margin
                && Math.abs(r.m01() * dx + r.m11() * dy + r.m21() * dz) <= width / 2 + margin
                && Math.abs(r.m02() * dx + r.m12() * dy + r.m22() * dz) <= height / 2 + margin;
    }
}
