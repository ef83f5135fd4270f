package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of merges. All methods are part of the caller's transaction. */
final class MergeRows {
    private static final String COLUMNS = "id, ours, theirs, bases, name, version, at_nanos, user";

    private MergeRows() {}

    static Optional<MergeState> open(Connection c) throws SQLException {
        return query(c, "SELECT " + COLUMNS + " FROM merges WHERE state = 'OPEN'").stream().findFirst();
    }

    static Optional<MergeState> find(Connection c, String id) throws SQLException {
        return query(c, "SELECT " + COLUMNS + " FROM merges WHERE id = ?", id).stream().findFirst();
    }

    static List<MergeState> done(Connection c) throws SQLException {
        return query(c, "SELECT " + COLUMNS + " FROM merges WHERE state = 'DONE' ORDER BY at_nanos, id");
    }

    /** One that is known stays as it is. */
    static void insert(Connection c, MergeState m) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                "INSERT OR IGNORE INTO merges (" + COLUMNS + ", state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            s.setString(1, m.id());
            s.setString(2, m.ours().hex());
            s.setString(3, m.theirs().hex());
            s.setString(4, String.join(" ", m.bases().stream().map(Hash::hex).toList()));
            s.setString(5, m.name());
            s.setString(6, m.version().map(Hash::hex).orElse(null));
            s.setLong(7, Times.nanos(m.at()));
            s.setString(8, m.user());
            s.setString(9, m.version().isPresent() ? "DONE" : "OPEN");
            s.executeUpdate();
        }
    }

    static void finish(Connection c, MergeState m, Hash version) throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement("UPDATE merges SET state = 'DONE', version = ? WHERE id = ?")) {
            s.setString(1, version.hex());
            s.setString(2, m.id());
            s.executeUpdate();
        }
    }

    /** With its conflicts and decisions. */
    static void delete(Connection c, String id) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("DELETE FROM merges WHERE id = ?")) {
            s.setString(1, id);
            s.executeUpdate();
        }
    }

    /** What cannot be done while a merge is open says how to end it. */
    static void requireNone(Connection c, String wanted) throws SQLException {
        Optional<MergeState> open = open(c);
        if (open.isPresent()) {
            throw new StorageException("A merge of " + open.get().name() + " is open, so " + wanted
                    + ". Finish it (merge --continue) or give it up (merge --abort); nothing was changed.");
        }
    }

    private static List<MergeState> query(Connection c, String sql, String... parameters) throws SQLException {
        List<MergeState> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                s.setString(i + 1, parameters[i]);
            }
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    out.add(new MergeState(
                            r.getString(1), new Hash(r.getString(2)), new Hash(r.getString(3)),
                            Stream.of(r.getString(4).split(" ")).filter(h -> !h.isEmpty()).map(Hash::new).toList(),
                            r.getString(5), Optional.ofNullable(r.getString(6)).map(Hash::new),
                            Times.instant(r.getLong(7)), r.getString(8)));
                }
            }
        }
        return out;
    }
}
