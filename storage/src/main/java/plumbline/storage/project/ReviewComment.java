package plumbline.storage.project;

import java.time.Instant;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.Vec3;

/**
 * What somebody says about a place of a capture, or answers: {@code thread} is the id of the comment that began the thread,
 * its own for that one. Whether a thread is resolved stands with the comment that began it.
 */
public record ReviewComment(
        String id, String thread, Hash capture, Pin pin, String text, String author, Instant written, boolean resolved,
        String user, Instant at)
        implements ReviewNote {
    /** Where it is pinned to. */
    public sealed interface Pin {
        int frame();
    }

    /** A label; the frame is the label's as it was pinned. */
    public record OnLabel(LabelId label, int frame) implements Pin {}

    /** A place in the frame of the reference lidar, metres. */
    public record AtPoint(int frame, Vec3 pointLidar) implements Pin {}

    public record OnFrame(int frame) implements Pin {}

    public ReviewComment {
        text = ReviewNote.text("A comment", text, LONGEST);
        if (pin.frame() < 0) {
            throw new StorageException("A comment is pinned to a frame from 0; nothing was saved.");
        }
    }

    /** The first of a thread. */
    public static ReviewComment first(String id, Hash capture, Pin pin, String text, String author, Instant now) {
        return new ReviewComment(id, id, capture, pin, text, author, now, false, author, now);
    }

    public ReviewComment answer(String answerId, String words, String who, Instant now) {
        return new ReviewComment(answerId, thread, capture, pin, words, who, now, false, who, now);
    }

    public ReviewComment withResolved(boolean isResolved, String who, Instant now) {
        return new ReviewComment(id, thread, capture, pin, text, author, written, isResolved, who, now);
    }

    public boolean begins() {
        return id.equals(thread);
    }
}
