package plumbline.viewer3d.view;

import org.joml.Quaterniond;
import org.joml.Vector3d;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.Ray;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;

/** How a camera moves: pure functions from camera to camera. Angles in radians, distances in metres, view frame. */
public final class CameraMoves {
    private static final double STEEPEST_RAD = Math.toRadians(89.9);
    private static final double NEAREST = 0.3;
    private static final double FARTHEST = 20_000;

    private CameraMoves() {}

    /**
     * Turns about the vertical through {@code pivot}, then up or down about the view's level axis; never over the top.
     */
    public static Camera orbit(Camera c, Vec3 pivot, double yawRad, double pitchRad) {
        Projection p = Projection.of(c, 1, 1);
        double now = Math.asin(Math.clamp(p.forward().z(), -1, 1));
        double wanted = Math.clamp(now + pitchRad, -STEEPEST_RAD, STEEPEST_RAD);
        Vec3 r = p.right();
        Quaterniond turn = new Quaterniond()
                .rotationZ(yawRad)
                .mul(new Quaterniond().rotationAxis(wanted - now, r.x(), r.y(), r.z()));
        return new Camera(
                pivot.plus(turned(turn, c.eye().minus(pivot))),
                pivot.plus(turned(turn, c.target().minus(pivot))),
                turned(turn, p.up()),
                c.fovYRad(),
                c.orthoHeight());
    }

    /** Looks about from where the eye stands. */
    public static Camera look(Camera c, double yawRad, double pitchRad) {
        return orbit(c, c.eye(), yawRad, pitchRad);
    }

    /**
     * Shifts so that the place {@code grabbed} comes under the pixel {@code x, y}: along the ground where the view
     * looks down on it, across the view where it would run off to the horizon.
     */
    public static Camera pan(Camera c, Projection p, Vec3 grabbed, double x, double y) {
        Ray ray = p.ray(x, y);
        double depth = Math.max(Projection.NEAR, p.depth(grabbed));
        Vec3 across = grabbed.minus(p.unproject(x, y, depth));
        Vec3 shift = across;
        if (ray.direction().z() < -0.12) {
            shift = Rays.atHeight(ray, grabbed.z())
                    .map(grabbed::minus)
                    .filter(s -> s.length() < 4 * across.length() + 1e-9)
                    .orElse(across);
        }
        return moved(c, shift);
    }

    /** Nearer ({@code factor} below 1) or farther, so that {@code focus} stays where it is in the picture. */
    public static Camera zoom(Camera c, Vec3 focus, double factor) {
        if (c.orthographic()) {
            double height = Math.clamp(c.orthoHeight() * factor, 0.05, FARTHEST);
            double real = height / c.orthoHeight();
            Vec3 forward = c.target().minus(c.eye()).normalized();
            Vec3 off = focus.minus(c.eye());
            Vec3 across = off.minus(forward.times(off.dot(forward)));
            Camera shifted = moved(c, across.times(1 - real));
            return new Camera(shifted.eye(), shifted.target(), c.up(), c.fovYRad(), height);
        }
        double distance = c.eye().distance(focus);
        double real = Math.clamp(distance * factor, NEAREST, FARTHEST) / Math.max(1e-9, distance);
        if (factor < 1 && distance <= NEAREST) {
            return c;
        }
        Vec3 eye = focus.plus(c.eye().minus(focus).times(real));
        Vec3 target = focus.plus(c.target().minus(focus).times(real));
        if (eye.distance(target) < NEAREST) {
            target = eye.plus(c.target().minus(c.eye()).normalized().times(NEAREST));
        }
        return new Camera(eye, target, c.up(), c.fovYRad(), 0);
    }

    /** Walks in metres: along the view kept level, to the right, and straight up. */
    public static Camera fly(Camera c, double forward, double right, double up) {
        Projection p = Projection.of(c, 1, 1);
        Vec3 ahead = new Vec3(p.forward().x(), p.forward().y(), 0);
        ahead = ahead.length() < 1e-6 ? p.up() : ahead.normalized();
        return moved(c, ahead.times(forward).plus(p.right().times(right)).plus(new Vec3(0, 0, up)));
    }

    public static Camera moved(Camera c, Vec3 shift) {
        return new Camera(c.eye().plus(shift), c.target().plus(shift), c.up(), c.fovYRad(), c.orthoHeight());
    }

    /** The same camera in another frame, so that the world stays in the picture while the frame moves. */
    public static Camera in(Camera c, Pose otherFromFrame) {
        return new Camera(
                otherFromFrame.apply(c.eye()), otherFromFrame.apply(c.target()), otherFromFrame.rotate(c.up()), c.fovYRad(),
                c.orthoHeight());
    }

