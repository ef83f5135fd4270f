package plumbline.storage.project;

import java.time.Instant;

/**
 * What a review writes down beside the labels: a {@link ReviewTask} or a {@link ReviewComment}. Project data, not part of a
 * version: the one written last stands, and the audit log has all of them (docs/formats/review.md).
 */
public sealed interface ReviewNote permits ReviewTask, ReviewComment {
    /** Longer texts are refused: they are read on a screen. */
    int LONGEST = 4000;

    String id();

    Hash capture();

    /** Who wrote it last, and when. */
    String user();

    Instant at();

    /** A text within its bounds, without the blanks about it; {@code what} begins the sentence that refuses it. */
    static String text(String what, String text, int longest) {
        String s = text.strip();
        if (s.isEmpty() || s.length() > longest) {
            throw new StorageException(what + " has 1 to " + longest + " characters; nothing was saved.");
        }
        return s;
    }
}
