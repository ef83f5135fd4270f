package plumbline.storage.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The audit entries in the project's database: one hash-chained log per device, each with a Merkle tree (RFC 9162). Every
 * call works in the transaction of the connection it is given, so an entry stands exactly when what it speaks of stands.
 */
public final class AuditLog {
    private static final String SELECT = "SELECT " + AuditRows.COLUMNS + " FROM audit_rows";
    private static final String OF_LOG = " WHERE log = " + AuditRows.WORD;
    /** What seals a payload; its object is the entry sealed, as {@link AuditEntry#name} has it. */
    public static final String SEAL = "audit.seal";
    /** What puts one back. */
    public static final String UNSEAL = "audit.unseal";
    /** What keeps a checkpoint in the log itself. */
    public static final String CHECKPOINT = "audit.checkpoint";
    /** What keeps the token of somebody outside. */
    public static final String ANCHOR = "audit.anchor";

    /** Seals, checkpoints and anchors, by the numbers that their words have in every database. */
    private static final String EVIDENCE = "action IN (1, 2, 3)";
    /** What the first entry of a log has before it. */
    static final String NOTHING_BEFORE = "0".repeat(64);

    /** What is to be recorded; {@code detail} is canonical JSON. */
    public record Event(
            Instant at, String user, String device, String purpose, String action, String object, String detail) {}

    /** Appends to one log; hashes and number are made here. */
    public AuditEntry append(Connection c, String log, Event e) throws SQLException {
        Tail tail = tail(c, log);
        AuditEntry bare = new AuditEntry(
                log, tail.merkle().size(), e.at(), e.user(), e.device(), e.purpose(), e.action(), e.object(), e.detail(),
                tail.lastHash(), "", AuditLeaf.FORMAT, AuditLeaf.freshSalt(), "");
        AuditEntry entry = bare.hashed();
        try (AuditRows.Writer rows = new AuditRows.Writer(c)) {
            rows.add(entry);
        }
        tail.merkle().add(HexFormat.of().parseHex(entry.hash()));
        store(c, log, entry.hash(), tail.merkle());
        return entry;
    }

    /**
     * Appends entries made elsewhere, in order. Entries that are here already are passed over. Says in words why an entry
     * does not continue its log; then the caller's transaction must be rolled back.
     */
    public Optional<String> appendForeign(Connection c, List<AuditEntry> entries) throws SQLException {
        try (AuditRows.Writer rows = new AuditRows.Writer(c)) {
            return appendForeign(c, entries, rows);
        }
    }

    private Optional<String> appendForeign(Connection c, List<AuditEntry> entries, AuditRows.Writer rows)
            throws SQLException {
        Map<String, Tail> tails = new TreeMap<>();
        Map<String, String> last = new TreeMap<>();
        for (AuditEntry e : entries) {
            if (!e.log().matches("[A-Za-z0-9._-]{1,100}")) {
                return Optional.of("\"" + e.log() + "\" is no name of an audit log");
            }
            Tail tail = tails.get(e.log());
            if (tail == null) {
                tail = tail(c, e.log());
                tails.put(e.log(), tail);
                last.put(e.log(), tail.lastHash());
            }
            if (e.sequence() < tail.merkle().size()) {
                Optional<AuditEntry> own = find(c, e.log(), e.sequence());
                if (own.isEmpty() || !own.get().hash().equals(e.hash())) {
                    return Optional.of(name(e) + " differs from the one that is kept here");
                }
                continue;
            }
            if (e.sequence() != tail.merkle().size() || !e.previousHash().equals(last.get(e.log()))) {
                return Optional.of(name(e) + " does not continue the log that is kept here");
            }
            if (AuditLeaf.malformed(e).isPresent() || !e.hashed().hash().equals(e.hash())) {
                return Optional.of(name(e) + " is not what its hash says");
            }
            rows.add(e);
            if (e.action().equals(SEAL)) {
                takeOut(c, e.object());
            }
            tail.merkle().add(HexFormat.of().parseHex(e.hash()));
            last.put(e.log(), e.hash());
        }
        for (Map.Entry<String, Tail> t : tails.entrySet()) {
            store(c, t.getKey(), last.get(t.getKey()), t.getValue().merkle());
        }
        return Optional.empty();
    }

    /** Size and root of every log that has entries, sorted by log. */
    public List<AuditHead.Line> heads(Connection c) throws SQLException {
        return keptHeads(c).stream()
                .map(h -> new AuditHead.Line(h.log(), h.size(), root(h.size(), h.peaks())))
                .toList();
    }

