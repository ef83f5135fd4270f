package plumbline.annotation.scene;

import org.joml.Matrix3d;
import org.joml.Quaterniond;

/**
 * A rigid transform as the upper three rows of a 4x4 matrix, row-major: {@code p' = R p + t}, metres. Named after what
 * it maps: {@code worldFromLidar}. The matrix is kept as a file gives it (not re-orthonormalised), so that published
 * projections are reproduced to the last digit.
 */
public record Pose(
        double m00, double m01, double m02, double m03,
        double m10, double m11, double m12, double m13,
        double m20, double m21, double m22, double m23) {

    public static final Pose IDENTITY = new Pose(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);

    /** From a translation in metres and a unit quaternion x y z w (normalised here; a zero one is refused). */
    public static Pose of(double x, double y, double z, double qx, double qy, double qz, double qw) {
        double norm = Math.sqrt(qx * qx + qy * qy + qz * qz + qw * qw);
        if (!(norm > 1e-12)) {
            throw new IllegalArgumentException("a rotation quaternion cannot be zero or NaN");
        }
        double a = qx / norm;
        double b = qy / norm;
        double c = qz / norm;
        double w = qw / norm;
        return new Pose(
                1 - 2 * (b * b + c * c), 2 * (a * b - c * w), 2 * (a * c + b * w), x,
                2 * (a * b + c * w), 1 - 2 * (a * a + c * c), 2 * (b * c - a * w), y,
                2 * (a * c - b * w), 2 * (b * c + a * w), 1 - 2 * (a * a + b * b), z);
    }

    public static Pose translation(double x, double y, double z) {
        return new Pose(1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z);
    }

    /** Rotation by roll, pitch, yaw in radians: {@code Rz(yaw) Ry(pitch) Rx(roll)}, then the translation. */
    public static Pose ofEuler(double x, double y, double z, double rollRad, double pitchRad, double yawRad) {
        Quaterniond q = new Quaterniond().rotationZYX(yawRad, pitchRad, rollRad);
        return of(x, y, z, q.x, q.y, q.z, q.w);
    }

    /** From 12 or 16 numbers, row-major; of 16 the last four must be 0 0 0 1. */
    public static Pose ofRowMajor(double... m) {
        if (m.length != 12 && m.length != 16) {
            throw new IllegalArgumentException("a transform has 12 or 16 numbers, not " + m.length);
        }
        return new Pose(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], m[11]);
    }

    /** {@code aFromB.times(bFromC)} is {@code aFromC}. */
    public Pose times(Pose o) {
        return new Pose(
                m00 * o.m00 + m01 * o.m10 + m02 * o.m20,
                m00 * o.m01 + m01 * o.m11 + m02 * o.m21,
                m00 * o.m02 + m01 * o.m12 + m02 * o.m22,
                m00 * o.m03 + m01 * o.m13 + m02 * o.m23 + m03,
                m10 * o.m00 + m11 * o.m10 + m12 * o.m20,
                m10 * o.m01 + m11 * o.m11 + m12 * o.m21,
                m10 * o.m02 + m11 * o.m12 + m12 * o.m22,
                m10 * o.m03 + m11 * o.m13 + m12 * o.m23 + m13,
                m20 * o.m00 + m21 * o.m10 + m22 * o.m20,
                m20 * o.m01 + m21 * o.m11 + m22 * o.m21,
                m20 * o.m02 + m21 * o.m12 + m22 * o.m22,
                m20 * o.m03 + m21 * o.m13 + m22 * o.m23 + m23);
    }

    /** The exact inverse of the 3x3 part by its adjugate, so a rotation printed with few digits is inverted as printed. */
    public Pose inverse() {
        double c00 = m11 * m22 - m12 * m21;
        double c01 = m02 * m21 - m01 * m22;
        double c02 = m01 * m12 - m02 * m11;
        double det = m00 * c00 + m10 * c01 + m20 * c02;
        if (!(Math.abs(det) > 1e-12)) {
            throw new ArithmeticException("a transform with determinant " + det + " has no inverse");
        }
        double i00 = c00 / det;
        double i01 = c01 / det;
        double i02 = c02 / det;
        double i10 = (m12 * m20 - m10 * m22) / det;
        double i11 = (m00 * m22 - m02 * m20) / det;
        double i12 = (m02 * m10 - m00 * m12) / det;
        double i20 = (m10 * m21 - m11 * m20) / det;
        double i21 = (m01 * m20 - m00 * m21) / det;
        double i22 = (m00 * m11 - m01 * m10) / det;
        return new Pose(
                i00, i01, i02, -(i00 * m03 + i01 * m13 + i02 * m23),
                i10, i11, i12, -(i10 * m03 + i11 * m13 + i12 * m23),
                i20, i21, i22, -(i20 * m03 + i21 * m13 + i22 * m23));
    }

    public double x(double x, double y, double z) {
        return m00 * x + m01 * y + m02 * z + m03;
    }

    public double y(double x, double y, double z) {
        return m10 * x + m11 * y + m12 * z + m13;
    }

    public double z(double x, double y, double z) {
        return m20 * x + m21 * y + m22 * z + m23;
    }

    public Vec3 apply(Vec3 p) {
        return new Vec3(x(p.x(), p.y(), p.z()), y(p.x(), p.y(), p.z()), z(p.x(), p.y(), p.z()));
    }

    /** Rotates a direction; the translation does not count. */
    public Vec3 rotate(Vec3 d) {
        return new Vec3(
                m00 * d.x() + m01 * d.y() + m02 * d.z(),
                m10 * d.x() + m11 * d.y() + m12 * d.z(),
                m20 * d.x() + m21 * d.y() + m22 * d.z());
    }

    public Vec3 translation() {
        return new Vec3(m03, m13, m23);
    }

    /** The nearest unit quaternion, w not negative. */
    public Quaterniond rotation() {
        // JOML is column-major: the first three arguments are the first column.
        Matrix3d m = new Matrix3d(m00, m10, m20, m01, m11, m21, m02, m12, m22);
        Quaterniond q = m.getNormalizedRotation(new Quaterniond()).normalize();
        return q.w < 0 ? q.mul(-1) : q;
    }

    /** Heading about +z in radians, counter-clockwise from +x. */
    public double yaw() {
        return Math.atan2(m10, m00);
    }

    /** Row-major, 16 numbers. */
    public double[] toRowMajor() {
        return new double[] {m00, m01, m02, m03, m10, m11, m12, m13, m20, m21, m22, m23, 0, 0, 0, 1};
    }

    /** Linear in translation, shortest arc in rotation; {@code fraction} 0 is this, 1 is the other. */
    public Pose interpolate(Pose to, double fraction) {
        if (fraction <= 0) {
            return this;
        }
        if (fraction >= 1) {
            return to;
        }
        Quaterniond q = rotation().slerp(to.rotation(), fraction);
        return of(
                m03 + (to.m03 - m03) * fraction,
                m13 + (to.m13 - m13) * fraction,
                m23 + (to.m23 - m23) * fraction,
                q.x, q.y, q.z, q.w);
    }
}
