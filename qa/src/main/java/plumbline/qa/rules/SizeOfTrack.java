package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.Vec3;

/** A rigid object that changes its size between frames; the track's size is the median of its boxes. */
public final class SizeOfTrack implements Rule {
    private static final double LIMIT_METRES = 0.2;
    private static final double LIMIT_RATIO = 0.1;
    private static final int FEWEST_BOXES = 3;

    @Override
    public String id() {
        return "size.track";
    }

    @Override
    public String title() {
        return "Boxes more than 0.2 m and 10 % off the size of their own track";
    }

    @Override
    public List<Finding> check(Scene scene) {
        List<Finding> out = new ArrayList<>();
        for (List<Cuboid> track : Tracks.of(scene).values()) {
            if (track.size() < FEWEST_BOXES) {
                continue;
            }
            double length = Tracks.median(track, c -> c.box().length());
            double width = Tracks.median(track, c -> c.box().width());
            double height = Tracks.median(track, c -> c.box().height());
            for (Cuboid c : track) {
                double[] off = {c.box().length() - length, c.box().width() - width, c.box().height() - height};
                double[] mean = {length, width, height};
                int worst = -1;
                for (int i = 0; i < 3; i++) {
                    boolean bad = Math.abs(off[i]) > Math.max(LIMIT_METRES, LIMIT_RATIO * mean[i]);
                    worst = bad && (worst < 0 || Math.abs(off[i]) > Math.abs(off[worst])) ? i : worst;
                }
                if (worst >= 0) {
                    out.add(finding(c, worst, off[worst], mean));
                }
            }
        }
        return out;
    }

    private Finding finding(Cuboid c, int side, double off, double[] size) {
        String name = List.of("longer", "wider", "higher").get(side);
        String less = List.of("shorter", "narrower", "lower").get(side);
        Finding finding = Finding.of(
                id(), Severity.MEDIUM, Tracks.place(c),
                Tracks.name(c) + " is " + Tracks.text(Math.abs(off), 2) + " m " + (off > 0 ? name : less)
                        + " than in its other frames",
                Tracks.evidence("offMetres", Tracks.text(off, 3), "trackMetres", Tracks.text(size[side], 3)));
        if (c.finalised()) {
            return finding;
        }
        // The floor stays where it is; a box grows upwards.
        Vec3 middle = c.box().centre().plus(new Vec3(0, 0, (size[2] - c.box().height()) / 2));
        Cuboid resized = c.withBox(c.box().withSize(size[0], size[1], size[2]).withCentre(middle));
        String what = "Give " + Tracks.name(c) + " its track's size";
        return finding.withFix(ChangeSet.of(what, Change.replace(c, resized)));
    }
}
