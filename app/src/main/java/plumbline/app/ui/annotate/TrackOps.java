package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.tool.Edits;

/**
 * What a person does to a whole track, as change sets: labels keep their ids, finalised boxes stay as they are. Pure; an
 * empty set says that there is nothing to do.
 */
final class TrackOps {
    private static final double MOVING_METRES = 0.5;
    private static final double LONGEST_JUMP_METRES = 12;

    private TrackOps() {}

    /** The boxes from the playhead on become a track of their own. */
    static ChangeSet split(Labels labels, Cuboid at, TrackId free) {
        List<Change> changes = new ArrayList<>();
        NavigableMap<Integer, Cuboid> track = TrackEdits.boxes(labels, at.track());
        if (track.firstKey() < at.frame()) {
            track.tailMap(at.frame(), true).values().stream()
                    .filter(c -> !c.finalised())
                    .forEach(c -> changes.add(Change.replace(c, c.withTrack(free))));
        }
        return new ChangeSet("Split " + Edits.name(at) + " at frame " + at.frame(), changes);
    }

    /**
     * The track of the same class that goes on where this one ends: it begins later, nearest to where this one would be by
     * then. Empty where none begins within reach.
     */
    static Optional<TrackId> goesOn(Capture capture, Labels labels, TrackId track) {
        NavigableMap<Integer, Cuboid> mine = TrackEdits.boxes(labels, track);
        Cuboid last = mine.lastEntry().getValue();
        TreeMap<Double, TrackId> near = new TreeMap<>();
        Lanes.of(labels).tracks().forEach((id, theirs) -> {
            Cuboid first = theirs.firstEntry().getValue();
            int gap = first.frame() - last.frame();
            if (!id.equals(track) && first.className().equals(last.className()) && gap > 0
                    && gap <= TrackEdits.LONGEST_FILL) {
                near.put(expected(capture, mine, first.frame()).distance(middle(capture, first)), id);
            }
        });
        return near.isEmpty() || near.firstKey() > LONGEST_JUMP_METRES
                ? Optional.empty()
                : Optional.of(near.firstEntry().getValue());
    }

    private static Vec3 expected(Capture capture, NavigableMap<Integer, Cuboid> track, int frame) {
        Cuboid last = track.lastEntry().getValue();
        Integer before = track.floorKey(Math.max(track.firstKey(), last.frame() - 5));
        double seconds = seconds(capture, before, last.frame());
        Vec3 velocity = seconds > 0
                ? middle(capture, last).minus(middle(capture, track.get(before))).times(1 / seconds)
                : Vec3.ZERO;
        return middle(capture, last).plus(velocity.times(seconds(capture, last.frame(), frame)));
    }

    /** The other track's boxes join this one, and the gap between the two is filled. */
    static ChangeSet join(Capture capture, Labels labels, TrackId track, TrackId other) {
        NavigableMap<Integer, Cuboid> mine = TrackEdits.boxes(labels, track);
        NavigableMap<Integer, Cuboid> theirs = TrackEdits.boxes(labels, other);
        List<Change> changes = new ArrayList<>();
        NavigableMap<Integer, Cuboid> both = new TreeMap<>(mine);
        for (Cuboid c : theirs.values()) {
            if (both.putIfAbsent(c.frame(), c.withTrack(track)) != null) {
                return new ChangeSet("Join " + other + " to " + track, List.of());
            }
            changes.add(Change.replace(c, c.withTrack(track)));
        }
        List<Cuboid> gap = new ArrayList<>();
        TrackEdits.fill(capture, both, both.get(mine.lastKey()), both.get(theirs.firstKey()), gap);
        gap.stream().filter(c -> labels.find(c.id()).isEmpty()).forEach(c -> changes.add(Change.create(c)));
        return new ChangeSet("Join " + other + " to " + track, changes);
    }

    /** Every box of the track takes the size of this one; middles over the ground and floors stay. */
    static ChangeSet sized(Labels labels, Cuboid like) {
        List<Change> changes = new ArrayList<>();
        for (Cuboid c : TrackEdits.boxes(labels, like.track()).values()) {
            Box sized = sized(c.box(), like.box());
            if (!c.finalised() && !sized.equals(c.box())) {
                changes.add(Change.replace(c, c.withBox(sized)));
            }
        }
        return new ChangeSet("Size of " + Edits.name(like) + " in all frames", changes);
    }

    /** The set with the boxes of tracks of one size that follow a box of theirs that it resizes. */
    static ChangeSet oneSize(Labels labels, ChangeSet set, Set<TrackId> locked) {
        List<Change> all = new ArrayList<>(set.changes());
        for (Change c : set.changes()) {
            if (c.after().orElse(null) instanceof Cuboid like && locked.contains(like.track())) {
                Set<LabelId> there = all.stream().map(Change::id).collect(Collectors.toSet());
                sized(labels, like).changes().stream().filter(x -> !there.contains(x.id())).forEach(all::add);
            }
        }
        return new ChangeSet(set.what(), all);
    }

    private static Box sized(Box box, Box like) {
        if (box.length() == like.length() && box.width() == like.width() && box.height() == like.height()) {
            return box;
        }
        Vec3 up = box.frameFromBox().rotate(new Vec3(0, 0, 1));
        return box.withSize(like.length(), like.width(), like.height())
                .withCentre(box.centre().plus(up.times((like.height() - box.height()) / 2)));
    }

