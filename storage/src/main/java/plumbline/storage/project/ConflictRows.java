package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Decision;

/** The tables of conflicts and of decisions about them. All methods are part of the caller's transaction. */
final class ConflictRows {
    /** The newest decision that was not undone; an empty one, or none, leaves the conflict open. */
    private static final String SELECT = "SELECT c.id, c.merge, c.capture, c.json, d.decision, d.why, d.user, d.at_nanos"
            + " FROM conflicts c LEFT JOIN decisions d ON d.number = (SELECT number FROM decisions x"
            + " WHERE x.conflict = c.id AND x.undone = 0 ORDER BY x.at_nanos DESC, x.number DESC LIMIT 1)";
    private static final String ORDER = " ORDER BY c.frame, c.id";

    /** A decision as a row; {@code json} is empty where it opens the conflict again. */
    record DecisionRow(String conflict, String json, String why, String user, Instant at) {}

    private ConflictRows() {}

    static String id(MergeState merge, Optional<Hash> capture, Conflict conflict) {
        String key = merge.id() + "\n" + capture.map(Hash::hex).orElse("") + "\n" + conflict.key();
        return Hash.of(key.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hex().substring(0, 16);
    }

    static void insert(Connection c, String id, String merge, String capture, Conflict conflict) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("INSERT OR IGNORE INTO conflicts"
                + " (id, merge, capture, frame, kind, field_group, json) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            s.setString(1, id);
            s.setString(2, merge);
            s.setString(3, capture);
            s.setInt(4, conflict.frame());
            s.setString(5, conflict.kind());
            s.setString(6, conflict.group().text());
            s.setString(7, ConflictJson.write(conflict));
            s.executeUpdate();
        }
    }

    static List<StoredConflict> all(Connection c) throws SQLException {
        return query(c, SELECT + ORDER);
    }

    static List<StoredConflict> ofMerge(Connection c, String merge) throws SQLException {
        return query(c, SELECT + " WHERE c.merge = ?" + ORDER, merge);
    }

    static List<StoredConflict> ofVersion(Connection c, Hash version) throws SQLException {
        return query(
                c, SELECT + " WHERE c.merge IN (SELECT id FROM merges WHERE version = ?)" + ORDER, version.hex());
    }

    /** Of a merge, those about points. */
    static List<StoredConflict> overlaps(Connection c, String merge) throws SQLException {
        return query(c, SELECT + " WHERE c.merge = ? AND c.kind = 'overlap'" + ORDER, merge);
    }

    static StoredConflict require(Connection c, String id) throws SQLException {
        List<StoredConflict> found = query(c, SELECT + " WHERE substr(c.id, 1, length(?1)) = ?1" + ORDER, id);
        if (found.size() != 1 || id.isEmpty()) {
            throw new StorageException(found.isEmpty() || id.isEmpty()
                    ? "There is no conflict \"" + id + "\". \"plumbline conflicts\" lists them."
                    : "\"" + id + "\" is the beginning of " + found.size() + " conflicts. Give more letters.");
        }
        return found.getFirst();
    }

    private static List<StoredConflict> query(Connection c, String sql, String... parameters) throws SQLException {
        Map<String, MergeState> merges = new HashMap<>();
        List<StoredConflict> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                s.setString(i + 1, parameters[i]);
            }
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    String where = "conflict " + r.getString(1);
                    String merge = r.getString(2);
                    if (!merges.containsKey(merge)) {
                        merges.put(merge, MergeRows.find(c, merge).orElseThrow());
                    }
                    String decision = r.getString(5);
                    out.add(new StoredConflict(
                            r.getString(1), merges.get(merge),
                            r.getString(3).isEmpty() ? Optional.empty() : Optional.of(new Hash(r.getString(3))),
                            ConflictJson.read(where, r.getString(4)),
                            decision == null || decision.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(new StoredConflict.Decided(
                                            ConflictJson.decision(where, decision), r.getString(6), r.getString(7),
                                            Times.instant(r.getLong(8))))));
                }
            }
        }
        return out;
    }

    /** Of an edit of this copy, where one was made for it; the decision is undone with that edit. */
    static void decide(Connection c, DecisionRow d, Optional<Long> edit) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("INSERT OR IGNORE INTO decisions"
                + " (conflict, decision, why, user, at_nanos, edit) VALUES (?, ?, ?, ?, ?, ?)")) {
            s.setString(1, d.conflict());
            s.setString(2, d.json());
            s.setString(3, d.why());
            s.setString(4, d.user());
            s.setLong(5, Times.nanos(d.at()));
            s.setObject(6, edit.orElse(null));
            s.executeUpdate();
        }
    }

    static DecisionRow row(String conflict, Optional<Decision> decision, String why, String user, Instant at) {
        return new DecisionRow(conflict, decision.map(ConflictJson::write).orElse(""), why, user, at);
    }

    /** The edit that decisions made was undone, or done again. */
    static void undone(Connection c, long edit, boolean undone) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("UPDATE decisions SET undone = ? WHERE edit = ?")) {
            s.setInt(1, undone ? 1 : 0);
            s.setLong(2, edit);
            s.executeUpdate();
        }
    }

    /** Decisions about conflicts of finished merges that hold, oldest first. */
    static List<DecisionRow> decisions(Connection c) throws SQLException {
        List<DecisionRow> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement("SELECT conflict, decision, why, d.user, d.at_nanos FROM decisions d"
                        + " JOIN conflicts c ON c.id = d.conflict JOIN merges m ON m.id = c.merge"
                        + " WHERE m.state = 'DONE' AND d.undone = 0 ORDER BY d.at_nanos, conflict");
                ResultSet r = s.executeQuery()) {
            while (r.next()) {
                out.add(new DecisionRow(
                        r.getString(1), r.getString(2), r.getString(3), r.getString(4), Times.instant(r.getLong(5))));
            }
        }
        return out;
    }
}
