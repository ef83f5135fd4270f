package plumbline.qa.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Vec3;

/** A box that hangs in the air, where the ground under or beside it is seen. */
public final class FloatingBox implements Rule {
    private static final double LIMIT_METRES = 0.2;
    /** The ground itself is known less well further away. */
    private static final double LIMIT_PER_METRE = 0.005;
    private static final double FURTHEST_METRES = 50;

    @Override
    public String id() {
        return "box.floating";
    }

    @Override
    public String title() {
        return "Boxes whose floor is more than 0.2 m (and 0.5 % of the range) above ground";
    }

    @Override
    public List<Finding> check(Scene scene) throws IOException {
        List<Finding> out = new ArrayList<>();
        for (Frame frame : scene.capture().frames()) {
            List<Cuboid> cuboids = scene.labels().cuboids(frame.index());
            if (cuboids.isEmpty() || frame.sample(scene.capture().referenceLidar()).isEmpty()) {
                continue;
            }
            Ground ground = Ground.estimate(scene.points(frame));
            for (Cuboid c : cuboids) {
                Vec3 at = c.box().centre();
                double range = Math.hypot(at.x(), at.y());
                OptionalDouble floor = Footing.of(ground, c.box());
                if (range > FURTHEST_METRES || floor.isEmpty()) {
                    continue;
                }
                double above = at.z() - c.box().height() / 2 - floor.getAsDouble();
                double limit = LIMIT_METRES + LIMIT_PER_METRE * range;
                if (above > limit) {
                    out.add(finding(c, above, limit));
                }
            }
        }
        return out;
    }

    private Finding finding(Cuboid c, double above, double limit) {
        String metres = Tracks.text(above, 2);
        Finding finding = Finding.of(
                id(), above > 3 * limit ? Severity.HIGH : Severity.MEDIUM, Tracks.place(c),
                "Box floats " + metres + " m above ground",
                Tracks.evidence("aboveMetres", metres, "limitMetres", Tracks.text(limit, 2)));
        if (c.finalised()) {
            return finding;
        }
        Cuboid moved = c.withBox(c.box().withCentre(c.box().centre().plus(new Vec3(0, 0, -above))));
        return finding.withFix(ChangeSet.of("Lower " + Tracks.name(c) + " onto the ground", Change.replace(c, moved)));
    }
}
