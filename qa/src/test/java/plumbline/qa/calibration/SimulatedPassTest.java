package plumbline.qa.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.qa.calibration.CalibrationReport.PairCheck;
import plumbline.qa.calibration.CalibrationReport.Verdict;
import plumbline.qa.simulate.Fault;
import plumbline.qa.simulate.SimulatedCapture;
import plumbline.qa.simulate.SimulationOptions;

/** A simulated pass with a rolling sweep, with and without a camera that is mounted other than recorded. */
class SimulatedPassTest {
    private static final int FRAMES = 24;
    /** So that the street changes from one frame to the next that is looked at. */
    private static final int EVERY = 3;

    private static final Map<Sample, PointBlock> CLEAN_POINTS = new ConcurrentHashMap<>();

    /** Made once, with small images; those of the fisheye are larger, or its pixels would be 0.4 degrees. */
    private static final CaptureSource CLEAN = kept();

    @ParameterizedTest
    @CsvSource({"cam_front, yaw, 1.0, cam_left", "cam_left, pitch, 1.0, cam_front"})
    void theTurnedCameraIsNamedAndTheOtherIsGood(String turned, String axis, double degrees, String other)
            throws IOException {
        SimulatedCapture pass = new SimulatedCapture(
                options(480, List.of(Fault.parse("calibration:" + turned + ":" + axis + "=" + degrees))));
        // The fault leaves sweeps and the other camera's pictures as they are, so they need not be made again.
        Sample sweep = pass.capture().frames().get(EVERY).sample(pass.capture().referenceLidar()).orElseThrow();
        assertThat(pass.points(sweep).x()).containsExactly(CLEAN.points(sweep).x());
        CalibrationReport report = EdgeAgreement.check(
                new SomeOf(
                        pass, only(pass.capture(), Set.of(turned, other), EVERY), CLEAN_POINTS,
                        imagesOf(new SensorId(other))),
                EdgeOptions.defaults(), Progress.NONE);
        found(report, turned, axis, degrees);
        assertThat(pair(report, new SensorId(other)).verdict()).isEqualTo(Verdict.GOOD);
    }

    /** Here the recorded calibration is what is wrong, and the pictures are those of the clean pass. */
    @ParameterizedTest
    @CsvSource({
        "cam_left, 0, 0, 1, roll", "cam_left, -1, 0, 0, pitch", "cam_right, 1, 0, 0, pitch", "cam_right, 0, 1, 0, yaw", "cam_rear, 1, 0, 0, pitch",
        "cam_rear, 0, 1, 0, yaw", "cam_rear, 0, 0, 1.2, roll", "cam_front, 0, 0, 1, roll"
    })
    void aFaultOfADegreeIsFoundOnAnyCamera(String camera, double pitch, double yaw, double roll, String axis)
            throws IOException {
        CaptureSource turned = Turned.of(CLEAN, new SensorId(camera), pitch, yaw, roll);
        found(
                check(turned, only(turned.capture(), Set.of(camera), 1)), camera, axis, Math.abs(pitch + yaw + roll));
    }

    private static void found(CalibrationReport report, String camera, String axis, double degrees) {
        PairCheck bad = pair(report, new SensorId(camera));
        assertThat(report.culprit()).as("%s", report).contains(bad.camera());
        assertThat(report.headline()).isEqualTo("Fix " + camera + " and drive the pass again");
        assertThat(bad.verdict()).isEqualTo(Verdict.DRIVE_AGAIN);
        assertThat(bad.rotationDegrees()).isCloseTo(degrees, within(0.25));
        double about = switch (axis) {
            case "yaw" -> bad.yawDegrees();
            case "pitch" -> bad.pitchDegrees();
            default -> bad.rollDegrees();
        };
        assertThat(Math.abs(about)).isCloseTo(degrees, within(0.25));
        assertThat(bad.corrects()).isTrue();
        assertThat(bad.sentence()).contains(camera + " turned").contains(axis);
    }

