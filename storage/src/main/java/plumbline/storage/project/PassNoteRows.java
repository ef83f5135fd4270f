package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of scenarios and events. One that was taken away leaves its row, so that sync does not bring it back. */
final class PassNoteRows {
    /** A note as last written; {@code gone} where it was taken away then. */
    record Row(PassNote note, boolean gone, long atNanos, String user) {}

    private PassNoteRows() {}

    static List<PassNote> of(Connection c) throws SQLException {
        return all(c).stream().filter(r -> !r.gone()).map(Row::note).toList();
    }

    /** In the order of time. */
    static List<Row> all(Connection c) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                "SELECT json, gone, at_nanos, user FROM pass_notes ORDER BY from_nanos, id")) {
            return read(s);
        }
    }

    static Optional<Row> find(Connection c, String id) throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement("SELECT json, gone, at_nanos, user FROM pass_notes WHERE id = ?")) {
            s.setString(1, id);
            return read(s).stream().findFirst();
        }
    }

    private static List<Row> read(PreparedStatement s) throws SQLException {
        List<Row> out = new ArrayList<>();
        try (ResultSet r = s.executeQuery()) {
            while (r.next()) {
                out.add(new Row(
                        PassNoteJson.read("a note on a pass", r.getString(1)), r.getInt(2) != 0, r.getLong(3),
                        r.getString(4)));
            }
        }
        return out;
    }

    /** Of two writes to one note the later stands; at the same instant the one of the user whose name comes later. */
    static void put(Connection c, Row row) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                "INSERT INTO pass_notes (id, capture, from_nanos, gone, at_nanos, user, json) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET capture = excluded.capture, from_nanos = excluded.from_nanos,"
                        + " gone = excluded.gone, at_nanos = excluded.at_nanos, user = excluded.user,"
                        + " json = excluded.json WHERE (excluded.at_nanos, excluded.user, excluded.json)"
                        + " > (at_nanos, user, json)")) {
            s.setString(1, row.note().id());
            s.setString(2, row.note().capture().hex());
            s.setLong(3, row.note().fromNanos());
            s.setInt(4, row.gone() ? 1 : 0);
            s.setLong(5, row.atNanos());
            s.setString(6, row.user());
            s.setString(7, PassNoteJson.write(row.note()));
            s.executeUpdate();
        }
    }
}
