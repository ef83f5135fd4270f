package plumbline.annotation.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RollingShutterTest {
    private static final long IMAGE_NANOS = 5_000_000_000L;
    private static final LensModel LENS = new LensModel.Pinhole(1280, 800, 700, 700, 640, 400, 0);
    private static final RollingShutter SHUTTER = new RollingShutter(-15_000_000, 30_000_000);

    /** Looks to the side of a rig that drives along +x: optical x is ego x, z is ego y, y is down. */
    private static final Pose EGO_FROM_CAMERA = new Pose(1, 0, 0, 0.4, 0, 0, 1, 0.2, 0, -1, 0, 1.6);

    private static Trajectory driving(double metresPerSecond) {
        long[] times = new long[21];
        Pose[] poses = new Pose[21];
        for (int i = 0; i < times.length; i++) {
            times[i] = IMAGE_NANOS + (i - 10) * 10_000_000L;
            poses[i] = Pose.translation(metresPerSecond * (i - 10) * 0.01, 0, 0);
        }
        return new Trajectory(times, List.of(poses));
    }

    @Test
    void aPointIsWhereItsRowSawIt() {
        double speed = 25;
        RollingShutter.Moving moving = SHUTTER.over(LENS, IMAGE_NANOS, EGO_FROM_CAMERA, driving(speed)).orElseThrow();
        Random r = new Random(3);
        double[] uv = new double[2];
        for (int i = 0; i < 300; i++) {
            double x = 20 * r.nextDouble() - 10;
            double y = 6 * r.nextDouble() - 3;
            double z = 5 + 20 * r.nextDouble();
            // Driving along optical x, a point keeps its row, so the row's time is known at once.
            double row = 700 * y / z + 400;
            double seconds = -0.015 + 0.030 * Math.clamp(row / 800, 0, 1);
            assertThat(moving.project(x, y, z, uv)).isTrue();
            assertThat(uv[1]).isEqualTo(row, within(1e-6));
            assertThat(uv[0]).isEqualTo(700 * (x - speed * seconds) / z + 640, within(1e-6));
        }
    }

    @Test
    void theRowIsFoundWhereThePointChangesIt() {
        // The camera looks forward: points grow away from the middle while the image is read.
        Pose egoFromCamera = new Pose(0, 0, 1, 1.5, -1, 0, 0, 0, 0, -1, 0, 1.6);
        double speed = 30;
        RollingShutter.Moving moving = SHUTTER.over(LENS, IMAGE_NANOS, egoFromCamera, driving(speed)).orElseThrow();
        Random r = new Random(4);
        double[] uv = new double[2];
        for (int i = 0; i < 300; i++) {
            double x = 6 * r.nextDouble() - 3;
            double y = 3 * r.nextDouble() - 1.5;
            double z = 5 + 20 * r.nextDouble();
            double low = 0;
            double high = 800;
            for (int k = 0; k < 60; k++) {
                double middle = (low + high) / 2;
                double at = 700 * y / (z - speed * (-0.015 + 0.030 * middle / 800)) + 400;
                low = at > middle ? middle : low;
                high = at > middle ? high : middle;
            }
            double depth = z - speed * (-0.015 + 0.030 * low / 800);
            assertThat(moving.project(x, y, z, uv)).isTrue();
            if (LENS.inImage(uv[0], uv[1])) {
                assertThat(uv[1]).isEqualTo(low, within(2e-4));
                assertThat(uv[0]).isEqualTo(700 * x / depth + 640, within(2e-4));
            }
        }
    }

    @Test
    void standingStillItIsTheLensAlone() {
        RollingShutter.Moving moving = SHUTTER.over(LENS, IMAGE_NANOS, EGO_FROM_CAMERA, driving(0)).orElseThrow();
        double[] a = new double[2];
        double[] b = new double[2];
        assertThat(moving.project(1, 0.3, 9, a)).isTrue();
        assertThat(LENS.project(1, 0.3, 9, b)).isTrue();
        assertThat(a).containsExactly(b, within(1e-9));
        assertThat(moving.project(1, 0.3, -9, a)).isFalse();
    }

    @Test
    void withoutPosesForTheReadoutNothingIsGuessed() {
        assertThat(SHUTTER.over(LENS, IMAGE_NANOS + 95_000_000, EGO_FROM_CAMERA, driving(1))).isEmpty();
        assertThat(SHUTTER.over(LENS, IMAGE_NANOS, EGO_FROM_CAMERA, Trajectory.EMPTY)).isEmpty();
        assertThatThrownBy(() -> new RollingShutter(0, 2_000_000_000L)).hasMessageContaining("within a second");
    }
}
