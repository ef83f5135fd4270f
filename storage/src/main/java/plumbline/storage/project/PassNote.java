package plumbline.storage.project;

import java.time.Instant;
import java.util.List;

/**
 * What somebody wrote down about a stretch of a capture: a {@link Scenario} or a {@link PassEvent}. Times in nanoseconds since
 * 1970 UTC on the capture's own clock; a stretch of no length is a point. Project data, not part of a version: the one
 * written last stands, and the audit log has all of them (docs/formats/scenario.md).
 */
public sealed interface PassNote permits Scenario, PassEvent {
    /** Longer texts are refused: a note is read on a screen. */
    int LONGEST = 4000;

    String id();

    Hash capture();

    long fromNanos();

    long toNanos();

    List<String> tags();

    String note();

    /** Who wrote it last, and when. */
    String user();

    Instant at();

    /** Plain words, each once, in order; empty ones are left out. Commas part tags wherever a person types them. */
    static List<String> tags(List<String> words) {
        return words.stream().map(String::strip).filter(t -> !t.isEmpty()).distinct().sorted().toList();
    }

    /** Refuses what cannot be kept, with a sentence; for the records' constructors. */
    static void check(String id, long fromNanos, long toNanos, List<String> tags, String note) {
        if (id.isBlank()) {
            throw new StorageException("A note on a pass needs an id; nothing was saved.");
        }
        if (toNanos < fromNanos) {
            throw new StorageException("The range ends before it begins; nothing was saved.");
        }
        if (note.length() > LONGEST || tags.stream().mapToInt(String::length).sum() > LONGEST) {
            throw new StorageException("Note and tags hold " + LONGEST + " characters each; this is longer. Nothing was saved.");
        }
        if (tags.stream().anyMatch(t -> t.contains(","))) {
            throw new StorageException("A tag has no comma in it; commas part tags. Nothing was saved.");
        }
    }
}
