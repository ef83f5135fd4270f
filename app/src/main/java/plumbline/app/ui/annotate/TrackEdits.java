package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.assist.Interpolation;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Pose;

/**
 * What an edit of one box means for its track: boxes between two keyframes follow them. A keyframe is any box that is
 * not interpolated. Pure.
 */
final class TrackEdits {
    /** Two keyframes farther apart than this, in frames, are not connected by themselves. */
    static final int LONGEST_FILL = 50;

    private TrackEdits() {}

    static NavigableMap<Integer, Cuboid> boxes(Labels labels, TrackId track) {
        TreeMap<Integer, Cuboid> out = new TreeMap<>();
        for (Label l : labels.ofTrack(track)) {
            if (l instanceof Cuboid c) {
                out.put(c.frame(), c);
            }
        }
        return out;
    }

    /** The set with the interpolated boxes about each keyframe that it sets; finalised ones stay as they are. */
    static ChangeSet withInterpolation(Labels before, Capture capture, ChangeSet set) {
        Map<LabelId, Change> all = new HashMap<>();
        List<LabelId> order = new ArrayList<>();
        for (Change c : set.changes()) {
            all.put(c.id(), c);
            order.add(c.id());
        }
        Labels after = set.apply(before);
        for (Change c : set.changes()) {
            if (!(c.after().orElse(null) instanceof Cuboid key) || key.origin() != Origin.HAND || movesNothing(c)) {
                continue;
            }
            NavigableMap<Integer, Cuboid> track = boxes(after, key.track());
            for (Cuboid made : between(capture, track, key)) {
                Optional<Label> old = before.find(made.id());
                Optional<Change> change = old.isPresent()
                        ? old.filter(o -> !o.equals(made)).map(o -> Change.replace(o, made))
                        : Optional.of(Change.create(made));
                change.filter(x -> !all.containsKey(x.id())).ifPresent(x -> {
                    all.put(x.id(), x);
                    order.add(x.id());
                });
            }
        }
        return new ChangeSet(set.what(), order.stream().map(all::get).toList());
    }

    /**
     * Moves the box of a keyframe in time: it stands at frame {@code to} where it stood in the world, and the frames
     * about it follow. Where it was, a box between its neighbours stays, or none where the track ended there. Empty
     * where {@code to} has a keyframe or a finalised box, or another keyframe lies between.
     */
    static Optional<ChangeSet> moved(Labels labels, Capture capture, Cuboid key, int to) {
        NavigableMap<Integer, Cuboid> track = boxes(labels, key.track());
        int from = key.frame();
        boolean later = to > from;
        boolean blocked = track.subMap(Math.min(from, to), true, Math.max(from, to), true).values().stream()
                .anyMatch(c -> c.frame() != from && (c.origin() != Origin.INTERPOLATED || c.finalised()));
        if (to == from || blocked || key.finalised()) {
            return Optional.empty();
        }
        Pose thereFromHere = capture.worldFromLidar(capture.frames().get(to)).inverse()
                .times(capture.worldFromLidar(capture.frames().get(from)));
        Cuboid there = track.get(to);
        Cuboid made = new Cuboid(
                there == null ? LabelId.random() : there.id(), key.track(), key.className(), to,
                key.box().in(thereFromHere), key.attributes(), Origin.HAND, false, 1);
        List<Change> changes = new ArrayList<>();
        changes.add(there == null ? Change.create(made) : Change.replace(there, made));
        Optional<Cuboid> behind = keyframe(later ? track.headMap(from, false).descendingMap()
                : track.tailMap(from, false));
        for (int f = from; f != to; f += later ? 1 : -1) {
            Cuboid old = track.get(f);
            if (old == null) {
                continue;
            }
            changes.add(behind.isEmpty() ? Change.delete(old) : Change.replace(old, renamed(
                    later ? at(capture, behind.get(), made, f) : at(capture, made, behind.get(), f), old.id())));
        }
        return Optional.of(new ChangeSet("Move keyframe of " + key.track() + " to frame " + to, changes));
    }

