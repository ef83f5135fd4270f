package plumbline.annotation.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.SensorId;

/**
 * Strokes over the points of one sweep as changes of its masks: each point of a sweep is in one mask at most, finalised masks
 * keep theirs, and a mask that lost its last point is gone. Pure; empty where a stroke changes nothing.
 */
public final class MaskEdits {
    private MaskEdits() {}

    /** The points of one sensor in one frame. */
    public record Sweep(int frame, SensorId sensor) {}

    /** What points become. {@code instance} is 0 where objects of the class are not told apart. */
    public record Paint(String className, TrackId track, int instance) {
        /** That of a mask that is there. */
        public static Paint of(Label.PointMask m) {
            return new Paint(m.className(), m.track(), m.instance());
        }

        boolean is(Label.PointMask m) {
            return m.className().equals(className) && m.instance() == instance
                    && (instance == 0 || m.track().equals(track));
        }
    }

    /** Whose points a stroke may take: everybody's, those of some classes, or (no class) only points without a label. */
    public record Overwrite(boolean all, Set<String> classes) {
        public static final Overwrite ALL = new Overwrite(true, Set.of());
        public static final Overwrite UNLABELLED = new Overwrite(false, Set.of());

        public Overwrite {
            classes = Set.copyOf(classes);
        }

        public static Overwrite of(String className) {
            return new Overwrite(false, Set.of(className));
        }

        boolean takes(Label.PointMask m) {
            return !m.finalised() && (all || classes.contains(m.className()));
        }
    }

    /** The masks of a sweep, in the order of their ids. */
    public static List<Label.PointMask> masks(Labels labels, Sweep sweep) {
        List<Label.PointMask> out = new ArrayList<>();
        for (Label l : labels.inFrame(sweep.frame())) {
            if (l instanceof Label.PointMask m && m.sensor().equals(sweep.sensor())) {
                out.add(m);
            }
        }
        return out;
    }

    /** The points that masks of a sweep hold. */
    public static PointRuns labelled(Labels labels, Sweep sweep) {
        return unionOf(masks(labels, sweep).stream());
    }

    /** Of {@code points}, those that a stroke of this rule would change. */
    public static PointRuns open(Labels labels, Sweep sweep, PointRuns points, Overwrite rule) {
        return points.minus(unionOf(masks(labels, sweep).stream().filter(m -> !rule.takes(m))));
    }

    private static PointRuns unionOf(Stream<Label.PointMask> masks) {
        return masks.map(Label.PointMask::points).reduce(PointRuns.EMPTY, PointRuns::union);
    }

    /**
     * The changes that give {@code points} to one mask of the sweep, which is made where it is not there; points of masks that
     * the rule does not take stay where they are. A mask that is finalised takes none.
     */
    public static List<Change> paint(Labels labels, Sweep sweep, PointRuns points, Paint paint, Overwrite rule) {
        List<Label.PointMask> masks = masks(labels, sweep);
        Optional<Label.PointMask> to = masks.stream().filter(paint::is).findFirst();
        if (to.isPresent() && to.get().finalised()) {
            return List.of();
        }
        PointRuns taken = open(labels, sweep, points, rule);
        PointRuns before = to.map(Label.PointMask::points).orElse(PointRuns.EMPTY);
        PointRuns after = before.union(taken);
        if (after.equals(before)) {
            return List.of();
        }
        List<Change> out = new ArrayList<>(without(masks, taken, to));
        Label.PointMask made = to.map(m -> m.withPoints(after).withOrigin(Origin.HAND))
                .orElseGet(() -> new Label.PointMask(
                        LabelId.random(), paint.track(), paint.className(), sweep.frame(), sweep.sensor(), after,
                        paint.instance(), new TreeMap<>(), Origin.HAND, false, ReviewState.OPEN));
        out.add(to.isPresent() ? Change.replace(to.get(), made) : Change.create(made));
        return out;
    }

    /** The changes that leave {@code points} without a label, of masks that the rule takes. */
    public static List<Change> erase(Labels labels, Sweep sweep, PointRuns points, Overwrite rule) {
        List<Label.PointMask> masks = masks(labels, sweep);
        return without(masks, open(labels, sweep, points, rule), Optional.empty());
    }

    private static List<Change> without(
            List<Label.PointMask> masks, PointRuns taken, Optional<Label.PointMask> but) {
        List<Change> out = new ArrayList<>();
        for (Label.PointMask m : masks) {
            PointRuns left = m.points().minus(taken);
            if (m.finalised() || but.filter(m::equals).isPresent() || left.equals(m.points())) {
                continue;
            }
            out.add(left.isEmpty() ? Change.delete(m) : Change.replace(m, m.withPoints(left).withOrigin(Origin.HAND)));
        }
        return out;
    }

    /** The changes that make {@code part} of a mask one of its own; none where that would be nothing or all of it. */
    public static List<Change> split(Label.PointMask mask, PointRuns part, TrackId track, int instance) {
        PointRuns moved = mask.points().intersect(part);
        PointRuns left = mask.points().minus(part);
        if (mask.finalised() || moved.isEmpty() || left.isEmpty()) {
            return List.of();
        }
        Label.PointMask made = new Label.PointMask(
                LabelId.random(), track, mask.className(), mask.frame(), mask.sensor(), moved, instance,
                mask.attributes(), Origin.HAND, false, ReviewState.OPEN);
        return List.of(Change.replace(mask, mask.withPoints(left).withOrigin(Origin.HAND)), Change.create(made));
    }

    /** The changes that put masks of a sweep together under the first; none where one of them is finalised. */
    public static List<Change> join(List<Label.PointMask> masks) {
        if (masks.size() < 2 || masks.stream().anyMatch(Label.PointMask::finalised)) {
            return List.of();
        }
        Label.PointMask first = masks.getFirst();
        List<Change> out = new ArrayList<>();
        for (Label.PointMask m : masks.subList(1, masks.size())) {
            if (m.frame() != first.frame() || !m.sensor().equals(first.sensor())) {
                throw new IllegalArgumentException("masks of two sweeps cannot be one");
            }
            out.add(Change.delete(m));
        }
        out.add(Change.replace(first, first.withPoints(unionOf(masks.stream())).withOrigin(Origin.HAND)));
        return out;
    }

    /** A number that no mask of the class has in the sweep, from 1. */
    public static int nextInstance(Labels labels, Sweep sweep, String className) {
        return 1 + masks(labels, sweep).stream()
                .filter(m -> m.className().equals(className))
                .mapToInt(Label.PointMask::instance)
                .max()
                .orElse(0);
    }
}
