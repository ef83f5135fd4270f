package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;

/** A gap in a track. Only frames that have labels count, so captures labelled at a lower rate have no gaps. */
public final class TrackGap implements Rule {
    @Override
    public String id() {
        return "track.gap";
    }

    @Override
    public String title() {
        return "Tracks that are not labelled in frames between their first and their last";
    }

    @Override
    public List<Finding> check(Scene scene) {
        TreeSet<Integer> labelled = new TreeSet<>();
        Tracks.cuboids(scene).forEach(c -> labelled.add(c.frame()));
        List<Finding> out = new ArrayList<>();
        for (List<Cuboid> track : Tracks.of(scene).values()) {
            for (int i = 1; i < track.size(); i++) {
                Cuboid before = track.get(i - 1);
                int missing = labelled.subSet(before.frame(), false, track.get(i).frame(), false).size();
                if (missing > 0) {
                    out.add(Finding.of(
                            id(), missing > 3 ? Severity.MEDIUM : Severity.INFO, Tracks.place(before),
                            Tracks.name(before) + " has no label in " + (missing == 1 ? "1 frame" : missing + " frames")
                                    + " after this one",
                            Tracks.evidence(
                                    "frames", Integer.toString(missing),
                                    "nextFrame", Integer.toString(track.get(i).frame()))));
                }
            }
        }
        return out;
    }
}
