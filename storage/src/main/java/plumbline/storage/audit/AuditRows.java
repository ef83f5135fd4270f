package plumbline.storage.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of {@code audit_rows} as entries and back (docs/formats/audit.md): texts that repeat are words, hashes are bytes,
 * a payload is what {@link AuditPayload} makes of it. One object reads the rows of one query. Not safe for several threads.
 */
final class AuditRows implements AutoCloseable {
    static final String COLUMNS = "log, sequence, at_nanos, user, device, purpose, action, object, detail, previous_hash, hash,"
            + " format, salt, commitment";
    /** The number of a word that a query asks for; no row has what is no word. */
    static final String WORD = "(SELECT number FROM words WHERE text = ?)";

    private final PreparedStatement word;
    private final PreparedStatement before;
    private final Map<Long, String> words = new HashMap<>();
    private long lastLog = -1;
    private long lastSequence = -1;
    private String lastHash = "";

    AuditRows(Connection c) throws SQLException {
        word = c.prepareStatement("SELECT text FROM words WHERE number = ?");
        before = c.prepareStatement("SELECT hash FROM audit_rows WHERE log = ? AND sequence = ?");
    }

    static List<AuditEntry> read(Connection c, PreparedStatement s) throws SQLException {
        List<AuditEntry> out = new ArrayList<>();
        try (AuditRows rows = new AuditRows(c);
                ResultSet r = s.executeQuery()) {
            while (r.next()) {
                out.add(rows.entry(r));
            }
        }
        return out;
    }

    /** The row that a result stands on; its columns are {@link #COLUMNS}. */
    AuditEntry entry(ResultSet r) throws SQLException {
        long log = r.getLong(1);
        long sequence = r.getLong(2);
        Object object = r.getObject(8);
        String previous = hex(r.getObject(10));
        if (previous.isEmpty()) {
            previous = log == lastLog && sequence == lastSequence + 1 ? lastHash : hashOf(log, sequence - 1);
        }
        String hash = hex(r.getObject(11));
        lastLog = log;
        lastSequence = sequence;
        lastHash = hash;
        return new AuditEntry(
                word(log), sequence, AuditLeaf.instant(r.getLong(3)), word(r.getLong(4)), word(r.getLong(5)),
                word(r.getLong(6)), word(r.getLong(7)), object instanceof Number n ? word(n.longValue()) : String.valueOf(object),
                AuditPayload.unpack(r.getObject(9)), previous, hash,
                Math.clamp(r.getLong(12), Integer.MIN_VALUE, Integer.MAX_VALUE), hex(r.getObject(13)), hex(r.getObject(14)));
    }

    private String word(long number) throws SQLException {
        String known = words.get(number);
        if (known != null) {
            return known;
        }
        word.setLong(1, number);
        try (ResultSet r = word.executeQuery()) {
            // A word that is gone leaves entries that no hash fits.
            String text = r.next() ? r.getString(1) : "word " + number + " is gone";
            words.put(number, text);
            return text;
        }
    }

    private String hashOf(long log, long sequence) throws SQLException {
        before.setLong(1, log);
        before.setLong(2, sequence);
        try (ResultSet r = before.executeQuery()) {
            return r.next() ? hex(r.getObject(1)) : AuditLog.NOTHING_BEFORE;
        }
    }

    static String hex(Object column) {
        return switch (column) {
            case null -> "";
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            default -> column.toString();
        };
    }

    /** Bytes for what is lower-case hex, else the text itself. */
    private static Object bytes(String hex) {
        return !hex.isEmpty() && hex.length() % 2 == 0 && AuditLeaf.hex(hex, hex.length())
                ? HexFormat.of().parseHex(hex)
                : hex;
    }

    @Override
    public void close() throws SQLException {
        word.close();
        before.close();
    }

    /** Puts entries in, each with its words; belongs to one transaction. */
    static final class Writer implements AutoCloseable {
        private final PreparedStatement insert;
        private final PreparedStatement find;
        private final PreparedStatement add;
        private final Map<String, Long> numbers = new HashMap<>();

        Writer(Connection c) throws SQLException {
            insert = c.prepareStatement(
                    "INSERT INTO audit_rows (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            find = c.prepareStatement("SELECT number FROM words WHERE text = ?");
            add = c.prepareStatement("INSERT OR IGNORE INTO words (text) VALUES (?)");
        }

        /** The entry follows the one before it in its log, so that its previous hash need not be kept. */
        void add(AuditEntry e) throws SQLException {
            insert.setLong(1, number(e.log()));
            insert.setLong(2, e.sequence());
            insert.setLong(3, AuditLeaf.nanos(e.at()));
            insert.setLong(4, number(e.user()));
            insert.setLong(5, number(e.device()));
            insert.setLong(6, number(e.purpose()));
            insert.setLong(7, number(e.action()));
            insert.setObject(8, repeats(e.action()) ? (Object) number(e.object()) : e.object());
            insert.setObject(9, AuditPayload.pack(e.detail()));
            insert.setObject(10, null);
            insert.setObject(11, bytes(e.hash()));
            insert.setInt(12, e.format());
            insert.setObject(13, bytes(e.salt()));
            insert.setObject(14, bytes(e.commitment()));
            insert.executeUpdate();
        }

        /** Of a text that becomes a word where it is none yet. */
        private long number(String text) throws SQLException {
            Long known = numbers.get(text);
            if (known != null) {
                return known;
            }
            Optional<Long> kept = kept(text);
            if (kept.isEmpty()) {
                add.setString(1, text);
                add.executeUpdate();
                kept = kept(text);
            }
            long number = kept.orElseThrow(() -> new SQLException("the word \"" + text + "\" was not kept"));
            numbers.put(text, number);
            return number;
        }

        private Optional<Long> kept(String text) throws SQLException {
            find.setString(1, text);
            try (ResultSet r = find.executeQuery()) {
                return r.next() ? Optional.of(r.getLong(1)) : Optional.empty();
            }
        }

        @Override
        public void close() throws SQLException {
            insert.close();
            find.close();
            add.close();
        }
    }

    /** Acts on captures, of which there are few; other objects are mostly named once. */
    private static boolean repeats(String action) {
        return action.startsWith("label.") || action.equals("capture.read");
    }

    /** Puts other payload columns into an entry's row. */
    static void replace(Connection c, AuditEntry e, String detail, String salt, String commitment) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("UPDATE audit_rows SET detail = ?, salt = ?, commitment = ? WHERE log = "
                + WORD + " AND sequence = ?")) {
            s.setObject(1, AuditPayload.pack(detail));
            s.setObject(2, bytes(salt));
            s.setObject(3, bytes(commitment));
            s.setString(4, e.log());
            s.setLong(5, e.sequence());
            s.executeUpdate();
        }
    }
}
