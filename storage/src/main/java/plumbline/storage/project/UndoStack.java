package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.edit.Journal;

/** Which edits of a capture can be undone and redone, by their numbers, and where the last commit stands among them. */
final class UndoStack {
    private final List<Long> undo = new ArrayList<>();
    private final List<Long> redo = new ArrayList<>();
    private List<Long> committed = List.of();

    /** Replays the steps since the last checkout, which ends what can be undone. */
    static UndoStack load(Connection c, Hash capture) throws SQLException {
        UndoStack stack = new UndoStack();
        long commit = number(c, "SELECT committed_edit FROM captures WHERE hash = ?", capture);
        boolean passed = false;
        try (PreparedStatement s = c.prepareStatement("SELECT number, step FROM edits WHERE capture = ?1 AND number > "
                + "(SELECT coalesce(max(number), 0) FROM edits WHERE capture = ?1 AND step = 'CHECKOUT') ORDER BY number")) {
            s.setLong(1, LabelRows.number(c, capture));
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    if (!passed && r.getLong(1) > commit) {
                        stack.committed = List.copyOf(stack.undo);
                        passed = true;
                    }
                    stack.step(Journal.Step.valueOf(r.getString(2)), r.getLong(1));
                }
            }
        }
        if (!passed) {
            stack.committed = List.copyOf(stack.undo);
        }
        return stack;
    }

    private static long number(Connection c, String sql, Hash capture) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, capture.hex());
            try (ResultSet r = s.executeQuery()) {
                return r.next() ? r.getLong(1) : 0;
            }
        }
    }

    void step(Journal.Step step, long number) {
        require(step);
        switch (step) {
            case APPLY -> {
                undo.add(number);
                redo.clear();
            }
            case UNDO -> redo.add(undo.removeLast());
            case REDO -> undo.add(redo.removeLast());
        }
    }

    /** Refuses a step back or forward where there is none to take. */
    void require(Journal.Step step) {
        if (step == Journal.Step.UNDO && undo.isEmpty() || step == Journal.Step.REDO && redo.isEmpty()) {
            throw new StorageException("There is no edit to " + (step == Journal.Step.UNDO ? "undo" : "redo")
                    + " in the project. The labels were changed elsewhere; open the capture again.");
        }
    }

    /** The edit that a step goes back or forward over; empty for a new one. */
    Optional<Long> next(Journal.Step step) {
        return switch (step) {
            case APPLY -> Optional.empty();
            case UNDO -> Optional.of(undo.getLast());
            case REDO -> Optional.of(redo.getLast());
        };
    }

    List<Long> undo() {
        return List.copyOf(undo);
    }

    List<Long> redo() {
        return List.copyOf(redo);
    }

    /** Steps that lie between the last commit and now: an edit and its undo are none. */
    long uncommitted() {
        int same = 0;
        while (same < committed.size() && same < undo.size() && committed.get(same).equals(undo.get(same))) {
            same++;
        }
        return (long) committed.size() - same + undo.size() - same;
    }
}
