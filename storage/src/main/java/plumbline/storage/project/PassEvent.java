package plumbline.storage.project;

import java.time.Instant;
import java.util.List;

/** Something that happened in a pass, at a point or over a stretch of time, in a person's words. Nanoseconds since 1970 UTC. */
public record PassEvent(
        String id, Hash capture, long fromNanos, long toNanos, List<String> tags, String note, String user, Instant at)
        implements PassNote {
    public PassEvent {
        tags = PassNote.tags(tags);
        PassNote.check(id, fromNanos, toNanos, tags, note);
    }

    public boolean isPoint() {
        return fromNanos == toNanos;
    }

    /** What a list calls it: its note's first line, its tags where there is no note. */
    public String title() {
        String first = note.lines().findFirst().orElse("").strip();
        return !first.isEmpty() ? first : tags.isEmpty() ? "Event" : String.join(", ", tags);
    }
}
