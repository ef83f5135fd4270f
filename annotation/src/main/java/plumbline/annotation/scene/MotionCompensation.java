package plumbline.annotation.scene;

import java.util.Optional;

/**
 * Takes the rig's own motion out of a sweep. A spinning lidar measures each point from where it stood at that point's time;
 * the column {@code time} says when, in seconds from the sample's time. Afterwards all points are in the sensor's frame at
 * the sample's time, where the labels are. Poses between two of the trajectory are interpolated.
 */
public final class MotionCompensation {
    private static final double STEP_SECONDS = 0.0005;
    private static final double MOST_SECONDS = 1;

    private MotionCompensation() {}

    /** The points themselves where they carry no such times or the trajectory does not cover the sweep. */
    public static PointBlock atSampleTime(PointBlock points, Sample sample, Pose egoFromLidar, Trajectory trajectory) {
        Optional<Column> time = points.column("time");
        if (time.isEmpty() || points.size() == 0 || trajectory.isEmpty()) {
            return points;
        }
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < points.size(); i++) {
            double t = time.get().get(i);
            first = Math.min(first, t);
            last = Math.max(last, t);
        }
        // Absolute times, or times of another meaning, are left alone.
        if (!(first >= -MOST_SECONDS && last <= MOST_SECONDS && last > first)
                || trajectory.at(nanos(sample, first)).isEmpty()
                || trajectory.at(nanos(sample, last)).isEmpty()) {
            return points;
        }
        Pose[] lidarFromLidarThen = table(sample, egoFromLidar, trajectory, first, last);
        return moved(points, time.get(), first, lidarFromLidarThen);
    }

    private static long nanos(Sample sample, double seconds) {
        return sample.timeNanos() + Math.round(seconds * 1e9);
    }

    private static Pose[] table(Sample sample, Pose egoFromLidar, Trajectory trajectory, double first, double last) {
        Pose lidarFromWorld =
                trajectory.nearest(sample.timeNanos()).times(egoFromLidar).inverse();
        Pose[] out = new Pose[(int) Math.ceil((last - first) / STEP_SECONDS) + 1];
        for (int k = 0; k < out.length; k++) {
            Pose worldFromEgo = trajectory.nearest(nanos(sample, first + k * STEP_SECONDS));
            out[k] = lidarFromWorld.times(worldFromEgo).times(egoFromLidar);
        }
        return out;
    }

    private static PointBlock moved(PointBlock points, Column time, double first, Pose[] lidarFromLidarThen) {
        int n = points.size();
        float[] x = new float[n];
        float[] y = new float[n];
        float[] z = new float[n];
        Vec3 o = points.origin();
        for (int i = 0; i < n; i++) {
            int k = (int) Math.rint((time.get(i) - first) / STEP_SECONDS);
            Pose p = lidarFromLidarThen[Math.clamp(k, 0, lidarFromLidarThen.length - 1)];
            double px = points.px(i);
            double py = points.py(i);
            double pz = points.pz(i);
            x[i] = (float) (p.x(px, py, pz) - o.x());
            y[i] = (float) (p.y(px, py, pz) - o.y());
            z[i] = (float) (p.z(px, py, pz) - o.z());
        }
        return new PointBlock(o, x, y, z, Optional.empty(), points.columns());
    }
}