    /** One log's head as the database keeps it: last hash and roots of the complete subtrees, in hex. */
    record Head(String log, long size, String lastHash, String peaks) {}

    List<Head> keptHeads(Connection c) throws SQLException {
        List<Head> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement("SELECT log, size, last_hash, peaks FROM audit_logs ORDER BY log");
                ResultSet r = s.executeQuery()) {
            while (r.next()) {
                out.add(new Head(r.getString(1), r.getLong(2), r.getString(3), r.getString(4)));
            }
        }
        return out;
    }

    /** A spoilt head has no root; it then differs from every root that the entries can give. */
    private static String root(long size, String peaks) {
        try {
            return Merkle.decode(size, peaks).root();
        } catch (IllegalArgumentException e) {
            return "spoilt";
        }
    }

    public Optional<AuditEntry> find(Connection c, String log, long sequence) throws SQLException {
        return entries(c, log, sequence, 1).stream().filter(e -> e.sequence() == sequence).findFirst();
    }

    /** The newest entry of a log. */
    public Optional<AuditEntry> last(Connection c, String log) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                SELECT + OF_LOG + " ORDER BY sequence DESC LIMIT 1")) {
            s.setString(1, log);
            return AuditRows.read(c, s).stream().findFirst();
        }
    }

    /** What opened the session in which an entry was written. */
    public Optional<AuditEntry> opening(Connection c, AuditEntry e) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(SELECT + OF_LOG + " AND sequence < ? AND action IN"
                + " (SELECT number FROM words WHERE text IN ('session.open', 'project.init')) ORDER BY sequence DESC LIMIT 1")) {
            s.setString(1, e.log());
            s.setLong(2, e.sequence());
            return AuditRows.read(c, s).stream().findFirst();
        }
    }

    /** Of one log in order, from a number on. */
    public List<AuditEntry> entries(Connection c, String log, long from, int limit) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                SELECT + OF_LOG + " AND sequence >= ? ORDER BY sequence LIMIT ?")) {
            s.setString(1, log);
            s.setLong(2, from);
            s.setInt(3, limit);
            return AuditRows.read(c, s);
        }
    }

    /** Of all logs, newest first. */
    public List<AuditEntry> newest(Connection c, AuditFilter f) throws SQLException {
        List<String> where = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        f.user().ifPresent(u -> add(where, values, "user = " + AuditRows.WORD, u));
        f.action().ifPresent(a -> match(where, values, "action", a));
        f.object().ifPresent(o -> {
            List<String> either = new ArrayList<>();
            match(either, values, "object", o);
            // An object that is no word stands in the row itself.
            values.add(values.getLast());
            either.add(o.endsWith("*") ? "typeof(object) = 'text' AND " + begins("object", o) : "object = ?");
            where.add("(" + String.join(" OR ", either) + ")");
        });
        f.since().ifPresent(t -> add(where, values, "at_nanos >= ?", limit(t)));
        f.until().ifPresent(t -> add(where, values, "at_nanos < ?", limit(t)));
        values.add(f.limit());
        // Left to itself SQLite reads and sorts the whole log for the sake of the two columns that only part equal times.
        try (PreparedStatement s = c.prepareStatement(SELECT + " INDEXED BY audit_by_time"
                + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where))
                + " ORDER BY at_nanos DESC, (SELECT text FROM words WHERE number = log), sequence DESC LIMIT ?")) {
            for (int i = 0; i < values.size(); i++) {
                s.setObject(i + 1, values.get(i));
            }
            return AuditRows.read(c, s);
        }
    }

    /** Entries lie between the years 1678 and 2262; what is asked about may lie beyond. */
    private static long limit(Instant t) {
        Instant last = AuditLeaf.instant(Long.MAX_VALUE);
        Instant first = AuditLeaf.instant(Long.MIN_VALUE);
        return t.isAfter(last) ? Long.MAX_VALUE : t.isBefore(first) ? Long.MIN_VALUE : AuditLeaf.nanos(t);
    }

    private static void add(List<String> where, List<Object> values, String condition, Object value) {
        where.add(condition);
        values.add(value);
    }

    private static void match(List<String> where, List<Object> values, String column, String pattern) {
        if (pattern.endsWith("*")) {
            add(where, values, column + " IN (SELECT number FROM words WHERE " + begins("text", pattern) + ")",
                    pattern.substring(0, pattern.length() - 1));
        } else {
            add(where, values, column + " = " + AuditRows.WORD, pattern);
        }
    }

    private static String begins(String column, String pattern) {
        return "substr(" + column + ", 1, " + (pattern.length() - 1) + ") = ?";
    }

    /** Seals, checkpoints and anchors, in the order of their logs. */
    public List<AuditEntry> evidence(Connection c) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                SELECT + " WHERE " + EVIDENCE + " ORDER BY (SELECT text FROM words WHERE number = log), sequence")) {
            return AuditRows.read(c, s);
        }
    }

    /** The hashes of a log's first {@code size} leaves, 32 bytes each, end to end. */
    byte[] leaves(Connection c, String log, long size) throws SQLException {
        byte[] out = new byte[Math.toIntExact(Math.multiplyExact(size, 32L))];
        int at = 0;
        try (PreparedStatement s = c.prepareStatement(
                "SELECT hash FROM audit_rows" + OF_LOG + " AND sequence < ? ORDER BY sequence")) {
            s.setString(1, log);
            s.setLong(2, size);
            try (ResultSet r = s.executeQuery()) {
                while (r.next() && at < out.length) {
                    byte[] hash = HexFormat.of().parseHex(AuditRows.hex(r.getObject(1)));
                    System.arraycopy(hash, 0, out, at, 32);
                    at += 32;
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new SQLException("entry " + at / 32 + " of log " + log + " has no sound hash", e);
            }
        }
        if (at < out.length) {
            throw new SQLException("log " + log + " ends after " + at / 32 + " of " + size + " entries");
        }
        return out;
    }

    /** Takes an entry's payload out, leaving the commitment to it; an entry that has none, or is not here, stays. */
    public Optional<AuditEntry> takeOut(Connection c, String name) throws SQLException {
        Optional<AuditEntry> found = find(c, name).filter(e -> e.format() == AuditLeaf.FORMAT && !e.removed());
        if (found.isPresent()) {
            AuditEntry e = found.get();
            AuditRows.replace(c, e, "", "", AuditLeaf.commitment(e.salt(), e.detail()));
        }
        return found;
    }

    /** Puts a payload back; false where it is not the one that the entry is committed to. */
    public boolean putBack(Connection c, String name, String salt, String payload) throws SQLException {
        Optional<AuditEntry> found = find(c, name).filter(AuditEntry::removed);
        if (found.isEmpty() || payload.isEmpty() || !salt.matches("[0-9a-f]{32}")
                || !AuditLeaf.commitment(salt, payload).equals(found.get().commitment())) {
            return false;
        }
        AuditRows.replace(c, found.get(), payload, salt, "");
        return true;
    }

    /** By {@link AuditEntry#name}. */
    public Optional<AuditEntry> find(Connection c, String name) throws SQLException {
        int slash = name.lastIndexOf('/');
        return slash < 1 || !name.substring(slash + 1).matches("[0-9]{1,18}")
                ? Optional.empty()
                : find(c, name.substring(0, slash), Long.parseLong(name.substring(slash + 1)));
    }

    /** All rows in the order in which {@link AuditVerifier} walks them. */
    static PreparedStatement walk(Connection c) throws SQLException {
        return c.prepareStatement(SELECT + " ORDER BY log, sequence");
    }

    static String name(AuditEntry e) {
        return "entry " + e.sequence() + " of log " + e.log();
    }

    private record Tail(String lastHash, Merkle merkle) {}

    private static Tail tail(Connection c, String log) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT size, last_hash, peaks FROM audit_logs WHERE log = ?")) {
            s.setString(1, log);
            try (ResultSet r = s.executeQuery()) {
                return r.next()
                        ? new Tail(r.getString(2), Merkle.decode(r.getLong(1), r.getString(3)))
                        : new Tail(NOTHING_BEFORE, new Merkle());
            } catch (IllegalArgumentException e) {
                throw new SQLException("the head of audit log " + log + " is spoilt: " + e.getMessage(), e);
            }
        }
    }

    private static void store(Connection c, String log, String lastHash, Merkle m) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("INSERT INTO audit_logs (log, size, last_hash, peaks)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT (log) DO UPDATE SET size = excluded.size,"
                + " last_hash = excluded.last_hash, peaks = excluded.peaks")) {
            s.setString(1, log);
            s.setLong(2, m.size());
            s.setString(3, lastHash);
            s.setString(4, m.encode());
            s.executeUpdate();
        }
    }
}
