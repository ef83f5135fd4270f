package plumbline.app.ui.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;

class CameraPartsTest {
    private static final SensorId LIDAR = new SensorId("lidar");
    private static final SensorId CAMERA = new SensorId("cam");
    private static final long STEP = 100_000_000L;

    /** Ten sweeps at 10 Hz; the camera sends a picture 4 ms after each but the sixth. */
    private static Capture dropping() {
        List<Frame> frames = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        Sample last = null;
        for (int i = 0; i < 10; i++) {
            Sample sweep = new Sample(LIDAR, i * STEP, Pose.IDENTITY, "pcd", "l" + i);
            samples.add(sweep);
            if (i != 6) {
                last = new Sample(CAMERA, i * STEP + 4_000_000L, Pose.IDENTITY, "png", "c" + i);
                samples.add(last);
            }
            frames.add(new Frame(i, i * STEP, Pose.IDENTITY, i == 9 ? Map.of(LIDAR, sweep) : Map.of(LIDAR, sweep, CAMERA, last)));
        }
        return new Capture(
                "pass", "made", "local",
                List.of(
                        new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty()),
                        new Sensor(CAMERA, SensorKind.CAMERA, Pose.IDENTITY, Optional.empty())),
                LIDAR, frames, samples, Trajectory.EMPTY, List.of());
    }

    @Test
    void saysWhatThePictureIsWorth() {
        Capture c = dropping();
        long step = CameraTiming.usualStepNanos(c, CAMERA);
        assertThat(step).isEqualTo(STEP);
        assertThat(CameraTiming.of(c, 5, CAMERA, step).words()).isEqualTo("Δt +4 ms");
        assertThat(CameraTiming.of(c, 6, CAMERA, step))
                .isEqualTo(new CameraTiming(CameraTiming.State.HELD, -96_000_000L));
        assertThat(CameraTiming.of(c, 6, CAMERA, step).words()).isEqualTo("Held, 96 ms old");
        assertThat(CameraTiming.of(c, 7, CAMERA, step).state()).isEqualTo(CameraTiming.State.FRESH);
        assertThat(CameraTiming.of(c, 9, CAMERA, step).words()).isEqualTo("No picture");
    }

    @Test
    void fillsThePaneUnlessThatCutsTooMuch() {
        ImageFit filled = ImageFit.of(1600, 900, 400, 300);
        assertThat(filled.scale()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(filled.left()).isLessThan(0);
        ImageFit whole = ImageFit.of(1242, 375, 400, 300);
        assertThat(whole.scale()).isCloseTo(400 / 1242.0, within(1e-12));
        assertThat(whole.top()).isGreaterThan(0);
        assertThat(whole.u(whole.x(77))).isCloseTo(77, within(1e-9));
        assertThat(whole.v(whole.y(12))).isCloseTo(12, within(1e-9));
        assertThat(ImageFit.of(0, 0, 10, 10).scale()).isZero();
    }

    @Test
    void aClickHitsTheHullAndNotItsSurroundings() {
        Hull hull = new Hull(new double[] {0, 0, 10, 0, 10, 0, 10, 8, 10, 8, 0, 8, 5, 4, 5, 4});
        assertThat(hull.contains(5, 4)).isTrue();
        assertThat(hull.contains(9.9, 7.9)).isTrue();
        assertThat(hull.contains(10.5, 4)).isFalse();
        assertThat(hull.contains(-0.1, 4)).isFalse();
        assertThat(hull.area()).isCloseTo(80, within(1e-9));
        assertThat(new Hull(new double[] {0, 0, 5, 5}).contains(2, 2)).isFalse();
        assertThat(new Hull(new double[0]).area()).isZero();
    }

    @Test
    void depthRunsFromLightToDark() {
        assertThat(DepthMap.argb(0)).isEqualTo(0xFFFFF3B0);
        assertThat(DepthMap.argb(1)).isEqualTo(0xFF1D2A6B);
        assertThat(DepthMap.argb(7)).isEqualTo(0xFF1D2A6B);
        assertThat(DepthMap.argb(0.5)).isEqualTo(0xFFD9507A);
        assertThat(DepthMap.fraction(DepthMap.NEAR_METRES)).isCloseTo(0, within(1e-12));
        assertThat(DepthMap.fraction(DepthMap.FAR_METRES)).isCloseTo(1, within(1e-12));
    }
}
