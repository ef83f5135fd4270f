package plumbline.storage.project;

import java.util.List;
import java.util.Optional;
import plumbline.annotation.label.Label;

/** One label that differs between two versions, and which groups of fields: geometry, class, track, review, attribute:NAME. */
public record LabelDiff(Hash capture, Kind kind, Optional<Label> before, Optional<Label> after, List<String> groups) {
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    public Label either() {
        return after.or(() -> before).orElseThrow();
    }
}
