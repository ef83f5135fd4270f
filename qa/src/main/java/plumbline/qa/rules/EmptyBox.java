package plumbline.qa.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;

/** A box that (almost) no point of the sweep lies in: nothing is there, or it stands beside the object. */
public final class EmptyBox implements Rule {
    private static final int FEWEST = 5;
    private static final double NEAR_METRES = 30;
    /** Boxes are drawn by hand: a face may cut a few centimetres off. */
    private static final double MARGIN_METRES = 0.05;

    @Override
    public String id() {
        return "box.empty";
    }

    @Override
    public String title() {
        return "Boxes without points: none at all, or fewer than 5 within 30 m";
    }

    @Override
    public List<Finding> check(Scene scene) throws IOException {
        List<Finding> out = new ArrayList<>();
        for (Frame frame : scene.capture().frames()) {
            List<Cuboid> cuboids = scene.labels().cuboids(frame.index());
            if (cuboids.isEmpty() || frame.sample(scene.capture().referenceLidar()).isEmpty()) {
                continue;
            }
            PointBlock points = scene.points(frame);
            for (Cuboid c : cuboids) {
                int inside = PointsInBox.countWithin(points, c.box(), MARGIN_METRES);
                double range = c.box().centre().length();
                if (inside == 0 || inside < FEWEST && range < NEAR_METRES) {
                    String amount = inside == 0 ? "no points" : inside == 1 ? "1 point" : inside + " points";
                    out.add(Finding.of(
                            id(), range < NEAR_METRES ? Severity.HIGH : Severity.MEDIUM, Tracks.place(c),
                            "Box holds " + amount + " at " + Tracks.text(range, 1) + " m",
                            Tracks.evidence("points", Integer.toString(inside), "rangeMetres", Tracks.text(range, 2))));
                }
            }
        }
        return out;
    }
}