    @Test
    void aCleanPassOfSixCamerasIsGoodAndProposesNothing() throws IOException {
        CalibrationReport report = EdgeAgreement.check(CLEAN, EdgeOptions.defaults(), Progress.NONE);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.GOOD);
        assertThat(report.culprit()).isEmpty();
        assertThat(report.sentence())
                .isEqualTo("All 6 cameras agree with lidar_top within 0.30°, seen on 8 frames only.");
        assertThat(report.pairs()).hasSize(6).allSatisfy(p -> {
            assertThat(p.verdict()).isEqualTo(Verdict.GOOD);
            assertThat(p.corrects()).isFalse();
            assertThat(p.rotationDegrees()).as("%s", p.camera()).isLessThan(0.25);
            assertThat(p.correctedEgoFromCamera())
                    .isEqualTo(CLEAN.capture().sensor(p.camera()).orElseThrow().egoFromSensor());
        });
    }

    @Test
    void fewFramesGiveLessConfidenceAndFourGiveNone() throws IOException {
        CalibrationReport all = check(CLEAN, only(CLEAN.capture(), Set.of("cam_front"), 1));
        CalibrationReport four = check(CLEAN, only(CLEAN.capture(), Set.of("cam_front"), 2));
        assertThat(all.pairs().getFirst().confidence()).isBetween(0.1, 0.95);
        assertThat(four.verdict()).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(four.headline()).isEqualTo("Cannot tell");
        assertThat(four.sentence()).isEqualTo("Cannot tell: of cam_front there are 4 of 5 frames needed.");
        assertThat(four.pairs().getFirst().confidence()).isZero();
    }

    private static SimulationOptions options(int width, List<Fault> faults) {
        return new SimulationOptions(FRAMES, 60_000, 1, width, width * 5 / 8, faults);
    }

    private static CaptureSource kept() {
        SensorId fisheye = new SensorId("cam_rear");
        SimulatedCapture small = new SimulatedCapture(options(480, List.of()));
        SimulatedCapture large = new SimulatedCapture(
                options(800, List.of()).withCameras(List.of(fisheye.value())));
        Capture c = only(small.capture(), Set.copyOf(SimulationOptions.firstCameras(6)), EVERY);
        List<Sensor> sensors = c.sensors().stream()
                .map(s -> large.capture().sensor(s.id()).orElse(s))
                .toList();
        Capture both = new Capture(
                c.name(), c.format(), c.world(), sensors, c.referenceLidar(), c.frames(), c.samples(), c.trajectory(),
                c.problems());
        Map<String, byte[]> images = new ConcurrentHashMap<>();
        for (Frame f : both.frames()) {
            Sample s = f.sample(fisheye).orElseThrow();
            images.put(s.key(), assertDoesNotThrow(() -> large.image(s)));
        }
        return new SomeOf(small, both, CLEAN_POINTS, images);
    }

    private static Map<String, byte[]> imagesOf(SensorId camera) throws IOException {
        Map<String, byte[]> images = new ConcurrentHashMap<>();
        for (Frame f : CLEAN.capture().frames()) {
            Sample s = f.sample(camera).orElseThrow();
            images.put(s.key(), CLEAN.image(s));
        }
        return images;
    }

    private static CalibrationReport check(CaptureSource pass, Capture part) throws IOException {
        return EdgeAgreement.check(
                new SomeOf(pass, part, new ConcurrentHashMap<>(), new ConcurrentHashMap<>()), EdgeOptions.defaults(),
                Progress.NONE);
    }

    private static PairCheck pair(CalibrationReport report, SensorId camera) {
        return report.pairs().stream().filter(p -> p.camera().equals(camera)).findFirst().orElseThrow();
    }

    /** Some of the cameras, and every so many frames. */
    private static Capture only(Capture c, Set<String> cameras, int every) {
        return new Capture(
                c.name(), c.format(), c.world(),
                c.sensors().stream()
                        .filter(s -> s.kind() != SensorKind.CAMERA || cameras.contains(s.id().value()))
                        .toList(),
                c.referenceLidar(), c.frames().stream().filter(f -> f.index() / every * every == f.index()).toList(),
                c.samples(), c.trajectory(), c.problems());
    }

    /** Part of a recording; what was read is kept. */
    private record SomeOf(
            CaptureSource pass, Capture capture, Map<Sample, PointBlock> points, Map<String, byte[]> images)
            implements CaptureSource {
        @Override
        public PointBlock points(Sample sample) throws IOException {
            PointBlock known = points.get(sample);
            if (known == null) {
                known = pass.points(sample);
                points.put(sample, known);
            }
            return known;
        }

        @Override
        public byte[] image(Sample sample) throws IOException {
            byte[] known = images.get(sample.key());
            if (known == null) {
                known = pass.image(sample);
                images.put(sample.key(), known);
            }
            return known;
        }

        @Override
        public byte[] raw(Sample sample) throws IOException {
            return pass.raw(sample);
        }

        @Override
        public void close() throws IOException {
            pass.close();
        }
    }
}
