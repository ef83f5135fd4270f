package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;

/** A speed between two labels of a track, in the world frame, that nothing of its size reaches. */
public final class Velocity implements Rule {
    private static final double LIMIT = 50;
    private static final double SMALL_LIMIT = 15;
    private static final double SMALL_METRES = 1.2;
    /** Two boxes drawn by hand may be this far off without anything having moved. */
    private static final double DRAWN_WITHIN_METRES = 0.5;

    @Override
    public String id() {
        return "motion.velocity";
    }

    @Override
    public String title() {
        return "Objects faster than 50 m/s, small ones faster than 15 m/s";
    }

    @Override
    public List<Finding> check(Scene scene) {
        List<Finding> out = new ArrayList<>();
        for (List<Cuboid> track : Tracks.of(scene).values()) {
            for (int i = 1; i < track.size(); i++) {
                Cuboid before = track.get(i - 1);
                Cuboid c = track.get(i);
                double seconds = Tracks.seconds(scene, before, c);
                double metres = Tracks.world(scene, c).distance(Tracks.world(scene, before));
                double limit = Math.max(c.box().length(), c.box().width()) < SMALL_METRES ? SMALL_LIMIT : LIMIT;
                if (seconds > 0 && metres - DRAWN_WITHIN_METRES > limit * seconds) {
                    double speed = metres / seconds;
                    out.add(Finding.of(
                            id(), Severity.HIGH, Tracks.place(c),
                            Tracks.name(c) + " moves " + Tracks.text(speed, 1) + " m/s; " + Tracks.text(limit, 0)
                                    + " m/s is possible",
                            Tracks.evidence(
                                    "metres", Tracks.text(metres, 2), "seconds", Tracks.text(seconds, 3),
                                    "metresPerSecond", Tracks.text(speed, 2))));
                }
            }
        }
        return out;
    }
}
