package plumbline.qa.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
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

/** A simulated pass with a rolling sweep, one camera mounted other than recorded and one as recorded. */
class SimulatedPassTest {
    private static final SensorId FRONT = new SensorId("cam_front");
    private static final SensorId LEFT = new SensorId("cam_left");

    @Test
    void theTurnedCameraIsNamedAndTheOtherIsNot() throws IOException {
        List<Fault> faults = List.of(Fault.parse("calibration:cam_front:yaw=1.0"));
        SimulatedCapture pass = new SimulatedCapture(new SimulationOptions(6, 60_000, 1, 480, 300, faults));
        CalibrationReport report =
                EdgeAgreement.check(new TwoCameras(pass, two(pass.capture())), EdgeOptions.defaults(), Progress.NONE);
        assertThat(report.culprit()).contains(FRONT);
        assertThat(report.headline()).isEqualTo("Fix cam_front and drive the pass again");
        PairCheck front = pair(report, FRONT);
        assertThat(front.verdict()).isEqualTo(Verdict.DRIVE_AGAIN);
        assertThat(Math.abs(front.yawDegrees())).isCloseTo(1.0, within(0.25));
        assertThat(front.rotationDegrees()).isCloseTo(1.0, within(0.25));
        assertThat(front.agreementCorrected()).isGreaterThan(front.agreementRecorded() + 0.05);
        assertThat(pair(report, LEFT).verdict()).isNotEqualTo(Verdict.DRIVE_AGAIN);
    }

    private static PairCheck pair(CalibrationReport report, SensorId camera) {
        return report.pairs().stream().filter(p -> p.camera().equals(camera)).findFirst().orElseThrow();
    }

    private static Capture two(Capture c) {
        return new Capture(
                c.name(), c.format(), c.world(),
                c.sensors().stream()
                        .filter(s -> s.kind() != SensorKind.CAMERA || s.id().equals(FRONT) || s.id().equals(LEFT))
                        .toList(),
                c.referenceLidar(), c.frames(), c.samples(), c.trajectory(), c.problems());
    }

    private record TwoCameras(SimulatedCapture pass, Capture capture) implements CaptureSource {
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
