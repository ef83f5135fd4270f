package plumbline.storage.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.ReviewState;
import plumbline.storage.access.Action;

/**
 * The journal of a capture, once the policy has allowed the edit: one that changes nothing but verdicts is a review,
 * all else, handing in too, is writing. Where there are users, nobody accepts a label whose geometry or class they wrote last.
 */
final class GuardedJournal implements Journal {
    private static final Set<String> OWN = Set.of("geometry", "class");

    private final SqliteProject project;
    private final Hash capture;
    private final Journal journal;

    GuardedJournal(SqliteProject project, Hash capture) {
        this.project = project;
        this.capture = capture;
        this.journal = project.journal(capture);
    }

    @Override
    public void append(Step step, ChangeSet changes) {
        SqliteAccess access = project.access();
        if (changes.changes().stream().anyMatch(c -> !reviewAlone(c) || !judges(step, c))) {
            access.require(Action.LABEL_WRITE, Optional.of(capture));
        }
        if (changes.changes().stream().anyMatch(c -> judges(step, c))) {
            access.require(Action.LABEL_REVIEW, Optional.of(capture));
        }
        if (access.separatesDuties()) {
            changes.changes().stream().filter(GuardedJournal::accepts).forEach(this::refuseOwn);
        }
        journal.append(step, changes);
    }

    /** A label that is not there has no review yet, like a new one. */
    private static ReviewState review(Optional<Label> label) {
        return label.map(Label::review).orElse(ReviewState.OPEN);
    }

    /**
     * A verdict is given or taken away. Handing in, taking that back and working on what was rejected are the annotator's,
     * and so is undoing these.
     */
    private static boolean judges(Step step, Change c) {
        ReviewState before = review(c.before());
        ReviewState after = review(c.after());
        boolean restores = step == Step.UNDO && after == ReviewState.REJECTED;
        return before != after
                && (before == ReviewState.ACCEPTED || after == ReviewState.ACCEPTED
                        || after == ReviewState.REJECTED && !restores);
    }

    private static boolean reviewAlone(Change c) {
        return c.before().isPresent() && c.after().isPresent()
                && c.before().get().withReview(c.after().get().review()).equals(c.after().get());
    }

    /** Also where an accepted label gets another shape or class and would stay accepted. */
    private static boolean accepts(Change c) {
        return review(c.after()) == ReviewState.ACCEPTED && (review(c.before()) != ReviewState.ACCEPTED || writes(c));
    }

    private static boolean writes(Change c) {
        Optional<Map<String, Object>> now = c.after().map(LabelGroups::values);
        return now.isPresent() && !c.before().map(LabelGroups::values).equals(now)
                && OWN.stream().anyMatch(g -> !c.before()
                        .flatMap(b -> Optional.ofNullable(LabelGroups.values(b).get(g)))
                        .equals(Optional.ofNullable(now.get().get(g))));
    }

    private void refuseOwn(Change c) {
        String user = project.actor().user();
        if (writes(c) || project.history().blame(capture, c.id()).stream()
                .anyMatch(b -> OWN.contains(b.group()) && b.user().equals(user))) {
            project.access().denyOwn(c.id().value(), user + " is the last to have written label " + c.id().value()
                    + ", and nobody accepts their own label; somebody else has to");
        }
    }

    @Override
    public List<ChangeSet> undoable() {
        return journal.undoable();
    }

    @Override
    public List<ChangeSet> redoable() {
        return journal.redoable();
    }
}
