package plumbline.annotation.edit;

import java.util.Optional;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;

/** One label before and after; empty before is a creation, empty after a deletion. */
public record Change(LabelId id, Optional<Label> before, Optional<Label> after) {
    public Change {
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("a change needs a before or an after");
        }
        before.ifPresent(l -> check(id, l));
        after.ifPresent(l -> check(id, l));
    }

    public static Change create(Label l) {
        return new Change(l.id(), Optional.empty(), Optional.of(l));
    }

    public static Change replace(Label before, Label after) {
        return new Change(before.id(), Optional.of(before), Optional.of(after));
    }

    public static Change delete(Label l) {
        return new Change(l.id(), Optional.of(l), Optional.empty());
    }

    public Change inverse() {
        return new Change(id, after, before);
    }

    private static void check(LabelId id, Label l) {
        if (!l.id().equals(id)) {
            throw new IllegalArgumentException("a change of " + id + " cannot hold " + l.id());
        }
    }
}
