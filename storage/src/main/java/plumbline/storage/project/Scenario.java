package plumbline.storage.project;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A named time range of a capture, to be found, replayed and exported: it pins the capture (and with it the calibration) and
 * the version whose labels belong to it. Times in nanoseconds since 1970 UTC; both ends belong to it.
 */
public record Scenario(
        String id, String name, Hash capture, long fromNanos, long toNanos, List<String> tags, String note, Hash version,
        String user, Instant at)
        implements PassNote {
    public Scenario {
        tags = PassNote.tags(tags);
        PassNote.check(id, fromNanos, toNanos, tags, note);
        if (name.isBlank() || name.length() > 200) {
            throw new StorageException("A scenario needs a name of at most 200 characters; nothing was saved.");
        }
    }

    public double seconds() {
        return (toNanos - fromNanos) / 1e9;
    }

    /** Every word of the text must stand in name, note or tags; case does not count. {@code #word} asks for a tag of that name. */
    public boolean matches(String text) {
        String all = (name + "\n" + note + "\n" + String.join("\n", tags)).toLowerCase(Locale.ROOT);
        for (String word : text.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            boolean found = word.startsWith("#") && word.length() > 1
                    ? tags.stream().anyMatch(t -> t.toLowerCase(Locale.ROOT).equals(word.substring(1)))
                    : all.contains(word);
            if (!found) {
                return false;
            }
        }
        return true;
    }
}
