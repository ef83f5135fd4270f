package plumbline.annotation.edit;

import java.util.List;
import plumbline.annotation.label.Labels;

/** Merged labels, and what could not be merged, in order of frame and key. */
public record MergeResult(Labels labels, List<Conflict> conflicts) {
    public MergeResult {
        conflicts = List.copyOf(conflicts);
    }
}
