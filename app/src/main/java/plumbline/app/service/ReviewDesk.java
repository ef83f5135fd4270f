package plumbline.app.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.ReviewState;
import plumbline.storage.project.Project;
import plumbline.storage.project.ReviewComment;
import plumbline.storage.project.ReviewTask;
import plumbline.storage.project.StorageException;

/**
 * The steps of a task with the labels that belong to it: handing in marks them submitted, accepting the task accepts what
 * was not judged yet. A rejection is kept as a comment on the label. Edits belong to the session's thread.
 */
public final class ReviewDesk {
    private ReviewDesk() {}

    /** A task on the session's capture. */
    public static ReviewTask create(Session session, String name, ReviewTask.Scope scope, String assignee) {
        int last = session.capture().frames().size() - 1;
        if (scope.lastFrame() > last) {
            throw new StorageException(
                    "The capture has frames 0 to " + last + "; the task ends at " + scope.lastFrame() + ". Nothing was saved.");
        }
        Project p = session.project();
        return p.reviews().create(ReviewTask.open(
                UUID.randomUUID().toString(), name, session.stored().hash(), scope, assignee, p.actor().user(), Instant.now()));
    }

    /** Tasks of the session's capture. */
    public static List<ReviewTask> tasks(Session session) {
        return session.project().reviews().tasks().stream()
                .filter(t -> t.capture().equals(session.stored().hash()))
                .toList();
    }

    /** The labels that a task is about, by frame and track. */
    public static List<Label> labels(Session session, ReviewTask task) {
        List<Label> out = new ArrayList<>();
        int last = Math.min(task.scope().lastFrame(), session.capture().frames().size() - 1);
        for (int f = task.scope().firstFrame(); f <= last; f++) {
            session.labels().inFrame(f).stream()
                    .filter(task.scope()::has)
                    .sorted(java.util.Comparator.comparing((Label l) -> l.track().value()).thenComparing(Label::id))
                    .forEach(out::add);
        }
        return out;
    }

    /** How many labels of a task stand where. */
    public static Map<ReviewState, Integer> states(Session session, ReviewTask task) {
        List<Label> all = new ArrayList<>();
        int last = Math.min(task.scope().lastFrame(), session.capture().frames().size() - 1);
        for (int f = task.scope().firstFrame(); f <= last; f++) {
            session.labels().inFrame(f).stream().filter(task.scope()::has).forEach(all::add);
        }
        return states(all);
    }

    /** How many of the labels stand where. */
    public static Map<ReviewState, Integer> states(List<Label> labels) {
        Map<ReviewState, Integer> out = new EnumMap<>(ReviewState.class);
        for (ReviewState s : ReviewState.values()) {
            out.put(s, 0);
        }
        labels.forEach(l -> out.merge(l.review(), 1, Integer::sum));
        return out;
    }

    public static ReviewTask submit(Session session, ReviewTask task) {
        task.submitted(session.project().actor().user(), Instant.now());
        mark(session, "Submit " + task.name(), labels(session, task), Set.of(ReviewState.OPEN, ReviewState.REJECTED),
                ReviewState.SUBMITTED);
        return session.project().reviews().submit(task.id());
    }

    /** Refused while one of the labels stands rejected. */
    public static ReviewTask accept(Session session, ReviewTask task) {
        task.accepted(session.project().actor().user(), Instant.now());
        List<Label> all = labels(session, task);
        int rejected = states(all).get(ReviewState.REJECTED);
        if (rejected > 0) {
            throw new StorageException(rejected + " of the " + all.size() + " labels of task \"" + task.name()
                    + "\" stand rejected. Accept them or reject the task; nothing was changed.");
        }
        mark(session, "Accept " + task.name(), all, Set.of(ReviewState.OPEN, ReviewState.SUBMITTED), ReviewState.ACCEPTED);
        return session.project().reviews().accept(task.id());
    }

    /** The labels keep the verdicts that they got one by one. */
    public static ReviewTask reject(Session session, ReviewTask task, String reason) {
        return session.project().reviews().reject(task.id(), reason);
    }

    private static void mark(Session session, String what, List<Label> labels, Set<ReviewState> from, ReviewState to) {
        session.apply(new ChangeSet(what, labels.stream()
                .filter(l -> from.contains(l.review()))
                .map(l -> Change.replace(l, l.withReview(to)))
                .toList()));
    }

    /** One label judged; finalised ones too, for a verdict moves nothing. Empty set where it stands so already. */
    public static ChangeSet verdict(Label label, String name, ReviewState to) {
        String verb = switch (to) {
            case ACCEPTED -> "Accept ";
            case REJECTED -> "Reject ";
            case SUBMITTED -> "Submit ";
            case OPEN -> "Reopen ";
        };
        return new ChangeSet(
                verb + name, label.review() == to ? List.of() : List.of(Change.replace(label, label.withReview(to))));
    }

    /** A comment that begins a thread on the session's capture. */
    public static ReviewComment comment(Session session, ReviewComment.Pin pin, String text) {
        Project p = session.project();
        if (pin.frame() >= session.capture().frames().size()) {
            throw new StorageException("The capture has frames 0 to " + (session.capture().frames().size() - 1)
                    + ", not " + pin.frame() + ". Nothing was saved.");
        }
        return p.reviews().add(ReviewComment.first(
                UUID.randomUUID().toString(), session.stored().hash(), pin, text, p.actor().user(), Instant.now()));
    }

    /** An answer in the thread of another comment. */
    public static ReviewComment answer(Project p, ReviewComment to, String text) {
        return p.reviews().add(to.answer(UUID.randomUUID().toString(), text, p.actor().user(), Instant.now()));
    }

    /** Pinned to a label of the session. */
    public static ReviewComment.Pin on(Session session, LabelId id) {
        return session.labels().find(id)
                .map(l -> new ReviewComment.OnLabel(id, l.frame()))
                .orElseThrow(() -> new StorageException("There is no label " + id + "; \"plumbline label list\" shows them."));
    }
}
