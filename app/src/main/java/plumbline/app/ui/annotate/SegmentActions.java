package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import plumbline.annotation.assist.BoxFit;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.assist.Proposal;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.MaskEdits;
import plumbline.annotation.edit.MaskEdits.Overwrite;
import plumbline.annotation.edit.MaskEdits.Paint;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.MaskColours;
import plumbline.viewer3d.tool.LayerPoints;

/** What is done to whole masks: split, join, from boxes and to boxes, each one edit. On the FX thread. */
final class SegmentActions {
    private static final double PART_METRES = 0.3;
    private static final int FEWEST_OF_A_PART = 5;

    private final SegmentModel segment;
    private final AnnotateModel model;

    SegmentActions(SegmentModel segment) {
        this.segment = segment;
        this.model = segment.model();
    }

    private Optional<Integer> own() {
        for (int i = 0; i < segment.layers().count(); i++) {
            if (segment.layers().frame(i) == model.frame()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private void say(String sentence) {
        model.say(sentence);
    }

    /** What is chosen of the selected mask becomes an object of its own; with nothing chosen, each part that stands apart. */
    void split() {
        Optional<Label.PointMask> mask = segment.selected();
        if (mask.isEmpty() || own().isEmpty()) {
            say("Select the mask to split in the list of objects first.");
            return;
        }
        if (mask.get().finalised()) {
            say(SegmentModel.words(mask.get()) + " is finalised. Press F to open it.");
            return;
        }
        PointRuns chosen = segment.chosen().layer(own().get());
        List<PointRuns> parts = segment.chosen().isEmpty()
                ? apart(segment.layers().layer(own().get()).points(), mask.get().points())
                : List.of(mask.get().points().intersect(chosen));
        List<Change> changes = new ArrayList<>();
        PointRuns left = mask.get().points();
        int instance = segment.nextInstance(mask.get().className());
        for (PointRuns part : parts) {
            List<Change> made = MaskEdits.split(mask.get(), part, new TrackId(model.nextTrack() + suffix(changes.size())), instance++);
            if (!made.isEmpty()) {
                changes.add(made.getLast());
                left = left.minus(part);
            }
        }
        if (changes.isEmpty() || left.isEmpty()) {
            say("Nothing to split off: choose a part of " + SegmentModel.words(mask.get()) + " with lasso, rectangle or plane.");
            return;
        }
        changes.addFirst(Change.replace(mask.get(), mask.get().withPoints(left).withOrigin(Origin.HAND)));
        segment.drop();
        segment.apply(new ChangeSet("Split " + SegmentModel.words(mask.get()) + " into " + changes.size(), changes));
    }

    private static String suffix(int n) {
        return n == 0 ? "" : "-" + (n + 1);
    }

    /** The parts that stand apart but the largest, which stays. */
    private static List<PointRuns> apart(PointBlock points, PointRuns of) {
        List<PointRuns> all = PointParts.of(points, of, PART_METRES, FEWEST_OF_A_PART);
        return all.isEmpty() ? all : all.subList(1, all.size());
    }

    /** All masks that what is chosen touches become the selected one, or the one with the most points. */
    void join() {
        Optional<Integer> at = own();
        if (at.isEmpty() || segment.chosen().isEmpty()) {
            say("Choose points of the masks to join with lasso or rectangle first.");
            return;
        }
        PointRuns chosen = segment.chosen().layer(at.get());
        List<Label.PointMask> touched = new ArrayList<>(segment.layers().masks(at.get()).masks().stream()
                .filter(m -> !m.points().intersect(chosen).isEmpty())
                .sorted(Comparator.comparing((Label.PointMask m) -> !segment.selected().equals(Optional.of(m)))
                        .thenComparing(m -> -m.points().count()))
                .toList());
        List<Change> changes = MaskEdits.join(touched);
        if (changes.isEmpty()) {
            say(touched.size() < 2 ? "Fewer than two masks have points there." : "One of the masks is finalised. Open it first.");
            return;
        }
        segment.drop();
        segment.apply(new ChangeSet("Join " + touched.size() + " masks as " + SegmentModel.words(touched.getFirst()), changes));
    }

    /** The unlabelled points above the ground in each box of the frame become the mask of its object. */
    void masksFromBoxes() {
        Optional<Integer> at = own();
        if (at.isEmpty() || model.readOnly()) {
            return;
        }
        PointBlock points = segment.layers().layer(at.get()).points();
        Ground ground = Ground.estimate(points);
        MaskEdits.Sweep sweep = segment.layers().sweep(at.get());
        Labels now = model.labels();
        List<Change> all = new ArrayList<>();
        Set<TrackId> done = new HashSet<>();
        for (Label.Cuboid c : model.cuboids()) {
            if (!done.add(c.track())) {
                continue;
            }
            BitSet inside = new BitSet();
            for (int i : PointsInBox.indices(points, c.box())) {
                inside.set(i, !ground.isGround(points.px(i), points.py(i), points.pz(i)));
            }
            List<Change> changes = MaskEdits.paint(
                    now, sweep, PointRuns.of(inside), paint(now, sweep, c), Overwrite.UNLABELLED);
            now = new ChangeSet("", changes).apply(now);
            all.addAll(changes);
        }
        if (all.isEmpty()) {
            say("No unlabelled points stand in the boxes of this frame.");
        } else {
            segment.apply(new ChangeSet("Masks of " + all.size() + " boxes", all));
        }
    }

    private static Paint paint(Labels now, MaskEdits.Sweep sweep, Label.Cuboid c) {
        return MaskEdits.masks(now, sweep).stream()
                .filter(m -> m.track().equals(c.track()) && m.className().equals(c.className()) && m.instance() > 0)
                .map(Paint::of)
                .findFirst()
                .orElse(new Paint(c.className(), c.track(), MaskEdits.nextInstance(now, sweep, c.className())));
    }

    /** Fits a box to each instance of the frame whose object has none there. */
    void boxesFromMasks() {
        Optional<Integer> at = own();
        if (at.isEmpty() || model.readOnly()) {
            return;
        }
        PointBlock points = segment.layers().layer(at.get()).points();
        Ground ground = Ground.estimate(points);
        Set<TrackId> taken = new HashSet<>();
        model.cuboids().forEach(c -> taken.add(c.track()));
        List<Change> all = new ArrayList<>();
        int few = 0;
        for (Label.PointMask m : segment.layers().masks(at.get()).masks()) {
            Optional<LabelClass> cls = model.ontology().find(m.className());
            if (m.instance() == 0 || cls.isEmpty() || !taken.add(m.track())) {
                continue;
            }
            Optional<Proposal> fit = fit(points.at(MaskColours.numbers(m.points(), points.size())), ground, cls.get());
            few += fit.isEmpty() ? 1 : 0;
            fit.ifPresent(p -> all.add(Change.create(new Label.Cuboid(
                    LabelId.random(), m.track(), m.className(), m.frame(), p.box(), new TreeMap<>(), Origin.HAND, false, 1))));
        }
        if (all.isEmpty()) {
            say(few > 0
                    ? "No box found: " + BoxFit.MIN_POINTS + " points above the ground are needed."
                    : "Every instance of this frame has a box already.");
        } else {
            segment.apply(new ChangeSet("Boxes of " + all.size() + " masks", all));
        }
    }

    private static Optional<Proposal> fit(PointBlock points, Ground ground, LabelClass cls) {
        double[] e = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int i = 0; i < points.size(); i++) {
            e[0] = Math.min(e[0], points.px(i));
            e[1] = Math.min(e[1], points.py(i));
            e[2] = Math.max(e[2], points.px(i));
            e[3] = Math.max(e[3], points.py(i));
        }
        return points.size() == 0
                ? Optional.empty()
                : BoxFit.inRectangle(points, ground, new Vec3(e[0], e[1], 0), new Vec3(e[2], e[3], 0), 0, true, cls);
    }

    /** Points near a mask join it, of all that no mask holds; {@code found} as {@link PointParts#nearest} gives it. */
    void fill(int layer, List<PointParts.Fill> found) {
        List<Change> changes = new ArrayList<>();
        long points = 0;
        for (PointParts.Fill f : found) {
            // Masks may have changed while the neighbours were sought: only what is free still.
            PointRuns free = segment.layers().masks(layer).of(f.points(), true, m -> false);
            Optional<Label.PointMask> now = model.labels().find(f.mask()).map(Label.PointMask.class::cast);
            if (!free.isEmpty() && now.filter(m -> !m.finalised()).isPresent()) {
                Label.PointMask m = now.get();
                points += free.count();
                changes.add(Change.replace(m, m.withPoints(m.points().union(free)).withOrigin(Origin.HAND)));
            }
        }
        if (changes.isEmpty()) {
            say("No unlabelled point lies near a mask that is open.");
        } else {
            segment.apply(new ChangeSet("Fill " + SegmentModel.points(points) + " from their neighbours", changes));
        }
    }

    /** All that no mask holds, in every sweep in view. */
    LayerPoints unlabelled() {
        List<PointRuns> out = new ArrayList<>();
        for (int i = 0; i < segment.layers().count(); i++) {
            out.add(segment.layers().masks(i).unlabelled());
        }
        return new LayerPoints(out);
    }
}