    private static boolean movesNothing(Change c) {
        return c.before().orElse(null) instanceof Cuboid b
                && c.after().orElse(null) instanceof Cuboid a
                && a.box().equals(b.box())
                && a.origin() == b.origin()
                && a.track().equals(b.track());
    }

    /** Both stretches about a keyframe, and those beyond them: a curve bends with its second neighbour. */
    private static List<Cuboid> between(Capture capture, NavigableMap<Integer, Cuboid> track, Cuboid key) {
        List<Cuboid> out = new ArrayList<>();
        Optional<Cuboid> before = before(track, key);
        Optional<Cuboid> after = after(track, key);
        before.ifPresent(k -> {
            before(track, k).ifPresent(k0 -> fill(capture, track, k0, k, out));
            fill(capture, track, k, key, out);
        });
        after.ifPresent(k -> {
            fill(capture, track, key, k, out);
            after(track, k).ifPresent(k2 -> fill(capture, track, k, k2, out));
        });
        return out;
    }

    private static Optional<Cuboid> before(NavigableMap<Integer, Cuboid> track, Cuboid key) {
        return keyframe(track.headMap(key.frame(), false).descendingMap());
    }

    private static Optional<Cuboid> after(NavigableMap<Integer, Cuboid> track, Cuboid key) {
        return keyframe(track.tailMap(key.frame(), false));
    }

    private static Optional<Cuboid> keyframe(NavigableMap<Integer, Cuboid> from) {
        return from.values().stream().filter(c -> c.origin() != Origin.INTERPOLATED).findFirst();
    }

    /** The boxes between two keyframes, on a smooth way in the world; finalised ones stay. */
    static void fill(
            Capture capture, NavigableMap<Integer, Cuboid> track, Cuboid a, Cuboid b, List<Cuboid> out) {
        int span = b.frame() - a.frame();
        for (int f = a.frame() + 1; f < b.frame() && span <= LONGEST_FILL; f++) {
            Cuboid there = track.get(f);
            if (there == null || !there.finalised()) {
                Cuboid made = Interpolation.smooth(
                        before(track, a).filter(k -> a.frame() - k.frame() <= LONGEST_FILL).map(k -> key(capture, k)),
                        key(capture, a), key(capture, b),
                        after(track, b).filter(k -> k.frame() - b.frame() <= LONGEST_FILL).map(k -> key(capture, k)),
                        f, capture.worldFromLidar(capture.frames().get(f)), capture.frames().get(f).timeNanos());
                out.add(there == null ? made : renamed(made, there.id()));
            }
        }
    }

    private static Interpolation.Key key(Capture capture, Cuboid c) {
        return new Interpolation.Key(
                c, capture.worldFromLidar(capture.frames().get(c.frame())), capture.frames().get(c.frame()).timeNanos());
    }

    /** The box straight between two others at a frame. */
    static Cuboid at(Capture capture, Cuboid a, Cuboid b, int frame) {
        long t0 = capture.frames().get(a.frame()).timeNanos();
        long t1 = capture.frames().get(b.frame()).timeNanos();
        long t = capture.frames().get(frame).timeNanos();
        double fraction = t1 > t0 ? (double) (t - t0) / (t1 - t0)
                : (double) (frame - a.frame()) / (b.frame() - a.frame());
        return Interpolation.between(
                a, capture.worldFromLidar(capture.frames().get(a.frame())),
                b, capture.worldFromLidar(capture.frames().get(b.frame())),
                frame, capture.worldFromLidar(capture.frames().get(frame)), fraction);
    }

    static Cuboid renamed(Cuboid c, LabelId id) {
        return new Cuboid(
                id, c.track(), c.className(), c.frame(), c.box(), c.attributes(), c.origin(), c.finalised(),
                        c.confidence());
    }
}
