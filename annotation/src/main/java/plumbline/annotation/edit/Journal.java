package plumbline.annotation.edit;

import java.util.List;

/**
 * Where edits are kept. {@link #append} returns only when the edit is on disk; it throws an unchecked exception with a
 * plain sentence when it cannot be, and then the edit has not happened.
 */
public interface Journal {
    /** What moved the labels: a new edit, or one step back or forward over an earlier one. */
    enum Step {
        APPLY,
        UNDO,
        REDO
    }

    void append(Step step, ChangeSet changes);

    /** Edits that can be undone, oldest first, as kept from earlier sessions. */
    List<ChangeSet> undoable();

    /** Edits that can be redone, the next one last. */
    List<ChangeSet> redoable();

    /** Keeps nothing: for tools that work on labels in memory alone. */
    static Journal none() {
        return new Journal() {
            @Override
            public void append(Step step, ChangeSet changes) {}

            @Override
            public List<ChangeSet> undoable() {
                return List.of();
            }

            @Override
            public List<ChangeSet> redoable() {
                return List.of();
            }
        };
    }
}
