package plumbline.storage.tile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Vec3;

/**
 * What moves, by a capture's labels: the boxes of tracks whose centre is more than a metre from where it was first, in the
 * world. A label holds for the sweeps of its frame.
 */
final class MovingObjects {
    private static final double MOVED = 1;
    /** Wheels and mirrors reach beyond boxes, and sweeps of other lidars are not of the very same moment. */
    private static final double MARGIN = 0.15;

    private final Map<Sample, List<Box>> worldBoxes = new HashMap<>();
    private final int tracks;

    private MovingObjects(int tracks) {
        this.tracks = tracks;
    }

    static MovingObjects of(Capture capture, Labels labels) {
        Map<TrackId, Vec3> first = new HashMap<>();
        Map<TrackId, Double> farthest = new HashMap<>();
        for (Frame f : capture.frames()) {
            Pose worldFromLidar = capture.worldFromLidar(f);
            for (Label.Cuboid c : labels.cuboids(f.index())) {
                Vec3 at = worldFromLidar.apply(c.box().centre());
                Vec3 was = first.putIfAbsent(c.track(), at);
                farthest.merge(c.track(), was == null ? 0 : was.distance(at), Math::max);
            }
        }
        farthest.values().removeIf(metres -> metres <= MOVED);
        MovingObjects out = new MovingObjects(farthest.size());
        for (Frame f : capture.frames()) {
            Pose worldFromLidar = capture.worldFromLidar(f);
            List<Box> boxes = new ArrayList<>();
            for (Label.Cuboid c : labels.cuboids(f.index())) {
                if (farthest.containsKey(c.track())) {
                    boxes.add(c.box().in(worldFromLidar));
                }
            }
            f.samples().values().forEach(s -> out.worldBoxes.put(s, boxes));
        }
        return out;
    }

    int tracks() {
        return tracks;
    }

    /** The points of a sweep, placed in the world, that are on nothing that moves. */
    PointBlock without(Sample sample, PointBlock world) {
        List<Box> boxes = worldBoxes.getOrDefault(sample, List.of());
        int[] kept = new int[world.size()];
        int n = 0;
        for (int i = 0; i < kept.length; i++) {
            if (!on(boxes, world.px(i), world.py(i), world.pz(i))) {
                kept[n++] = i;
            }
        }
        return n == kept.length ? world : world.at(java.util.Arrays.copyOf(kept, n));
    }

    private static boolean on(List<Box> boxes, double x, double y, double z) {
        for (Box b : boxes) {
            double reach = (b.length() + b.width() + b.height()) / 2 + MARGIN;
            if (Math.abs(b.centre().x() - x) < reach && Math.abs(b.centre().y() - y) < reach
                    && b.containsWithin(x, y, z, MARGIN)) {
                return true;
            }
        }
        return false;
    }
}
