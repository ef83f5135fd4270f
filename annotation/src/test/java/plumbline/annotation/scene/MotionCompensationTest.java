package plumbline.annotation.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MotionCompensationTest {
    private static final Pose EGO_FROM_LIDAR = Pose.ofEuler(0.4, 0, 1.8, 0, 0, 0.2);
    private static final long TIME = 1_000_000_000L;

    /** A wall point that stands still in the world, measured from a rig that drives 10 m/s and turns. */
    @Test
    void aPointThatStandsStillIsInOnePlaceAgain() {
        Trajectory trajectory = drive();
        Vec3 wallWorld = new Vec3(20, 5, 1);
        int n = 101;
        float[] x = new float[n];
        float[] y = new float[n];
        float[] z = new float[n];
        float[] time = new float[n];
        for (int i = 0; i < n; i++) {
            time[i] = (i - 50) * 0.001f;
            Pose worldFromLidar = trajectory.nearest(TIME + Math.round(time[i] * 1e9)).times(EGO_FROM_LIDAR);
            Vec3 seen = worldFromLidar.inverse().apply(wallWorld);
            x[i] = (float) seen.x();
            y[i] = (float) seen.y();
            z[i] = (float) seen.z();
        }
        PointBlock sweep = PointBlock.of(x, y, z, List.of(new Column.Floats("time", "f4", time)));
        Sample sample = new Sample(
                new SensorId("lidar"), TIME, trajectory.nearest(TIME).times(EGO_FROM_LIDAR), "plumbline-points", "0");

        PointBlock still = MotionCompensation.atSampleTime(sweep, sample, EGO_FROM_LIDAR, trajectory);

        Vec3 expected = sample.worldFromSensor().inverse().apply(wallWorld);
        assertThat(sweep.point(0).distance(expected)).isGreaterThan(0.3);
        for (int i = 0; i < n; i++) {
            assertThat(still.point(i).distance(expected)).isCloseTo(0, within(0.01));
        }
        assertThat(still.columns()).isEqualTo(sweep.columns());
    }

    @Test
    void pointsWithoutTimesOrOutsideTheDriveStayAsTheyAre() {
        PointBlock plain = PointBlock.of(new float[] {1}, new float[] {2}, new float[] {3}, List.of());
        PointBlock timed = PointBlock.of(
                new float[] {1, 2}, new float[] {2, 2}, new float[] {3, 3},
                List.of(new Column.Floats("time", "f4", new float[] {0, 0.05f})));
        PointBlock absolute = PointBlock.of(
                new float[] {1, 2}, new float[] {2, 2}, new float[] {3, 3},
                List.of(new Column.Doubles("time", "f8", new double[] {1.7e9, 1.7e9 + 0.1})));
        Sample late = new Sample(new SensorId("lidar"), 9_000_000_000L, Pose.IDENTITY, "plumbline-points", "0");
        Sample early = new Sample(new SensorId("lidar"), TIME, Pose.IDENTITY, "plumbline-points", "0");
        assertThat(MotionCompensation.atSampleTime(plain, early, EGO_FROM_LIDAR, drive())).isSameAs(plain);
        assertThat(MotionCompensation.atSampleTime(timed, late, EGO_FROM_LIDAR, drive())).isSameAs(timed);
        assertThat(MotionCompensation.atSampleTime(absolute, early, EGO_FROM_LIDAR, drive())).isSameAs(absolute);
    }

    private static Trajectory drive() {
        List<Pose> poses = new ArrayList<>();
        long[] times = new long[201];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * 10_000_000L;
            double s = i * 0.1;
            poses.add(Pose.ofEuler(s, 0.02 * s * s, 0, 0, 0, 0.04 * s));
        }
        return new Trajectory(times, poses);
    }
}
