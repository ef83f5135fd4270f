package plumbline.storage.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    private static final String COLUMNS =
            "log, sequence, at_nanos, user, device, purpose, action, object, detail, previous_hash, hash";
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
                tail.lastHash(), "");
        AuditEntry entry = withHash(bare);
        insert(c, entry);
        tail.merkle().add(HexFormat.of().parseHex(entry.hash()));
        store(c, log, entry.hash(), tail.merkle());
        return entry;
    }

    /**
     * Appends entries made elsewhere, in order. Entries that are here already are passed over. Says in words why an entry
     * does not continue its log; then the caller's transaction must be rolled back.
     */
    public Optional<String> appendForeign(Connection c, List<AuditEntry> entries) throws SQLException {
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
            if (!withHash(e).hash().equals(e.hash())) {
                return Optional.of(name(e) + " is not what its hash says");
            }
            insert(c, e);
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
        List<AuditHead.Line> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement("SELECT log, size, peaks FROM audit_logs ORDER BY log");
                ResultSet r = s.executeQuery()) {
            while (r.next()) {
                out.add(new AuditHead.Line(r.getString(1), r.getLong(2), root(r.getLong(2), r.getString(3))));
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

    /** Of one log in order, from a number on. */
    public List<AuditEntry> entries(Connection c, String log, long from, int limit) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                "SELECT " + COLUMNS + " FROM audit WHERE log = ? AND sequence >= ? ORDER BY sequence LIMIT ?")) {
            s.setString(1, log);
            s.setLong(2, from);
            s.setInt(3, limit);
            return read(s);
        }
    }

    /** Of all logs, newest first. */
    public List<AuditEntry> newest(Connection c, int limit) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT " + COLUMNS
                + " FROM audit ORDER BY at_nanos DESC, log, sequence DESC LIMIT ?")) {
            s.setInt(1, limit);
            return read(s);
        }
    }

    private static List<AuditEntry> read(PreparedStatement s) throws SQLException {
        List<AuditEntry> out = new ArrayList<>();
        try (ResultSet r = s.executeQuery()) {
            while (r.next()) {
                out.add(row(r));
            }
        }
        return out;
    }

    static AuditEntry row(ResultSet r) throws SQLException {
        long nanos = r.getLong(3);
        Instant at = Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
        return new AuditEntry(
                r.getString(1), r.getLong(2), at, r.getString(4), r.getString(5), r.getString(6), r.getString(7),
                r.getString(8), r.getString(9), r.getString(10), r.getString(11));
    }

    /** All rows in the order in which {@link AuditVerifier} walks them. */
    static PreparedStatement walk(Connection c) throws SQLException {
        return c.prepareStatement("SELECT " + COLUMNS + " FROM audit ORDER BY log, sequence");
    }

    /** The entry with the hash that its content and the hash before it give. */
    static AuditEntry withHash(AuditEntry e) {
        String hash = HexFormat.of().formatHex(Merkle.leaf(bytes(e)));
        return new AuditEntry(
                e.log(), e.sequence(), e.at(), e.user(), e.device(), e.purpose(), e.action(), e.object(), e.detail(),
                e.previousHash(), hash);
    }

    static String name(AuditEntry e) {
        return "entry " + e.sequence() + " of log " + e.log();
    }

    /** Every text with its length before it, so that no two entries share their bytes. */
    private static byte[] bytes(AuditEntry e) {
        List<byte[]> texts = new ArrayList<>();
        int length = 16;
        for (String t : List.of(
                e.log(), e.user(), e.device(), e.purpose(), e.action(), e.object(), e.detail(), e.previousHash())) {
            byte[] b = t.getBytes(StandardCharsets.UTF_8);
            texts.add(b);
            length += 4 + b.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length).putLong(e.sequence()).putLong(nanos(e.at()));
        texts.forEach(b -> out.putInt(b.length).put(b));
        return out.array();
    }

    private static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
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

    private static void insert(Connection c, AuditEntry e) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                "INSERT INTO audit (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            s.setString(1, e.log());
            s.setLong(2, e.sequence());
            s.setLong(3, nanos(e.at()));
            s.setString(4, e.user());
            s.setString(5, e.device());
            s.setString(6, e.purpose());
            s.setString(7, e.action());
            s.setString(8, e.object());
            s.setString(9, e.detail());
            s.setString(10, e.previousHash());
            s.setString(11, e.hash());
            s.executeUpdate();
        }
    }
}
