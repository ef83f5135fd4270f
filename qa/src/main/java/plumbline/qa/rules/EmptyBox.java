package plumbline.qa.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;

/**
 * A box that (almost) no point of the sweep lies in: nothing is there, or it stands beside the object. How bad that is
 * depends on the beams that went right through the box; where something nearer hides it, few points are no surprise.
 */
public final class EmptyBox implements Rule {
    private static final int FEWEST = 5;
    private static final double NEAR_METRES = 15;
    private static final double MIDDLE_METRES = 30;
    private static final double FAR_METRES = 60;
    /** Boxes are drawn by hand: a face may cut a few centimetres off. */
    private static final double MARGIN_METRES = 0.05;
    /** Beams past the shoulders of a person or over a bonnet cross the box's outer part. */
    private static final double CORE = 0.7;
    private static final int FEWEST_THROUGH = 5;
    private static final int THROUGH_PER_POINT = 8;
    /** The ground that a box stands on is not the object. */
    private static final double FLOOR_METRES = 0.25;

    @Override
    public String id() {
        return "box.empty";
    }

    @Override
    public String title() {
        return "Boxes without points: none at all, or fewer than 5 within 15 m";
    }

    @Override
    public List<Finding> check(Scene scene) throws IOException {
        List<Finding> out = new ArrayList<>();
        Set<TrackId> toldFar = new HashSet<>();
        for (Frame frame : scene.capture().frames()) {
            List<Cuboid> cuboids = scene.labels().cuboids(frame.index());
            if (cuboids.isEmpty() || frame.sample(scene.capture().referenceLidar()).isEmpty()) {
                continue;
            }
            PointBlock points = scene.points(frame);
            for (Cuboid c : cuboids) {
                int inside = PointsInBox.countWithin(points, aboveFloor(c.box()), MARGIN_METRES);
                double range = c.box().centre().length();
                boolean empty = inside == 0 || inside < FEWEST && range < NEAR_METRES;
                // Far away an object is often missed for many frames: one finding tells of its track.
                if (empty && (range < MIDDLE_METRES || toldFar.add(c.track()))) {
                    String amount = inside == 0 ? "no points" : inside == 1 ? "1 point" : inside + " points";
                    int through = through(points, c.box());
                    out.add(Finding.of(
                            id(), severity(inside, through, range), Tracks.place(c),
                            "Box holds " + amount + " at " + Tracks.text(range, 1) + " m",
                            Tracks.evidence(
                                    "points", Integer.toString(inside), "beamsThrough", Integer.toString(through),
                                    "rangeMetres", Tracks.text(range, 2))));
                }
            }
        }
        return out;
    }

    /** Far objects can be known from other frames or from an image while this sweep passes between. */
    private static Severity severity(int inside, int through, double range) {
        if (range > FAR_METRES || through < FEWEST_THROUGH || through < THROUGH_PER_POINT * inside) {
            return Severity.INFO;
        }
        return inside == 0 && range < MIDDLE_METRES ? Severity.HIGH : Severity.MEDIUM;
    }

    /** Points behind the box whose beam crossed its core. */
    private static int through(PointBlock points, Box box) {
        Pose boxFromFrame = box.frameFromBox().inverse();
        Vec3 from = boxFromFrame.translation();
        Vec3 half = new Vec3(box.length(), box.width(), box.height()).times(CORE / 2);
        int count = 0;
        for (int i = 0; i < points.size(); i++) {
            Vec3 beam = boxFromFrame.rotate(points.point(i));
            double enter = 0;
            double leave = 1;
            for (int k = 0; k < 3; k++) {
                double o = k == 0 ? from.x() : k == 1 ? from.y() : from.z();
                double d = k == 0 ? beam.x() : k == 1 ? beam.y() : beam.z();
                double h = k == 0 ? half.x() : k == 1 ? half.y() : half.z();
                double a = (-h - o) / d;
                double b = (h - o) / d;
                // Beside the slab and along it, both are infinite with one sign; within it, with two.
                enter = Math.max(enter, Math.min(a, b));
                leave = Math.min(leave, Math.max(a, b));
            }
            count += enter < leave && leave < 1 ? 1 : 0;
        }
        return count;
    }

    private static Box aboveFloor(Box box) {
        double cut = Math.min(FLOOR_METRES, box.height() / 4);
        Vec3 up = box.frameFromBox().rotate(new Vec3(0, 0, cut / 2));
        return box.withSize(box.length(), box.width(), box.height() - cut).withCentre(box.centre().plus(up));
    }
}
