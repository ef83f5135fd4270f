package plumbline.app.ui.annotate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import plumbline.annotation.assist.Propagate;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Origin;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;

/**
 * A box carried on over the next frames, each moved onto its frame's points. Reads points: run it off the FX thread.
 */
final class Propagation {
    /** Where points come from. */
    interface Points {
        PointBlock of(int frame) throws IOException;
    }

    private static final int BASE_FRAMES = 10;
    private static final double SCATTER_METRES = 0.35;

    private Propagation() {}

    /**
     * {@code frames} steps, negative backwards; stops at the first box that is by hand, imported or finalised. The
     * object goes on as it moved from its last keyframe to this one; without one, it stands.
     */
    static ChangeSet of(Capture capture, Labels labels, Cuboid from, int frames, Points points) throws IOException {
        NavigableMap<Integer, Cuboid> track = TrackEdits.boxes(labels, from.track());
        Vec3 velocity = velocity(capture, track, from, frames < 0);
        int step = Integer.signum(frames);
        List<Change> changes = new ArrayList<>();
        Cuboid last = from;
        for (int i = 1; i <= Math.abs(frames); i++) {
            int f = from.frame() + i * step;
            if (f < 0 || f >= capture.frames().size()) {
                break;
            }
            Cuboid there = track.get(f);
            if (there != null
                    && (there.finalised() || there.origin() == Origin.HAND || there.origin() == Origin.IMPORTED)) {
                break;
            }
            double seconds = (time(capture, f) - time(capture, last.frame())) / 1e9;
            Cuboid made = Propagate.to(last, pose(capture, last.frame()), f, pose(capture, f), points.of(f),
                    velocity, seconds);
            if (there == null) {
                changes.add(labels.find(made.id()).isPresent() ? Change.replace(labels.find(made.id()).get(), made)
                        : Change.create(made));
            } else {
                changes.add(Change.replace(there, there.withBox(made.box()).withOrigin(Origin.AUTOMATIC)));
            }
            last = made;
        }
        return new ChangeSet("Propagate " + from.className() + " " + from.track() + " by " + changes.size(), changes);
    }

    /**
     * Metres a second in the world, from the box about a second before on the side that the object comes from; none for what
     * moved less than fits may scatter.
     */
    private static Vec3 velocity(Capture capture, NavigableMap<Integer, Cuboid> track, Cuboid from, boolean backwards) {
        NavigableMap<Integer, Cuboid> behind = backwards
                ? track.subMap(from.frame(), false, from.frame() + BASE_FRAMES, true).descendingMap()
                : track.subMap(from.frame() - BASE_FRAMES, true, from.frame(), false);
        var entry = behind.isEmpty()
                ? backwards ? track.higherEntry(from.frame()) : track.lowerEntry(from.frame())
                : behind.firstEntry();
        if (entry == null || Math.abs(entry.getKey() - from.frame()) > TrackEdits.LONGEST_FILL) {
            return Vec3.ZERO;
        }
        double seconds = (time(capture, from.frame()) - time(capture, entry.getKey())) / 1e9;
        Vec3 here = pose(capture, from.frame()).apply(from.box().centre());
        Vec3 there = pose(capture, entry.getKey()).apply(entry.getValue().box().centre());
        return seconds == 0 || here.distance(there) < SCATTER_METRES
                ? Vec3.ZERO
                : here.minus(there).times(1 / seconds);
    }

    private static long time(Capture capture, int frame) {
        return capture.frames().get(frame).timeNanos();
    }

    private static Pose pose(Capture capture, int frame) {
        return capture.worldFromLidar(capture.frames().get(frame));
    }
}
