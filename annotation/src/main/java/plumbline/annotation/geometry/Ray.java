package plumbline.annotation.geometry;

import java.util.OptionalDouble;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;

/** A half line: origin in metres and a direction, kept as a unit vector. What is asked about lies in the same frame. */
public record Ray(Vec3 origin, Vec3 direction) {
    public Ray {
        if (!(direction.length() > 0)) {
            throw new IllegalArgumentException("a ray needs a direction");
        }
        direction = direction.normalized();
    }

    public Vec3 at(double metres) {
        return origin.plus(direction.times(metres));
    }

    /** Metres to the box's nearest face; 0 from inside; empty where the ray misses (slab test, Kay and Kajiya 1986). */
    public OptionalDouble hit(Box box) {
        Pose r = box.frameFromBox();
        Vec3 o = origin.minus(box.centre());
        double[] from = {
            r.m00() * o.x() + r.m10() * o.y() + r.m20() * o.z(),
            r.m01() * o.x() + r.m11() * o.y() + r.m21() * o.z(),
            r.m02() * o.x() + r.m12() * o.y() + r.m22() * o.z()
        };
        Vec3 d = direction;
        double[] along = {
            r.m00() * d.x() + r.m10() * d.y() + r.m20() * d.z(),
            r.m01() * d.x() + r.m11() * d.y() + r.m21() * d.z(),
            r.m02() * d.x() + r.m12() * d.y() + r.m22() * d.z()
        };
        double[] half = {box.length() / 2, box.width() / 2, box.height() / 2};
        double near = 0;
        double far = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 3; i++) {
            if (along[i] == 0) {
                if (Math.abs(from[i]) > half[i]) {
                    return OptionalDouble.empty();
                }
            } else {
                double a = (-half[i] - from[i]) / along[i];
                double b = (half[i] - from[i]) / along[i];
                near = Math.max(near, Math.min(a, b));
                far = Math.min(far, Math.max(a, b));
            }
        }
        return near <= far ? OptionalDouble.of(near) : OptionalDouble.empty();
    }

    /** Metres to the plane; empty where the ray runs along it or away from it. */
    public OptionalDouble hit(GroundPlane plane) {
        double fall = plane.normal().dot(direction);
        if (Math.abs(fall) < 1e-12) {
            return OptionalDouble.empty();
        }
        double metres = -plane.distance(origin) / fall;
        return metres >= 0 ? OptionalDouble.of(metres) : OptionalDouble.empty();
    }
}
