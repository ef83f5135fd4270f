package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of moves: each time a branch, a tag or what stands came to name another version. Rows are only added. */
final class Reflog {
    /** The ref that stands for the version the labels were made from. */
    static final String HEAD = "HEAD";

    private Reflog() {}

    static void move(
            Connection c, String ref, Optional<Hash> before, Optional<Hash> after, Actor actor, String action)
            throws SQLException {
        if (before.equals(after)) {
            return;
        }
        try (PreparedStatement s = c.prepareStatement("INSERT INTO reflog"
                + " (ref, before, after, at_nanos, user, device, action) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            s.setString(1, ref);
            s.setString(2, before.map(Hash::hex).orElse(null));
            s.setString(3, after.map(Hash::hex).orElse(null));
            s.setLong(4, Times.nanos(Instant.now()));
            s.setString(5, actor.user());
            s.setString(6, actor.device());
            s.setString(7, action);
            s.executeUpdate();
        }
    }

    /** Newest first, of all refs. */
    static List<RefMove> newest(Connection c, int limit) throws SQLException {
        List<RefMove> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement(
                "SELECT ref, before, after, at_nanos, user, device, action FROM reflog ORDER BY number DESC LIMIT ?")) {
            s.setInt(1, limit);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    out.add(new RefMove(
                            r.getString(1), Optional.ofNullable(r.getString(2)).map(Hash::new),
                            Optional.ofNullable(r.getString(3)).map(Hash::new), Times.instant(r.getLong(4)), r.getString(5),
                            r.getString(6), r.getString(7)));
                }
            }
        }
        return out;
    }
}
