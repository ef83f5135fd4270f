package plumbline.annotation.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.SensorId;

/** Points that only the merge put into two masks of different things: neither side has them so. */
final class MaskOverlaps {
    private record Sweep(int frame, SensorId sensor) implements Comparable<Sweep> {
        @Override
        public int compareTo(Sweep o) {
            int byFrame = Integer.compare(frame, o.frame);
            return byFrame != 0 ? byFrame : sensor.value().compareTo(o.sensor.value());
        }
    }

    private final Map<LabelId, Merge.Touched> here;
    private final Map<LabelId, Merge.Touched> there;
    private final Labels merged;
    private final List<Conflict.Overlap> conflicts = new ArrayList<>();
    private final Map<LabelId, Label.PointMask> undecided = new TreeMap<>();

    MaskOverlaps(Map<LabelId, Merge.Touched> here, Map<LabelId, Merge.Touched> there, Labels merged) {
        this.here = here;
        this.there = there;
        this.merged = merged;
        Map<Sweep, TreeSet<LabelId>> sweeps = new TreeMap<>();
        for (Map<LabelId, Merge.Touched> side : List.of(here, there)) {
            side.forEach((id, t) -> t.after().ifPresent(l -> {
                if (l instanceof Label.PointMask m) {
                    sweeps.computeIfAbsent(new Sweep(m.frame(), m.sensor()), s -> new TreeSet<>()).add(id);
                }
            }));
        }
        sweeps.forEach(this::sweep);
    }

    List<Conflict.Overlap> conflicts() {
        return conflicts;
    }

    /** The masks with their contested points as before. */
    List<Label.PointMask> undecided() {
        return List.copyOf(undecided.values());
    }

    private void sweep(Sweep sweep, TreeSet<LabelId> touched) {
        List<Label.PointMask> masks = new ArrayList<>();
        for (LabelId id : touched) {
            merged.find(id).ifPresent(l -> {
                if (l instanceof Label.PointMask m && m.frame() == sweep.frame() && m.sensor().equals(sweep.sensor())) {
                    masks.add(m);
                }
            });
        }
        PointRuns claimed = PointRuns.EMPTY;
        for (int i = 0; i < masks.size(); i++) {
            for (int j = i + 1; j < masks.size(); j++) {
                PointRuns range = made(masks.get(i), masks.get(j)).minus(claimed);
                if (!range.isEmpty()) {
                    claimed = claimed.union(range);
                    conflict(sweep, range, masks);
                }
            }
        }
    }

    private PointRuns made(Label.PointMask a, Label.PointMask b) {
        if (a.className().equals(b.className()) && a.track().equals(b.track()) && a.instance() == b.instance()) {
            return PointRuns.EMPTY;
        }
        PointRuns shared = a.points().intersect(b.points());
        return shared.isEmpty()
                ? shared
                : shared.minus(ours(a.id()).intersect(ours(b.id()))).minus(theirs(a.id()).intersect(theirs(b.id())));
    }

    private void conflict(Sweep sweep, PointRuns range, List<Label.PointMask> masks) {
        List<Conflict.Overlap.Mask> shares = new ArrayList<>();
        for (Label.PointMask m : masks) {
            Conflict.Overlap.Mask share = new Conflict.Overlap.Mask(
                    m.id(), m.className(), base(m.id()).intersect(range), ours(m.id()).intersect(range),
                    theirs(m.id()).intersect(range));
            if (!share.base().equals(share.ours()) || !share.base().equals(share.theirs())) {
                shares.add(share);
                Label.PointMask now = undecided.getOrDefault(m.id(), m);
                undecided.put(m.id(), now.withPoints(now.points().minus(range).union(share.base())));
            }
        }
        conflicts.add(new Conflict.Overlap(sweep.sensor(), sweep.frame(), range, shares));
    }

    private PointRuns base(LabelId id) {
        return runs(Optional.ofNullable(here.get(id))
                .or(() -> Optional.ofNullable(there.get(id)))
                .flatMap(Merge.Touched::before));
    }

    private PointRuns ours(LabelId id) {
        Merge.Touched t = here.get(id);
        return t == null ? base(id) : runs(t.after());
    }

    private PointRuns theirs(LabelId id) {
        Merge.Touched t = there.get(id);
        return t == null ? base(id) : runs(t.after());
    }

    private static PointRuns runs(Optional<Label> l) {
        return l.isPresent() && l.get() instanceof Label.PointMask m ? m.points() : PointRuns.EMPTY;
    }
}
