package plumbline.app.ui.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.storage.project.LabelDiff;

/**
 * What differs between A and B in one capture, made for the table and for 3D: rows in their order, found by label and by
 * frame. Made off the window's thread and not changed after. {@code elsewhere}: changes of other captures.
 */
record Comparison(
        List<ChangeWords.Row> rows, Map<Integer, List<LabelDiff>> byFrame, Set<LabelId> differing, Labels labelsB,
        long added, long changed, long removed, long elsewhere) {
    static final Comparison NOTHING =
            new Comparison(List.of(), Map.of(), Set.of(), Labels.EMPTY, 0, 0, 0, 0);

    static Comparison of(List<LabelDiff> here, long elsewhere, Labels labelsB) {
        Map<Integer, List<LabelDiff>> byFrame = new HashMap<>();
        Set<LabelId> differing = new HashSet<>();
        long[] counts = new long[LabelDiff.Kind.values().length];
        for (LabelDiff d : here) {
            differing.add(d.either().id());
            counts[d.kind().ordinal()]++;
            byFrame.computeIfAbsent(d.either().frame(), f -> new java.util.ArrayList<>()).add(d);
            // Moved to another frame: what was before is shown where it was.
            d.before().filter(l -> l.frame() != d.either().frame())
                    .ifPresent(l -> byFrame.computeIfAbsent(l.frame(), f -> new java.util.ArrayList<>()).add(d));
        }
        return new Comparison(
                ChangeWords.rows(here), byFrame, differing, labelsB, counts[LabelDiff.Kind.ADDED.ordinal()],
                counts[LabelDiff.Kind.CHANGED.ordinal()], counts[LabelDiff.Kind.REMOVED.ordinal()], elsewhere);
    }

    List<LabelDiff> in(int frame) {
        return byFrame.getOrDefault(frame, List.of());
    }
}
