package plumbline.storage.project;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plumbline.annotation.label.Label;

/**
 * A part of a capture that somebody labels and somebody else judges. {@code assignee} and {@code submitter} are users' names,
 * empty for nobody; {@code reason} says why it was sent back. Each step gives a new task and refuses, with a sentence, what
 * does not follow from where the task stands.
 */
public record ReviewTask(
        String id, String name, Hash capture, Scope scope, String assignee, State state, String submitter, String reason,
        Optional<Lease> lease, String user, Instant at)
        implements ReviewNote {
    /** How long a task stays somebody's after they last said that they work on it. */
    public static final Duration LEASE = Duration.ofMinutes(30);

    /** Worked on, handed in, accepted or sent back. */
    public enum State {
        OPEN,
        SUBMITTED,
        ACCEPTED,
        REJECTED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who works on it, and until when nobody else may. */
    public record Lease(String holder, Instant until) {}

    /** Frames from first to last, both with it; of these classes and tracks, where a list is empty of all. */
    public record Scope(int firstFrame, int lastFrame, List<String> classes, List<String> tracks) {
        public Scope {
            classes = List.copyOf(classes);
            tracks = List.copyOf(tracks);
            if (firstFrame < 0 || lastFrame < firstFrame) {
                throw new StorageException("A task's frames run from one to a later one; nothing was saved.");
            }
        }

        public boolean has(Label l) {
            return l.frame() >= firstFrame && l.frame() <= lastFrame
                    && (classes.isEmpty() || classes.contains(l.className()))
                    && (tracks.isEmpty() || tracks.contains(l.track().value()));
        }
    }

    public ReviewTask {
        name = ReviewNote.text("A task's name", name, 200);
    }

    /** Not begun. */
    public static ReviewTask open(String id, String name, Hash capture, Scope scope, String assignee, String user, Instant at) {
        return new ReviewTask(id, name, capture, scope, assignee.strip(), State.OPEN, "", "", Optional.empty(), user, at);
    }

    private ReviewTask with(
            String whose, State s, String handedInBy, String why, Optional<Lease> held, String who, Instant now) {
        return new ReviewTask(id, name, capture, scope, whose, s, handedInBy, why, held, who, now);
    }

    /** Gives it to somebody, or to nobody where {@code whose} is empty; who worked on it lets go of it. */
    public ReviewTask assigned(String whose, String who, Instant now) {
        return with(whose.strip(), state, submitter, reason, Optional.empty(), who, now);
    }

    /** Who holds it at that time. */
    public Optional<String> heldBy(Instant now) {
        return lease.filter(l -> l.until().isAfter(now)).map(Lease::holder);
    }

    /** Theirs for {@link #LEASE} from now. */
    public ReviewTask taken(String who, Instant now) {
        requireFree(who, now);
        return with(assignee, state, submitter, reason, Optional.of(new Lease(who, now.plus(LEASE))), who, now);
    }

    public ReviewTask released(String who, Instant now) {
        requireFree(who, now);
        return with(assignee, state, submitter, reason, Optional.empty(), who, now);
    }

    public ReviewTask submitted(String who, Instant now) {
        requireFree(who, now);
        if (!assignee.isEmpty() && !assignee.equals(who)) {
            throw refused("is assigned to " + assignee + ", not to " + who);
        }
        if (state == State.SUBMITTED || state == State.ACCEPTED) {
            throw refused("is " + state.word() + " already");
        }
        return with(assignee, State.SUBMITTED, who, "", Optional.empty(), who, now);
    }

    public ReviewTask accepted(String who, Instant now) {
        requireSubmitted(who, now);
        return with(assignee, State.ACCEPTED, submitter, "", Optional.empty(), who, now);
    }

    public ReviewTask rejected(String why, String who, Instant now) {
        requireSubmitted(who, now);
        return with(
                assignee, State.REJECTED, submitter, ReviewNote.text("The reason of a rejection", why, LONGEST),
                Optional.empty(), who, now);
    }

    private void requireSubmitted(String who, Instant now) {
        requireFree(who, now);
        if (state != State.SUBMITTED) {
            throw refused("is " + state.word() + "; it is judged once it was submitted");
        }
    }

    private void requireFree(String who, Instant now) {
        heldBy(now).filter(h -> !h.equals(who)).ifPresent(h -> {
            throw refused("is worked on by " + h + " until " + lease.orElseThrow().until());
        });
    }

    private StorageException refused(String why) {
        return new StorageException("Task \"" + name + "\" " + why + ". Nothing was changed.");
    }
}
