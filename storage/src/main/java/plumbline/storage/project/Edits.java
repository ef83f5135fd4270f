package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.label.Label;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditPayload;

/**
 * The journals of all captures. An append is one transaction: label rows, audit entry, edit row. What an edit changed is
 * written once, in its audit entry; undo and redo read it back from there.
 */
final class Edits {
    /** The number of a word that a query asks for. */
    static final String WORD = "(SELECT number FROM words WHERE text = ?)";
    private static final String CAPTURE = "(SELECT number FROM capture_numbers WHERE hash = ?1)";

    private final Store store;
    private final Map<Hash, UndoStack> stacks = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    Edits(Store store) {
        this.store = store;
    }

    Journal journal(Hash capture) {
        store.db().read(c -> CaptureRows.require(c, capture));
        return new Journal() {
            @Override
            public void append(Step step, ChangeSet changes) {
                Edits.this.append(capture, step, changes);
            }

            @Override
            public List<ChangeSet> undoable() {
                return locked(() -> load(capture, stack(capture).undo()));
            }

            @Override
            public List<ChangeSet> redoable() {
                return locked(() -> load(capture, stack(capture).redo()));
            }
        };
    }

    long uncommitted(Hash capture) {
        return locked(() -> stack(capture).uncommitted());
    }

    /** To be called when a commit or a checkout moved the marks in the rows. */
    void forget() {
        locked(() -> {
            stacks.clear();
            return stacks;
        });
    }

    /** Ends what can be undone: the labels were replaced as a whole. Part of the caller's transaction. */
    static void barrier(Connection c, Hash capture, AuditEntry entry) throws SQLException {
        insert(c, capture, "CHECKOUT", entry);
        markCommitted(c, capture);
    }

    /** Ends what can be undone, and leaves the labels uncommitted: a merge changed them. Part of the caller's transaction. */
    static void begin(Connection c, Hash capture, AuditEntry entry) throws SQLException {
        insert(c, capture, "CHECKOUT", entry);
    }