    /** Looks along a fixed direction at the same target from the same distance. */
    public static Camera axis(Camera c, ViewAxis axis) {
        double distance = c.eye().distance(c.target());
        return new Camera(
                c.target().plus(axis.from().times(distance)), c.target(), axis.up(), c.fovYRad(), c.orthoHeight());
    }

    /** From perspective to orthographic or back; what is at the target keeps its size. */
    public static Camera toggleOrtho(Camera c) {
        double half = Math.tan(c.fovYRad() / 2);
        if (!c.orthographic()) {
            double height = 2 * half * c.eye().distance(c.target());
            return new Camera(c.eye(), c.target(), c.up(), c.fovYRad(), Math.max(0.05, height));
        }
        Vec3 back = c.eye().minus(c.target()).normalized();
        Vec3 eye = c.target().plus(back.times(c.orthoHeight() / (2 * half)));
        return new Camera(eye, c.target(), c.up(), c.fovYRad(), 0);
    }

    /** The same direction, near enough that a ball fills the picture's height. */
    public static Camera fit(Camera c, Vec3 centre, double radius) {
        double r = Math.max(0.2, radius);
        Vec3 back = c.eye().minus(c.target()).normalized();
        double distance = c.orthographic() ? Math.max(50, 3 * r) : r / Math.sin(c.fovYRad() / 2);
        return new Camera(
                centre.plus(back.times(distance)), centre, c.up(), c.fovYRad(), c.orthographic() ? 2.1 * r : 0);
    }

    /** A box with room about it, so that its surroundings can be judged. */
    public static Camera fit(Camera c, Box box) {
        double diagonal = Math.sqrt(
                box.length() * box.length() + box.width() * box.width() + box.height() * box.height());
        return fit(c, box.centre(), Math.max(2, 1.1 * diagonal));
    }

    /** Nine tenths of the points about their middle, so that a few stray returns do not make the rest tiny. */
    public static Camera fit(Camera c, PointBlock points) {
        int n = points.size();
        int step = Math.max(1, n / 20_000);
        Vec3 sum = Vec3.ZERO;
        int count = 0;
        for (int i = 0; i < n; i += step) {
            if (Double.isFinite(points.px(i) + points.py(i) + points.pz(i))) {
                sum = sum.plus(points.point(i));
                count++;
            }
        }
        if (count == 0) {
            return Camera.DEFAULT;
        }
        Vec3 middle = sum.times(1.0 / count);
        double[] distances = new double[count];
        int k = 0;
        for (int i = 0; i < n; i += step) {
            if (Double.isFinite(points.px(i) + points.py(i) + points.pz(i))) {
                distances[k++] = points.point(i).distance(middle);
            }
        }
        java.util.Arrays.sort(distances);
        return fit(c, middle, distances[(int) (0.9 * (count - 1))]);
    }

    /** Behind and above the car for a sweep about the origin; all of it for anything else. */
    public static Camera home(PointBlock points) {
        Camera all = fit(Camera.DEFAULT, points);
        boolean sweep = points.size() == 0 || all.target().length() < 40 && all.eye().distance(all.target()) < 400;
        return sweep ? Camera.DEFAULT : all;
    }

    /** On the way from one camera to another, {@code t} 0 to 1: the target in a line, the eye on an arc about it. */
    public static Camera between(Camera a, Camera b, double t) {
        if (t <= 0) {
            return a;
        }
        if (t >= 1) {
            return b;
        }
        Vec3 target = mix(a.target(), b.target(), t);
        Vec3 fromA = a.eye().minus(a.target());
        Vec3 fromB = b.eye().minus(b.target());
        Vec3 direction = mix(fromA.normalized(), fromB.normalized(), t);
        if (direction.length() < 1e-3) {
            direction = fromB;
        }
        double distance = Math.exp(mix(Math.log(Math.max(NEAREST, fromA.length())), Math.log(fromB.length()), t));
        double height = a.orthographic() && b.orthographic()
                ? Math.exp(mix(Math.log(a.orthoHeight()), Math.log(b.orthoHeight()), t))
                : b.orthoHeight();
        return new Camera(
                target.plus(direction.normalized().times(distance)), target,
                mix(a.up(), b.up(), t), mix(a.fovYRad(), b.fovYRad(), t), height);
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }

    private static Vec3 mix(Vec3 a, Vec3 b, double t) {
        return a.plus(b.minus(a).times(t));
    }

    private static Vec3 turned(Quaterniond q, Vec3 v) {
        Vector3d out = q.transform(new Vector3d(v.x(), v.y(), v.z()));
        return new Vec3(out.x, out.y, out.z);
    }
}
