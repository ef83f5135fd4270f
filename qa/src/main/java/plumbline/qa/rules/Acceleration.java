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
            for (int i = 1; i + 1 < track.size(); i++) {
                Cuboid c = track.get(i);
                double before = Tracks.seconds(scene, track.get(i - 1), c);
                double after = Tracks.seconds(scene, c, track.get(i + 1));
                if (!(before > 0 && after > 0)) {
                    continue;
                }
                Vec3 from = Tracks.world(scene, track.get(i - 1));
                Vec3 to = Tracks.world(scene, track.get(i + 1));
                Vec3 here = Tracks.world(scene, c);
                double off = here.distance(from.plus(to.minus(from).times(before / (before + after))));
                double acceleration = to.minus(here).times(1 / after).minus(here.minus(from).times(1 / before))
                        .length() / ((before + after) / 2);
                // At short intervals the noise of drawing alone makes large accelerations, so the distance counts too.
                if (off > LIMIT_METRES && acceleration > LIMIT) {
                    out.add(Finding.of(
                            id(), Severity.MEDIUM, Tracks.place(c),
                            Tracks.name(c) + " is " + Tracks.text(off, 2) + " m off its path: "
                                    + Tracks.text(acceleration, 0) + " m/s² would be needed",
                            Tracks.evidence(
                                    "offMetres", Tracks.text(off, 3),
                                    "metresPerSecondSquared", Tracks.text(acceleration, 1))));
                }
            }
        }
        return out;
    }
}
