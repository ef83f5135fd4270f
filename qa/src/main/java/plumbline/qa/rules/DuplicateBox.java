package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.geometry.BoxIou;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.Frame;

/**
 * The same object with two boxes. Of the two, the fix deletes the one that automation made; of equals, the one whose
 * track has fewer labels.
 */
public final class DuplicateBox implements Rule {
    private static final double LIMIT = 0.7;

    @Override
    public String id() {
        return "box.duplicate";
    }

    @Override
    public String title() {
        return "Boxes labelled twice: 3D overlap over union above 0.7";
    }

    @Override
    public List<Finding> check(Scene scene) {
        Map<TrackId, List<Cuboid>> tracks = Tracks.of(scene);
        List<Finding> out = new ArrayList<>();
        for (Frame frame : scene.capture().frames()) {
            List<Cuboid> cuboids = scene.labels().cuboids(frame.index());
            for (int i = 0; i < cuboids.size(); i++) {
                for (int j = i + 1; j < cuboids.size(); j++) {
                    if (duplicates(cuboids.get(i), cuboids.get(j))) {
                        out.add(finding(cuboids.get(i), cuboids.get(j), tracks));
                    }
                }
            }
        }
        return out;
    }

    static boolean duplicates(Cuboid a, Cuboid b) {
        return a.box().centre().distance(b.box().centre()) < a.box().length() + b.box().length()
                && BoxIou.iou3d(a.box(), b.box()) > LIMIT;
    }

    private Finding finding(Cuboid a, Cuboid b, Map<TrackId, List<Cuboid>> tracks) {
        int byRank = Double.compare(rank(a), rank(b));
        int byTrack = Integer.compare(tracks.get(b.track()).size(), tracks.get(a.track()).size());
        Cuboid worse = (byRank != 0 ? byRank : byTrack) <= 0 ? b : a;
        Cuboid better = worse == b ? a : b;
        double iou = BoxIou.iou3d(a.box(), b.box());
        Finding finding = Finding.of(
                id(), Severity.HIGH, Tracks.place(worse),
                Tracks.name(worse) + " is a second box on " + Tracks.name(better) + " ("
                        + Tracks.text(100 * iou, 0) + " % overlap)",
                Tracks.evidence("with", better.id().value(), "iou3d", Tracks.text(iou, 3)));
        return worse.finalised()
                ? finding
                : finding.withFix(ChangeSet.of("Delete the second box " + Tracks.name(worse), Change.delete(worse)));
    }

    /** Lower is better: finalised, by hand, imported, interpolated, automatic; then the surer one. */
    private static double rank(Cuboid c) {
        int origin = switch (c.origin()) {
            case HAND -> 1;
            case IMPORTED -> 2;
            case INTERPOLATED -> 3;
            case AUTOMATIC -> 4;
        };
        return (c.finalised() ? 0 : origin) + (1 - c.confidence()) / 2;
    }
}
