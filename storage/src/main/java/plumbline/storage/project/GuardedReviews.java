package plumbline.storage.project;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plumbline.storage.access.Action;

/**
 * Tasks and comments, once the policy has allowed it: who reads a capture may comment on it and take its tasks, who writes
 * its labels submits them, who reviews them makes, assigns and judges.
 */
final class GuardedReviews implements Reviews {
    private final Reviews reviews;
    private final SqliteAccess access;
    private final String user;

    GuardedReviews(Reviews reviews, SqliteAccess access, String user) {
        this.reviews = reviews;
        this.access = access;
        this.user = user;
    }

    private void require(Action action, Hash capture) {
        access.require(action, Optional.of(capture));
    }

    private void requireTask(Action action, String id) {
        require(action, reviews.task(id).capture());
    }

    /** Those of captures that may be read; the others are not spoken of. */
    @Override
    public List<ReviewTask> tasks() {
        return reviews.tasks().stream()
                .filter(t -> access.decide(Action.CAPTURE_READ, Optional.of(t.capture())).allowed())
                .toList();
    }

    @Override
    public ReviewTask task(String idOrName) {
        ReviewTask t = reviews.task(idOrName);
        require(Action.CAPTURE_READ, t.capture());
        return t;
    }

    @Override
    public ReviewTask create(ReviewTask task) {
        require(Action.LABEL_REVIEW, task.capture());
        return reviews.create(task);
    }

    @Override
    public ReviewTask assign(String id, String to) {
        requireTask(Action.LABEL_REVIEW, id);
        return reviews.assign(id, to);
    }

    @Override
    public ReviewTask take(String id) {
        requireTask(Action.CAPTURE_READ, id);
        return reviews.take(id);
    }

    @Override
    public ReviewTask release(String id) {
        requireTask(Action.CAPTURE_READ, id);
        return reviews.release(id);
    }

    @Override
    public ReviewTask submit(String id) {
        requireTask(Action.LABEL_WRITE, id);
        return reviews.submit(id);
    }

    @Override
    public ReviewTask accept(String id) {
        ReviewTask t = reviews.task(id);
        require(Action.LABEL_REVIEW, t.capture());
        if (access.separatesDuties() && t.submitter().equals(user)) {
            access.denyOwn(t.id(), user + " submitted task \"" + t.name()
                    + "\", and nobody accepts their own work; somebody else has to");
        }
        return reviews.accept(id);
    }

    @Override
    public ReviewTask reject(String id, String reason) {
        requireTask(Action.LABEL_REVIEW, id);
        return reviews.reject(id, reason);
    }

    @Override
    public List<ReviewComment> comments(Hash capture) {
        require(Action.CAPTURE_READ, capture);
        return reviews.comments(capture);
    }

    @Override
    public ReviewComment comment(String id) {
        ReviewComment c = reviews.comment(id);
        require(Action.CAPTURE_READ, c.capture());
        return c;
    }

    @Override
    public ReviewComment add(ReviewComment comment) {
        require(Action.CAPTURE_READ, comment.capture());
        return reviews.add(comment);
    }

    @Override
    public ReviewComment resolve(String comment, boolean resolved) {
        require(Action.CAPTURE_READ, reviews.comment(comment).capture());
        return reviews.resolve(comment, resolved);
    }

    @Override
    public Set<String> read() {
        return reviews.read();
    }

    @Override
    public void markRead(Collection<String> comments) {
        reviews.markRead(comments);
    }
}
