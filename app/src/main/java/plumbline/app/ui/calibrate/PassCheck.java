package plumbline.app.ui.calibrate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.replay.Lane;
import plumbline.qa.calibration.CalibrationReport;
import plumbline.qa.calibration.CalibrationReport.PairCheck;

/**
 * One line of the checks: a value against its limit. {@code value} and {@code limit} have the same unit; {@code camera}
 * where the line opens that camera's evidence.
 */
public record PassCheck(
        String group, String name, double value, double limit, String said, State state, Optional<SensorId> camera) {
    /** Good, near or partly over the limit, over it, or not measured. */
    public enum State {
        FAILS,
        WARNS,
        UNKNOWN,
        GOOD
    }

    public static final String ROTATION = "Lidar to camera";
    public static final String TIME = "Trigger after sweep";
    public static final String PASS = "Capture pass";

    /** A camera's trigger may stray this far from its usual time after the sweep, milliseconds. */
    public static final double TIME_LIMIT_MS = 15;

    /** Fewer images have no usual time. */
    private static final int FEWEST_TRIGGERS = 3;

    /** Up to this share of a pass's messages may be missing. */
    private static final double DROPPED_LIMIT = 0.005;

    private static PassCheck of(String group, String name, double value, double limit, String said, Optional<SensorId> camera) {
        State state = value > limit ? State.FAILS : value > 0.8 * limit && value > 0 ? State.WARNS : State.GOOD;
        return new PassCheck(group, name, value, limit, said, state, camera);
    }

    /** The cameras of a report, failing first. */
    public static List<PassCheck> of(CalibrationReport report) {
        List<PassCheck> rotation = new ArrayList<>();
        for (PairCheck p : report.pairs()) {
            boolean unknown = p.verdict() == CalibrationReport.Verdict.CANNOT_TELL;
            PassCheck r = of(ROTATION, p.camera().value(), p.rotationDegrees(), report.limitDegrees(),
                    Numbers.fixed(p.rotationDegrees(), 2) + "°", Optional.of(p.camera()));
            rotation.add(unknown
                    ? new PassCheck(ROTATION, r.name(), 0, r.limit(), "cannot tell", State.UNKNOWN, r.camera())
                    : r.withState(p.verdict()));
        }
        rotation.sort(WORST_FIRST);
        return rotation;
    }

    private static final Comparator<PassCheck> WORST_FIRST = Comparator.comparing(PassCheck::state)
                .thenComparing(Comparator.comparingDouble(PassCheck::value).reversed())
                .thenComparing(PassCheck::name);

    /** When each camera is triggered after its sweep (median), and how far single images stray from that. */
    public static List<PassCheck> ofTriggers(Capture capture) {
        List<PassCheck> out = new ArrayList<>();
        for (Sensor camera : capture.sensors(SensorKind.CAMERA)) {
            double[] ms = capture.frames().stream()
                    .filter(f -> f.sample(camera.id()).isPresent()
                            && f.sample(capture.referenceLidar()).isPresent())
                    .mapToDouble(f -> (f.sample(camera.id()).orElseThrow().timeNanos()
                            - f.sample(capture.referenceLidar()).orElseThrow().timeNanos()) / 1e6)
                    .sorted()
                    .toArray();
            if (ms.length >= FEWEST_TRIGGERS) {
                double usual = ms[ms.length / 2];
                double stray = Math.max(usual - ms[0], ms[ms.length - 1] - usual);
                out.add(of(TIME, camera.id().value(), stray, TIME_LIMIT_MS,
                        Numbers.fixed(usual, 1) + " ± " + Numbers.fixed(stray, 1) + " ms", Optional.of(camera.id())));
            }
        }
        out.sort(WORST_FIRST);
        return out;
    }

    private PassCheck withState(CalibrationReport.Verdict verdict) {
        State s = switch (verdict) {
            case GOOD -> State.GOOD;
            case GOOD_WITH_LIMITS -> State.WARNS;
            case DRIVE_AGAIN -> State.FAILS;
            case CANNOT_TELL -> State.UNKNOWN;
        };
        return new PassCheck(group, name, value, limit, said, s, camera);
    }

    /** What the recording itself tells: dropped messages and gaps of the poses. */
    public static List<PassCheck> ofPass(Capture capture) {
        List<PassCheck> out = new ArrayList<>();
        long missing = 0;
        long expected = 0;
        for (Lane lane : Lane.of(capture)) {
            missing += lane.missing();
            expected += lane.timesNanos().length + lane.missing();
            if (lane.missing() > 0) {
                long of = lane.timesNanos().length + lane.missing();
                out.add(of(PASS, "Dropped, " + lane.sensor().id(), lane.missing(), DROPPED_LIMIT * of,
                        Numbers.count(lane.missing()) + " of " + Numbers.count(of), Optional.empty()));
            }
        }
        out.sort(Comparator.comparingDouble((PassCheck c) -> c.value / Math.max(1e-9, c.limit)).reversed());
        out.add(of(PASS, "Dropped, all sensors", missing, DROPPED_LIMIT * expected,
                Numbers.count(missing) + " of " + Numbers.count(expected), Optional.empty()));
        int gaps = poseGaps(capture.trajectory());
        out.add(capture.trajectory().isEmpty()
                ? new PassCheck(PASS, "Pose gaps", 0, 1, "no poses", State.UNKNOWN, Optional.empty())
                : new PassCheck(PASS, "Pose gaps", gaps, 1, Numbers.count(gaps),
                        gaps == 0 ? State.GOOD : State.FAILS, Optional.empty()));
        return out;
    }

    /** Stretches without a pose that are longer than the poses' usual step. */
    static int poseGaps(Trajectory t) {
        long[] times = new long[t.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = t.timeNanos(i);
        }
        Sensor poses = new Sensor(new SensorId("poses"), SensorKind.GNSS, Pose.IDENTITY, Optional.empty());
        return times.length == 0 ? 0 : Lane.of(poses, times).gaps().size();
    }

    /** How long the bar is, 0 to 1; the limit lies at {@link #TICK}. */
    public double bar() {
        return limit <= 0 ? (value > 0 ? 1 : 0) : Math.clamp(value / limit * TICK, 0.015, 1);
    }

    public static final double TICK = 0.63;
}
