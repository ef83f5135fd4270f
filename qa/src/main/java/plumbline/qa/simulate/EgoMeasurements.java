package plumbline.qa.simulate;

import java.util.Locale;
import org.joml.Quaterniond;
import org.joml.Vector3d;
import plumbline.annotation.scene.Pose;

/**
 * What inertial unit and satellite receiver measure at the ego frame's origin, as small JSON with sorted keys.
 * Inertial: specific force (m/s2, at rest +9.81 on z) and turn rate (rad/s) in the ego frame, noise 0.02 m/s2 and
 * 0.001 rad/s. Satellite: latitude, longitude (degrees, WGS 84), altitude (m), noise 5 cm; east and north are the
 * world's x and y about a fixed first fix, by the radii of curvature there.
 */
final class EgoMeasurements {
    private static final double GRAVITY = 9.80665;
    private static final double STEP = 0.005;
    private static final double LATITUDE = 48.137;
    private static final double LONGITUDE = 11.575;
    private static final double ALTITUDE = 519;

    private final EgoMotion ego;
    private final long seed;

    EgoMeasurements(EgoMotion ego, long seed) {
        this.ego = ego;
        this.seed = seed;
    }

    String imu(int index, double t, long timeNanos) {
        Pose a = ego.worldFromEgo(t - STEP);
        Pose b = ego.worldFromEgo(t);
        Pose c = ego.worldFromEgo(t + STEP);
        double ax = (a.m03() - 2 * b.m03() + c.m03()) / (STEP * STEP);
        double ay = (a.m13() - 2 * b.m13() + c.m13()) / (STEP * STEP);
        double az = (a.m23() - 2 * b.m23() + c.m23()) / (STEP * STEP) + GRAVITY;
        Vector3d force = b.rotation().conjugate().transform(new Vector3d(ax, ay, az));
        Quaterniond turn = a.rotation().conjugate().mul(c.rotation());
        double sign = turn.w < 0 ? -1 : 1;
        Vector3d rate = new Vector3d(turn.x, turn.y, turn.z).mul(sign * 2 / (2 * STEP));
        return "{\"acceleration\":" + triple(force, 0.02, Rand.key(seed, 300, index)) + ",\"angularVelocity\":"
                + triple(rate, 0.001, Rand.key(seed, 301, index)) + ",\"timeNanos\":" + timeNanos + "}";
    }

    private static String triple(Vector3d v, double sigma, long key) {
        return String.format(
                Locale.ROOT,
                "[%.6f,%.6f,%.6f]",
                v.x + sigma * Rand.gauss(key + 1),
                v.y + sigma * Rand.gauss(key + 2),
                v.z + sigma * Rand.gauss(key + 3));
    }

    String gnss(int index, double t, long timeNanos) {
        Pose p = ego.worldFromEgo(t);
        long key = Rand.key(seed, 302, index);
        double a = 6378137.0;
        double e2 = 6.69437999014e-3;
        double sin = Math.sin(Math.toRadians(LATITUDE));
        double w = Math.sqrt(1 - e2 * sin * sin);
        double north = a * (1 - e2) / (w * w * w);
        double east = a / w * Math.cos(Math.toRadians(LATITUDE));
        return String.format(
                Locale.ROOT,
                "{\"altitude\":%.3f,\"latitude\":%.9f,\"longitude\":%.9f,\"timeNanos\":%d}",
                ALTITUDE + p.m23() + 0.05 * Rand.gauss(key + 3),
                LATITUDE + Math.toDegrees((p.m13() + 0.05 * Rand.gauss(key + 2)) / north),
                LONGITUDE + Math.toDegrees((p.m03() + 0.05 * Rand.gauss(key + 1)) / east),
                timeNanos);
    }
}