    /** As {@link #barrier} where sync replaced the labels, which is no act of this copy and has no entry. */
    static void endUndo(Connection c, Hash capture) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                "INSERT INTO edits (capture, step, log, sequence) SELECT " + CAPTURE
                        + ", 'CHECKOUT', 0, 0 WHERE EXISTS (SELECT 1 FROM edits WHERE capture = " + CAPTURE + ")")) {
            s.setString(1, capture.hex());
            s.executeUpdate();
        }
        markCommitted(c, capture);
    }

    /** From here on edits count as uncommitted. Part of the caller's transaction. */
    static void markCommitted(Connection c, Hash capture) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("UPDATE captures SET committed_edit ="
                + " (SELECT coalesce(max(number), 0) FROM edits WHERE capture = " + CAPTURE + ") WHERE hash = ?1")) {
            s.setString(1, capture.hex());
            s.executeUpdate();
        }
        LabelRows.forgetEdited(c, capture);
    }

    /** True for the entry of a step that was taken since the last commit: the labels as they stand rest on it. */
    static boolean uncommitted(Connection c, AuditEntry entry) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT 1 FROM edits e JOIN capture_numbers n ON n.number = e.capture"
                + " JOIN captures p ON p.hash = n.hash WHERE e.log = " + WORD + " AND e.sequence = ? AND e.number > p.committed_edit")) {
            s.setString(1, entry.log());
            s.setLong(2, entry.sequence());
            try (ResultSet r = s.executeQuery()) {
                return r.next();
            }
        }
    }

    /** True where any step was taken since the last commit, also one that was taken back. */
    static boolean any(Connection c, Hash capture) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT 1 FROM edits WHERE capture = " + CAPTURE + " AND number >"
                + " (SELECT committed_edit FROM captures WHERE hash = ?1) LIMIT 1")) {
            s.setString(1, capture.hex());
            try (ResultSet r = s.executeQuery()) {
                return r.next();
            }
        }
    }

    private void append(Hash capture, Journal.Step step, ChangeSet changes) {
        locked(() -> {
            UndoStack stack = stack(capture);
            stack.require(step);
            Optional<Long> stepped = stack.next(step);
            boolean[] coupled = {false};
            stack.step(step, store.db().write(c -> {
                if (stepped.isPresent()) {
                    ConflictRows.undone(c, stepped.get(), step == Journal.Step.UNDO);
                }
                long number = write(c, capture, step, changes);
                if (stepped.isPresent() && OntologyMigrations.stepped(store, this, c, capture, step, changes.what())) {
                    coupled[0] = true;
                }
                return number;
            }));
            if (coupled[0]) {
                stacks.keySet().removeIf(h -> !h.equals(capture));
            }
            return stack;
        });
    }

    /** Part of the caller's transaction, who then calls {@link #forget}. */
    long write(Connection c, Hash capture, Journal.Step step, ChangeSet changes) throws SQLException {
        List<String> ids = changes.changes().stream().map(x -> x.id().value()).toList();
        LabelRows.edited(c, capture, ids);
        for (Change change : changes.changes()) {
            if (!LabelRows.label(c, capture, change.id().value()).equals(change.before())) {
                throw new StorageException("\"" + changes.what() + "\" was not saved: label " + change.id()
                        + " has changed in the project meanwhile. Open the capture again and repeat the edit.");
            }
            Optional<Label> after = change.after();
            if (after.isPresent()) {
                LabelRows.put(c, capture, List.of(after.get()));
            } else {
                LabelRows.delete(c, capture, change.id().value());
            }
        }
        String action = "label." + step.name().toLowerCase(Locale.ROOT);
        AuditEntry entry = store.trail().leaf(c, action, capture.hex(), LabelJson.map(changes));
        touch(c, entry, capture.hex(), ids);
        return insert(c, capture, step.name(), entry);
    }

    private static long insert(Connection c, Hash capture, String step, AuditEntry entry) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                "INSERT INTO edits (capture, step, log, sequence) VALUES (?, ?, " + WORD + ", ?) RETURNING number")) {
            s.setLong(1, LabelRows.number(c, capture));
            s.setString(2, step);
            s.setString(3, entry.log());
            s.setLong(4, entry.sequence());
            try (ResultSet r = s.executeQuery()) {
                r.next();
                return r.getLong(1);
            }
        }
    }

    /** A label as the table {@code touched} names it: the 16 bytes of a UUID, any other id as it is. */
    static Object touchedLabel(String id) {
        if (id.length() != 36 || id.charAt(8) != '-' || id.charAt(13) != '-' || id.charAt(18) != '-' || id.charAt(23) != '-'
                || !id.replace("-", "").matches("[0-9a-f]{32}")) {
            return id;
        }
        return HexFormat.of().parseHex(id.replace("-", ""));
    }

    /** Notes which labels an entry changed, so that a label finds its edits; returns how many it did not know. */
    static int touch(Connection c, AuditEntry entry, String capture, List<String> labels) throws SQLException {
        int added = 0;
        try (PreparedStatement s = c.prepareStatement(
                "INSERT OR IGNORE INTO touched (capture, label, log, sequence) VALUES (" + WORD + ", ?, " + WORD + ", ?)")) {
            for (String label : labels) {
                s.setString(1, capture);
                s.setObject(2, touchedLabel(label));
                s.setString(3, entry.log());
                s.setLong(4, entry.sequence());
                added += s.executeUpdate();
            }
        }
        return added;
    }

    private UndoStack stack(Hash capture) {
        return stacks.computeIfAbsent(capture, h -> store.db().read(c -> UndoStack.load(c, h)));
    }

    /** Those after the last one whose payload was sealed: what it changed is not known any more. */
    private List<ChangeSet> load(Hash capture, List<Long> numbers) {
        return store.db().read(c -> load(c, capture, numbers));
    }

    static List<ChangeSet> load(Connection c, Hash capture, List<Long> numbers) throws SQLException {
        Set<Long> sealed = new HashSet<>();
        Set<Long> wanted = new HashSet<>(numbers);
        Map<Long, ChangeSet> found = new HashMap<>();
        try (PreparedStatement s = c.prepareStatement("SELECT e.number, a.detail FROM edits e JOIN audit_rows a"
                + " ON a.log = e.log AND a.sequence = e.sequence WHERE e.capture = " + CAPTURE + " AND e.step = 'APPLY'"
                + " AND e.number >= ?2 ORDER BY e.number")) {
            s.setString(1, capture.hex());
            s.setLong(2, numbers.stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE));
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    long number = r.getLong(1);
                    String detail = wanted.contains(number) ? AuditPayload.unpack(r.getObject(2)) : "";
                    if (!detail.isEmpty()) {
                        found.put(number, LabelJson.readChangeSet("edit " + number, detail));
                    } else if (wanted.contains(number)) {
                        sealed.add(number);
                    }
                }
            }
        }
        int lacking = wanted.size() - found.size() - sealed.size();
        if (lacking != 0) {
            throw new StorageException(lacking
                    + " edits lack their audit entry, so they cannot be undone. Verify the audit.");
        }
        int from = 1 + sealed.stream().mapToInt(numbers::indexOf).max().orElse(-1);
        return numbers.subList(from, numbers.size()).stream().map(found::get).toList();
    }

    private interface Locked<T> {
        T run();
    }

    private <T> T locked(Locked<T> work) {
        lock.lock();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }
}
