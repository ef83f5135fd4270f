package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.Vec3;

/** Three labels of a track, in the world frame, that no object follows: one of them is out of place. */
public final class Acceleration implements Rule {
    private static final double LIMIT = 12;
    private static final double LIMIT_METRES = 0.4;

    @Override
    public String id() {
        return "motion.acceleration";
    }

    @Override
    public String title() {
        return "Objects that accelerate by more than 12 m/s² and leave a straight path by more than 0.4 m";
    }

    @Override
    public List<Finding> check(Scene scene) {
        List<Finding> out = new ArrayList<>();
        for (List<Cuboid> track : Tracks.of(scene).values()) {
            double[] off = new double[track.size()];
            for (int i = 1; i + 1 < track.size(); i++) {
                off[i] = offPath(scene, track, i);
            }
            for (int i = 1; i + 1 < track.size(); i++) {
                Cuboid c = track.get(i);
                double acceleration = acceleration(scene, track, i, off[i]);
                // One box out of place bends the path at its neighbours too, by half as much.
                boolean worst = off[i] >= off[i - 1] && off[i] > off[i + 1];
                // At short intervals the noise of drawing alone makes large accelerations, so the distance counts too.
                if (worst && off[i] > LIMIT_METRES && acceleration > LIMIT) {
                    out.add(Finding.of(
                            id(), Severity.MEDIUM, Tracks.place(c),
                            Tracks.name(c) + " is " + Tracks.text(off[i], 2) + " m off its path: "
                                    + Tracks.text(acceleration, 0) + " m/s² would be needed",
                            Tracks.evidence(
                                    "offMetres", Tracks.text(off[i], 3),
                                    "metresPerSecondSquared", Tracks.text(acceleration, 1))));
                }
            }
        }
        return out;
    }

    /** How far label i is from the straight line between its neighbours, at its own time; 0 where times do not grow. */
    private static double offPath(Scene scene, List<Cuboid> track, int i) {
        double before = Tracks.seconds(scene, track.get(i - 1), track.get(i));
        double after = Tracks.seconds(scene, track.get(i), track.get(i + 1));
        if (!(before > 0 && after > 0)) {
            return 0;
        }
        Vec3 from = Tracks.world(scene, track.get(i - 1));
        Vec3 to = Tracks.world(scene, track.get(i + 1));
        return Tracks.world(scene, track.get(i)).distance(from.plus(to.minus(from).times(before / (before + after))));
    }

    /** Second divided difference of the path: twice the distance off it over both intervals' product. */
    private static double acceleration(Scene scene, List<Cuboid> track, int i, double off) {
        double before = Tracks.seconds(scene, track.get(i - 1), track.get(i));
        double after = Tracks.seconds(scene, track.get(i), track.get(i + 1));
        return before > 0 && after > 0 ? 2 * off / (before * after) : 0;
    }
}
