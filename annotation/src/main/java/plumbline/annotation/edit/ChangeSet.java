package plumbline.annotation.edit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;

/** Changes that a person made by one gesture, with the words for them: {@code "Move Car 014"}. At most one per label. */
public record ChangeSet(String what, List<Change> changes) {
    public ChangeSet {
        changes = List.copyOf(changes);
        Set<LabelId> seen = new HashSet<>();
        for (Change c : changes) {
            if (!seen.add(c.id())) {
                throw new IllegalArgumentException("two changes of " + c.id() + " in one set");
            }
        }
    }

    public static ChangeSet of(String what, Change... changes) {
        return new ChangeSet(what, List.of(changes));
    }

    public ChangeSet inverse() {
        return new ChangeSet(what, changes.stream().map(Change::inverse).toList());
    }

    /** The first change whose before is not what the labels hold; a set with one cannot be applied. */
    public Optional<Change> mismatch(Labels labels) {
        return changes.stream()
                .filter(c -> !labels.find(c.id()).equals(c.before()))
                .findFirst();
    }

    /** Refuses with {@link IllegalStateException} where {@link #mismatch} finds one. */
    public Labels apply(Labels labels) {
        mismatch(labels).ifPresent(c -> {
            throw new IllegalStateException("label " + c.id() + " is not what the change \"" + what + "\" started from");
        });
        List<Label> put = new ArrayList<>();
        Set<LabelId> removed = new HashSet<>();
        for (Change c : changes) {
            c.after().ifPresentOrElse(put::add, () -> removed.add(c.id()));
        }
        return labels.with(put, removed);
    }
}
