package plumbline.app.ui.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
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
import plumbline.qa.calibration.CalibrationReport;
import plumbline.qa.calibration.CalibrationReport.CurvePoint;
import plumbline.qa.calibration.CalibrationReport.PairCheck;
import plumbline.qa.calibration.CalibrationReport.Verdict;

/** Ten frames a second apart, ten metres each, and cameras whose curves say one thing or another. */
class PassSummaryTest {
    private static final SensorId LIDAR = new SensorId("lidar");
    private static final SensorId CAMERA = new SensorId("cam");

    @Test
    void aCameraThatPassedMakesNoStretchBad() {
        PassSummary s = PassSummary.of(capture(0), report(Verdict.GOOD, i -> 0.4, i -> true));
        assertThat(s.goodShare()).isEqualTo(1);
        assertThat(s.stretches()).singleElement().matches(PassSummary.Stretch::good);
        assertThat(PassSummary.of(capture(0), report(Verdict.CANNOT_TELL, i -> 2, i -> true)).badMetres()).isZero();
    }

    @Test
    void whatDriftsIsBadFromThereOn() {
        PassSummary s = PassSummary.of(capture(0), report(Verdict.DRIVE_AGAIN, i -> 0.12 * i - 0.02, i -> true));
        assertThat(s.stretches()).extracting(PassSummary.Stretch::good).containsExactly(true, false);
        assertThat(s.goodMetres()).isCloseTo(30, within(1e-9));
        assertThat(s.badMetres()).isCloseTo(60, within(1e-9));
    }

    @Test
    void whatIsNotDecidedIsNoError() {
        PassSummary s = PassSummary.of(capture(0), report(Verdict.DRIVE_AGAIN, i -> i < 5 ? 1 : 0.1, i -> i != 2 && i > 0));
        assertThat(s.stretches()).extracting(PassSummary.Stretch::good).containsExactly(false, true);
        PassSummary good = PassSummary.of(
                capture(0), report(Verdict.GOOD_WITH_LIMITS, i -> i == 4 ? 1.2 : 0.2, i -> i != 4));
        assertThat(good.badSeconds()).isZero();
    }

    @Test
    void triggersAreMeasuredAgainstTheirUsualTime() {
        PassCheck even = PassCheck.ofTriggers(capture(0)).getFirst();
        assertThat(even.said()).isEqualTo("12.0 ± 0.0 ms");
        assertThat(even.state()).isEqualTo(PassCheck.State.GOOD);
        PassCheck late = PassCheck.ofTriggers(capture(40)).getFirst();
        assertThat(late.said()).isEqualTo("12.0 ± 40.0 ms");
        assertThat(late.state()).isEqualTo(PassCheck.State.FAILS);
    }

    private interface Angle {
        double of(int frame);
    }

    private interface Decided {
        boolean of(int frame);
    }

    private static CalibrationReport report(Verdict verdict, Angle angle, Decided decided) {
        List<CurvePoint> curve = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            curve.add(new CurvePoint(i, i * 1_000_000_000L, angle.of(i), 0.02, 0.6, decided.of(i)));
        }
        PairCheck pair = new PairCheck(
                CAMERA, LIDAR, 0.5, 0, 0, 0.5, 0.02, 0, 0, 1, verdict, 0.5, 0.6, Pose.IDENTITY, curve, 10, "");
        return new CalibrationReport(List.of(pair), Optional.empty(), verdict, "", "", 0.3);
    }

    /** The image of frame 7 is late by so many milliseconds; all are 12 ms after the sweep. */
    private static Capture capture(int lateMs) {
        List<Frame> frames = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            long time = i * 1_000_000_000L;
            Pose pose = Pose.translation(10.0 * i, 0, 0);
            Sample sweep = new Sample(LIDAR, time, pose, "bin", "s" + i);
            Sample image = new Sample(CAMERA, time + 1_000_000L * (12 + (i == 7 ? lateMs : 0)), pose, "png", "i" + i);
            samples.addAll(List.of(sweep, image));
            frames.add(new Frame(i, time, pose, new HashMap<>(Map.of(LIDAR, sweep, CAMERA, image))));
        }
        List<Sensor> sensors = List.of(
                new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty()),
                new Sensor(CAMERA, SensorKind.CAMERA, Pose.IDENTITY, Optional.empty()));
        return new Capture("pass", "test", "world", sensors, LIDAR, frames, samples, Trajectory.EMPTY, List.of());
    }
}
