package plumbline.storage.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** {@link Reviews} in the project's database. */
final class SqliteReviews implements Reviews {
    private final Store store;
    private final Actor actor;

    SqliteReviews(Store store, Actor actor) {
        this.store = store;
        this.actor = actor;
    }

    @Override
    public List<ReviewTask> tasks() {
        return store.db().read(c -> ReviewRows.all(c).stream()
                .filter(ReviewTask.class::isInstance)
                .map(ReviewTask.class::cast)
                .sorted(Comparator.comparing(ReviewTask::name).thenComparing(ReviewTask::id))
                .toList());
    }

    @Override
    public ReviewTask task(String idOrName) {
        List<ReviewTask> all = tasks();
        List<ReviewTask> found = all.stream().filter(t -> t.id().equals(idOrName)).toList();
        if (found.isEmpty()) {
            found = all.stream().filter(t -> t.name().equalsIgnoreCase(idOrName.strip())).toList();
        }
        if (found.size() != 1) {
            throw new StorageException(found.isEmpty()
                    ? "There is no task \"" + idOrName + "\" in this project; \"plumbline task list\" shows them."
                    : found.size() + " tasks are called \"" + idOrName + "\"; name one by its id: "
                            + String.join(", ", found.stream().map(ReviewTask::id).toList()) + ".");
        }
        return found.getFirst();
    }

    @Override
    public ReviewTask create(ReviewTask task) {
        return store.db().write(c -> {
            CaptureRows.require(c, task.capture());
            if (ReviewRows.find(c, task.id()).isPresent()) {
                throw new StorageException("There is a task " + task.id() + " already; nothing was changed.");
            }
            return put(c, "task.create", Optional.empty(), task);
        });
    }

    @Override
    public ReviewTask assign(String id, String user) {
        return step(id, "task.assign", (t, now) -> t.assigned(user, actor.user(), now));
    }

    @Override
    public ReviewTask take(String id) {
        return step(id, "task.take", (t, now) -> t.taken(actor.user(), now));
    }

    @Override
    public ReviewTask release(String id) {
        return step(id, "task.release", (t, now) -> t.released(actor.user(), now));
    }

    @Override
    public ReviewTask submit(String id) {
        return step(id, "task.submit", (t, now) -> t.submitted(actor.user(), now));
    }

    @Override
    public ReviewTask accept(String id) {
        return step(id, "task.accept", (t, now) -> t.accepted(actor.user(), now));
    }

    @Override
    public ReviewTask reject(String id, String reason) {
        return step(id, "task.reject", (t, now) -> t.rejected(reason, actor.user(), now));
    }

    private ReviewTask step(String id, String action, BiFunction<ReviewTask, Instant, ReviewTask> step) {
        return store.db().write(c -> {
            if (!(ReviewRows.find(c, id).orElse(null) instanceof ReviewTask before)) {
                throw new StorageException("There is no task " + id + "; nothing was changed.");
            }
            return put(c, action, Optional.of(before), step.apply(before, after(before)));
        });
    }

    private <T extends ReviewNote> T put(Connection c, String action, Optional<T> before, T after) throws SQLException {
        ReviewRows.put(c, after);
        store.trail().leaf(c, action, after.id(), ReviewJson.change(before, after));
        return after;
    }

    @Override
    public List<ReviewComment> comments(Hash capture) {
        return store.db().read(c -> ReviewRows.of(c, capture).stream()
                .filter(ReviewComment.class::isInstance)
                .map(ReviewComment.class::cast)
                .sorted(Comparator.comparing(ReviewComment::written).thenComparing(ReviewComment::id))
                .toList());
    }

    @Override
    public ReviewComment comment(String id) {
        return store.db().read(c -> find(c, id));
    }

    private static ReviewComment find(Connection c, String id) throws SQLException {
        if (ReviewRows.find(c, id).orElse(null) instanceof ReviewComment found) {
            return found;
        }
        throw new StorageException("There is no comment " + id + "; \"plumbline comment list\" shows them.");
    }

    @Override
    public ReviewComment add(ReviewComment comment) {
        return store.db().write(c -> {
            CaptureRows.require(c, comment.capture());
            if (ReviewRows.find(c, comment.id()).isPresent()) {
                throw new StorageException("There is a comment " + comment.id() + " already; nothing was changed.");
            }
            return put(c, "comment.add", Optional.empty(), comment);
        });
    }

    @Override
    public ReviewComment resolve(String id, boolean resolved) {
        return store.db().write(c -> {
            ReviewComment first = find(c, find(c, id).thread());
            if (first.resolved() == resolved) {
                return first;
            }
            return put(
                    c, resolved ? "comment.resolve" : "comment.reopen", Optional.of(first),
                    first.withResolved(resolved, actor.user(), after(first)));
        });
    }

    @Override
    public Set<String> read() {
        return store.db().read(c -> {
            Set<String> out = new HashSet<>(ReviewRows.read(c, actor.user()));
            for (ReviewNote n : ReviewRows.all(c)) {
                if (n instanceof ReviewComment m && m.author().equals(actor.user())) {
                    out.add(m.id());
                }
            }
            return out;
        });
    }

    @Override
    public void markRead(Collection<String> comments) {
        store.db().write(c -> {
            ReviewRows.markRead(c, actor.user(), comments);
            return comments.size();
        });
    }

    /** Now, or just after the last write where this computer's clock is behind the one that made it. */
    private static Instant after(ReviewNote last) {
        return Times.instant(Math.max(Times.nanos(Instant.now()), Times.nanos(last.at()) + 1));
    }
}
