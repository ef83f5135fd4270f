package plumbline.qa.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

/**
 * The ground that a box should stand on, as a height in the lidar's frame (metres): under its middle, or, where an object
 * hides that from the lidar, the mean of at least two places just outside its corners that lie at about one height.
 */
final class Footing {
    private static final double OUTSIDE_METRES = 0.5;
    private static final int FEWEST = 2;
    /** More than a kerb between the corners: then nobody knows what the object stands on. */
    private static final double MOST_SPREAD_METRES = 0.2;

    /** The ground itself is known less well further away. */
    private static final double LIMIT_PER_METRE = 0.005;
    private static final double FURTHEST_METRES = 50;

    /** How far about a box its ground is looked at, and how far up and down a wall would show. */
    private static final double AROUND_METRES = 1.5;
    private static final double WALL_METRES = 0.6;
    private static final double FLAT_METRES = 0.15;
    /** Points of a moving object lie a little off its box. */
    private static final double BODY_METRES = 0.1;
    private static final int FEWEST_FLAT = 3;
    private static final double MOSTLY = 0.6;

    private Footing() {}

    /** How a rule speaks of a box that does not stand on the ground; {@code sign} is 1 above it and -1 below. */
    record Off(String rule, int sign, double limitMetres, String says, String where, String evidence, String cure) {}

    /** Boxes within 50 m whose floor is further off the ground than the limit, each with the move that mends it. */
    static List<Finding> check(Scene scene, Off off) throws IOException {
        List<Finding> out = new ArrayList<>();
        for (Frame frame : labelled(scene)) {
            PointBlock points = scene.points(frame);
            Ground ground = Ground.estimate(points);
            List<Cuboid> cuboids = scene.labels().cuboids(frame.index());
            for (Cuboid c : cuboids) {
                Vec3 at = c.box().centre();
                double range = Math.hypot(at.x(), at.y());
                OptionalDouble floor = of(ground, c.box());
                if (range > FURTHEST_METRES || floor.isEmpty()) {
                    continue;
                }
                double by = off.sign() * (at.z() - c.box().height() / 2 - floor.getAsDouble());
                double limit = off.limitMetres() + LIMIT_PER_METRE * range;
                // Walls, hedges and people behind a car lift the surface where the road is hidden; nothing lowers it.
                if (by > limit && (off.sign() > 0 || bare(points, ground, c.box(), cuboids))) {
                    out.add(finding(off, c, by, limit));
                }
            }
        }
        return out;
    }

    /** Whether what was measured about a box and is on no labelled object is a flat road and not the foot of a wall. */
    private static boolean bare(PointBlock points, Ground ground, Box box, List<Cuboid> cuboids) {
        double reach = Math.hypot(box.length(), box.width()) / 2 + AROUND_METRES;
        int near = 0;
        int flat = 0;
        for (int i = 0; i < points.size(); i++) {
            double x = points.px(i);
            double y = points.py(i);
            double z = points.pz(i);
            if (Math.hypot(x - box.centre().x(), y - box.centre().y()) > reach) {
                continue;
            }
            double off = Math.abs(z - ground.heightAt(x, y));
            if (off < WALL_METRES && cuboids.stream().noneMatch(c -> c.box().containsWithin(x, y, z, BODY_METRES))) {
                near++;
                flat += off < FLAT_METRES ? 1 : 0;
            }
        }
        return flat >= FEWEST_FLAT && flat >= MOSTLY * near;
    }

    /** Frames with a sweep and at least one box: one that nobody has labelled yet is not a mistake. */
    static List<Frame> labelled(Scene scene) {
        return scene.capture().frames().stream()
                .filter(f -> !scene.labels().cuboids(f.index()).isEmpty())
                .filter(f -> f.sample(scene.capture().referenceLidar()).isPresent())
                .toList();
    }

    private static Finding finding(Off off, Cuboid c, double by, double limit) {
        String metres = Tracks.text(by, 2);
        Finding finding = Finding.of(
                off.rule(), by > 3 * limit ? Severity.HIGH : Severity.MEDIUM, Tracks.place(c),
                "Box " + off.says() + " " + metres + " m " + off.where() + " ground",
                Tracks.evidence(off.evidence(), metres, "limitMetres", Tracks.text(limit, 2)));
        if (c.finalised()) {
            return finding;
        }
        Cuboid moved = c.withBox(c.box().withCentre(c.box().centre().plus(new Vec3(0, 0, -off.sign() * by))));
        return finding.withFix(ChangeSet.of(
                off.cure() + " " + Tracks.name(c) + " onto the ground", Change.replace(c, moved)));
    }

    /** Empty where the ground was seen neither under nor beside the box. */
    static OptionalDouble of(Ground ground, Box box) {
        Vec3 at = box.centre();
        if (ground.seenAt(at.x(), at.y())) {
            return OptionalDouble.of(ground.heightAt(at.x(), at.y()));
        }
        double sum = 0;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        int seen = 0;
        for (int i = -1; i <= 1; i += 2) {
            for (int j = -1; j <= 1; j += 2) {
                Vec3 out = box.frameFromBox().rotate(new Vec3(
                        i * (box.length() / 2 + OUTSIDE_METRES), j * (box.width() / 2 + OUTSIDE_METRES), 0));
                if (ground.seenAt(at.x() + out.x(), at.y() + out.y())) {
                    double height = ground.heightAt(at.x() + out.x(), at.y() + out.y());
                    sum += height;
                    lowest = Math.min(lowest, height);
                    highest = Math.max(highest, height);
                    seen++;
                }
            }
        }
        return seen < FEWEST || highest - lowest > MOST_SPREAD_METRES ? OptionalDouble.empty() : OptionalDouble.of(sum / seen);
    }
}
