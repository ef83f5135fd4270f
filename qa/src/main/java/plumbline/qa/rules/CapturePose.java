package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;

/** The ego trajectory: a hole in time, or a pose that jumps against the speed before and after it. */
public final class CapturePose implements Rule {
    private static final double GAP_SECONDS = 0.5;
    private static final double GAP_PERIODS = 3;
    private static final double ACCELERATION = 15;
    private static final double JUMP_METRES = 0.3;

    @Override
    public String id() {
        return "capture.pose";
    }

    @Override
    public String title() {
        return "Ego poses with a gap over 0.5 s, or a step that no vehicle can make";
    }

    @Override
    public List<Finding> check(Scene scene) {
        Trajectory path = scene.capture().trajectory();
        SensorId sensor = scene.capture().referenceLidar();
        List<Finding> out = new ArrayList<>();
        if (path.size() < 3) {
            return out;
        }
        List<Double> steps = new ArrayList<>();
        for (int i = 1; i < path.size(); i++) {
            steps.add(seconds(path, i - 1, i));
        }
        double period = Tracks.median(steps, Double::doubleValue);
        for (int i = 1; i < path.size(); i++) {
            double gap = seconds(path, i - 1, i);
            if (gap > Math.max(GAP_SECONDS, GAP_PERIODS * period)) {
                out.add(Finding.of(
                        id(), Severity.HIGH, Tracks.place(Tracks.frameAt(scene, path.timeNanos(i - 1)), sensor),
                        "No ego pose for " + Tracks.text(gap, 2) + " s",
                        Tracks.evidence("with", "gap " + path.timeNanos(i - 1), "gapSeconds", Tracks.text(gap, 3))));
            }
        }
        int lastJump = -2;
        for (int i = 2; i < path.size(); i++) {
            // The path's own speed says where the pose should be; two poses in a row tell of the same jump.
            double jump = jump(path, i);
            double seconds = seconds(path, i - 1, i);
            double limit = JUMP_METRES + 0.5 * ACCELERATION * seconds * seconds;
            if (jump > limit && seconds < 2 * period && i > lastJump + 1) {
                lastJump = i;
                out.add(Finding.of(
                        id(), Severity.CRITICAL, Tracks.place(Tracks.frameAt(scene, path.timeNanos(i)), sensor),
                        "The ego pose jumps by " + Tracks.text(jump, 2) + " m",
                        Tracks.evidence(
                                "with", "jump " + path.timeNanos(i), "jumpMetres", Tracks.text(jump, 3),
                                "seconds", Tracks.text(seconds, 4))));
            }
        }
        return out;
    }

    private static double jump(Trajectory path, int i) {
        Vec3 a = path.worldFromEgo(i - 2).translation();
        Vec3 b = path.worldFromEgo(i - 1).translation();
        Vec3 c = path.worldFromEgo(i).translation();
        double before = seconds(path, i - 2, i - 1);
        double after = seconds(path, i - 1, i);
        return c.distance(b.plus(b.minus(a).times(after / before)));
    }

    private static double seconds(Trajectory path, int from, int to) {
        return (path.timeNanos(to) - path.timeNanos(from)) * 1e-9;
    }
}
