package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;

/** The table of labels as they stand: one row per label, its canonical JSON, in order of frame and id. */
final class LabelRows {
    private LabelRows() {}

    /** Takes the rows one by one. */
    interface Sink {
        void row(int frame, String id, String json) throws SQLException;
    }

    static Optional<String> find(Connection c, Hash capture, String id) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT json FROM labels WHERE capture = ? AND id = ?")) {
            s.setString(1, capture.hex());
            s.setString(2, id);
            try (ResultSet r = s.executeQuery()) {
                return r.next() ? Optional.of(r.getString(1)) : Optional.empty();
            }
        }
    }

    static Optional<Label> label(Connection c, Hash capture, String id) throws SQLException {
        return find(c, capture, id).map(j -> LabelJson.read("the labels of capture " + capture.shortHex(), j));
    }

    /** In order of frame, then of the id's UTF-8 bytes: the order in which pages hold them. */
    static void each(Connection c, Hash capture, Sink sink) throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement("SELECT frame, id, json FROM labels WHERE capture = ? ORDER BY frame, id")) {
            s.setString(1, capture.hex());
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    sink.row(r.getInt(1), r.getString(2), r.getString(3));
                }
            }
        }
    }

    static Labels load(Connection c, Hash capture) throws SQLException {
        List<Label> out = new ArrayList<>();
        each(c, capture, (frame, id, json) -> out.add(LabelJson.read("the labels of capture " + capture.shortHex(), json)));
        return Labels.of(out);
    }

    static int count(Connection c, Hash capture) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT count(*) FROM labels WHERE capture = ?")) {
            s.setString(1, capture.hex());
            try (ResultSet r = s.executeQuery()) {
                r.next();
                return r.getInt(1);
            }
        }
    }

    /** Adds the labels of a capture that has none yet. */
    static void fill(Connection c, Hash capture, Iterable<Label> labels) throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement("INSERT INTO labels (capture, frame, id, json) VALUES (?, ?, ?, ?)")) {
            s.setString(1, capture.hex());
            for (Label l : labels) {
                s.setInt(2, l.frame());
                s.setString(3, l.id().value());
                s.setString(4, LabelJson.write(l));
                s.executeUpdate();
            }
        }
    }

    /** Puts labels, new or in place of the one with the same id. */
    static void put(Connection c, Hash capture, Iterable<Label> labels) throws SQLException {
        try (PreparedStatement gone = c.prepareStatement("DELETE FROM labels WHERE capture = ? AND id = ? AND frame <> ?");
                PreparedStatement s = c.prepareStatement("INSERT INTO labels (capture, frame, id, json)"
                        + " VALUES (?, ?, ?, ?) ON CONFLICT (capture, frame, id) DO UPDATE SET json = excluded.json")) {
            for (Label l : labels) {
                gone.setString(1, capture.hex());
                gone.setString(2, l.id().value());
                gone.setInt(3, l.frame());
                gone.executeUpdate();
                s.setString(1, capture.hex());
                s.setInt(2, l.frame());
                s.setString(3, l.id().value());
                s.setString(4, LabelJson.write(l));
                s.executeUpdate();
            }
        }
    }

    static void delete(Connection c, Hash capture, String id) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("DELETE FROM labels WHERE capture = ? AND id = ?")) {
            s.setString(1, capture.hex());
            s.setString(2, id);
            s.executeUpdate();
        }
    }
}
