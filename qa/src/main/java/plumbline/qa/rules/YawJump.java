package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;

/** A heading that jumps or flips between two labels of a track, in the world frame. */
public final class YawJump implements Rule {
    private static final double LIMIT_DEGREES = 30;
    private static final double DEGREES_PER_SECOND = 60;
    private static final double SMALL_DEGREES_PER_SECOND = 180;
    private static final double SMALL_METRES = 1.2;
    private static final double FLIP_DEGREES = 150;

    @Override
    public String id() {
        return "yaw.jump";
    }

    @Override
    public String title() {
        return "Headings that turn by more than 30 degrees and 60 degrees a second (180 for small objects)";
    }

    @Override
    public List<Finding> check(Scene scene) {
        List<Finding> out = new ArrayList<>();
        for (List<Cuboid> track : Tracks.of(scene).values()) {
            for (int i = 1; i < track.size(); i++) {
                Cuboid before = track.get(i - 1);
                Cuboid c = track.get(i);
                double turn = turn(scene, before, c);
                boolean small = Math.max(c.box().length(), c.box().width()) < SMALL_METRES;
                double rate = small ? SMALL_DEGREES_PER_SECOND : DEGREES_PER_SECOND;
                double limit = LIMIT_DEGREES + rate * Math.max(0, Tracks.seconds(scene, before, c));
                if (Math.abs(turn) > Math.min(limit, FLIP_DEGREES)) {
                    boolean back = i + 1 < track.size()
                            && Math.abs(turn(scene, before, track.get(i + 1))) < LIMIT_DEGREES;
                    out.add(finding(c, turn, limit, back && Math.abs(turn) > FLIP_DEGREES));
                    // The way back from one wrong heading is not a second mistake.
                    i += back ? 1 : 0;
                }
            }
        }
        return out;
    }

    private Finding finding(Cuboid c, double turn, double limit, boolean flipped) {
        String degrees = Tracks.text(Math.abs(turn), 0);
        Finding finding = Finding.of(
                id(), Severity.MEDIUM, Tracks.place(c),
                "Heading of " + Tracks.name(c) + " jumps by " + degrees + " degrees",
                Tracks.evidence("turnDegrees", Tracks.text(turn, 1), "limitDegrees", Tracks.text(limit, 1)));
        if (!flipped || c.finalised()) {
            return finding;
        }
        return finding.withFix(ChangeSet.of(
                "Flip the heading of " + Tracks.name(c), Change.replace(c, c.withBox(c.box().turned(Math.PI)))));
    }

    private static double turn(Scene scene, Cuboid a, Cuboid b) {
        double from = a.box().in(scene.capture().worldFromLidar(Tracks.frame(scene, a))).yaw();
        double to = b.box().in(scene.capture().worldFromLidar(Tracks.frame(scene, b))).yaw();
        return Math.toDegrees(Math.IEEEremainder(to - from, 2 * Math.PI));
    }
}
