package plumbline.app.ui.calibrate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.SensorId;
import plumbline.qa.calibration.CalibrationReport;
import plumbline.qa.calibration.CalibrationReport.CurvePoint;
import plumbline.qa.calibration.CalibrationReport.PairCheck;

/** A report as the workspace shows it: the checks in order, the chosen camera, and the frame that its evidence is from. */
public final class CalibrateModel {
    private final CalibrationReport report;
    private final List<PassCheck> checks;
    private final List<SensorId> cameras;
    private SensorId chosen;
    private int frame;

    /** The report must have at least one pair. */
    public CalibrateModel(Capture capture, CalibrationReport report) {
        this.report = report;
        List<PassCheck> all = new ArrayList<>(PassCheck.of(report));
        all.addAll(PassCheck.ofTriggers(capture));
        all.addAll(PassCheck.ofPass(capture));
        this.checks = List.copyOf(all);
        this.cameras = checks.stream()
                .filter(c -> c.group().equals(PassCheck.ROTATION))
                .map(c -> c.camera().orElseThrow())
                .toList();
        choose(report.culprit().filter(cameras::contains).orElse(cameras.getFirst()));
    }

    public CalibrationReport report() {
        return report;
    }

    public List<PassCheck> checks() {
        return checks;
    }

    public SensorId chosen() {
        return chosen;
    }

    public int frame() {
        return frame;
    }

    public PairCheck pair() {
        return report.pairs().stream()
                .filter(p -> p.camera().equals(chosen))
                .findFirst()
                .orElseThrow();
    }

    /** Shows a camera at the frame where its error is largest, of those that are decided. */
    public void choose(SensorId camera) {
        chosen = camera;
        frame = pair().curve().stream()
                .max(Comparator.comparing(CurvePoint::decided).thenComparingDouble(CurvePoint::rotationDegrees))
                .map(CurvePoint::frame)
                .orElse(0);
    }

    /** The next or previous camera in the list's order; stays at the ends. */
    public void step(int by) {
        choose(cameras.get(Math.clamp(cameras.indexOf(chosen) + by, 0, cameras.size() - 1)));
    }

    public void showFrame(int f) {
        frame = f;
    }

    /** The next or previous frame that the curve has; stays at the ends. */
    public void stepFrame(int by) {
        List<Integer> frames = pair().curve().stream().map(CurvePoint::frame).sorted().toList();
        if (frames.isEmpty()) {
            return;
        }
        int at = 0;
        for (int i = 0; i < frames.size(); i++) {
            at = frames.get(i) <= frame ? i : at;
        }
        frame = frames.get(Math.clamp(at + by, 0, frames.size() - 1));
    }

    /** How many checks are over their limit. */
    public long failing() {
        return checks.stream().filter(c -> c.state() == PassCheck.State.FAILS).count();
    }

    /** {@code ok, medium, high} or {@code info}: the verdict's look. */
    public String kind() {
        return switch (report.verdict()) {
            case GOOD -> "ok";
            case GOOD_WITH_LIMITS -> "medium";
            case DRIVE_AGAIN -> "high";
            case CANNOT_TELL -> "info";
        };
    }

    public String icon() {
        return switch (report.verdict()) {
            case GOOD -> "mdi2c-check-circle";
            case GOOD_WITH_LIMITS -> "mdi2a-alert";
            case DRIVE_AGAIN -> "mdi2c-close-circle";
            case CANNOT_TELL -> "mdi2h-help-circle";
        };
    }

    /** What the report says of the pass as a whole, for all cameras together. */
    public PassSummary summary(Capture capture) {
        return PassSummary.of(capture, report);
    }

    public Optional<SensorId> culprit() {
        return report.culprit();
    }
}
