package plumbline.storage.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import plumbline.annotation.edit.Change;
import plumbline.annotation.label.Label;

/** Turns labels that differ into differences by field group. */
final class LabelDiffs {
    private LabelDiffs() {}

    /** In order of frame, then id. */
    static List<LabelDiff> of(Hash capture, LabelPages.Difference d) {
        TreeSet<String> ids = new TreeSet<>(d.before().keySet());
        ids.addAll(d.after().keySet());
        List<LabelDiff> out = new ArrayList<>();
        for (String id : ids) {
            out.add(one(capture, Optional.ofNullable(d.before().get(id)), Optional.ofNullable(d.after().get(id))));
        }
        out.sort(Comparator.comparingInt((LabelDiff x) -> x.either().frame()).thenComparing(x -> x.either().id()));
        return out;
    }

    static LabelDiff of(Hash capture, Change change) {
        return one(capture, change.before(), change.after());
    }

    private static LabelDiff one(Hash capture, Optional<Label> before, Optional<Label> after) {
        if (before.isEmpty()) {
            return new LabelDiff(capture, LabelDiff.Kind.ADDED, before, after, List.of());
        }
        if (after.isEmpty()) {
            return new LabelDiff(capture, LabelDiff.Kind.REMOVED, before, after, List.of());
        }
        return new LabelDiff(capture, LabelDiff.Kind.CHANGED, before, after, LabelGroups.differing(before.get(), after.get()));
    }
}
