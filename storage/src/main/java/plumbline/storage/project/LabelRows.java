package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;

/**
 * The table of labels as they stand: one row per label, its {@link LabelBytes}, in order of frame and id; and the list of
 * those that were edited since the base, with the frame that the base has them in.
 */
final class LabelRows {
    private static final int BATCH = 1000;
    private static final int MANY = 50_000;

    private LabelRows() {}

    /** Takes the rows one by one. */
    interface Sink {
        void row(LabelPage.Entry entry) throws SQLException;
    }

    /** The number that rows name a capture by. */
    static long number(Connection c, Hash capture) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT number FROM capture_numbers WHERE hash = ?")) {
            s.setString(1, capture.hex());
            try (ResultSet r = s.executeQuery()) {
                if (!r.next()) {
                    throw new StorageException("There is no capture " + capture.shortHex() + " in this project.");
                }
                return r.getLong(1);
            }
        }
    }

    static Optional<Label> label(Connection c, Hash capture, String id) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT frame, body FROM labels WHERE capture = ? AND id = ?")) {
            s.setLong(1, number(c, capture));
            s.setString(2, id);
            try (ResultSet r = s.executeQuery()) {
                return r.next()
                        ? Optional.of(LabelBytes.read(where(capture), r.getInt(1), id, r.getBytes(2)))
                        : Optional.empty();
            }
        }
    }

    /** Of one frame, by id. */
    static List<Label> frame(Connection c, Hash capture, int frame) throws SQLException {
        List<Label> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement("SELECT id, body FROM labels WHERE capture = ? AND frame = ?")) {
            s.setLong(1, number(c, capture));
            s.setInt(2, frame);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    out.add(LabelBytes.read(where(capture), frame, r.getString(1), r.getBytes(2)));
                }
            }
        }
        out.sort(java.util.Comparator.comparing(Label::id));
        return out;
    }

    private static String where(Hash capture) {
        return "the labels of capture " + capture.shortHex();
    }

    /** In order of frame, then of the id's UTF-8 bytes, after one key and up to another: the order of pages. */
    static void each(Connection c, Hash capture, Optional<LabelKey> after, Optional<LabelKey> to, Sink sink)
            throws SQLException {
        String from = after.isPresent() ? " AND frame >= ?2 AND (frame, id) > (?2, ?3)" : "";
        try (PreparedStatement s = c.prepareStatement(
                "SELECT frame, CAST(id AS BLOB), body FROM labels WHERE capture = ?1" + from + " ORDER BY frame, id")) {
            s.setLong(1, number(c, capture));
            if (after.isPresent()) {
                s.setInt(2, after.get().frame());
                s.setString(3, after.get().text());
            }
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    LabelKey key = new LabelKey(r.getInt(1), r.getBytes(2));
                    if (to.isPresent() && key.compareTo(to.get()) > 0) {
                        return;
                    }
                    sink.row(new LabelPage.Entry(key, r.getBytes(3)));
                }
            }
        }
    }

    static Labels load(Connection c, Hash capture) throws SQLException {
        List<Label> out = new ArrayList<>();
        String where = where(capture);
        each(c, capture, Optional.empty(), Optional.empty(), e -> out.add(e.label(where)));
        return Labels.of(out);
    }

    static int count(Connection c, Hash capture) throws SQLException {
        return number(c, "SELECT count(*) FROM labels WHERE capture = ?", capture);
    }

    static boolean none(Connection c, Hash capture) throws SQLException {
        return number(c, "SELECT count(*) FROM (SELECT 1 FROM labels WHERE capture = ? LIMIT 1)", capture) == 0;
    }

    private static int number(Connection c, String sql, Hash capture) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setLong(1, number(c, capture));
            try (ResultSet r = s.executeQuery()) {
                r.next();
                return r.getInt(1);
            }
        }
    }

    /** Adds the labels, in order, of a capture that has none yet. */
    static void fill(Connection c, Hash capture, Collection<Label> labels) throws SQLException {
        // Ids come in no order, so an index that grows with each row costs more than one that is sorted at the end.
        boolean later = labels.size() >= MANY && rows(c) < labels.size();
        if (later) {
            execute(c, "DROP INDEX labels_by_id");
        }
        insert(c, capture, labels);
        if (later) {
            execute(c, "CREATE UNIQUE INDEX labels_by_id ON labels (capture, id)");
        }
    }

    private static long rows(Connection c) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT count(*) FROM labels")) {
            r.next();
            return r.getLong(1);
        }
    }

    private static void execute(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute(sql);
        }
    }

    private static void insert(Connection c, Hash capture, Collection<Label> labels) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("INSERT INTO labels (capture, frame, id, body) VALUES (?, ?, ?, ?)")) {
            long number = number(c, capture);
            int waiting = 0;
            for (Label l : labels) {
                s.setLong(1, number);
                s.setInt(2, l.frame());
                s.setString(3, l.id().value());
                s.setBytes(4, LabelBytes.write(l));
                s.addBatch();
                if (++waiting == BATCH) {
                    s.executeBatch();
                    waiting = 0;
                }
            }
            s.executeBatch();
        }
    }

    /** Puts labels, new or in place of the one with the same id. */
    static void put(Connection c, Hash capture, Iterable<Label> labels) throws SQLException {
        try (PreparedStatement gone = c.prepareStatement("DELETE FROM labels WHERE capture = ? AND id = ? AND frame <> ?");
                PreparedStatement s = c.prepareStatement("INSERT INTO labels (capture, frame, id, body)"
                        + " VALUES (?, ?, ?, ?) ON CONFLICT (capture, frame, id) DO UPDATE SET body = excluded.body")) {
            long number = number(c, capture);
            for (Label l : labels) {
                gone.setLong(1, number);
                gone.setString(2, l.id().value());
                gone.setInt(3, l.frame());
                gone.executeUpdate();
                s.setLong(1, number);
                s.setInt(2, l.frame());
                s.setString(3, l.id().value());
                s.setBytes(4, LabelBytes.write(l));
                s.executeUpdate();
            }
        }
    }

    /** Puts these in the place of all that a capture has. */
    static void replace(Connection c, Hash capture, Collection<Label> labels) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("DELETE FROM labels WHERE capture = ?")) {
            s.setLong(1, number(c, capture));
            s.executeUpdate();
        }
        fill(c, capture, labels);
    }

    static void delete(Connection c, Hash capture, String id) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("DELETE FROM labels WHERE capture = ? AND id = ?")) {
            s.setLong(1, number(c, capture));
            s.setString(2, id);
            s.executeUpdate();
        }
    }

    /** To be called before labels change that were as in the base, or not in it. */
    static void edited(Connection c, Hash capture, List<String> ids) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("INSERT OR IGNORE INTO edited_labels (capture, id, base_frame)"
                + " VALUES (?1, ?2, (SELECT frame FROM labels WHERE capture = ?1 AND id = ?2))")) {
            long number = number(c, capture);
            for (String id : ids) {
                s.setLong(1, number);
                s.setString(2, id);
                s.executeUpdate();
            }
        }
    }

    /** Ids of labels that were edited since the base, and the frame that the base has each in; empty: it has none. */
    static Map<String, Optional<Integer>> changed(Connection c, Hash capture) throws SQLException {
        Map<String, Optional<Integer>> out = new TreeMap<>();
        try (PreparedStatement s = c.prepareStatement("SELECT id, base_frame FROM edited_labels WHERE capture = ?")) {
            s.setLong(1, number(c, capture));
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    int frame = r.getInt(2);
                    out.put(r.getString(1), r.wasNull() ? Optional.empty() : Optional.of(frame));
                }
            }
        }
        return out;
    }

    /** Where in the order something was edited since the base: the places in the base and the places now. */
    static TreeSet<LabelKey> changedKeys(Connection c, Hash capture) throws SQLException {
        TreeSet<LabelKey> out = new TreeSet<>();
        // CROSS JOIN keeps the order of the two: a few edited labels, each looked up, and not all labels.
        try (PreparedStatement s = c.prepareStatement("SELECT e.id, e.base_frame FROM edited_labels e WHERE capture = ?1"
                + " AND base_frame IS NOT NULL UNION SELECT l.id, l.frame FROM edited_labels e CROSS JOIN labels l"
                + " ON l.capture = e.capture AND l.id = e.id WHERE e.capture = ?1")) {
            s.setLong(1, number(c, capture));
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    out.add(new LabelKey(r.getInt(2), LabelBytes.utf8(r.getString(1))));
                }
            }
        }
        return out;
    }

    /** The labels as they stand are those of the base. */
    static void forgetEdited(Connection c, Hash capture) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("DELETE FROM edited_labels WHERE capture = ?")) {
            s.setLong(1, number(c, capture));
            s.executeUpdate();
        }
    }
}