    /** One box, fixed in the world, for each of the frames: where the track has none yet, one is made. */
    static ChangeSet still(Capture capture, Labels labels, Cuboid at, Box world, List<Integer> frames) {
        NavigableMap<Integer, Cuboid> track = TrackEdits.boxes(labels, at.track());
        List<Change> changes = new ArrayList<>();
        for (int f : frames) {
            Box here = world.in(pose(capture, f).inverse());
            Cuboid there = track.get(f);
            if (there == null) {
                changes.add(Change.create(new Cuboid(
                        LabelId.random(), at.track(), at.className(), f, here, at.attributes(), Origin.AUTOMATIC, false,
                        at.confidence())));
            } else if (!there.finalised() && !there.box().equals(here)) {
                Origin origin = f == at.frame() ? Origin.HAND : Origin.AUTOMATIC;
                changes.add(Change.replace(there, there.withBox(here).withOrigin(origin)));
            }
        }
        return new ChangeSet(Edits.name(at) + " stands still in " + changes.size() + " frames", changes);
    }

    /** Boxes that head against the way the object goes are turned about; where it stands, as where it last went. */
    static ChangeSet headed(Capture capture, Labels labels, TrackId track) {
        NavigableMap<Integer, Cuboid> boxes = TrackEdits.boxes(labels, track);
        List<Change> changes = new ArrayList<>();
        Vec3 way = Vec3.ZERO;
        for (Cuboid c : boxes.values()) {
            Vec3 now = way(capture, boxes, c.frame());
            way = Math.hypot(now.x(), now.y()) >= MOVING_METRES ? now : way;
            Box world = c.box().in(pose(capture, c.frame()));
            double along = Math.cos(world.yaw()) * way.x() + Math.sin(world.yaw()) * way.y();
            if (along < -0.5 * Math.hypot(way.x(), way.y()) && !c.finalised()) {
                changes.add(Change.replace(c, c.withBox(c.box().turned(Math.PI))));
            }
        }
        return new ChangeSet("Head " + track + " the way it goes", changes);
    }

    /** From the box five before, or the first, to the one five after, or the last, in the world. */
    private static Vec3 way(Capture capture, NavigableMap<Integer, Cuboid> track, int frame) {
        int from = Optional.ofNullable(track.floorKey(frame - 5)).orElse(track.firstKey());
        int to = Optional.ofNullable(track.ceilingKey(frame + 5)).orElse(track.lastKey());
        return middle(capture, track.get(to)).minus(middle(capture, track.get(from)));
    }

    /**
     * The track begins or ends at another frame: boxes beyond are taken away, and where it grows the object goes on as it
     * moved last. Finalised boxes stay.
     */
    static ChangeSet ended(Capture capture, Labels labels, TrackId track, boolean last, int frame) {
        NavigableMap<Integer, Cuboid> boxes = TrackEdits.boxes(labels, track);
        Cuboid end = last ? boxes.lastEntry().getValue() : boxes.firstEntry().getValue();
        int to = last ? Math.max(frame, boxes.firstKey()) : Math.min(frame, boxes.lastKey());
        List<Change> changes = new ArrayList<>();
        IntPredicate beyond = f -> last ? f > to : f < to;
        boxes.values().stream().filter(c -> beyond.test(c.frame()) && !c.finalised())
                .forEach(c -> changes.add(Change.delete(c)));
        Vec3 velocity = velocity(capture, boxes, last);
        int step = last ? 1 : -1;
        for (int f = end.frame() + step; f >= 0 && f < capture.frames().size() && !beyond.test(f); f += step) {
            Box world = end.box().in(pose(capture, end.frame()));
            Vec3 middle = world.centre().plus(velocity.times(seconds(capture, end.frame(), f)));
            changes.add(Change.create(new Cuboid(
                    LabelId.random(), track, end.className(), f, world.withCentre(middle).in(pose(capture, f).inverse()),
                    end.attributes(), Origin.AUTOMATIC, false, end.confidence())));
        }
        return new ChangeSet(
                Edits.name(end) + (last ? " ends" : " begins") + " at frame " + to,
                changes.stream().sorted(Comparator.comparing(c -> c.id().value())).toList());
    }

    private static Vec3 velocity(Capture capture, NavigableMap<Integer, Cuboid> track, boolean last) {
        int end = last ? track.lastKey() : track.firstKey();
        Integer other = last
                ? Optional.ofNullable(track.floorKey(end - 5)).orElse(track.firstKey())
                : Optional.ofNullable(track.ceilingKey(end + 5)).orElse(track.lastKey());
        double seconds = seconds(capture, other, end);
        return seconds == 0
                ? Vec3.ZERO
                : middle(capture, track.get(end)).minus(middle(capture, track.get(other))).times(1 / seconds);
    }

    private static double seconds(Capture capture, int from, int to) {
        return (capture.frames().get(to).timeNanos() - capture.frames().get(from).timeNanos()) / 1e9;
    }

    private static Vec3 middle(Capture capture, Cuboid c) {
        return pose(capture, c.frame()).apply(c.box().centre());
    }

    private static Pose pose(Capture capture, int frame) {
        return capture.worldFromLidar(capture.frames().get(frame));
    }
}
