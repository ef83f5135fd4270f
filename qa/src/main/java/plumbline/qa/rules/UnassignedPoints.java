package plumbline.qa.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.assist.BoxFit;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.assist.Proposal;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.BoxIou;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

/** Something that stands alone on the ground, is as large as a car and is well seen, but has no label. */
public final class UnassignedPoints implements Rule {
    private static final double RANGE_METRES = 35;
    private static final double TALLEST_METRES = 2.3;
    private static final int FEWEST_POINTS = 80;

    @Override
    public String id() {
        return "points.unassigned";
    }

    @Override
    public String title() {
        return "Clusters the size of a car within 35 m that no box covers";
    }

    @Override
    public List<Finding> check(Scene scene) throws IOException {
        List<Finding> out = new ArrayList<>();
        for (Frame frame : Footing.labelled(scene)) {
            List<Cuboid> cuboids = scene.labels().cuboids(frame.index());
            PointBlock points = scene.points(frame);
            Ground ground = Ground.estimate(points);
            for (Proposal p : BoxFit.objects(points, ground, RANGE_METRES, TALLEST_METRES)) {
                if (p.inside() >= FEWEST_POINTS
                        && likeACar(p.box())
                        && cuboids.stream().noneMatch(c -> near(c, p.box()))) {
                    Vec3 at = p.box().centre();
                    Finding.Place place =
                            new Finding.Place(frame.index(), Optional.empty(), Optional.empty(), Optional.of(at));
                    out.add(Finding.of(
                            id(), Severity.INFO, place,
                            p.inside() + " points the size of a car, " + Tracks.text(at.length(), 0)
                                    + " m away, have no box",
                            Tracks.evidence(
                                    "with", Tracks.text(at.x(), 0) + ", " + Tracks.text(at.y(), 0),
                                    "points", Integer.toString(p.inside()),
                                    "lengthMetres", Tracks.text(p.box().length(), 2),
                                    "widthMetres", Tracks.text(p.box().width(), 2),
                                    "heightMetres", Tracks.text(p.box().height(), 2))));
                }
            }
        }
        return out;
    }

    private static boolean likeACar(Box box) {
        double length = Math.max(box.length(), box.width());
        double width = Math.min(box.length(), box.width());
        return length > 3.2 && length < 6 && width > 1.4 && width < 2.4 && box.height() > 1.2;
    }

    /** A box drawn loosely, or on part of it, still speaks for the cluster. */
    private static boolean near(Cuboid c, Box box) {
        return BoxIou.iouBev(c.box(), box) > 0 || c.box().centre().distance(box.centre()) < 2.5;
    }
}
