package plumbline.annotation.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;

/**
 * Three-way merge of labels by object and field group (docs/decisions/0013-merge.md). Pure; the sides may trade places;
 * merging a side into itself or into its own base changes nothing; every value that a side gave is in the result or in a
 * conflict. Costs what changed where the three share their frames.
 */
public final class Merge {
    /** From this intersection over union on, two new boxes of one class in one frame may be one object. */
    public static final double SAME_OBJECT_OVERLAP = 0.5;

    private Merge() {}

    /** A label before and after on one side; empty where it is not there. */
    record Touched(Optional<Label> before, Optional<Label> after) {
        boolean created() {
            return before.isEmpty();
        }
    }

    public static MergeResult of(Labels base, Labels ours, Labels theirs) {
        Map<LabelId, Touched> here = touched(base, ours);
        Map<LabelId, Touched> there = touched(base, theirs);
        List<Conflict> conflicts = new ArrayList<>();
        List<Label> put = new ArrayList<>();
        Set<LabelId> removed = new HashSet<>();
        there.forEach((id, t) -> {
            Touched o = here.get(id);
            Optional<Label> merged = o == null
                    ? t.after()
                    : LabelMerge.of(t.before(), o.after(), t.after(), conflicts::add);
            merged.ifPresentOrElse(put::add, () -> removed.add(id));
        });
        conflicts.addAll(Doubles.find(created(here, there), created(there, here)));
        Labels merged = ours.with(put, removed);
        MaskOverlaps overlaps = new MaskOverlaps(here, there, merged);
        conflicts.addAll(overlaps.conflicts());
        conflicts.sort(Comparator.comparingInt(Conflict::frame).thenComparing(Conflict::key));
        return new MergeResult(merged.with(overlaps.undecided(), Set.of()), conflicts);
    }

    static Map<LabelId, Touched> touched(Labels base, Labels side) {
        Map<LabelId, Touched> out = new HashMap<>();
        base.differences(
                side,
                gone -> out.merge(
                        gone.id(), new Touched(Optional.of(gone), Optional.empty()),
                        (known, now) -> new Touched(now.before(), known.after())),
                come -> out.merge(
                        come.id(), new Touched(Optional.empty(), Optional.of(come)),
                        (known, now) -> new Touched(known.before(), now.after())));
        return out;
    }

    /** Made by one side, and not, under the same id, by the other. */
    private static List<Label> created(Map<LabelId, Touched> by, Map<LabelId, Touched> other) {
        List<Label> out = new ArrayList<>();
        by.forEach((id, t) -> {
            if (t.created() && !other.containsKey(id)) {
                t.after().ifPresent(out::add);
            }
        });
        return out;
    }
}
