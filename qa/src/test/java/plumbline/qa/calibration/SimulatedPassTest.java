package plumbline.qa.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.qa.calibration.CalibrationReport.PairCheck;
import plumbline.qa.calibration.CalibrationReport.Verdict;
import plumbline.qa.simulate.Fault;
import plumbline.qa.simulate.SimulatedCapture;
import plumbline.qa.simulate.SimulationOptions;

/** A simulated pass with a rolling sweep, with and without a camera that is mounted other than recorded. */
class SimulatedPassTest {
    @ParameterizedTest
    @CsvSource({
        "cam_front, yaw, 1.0, cam_left", "cam_front, pitch, 1.0, cam_left", "cam_left, roll, 1.5, cam_front",
        "cam_rear, yaw, 1.2, cam_front"
    })
    void theTurnedCameraIsNamedAndTheOtherIsGood(String turned, String axis, double degrees, String other)
            throws IOException {
        CalibrationReport report = check(
                List.of(Fault.parse("calibration:" + turned + ":" + axis + "=" + degrees)), Set.of(turned, other));
        PairCheck bad = pair(report, new SensorId(turned));
        assertThat(report.culprit()).as("%s", report).contains(bad.camera());
        assertThat(report.headline()).isEqualTo("Fix " + turned + " and drive the pass again");
        assertThat(bad.verdict()).isEqualTo(Verdict.DRIVE_AGAIN);
        assertThat(bad.rotationDegrees()).isCloseTo(degrees, within(0.3));
        double about = switch (axis) {
            case "yaw" -> bad.yawDegrees();
            case "pitch" -> bad.pitchDegrees();
            default -> bad.rollDegrees();
        };
        assertThat(Math.abs(about)).isCloseTo(degrees, within(0.3));
        assertThat(bad.corrects()).isTrue();
        assertThat(pair(report, new SensorId(other)).verdict()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void aCleanPassIsGoodAndProposesNothing() throws IOException {
        CalibrationReport report = check(List.of(), Set.of("cam_front", "cam_left"));
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.GOOD);
        assertThat(report.culprit()).isEmpty();
        assertThat(report.pairs()).hasSize(2).allMatch(p -> p.verdict() == Verdict.GOOD && !p.corrects());
        assertThat(report.pairs()).allSatisfy(p -> assertThat(p.correctedEgoFromCamera())
                .isEqualTo(new SimulatedCapture(options(List.of()))
                        .capture().sensor(p.camera()).orElseThrow().egoFromSensor()));
    }

    private static SimulationOptions options(List<Fault> faults) {
        return new SimulationOptions(6, 60_000, 1, 480, 300, faults);
    }

    private static CalibrationReport check(List<Fault> faults, Set<String> cameras) throws IOException {
        SimulatedCapture pass = new SimulatedCapture(options(faults));
        return EdgeAgreement.check(
                new SomeCameras(pass, only(pass.capture(), cameras)), EdgeOptions.defaults(), Progress.NONE);
    }

    private static PairCheck pair(CalibrationReport report, SensorId camera) {
        return report.pairs().stream().filter(p -> p.camera().equals(camera)).findFirst().orElseThrow();
    }

    private static Capture only(Capture c, Set<String> cameras) {
        return new Capture(
                c.name(), c.format(), c.world(),
                c.sensors().stream()
                        .filter(s -> s.kind() != SensorKind.CAMERA || cameras.contains(s.id().value()))
                        .toList(),
                c.referenceLidar(), c.frames(), c.samples(), c.trajectory(), c.problems());
    }

    private record SomeCameras(SimulatedCapture pass, Capture capture) implements CaptureSource {
        @Override
        public PointBlock points(Sample sample) throws IOException {
            return pass.points(sample);
        }

        @Override
        public byte[] image(Sample sample) throws IOException {
            return pass.image(sample);
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
