package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Verdict;

/** The tables of findings (of the last run per capture) and of verdicts (all that were ever given). */
final class Findings {
    private Findings() {}

    /** Replaces a capture's findings by those of a run. */
    static void replace(Connection c, String capture, long atNanos, List<String> json) throws SQLException {
        try (PreparedStatement gone = c.prepareStatement("DELETE FROM findings WHERE capture = ?");
                PreparedStatement run = c.prepareStatement("INSERT INTO finding_runs (capture, at_nanos) VALUES (?, ?)"
                        + " ON CONFLICT (capture) DO UPDATE SET at_nanos = excluded.at_nanos");
                PreparedStatement s =
                        c.prepareStatement("INSERT INTO findings (capture, ordinal, json) VALUES (?, ?, ?)")) {
            gone.setString(1, capture);
            gone.executeUpdate();
            run.setString(1, capture);
            run.setLong(2, atNanos);
            run.executeUpdate();
            for (int i = 0; i < json.size(); i++) {
                s.setString(1, capture);
                s.setInt(2, i);
                s.setString(3, json.get(i));
                s.executeUpdate();
            }
        }
    }

    static Optional<Long> runAt(Connection c, String capture) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT at_nanos FROM finding_runs WHERE capture = ?")) {
            s.setString(1, capture);
            try (ResultSet r = s.executeQuery()) {
                return r.next() ? Optional.of(r.getLong(1)) : Optional.empty();
            }
        }
    }

    static List<String> json(Connection c, String capture) throws SQLException {
        List<String> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement("SELECT json FROM findings WHERE capture = ? ORDER BY ordinal")) {
            s.setString(1, capture);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    out.add(r.getString(1));
                }
            }
        }
        return out;
    }

    static List<Finding> of(Connection c, Hash capture) throws SQLException {
        return json(c, capture.hex()).stream()
                .map(j -> FindingJson.read("a finding of capture " + capture.shortHex(), j))
                .toList();
    }

    static void put(Connection c, Verdict v) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                "INSERT OR IGNORE INTO verdicts (finding, at_nanos, user, kind, reason) VALUES (?, ?, ?, ?, ?)")) {
            s.setString(1, v.findingId());
            s.setLong(2, Times.nanos(v.at()));
            s.setString(3, v.user());
            s.setString(4, v.kind().name());
            s.setString(5, v.reason());
            s.executeUpdate();
        }
    }

    /** The last one given to each finding, in order of time. */
    static List<Verdict> lastVerdicts(Connection c) throws SQLException {
        return verdicts(c, "SELECT finding, kind, reason, user, at_nanos FROM verdicts v WHERE NOT EXISTS (SELECT 1 FROM"
                + " verdicts w WHERE w.finding = v.finding AND (w.at_nanos, w.user) > (v.at_nanos, v.user))"
                + " ORDER BY at_nanos, finding");
    }

    static List<Verdict> allVerdicts(Connection c) throws SQLException {
        return verdicts(c, "SELECT finding, kind, reason, user, at_nanos FROM verdicts ORDER BY at_nanos, finding, user");
    }

    private static List<Verdict> verdicts(Connection c, String sql) throws SQLException {
        List<Verdict> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement(sql);
                ResultSet r = s.executeQuery()) {
            while (r.next()) {
                out.add(new Verdict(
                        r.getString(1), Verdict.Kind.valueOf(r.getString(2)), r.getString(3), r.getString(4),
                        Times.instant(r.getLong(5))));
            }
        }
        return out;
    }
}
