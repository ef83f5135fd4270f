package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.geometry.BoxIou;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.Frame;

/** Two solid objects cannot be in one place. Near copies are the business of box.duplicate. */
public final class OverlappingBoxes implements Rule {
    private static final double SHARE = 0.2;

    @Override
    public String id() {
        return "box.overlap";
    }

    @Override
    public String title() {
        return "Boxes of two objects that share more than 20 % of the smaller one";
    }

    @Override
    public List<Finding> check(Scene scene) {
        List<Finding> out = new ArrayList<>();
        for (Frame frame : scene.capture().frames()) {
            List<Cuboid> cuboids = scene.labels().cuboids(frame.index());
            for (int i = 0; i < cuboids.size(); i++) {
                for (int j = i + 1; j < cuboids.size(); j++) {
                    Cuboid a = cuboids.get(i);
                    Cuboid b = cuboids.get(j);
                    double shared = BoxIou.intersection(a.box(), b.box());
                    double share = shared / Math.max(1e-9, Math.min(a.box().volume(), b.box().volume()));
                    if (share > SHARE && !DuplicateBox.duplicates(a, b)) {
                        out.add(Finding.of(
                                id(), share > 0.5 ? Severity.HIGH : Severity.MEDIUM, Tracks.place(a),
                                Tracks.name(a) + " and " + Tracks.name(b) + " share " + Tracks.text(100 * share, 0)
                                        + " % of the smaller box",
                                Tracks.evidence(
                                        "with", b.id().value(), "share", Tracks.text(share, 3),
                                        "iou3d", Tracks.text(BoxIou.iou3d(a.box(), b.box()), 3))));
                    }
                }
            }
        }
        return out;
    }
}
