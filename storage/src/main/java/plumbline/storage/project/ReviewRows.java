package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables of tasks, comments, and what was read. */
final class ReviewRows {
    private ReviewRows() {}

    static List<ReviewNote> all(Connection c) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT json FROM review_notes ORDER BY id")) {
            return notes(s);
        }
    }

    static List<ReviewNote> of(Connection c, Hash capture) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT json FROM review_notes WHERE capture = ? ORDER BY id")) {
            s.setString(1, capture.hex());
            return notes(s);
        }
    }

    static Optional<ReviewNote> find(Connection c, String id) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT json FROM review_notes WHERE id = ?")) {
            s.setString(1, id);
            return notes(s).stream().findFirst();
        }
    }

    private static List<ReviewNote> notes(PreparedStatement s) throws SQLException {
        List<ReviewNote> out = new ArrayList<>();
        try (ResultSet r = s.executeQuery()) {
            while (r.next()) {
                out.add(ReviewJson.read("a note of a review", r.getString(1)));
            }
        }
        return out;
    }

    /** Of two writes to one note the later stands; at the same instant the one of the user whose name comes later. */
    static void put(Connection c, ReviewNote note) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                "INSERT INTO review_notes (id, capture, at_nanos, user, json) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET capture = excluded.capture, at_nanos = excluded.at_nanos,"
                        + " user = excluded.user, json = excluded.json WHERE (excluded.at_nanos, excluded.user,"
                        + " excluded.json) > (at_nanos, user, json)")) {
            s.setString(1, note.id());
            s.setString(2, note.capture().hex());
            s.setLong(3, Times.nanos(note.at()));
            s.setString(4, note.user());
            s.setString(5, ReviewJson.write(note));
            s.executeUpdate();
        }
    }

    static Set<String> read(Connection c, String user) throws SQLException {
        Set<String> out = new HashSet<>();
        try (PreparedStatement s = c.prepareStatement("SELECT comment FROM comments_read WHERE user = ?")) {
            s.setString(1, user);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    out.add(r.getString(1));
                }
            }
        }
        return out;
    }

    static void markRead(Connection c, String user, Collection<String> comments) throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement("INSERT OR IGNORE INTO comments_read (user, comment) VALUES (?, ?)")) {
            for (String id : comments) {
                s.setString(1, user);
                s.setString(2, id);
                s.addBatch();
            }
            s.executeBatch();
        }
    }
}
