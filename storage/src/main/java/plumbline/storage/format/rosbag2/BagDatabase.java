package plumbline.storage.format.rosbag2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.ros.RecordingContents;
import plumbline.storage.format.ros.RecordingReader.Channel;

/**
 * One {@code .db3} of rosbag2, opened read-only and as immutable: nothing is written beside it. The tables must be
 * plain ones (a view could compute for ever), a value no larger than the file. A damaged page costs the messages on
 * it: those before it, and those behind it that can be reached from the end, are kept. Safe for several threads.
 */
final class BagDatabase {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_VALUE = 1 << 30;
    private static final int MOST_TOPICS = 100_000;

    /** A message as it is stored. */
    record Row(long id, Channel channel, long timeNanos, byte[] data) {}

    interface RowReader {
        void row(Row row) throws IOException;
    }

    private final String file;
    private final Connection db;
    private final Map<Long, Channel> topics = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private BagDatabase(String file, Connection db) {
        this.file = file;
        this.db = db;
    }

    /** {@code name} is what messages call the file. */
    static BagDatabase open(Path path, String name) throws IOException {
        List<Problem> cut = checkHeader(path, name);
        BagDatabase out = null;
        try {
            Connection db = DriverManager.getConnection(
                    "jdbc:sqlite:" + path.toAbsolutePath().toUri() + "?mode=ro&immutable=1");
            out = new BagDatabase(name, db);
            out.problems.addAll(cut);
            out.prepare(Files.size(path), !cut.isEmpty());
            BagDatabase ready = out;
            out = null;
            return ready;
        } catch (SQLException e) {
            throw new FormatException(name, "", words(e) + "; nothing of it can be read", e);
        } finally {
            if (out != null) {
                out.close();
            }
        }
    }

    /** SQLite's header: its magic, and the file's length against the pages announced (file format, 1.3). */
    private static List<Problem> checkHeader(Path path, String name) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(100);
        long size;
        try (FileChannel c = FileChannel.open(path)) {
            size = c.size();
            while (head.hasRemaining() && c.read(head) >= 0) {}
        }
        byte[] magic = new byte[MAGIC.length];
        head.get(0, magic);
        if (head.hasRemaining() || !java.util.Arrays.equals(magic, MAGIC)) {
            throw new FormatException(name, "byte 0", "is no SQLite file, or it is cut within its header");
        }
        long pageBytes = head.getShort(16) == 1 ? 65536 : head.getShort(16) & 0xFFFF;
        long announced = (head.getInt(28) & 0xFFFFFFFFL) * pageBytes;
        List<Problem> out = new ArrayList<>();
        if (announced > size && head.getInt(24) == head.getInt(92)) {
            out.add(new Problem(
                    name + ", byte " + size,
                    "the file ends here; its header announces " + announced + " bytes. What lies before is read"));
        }
        Path wal = path.resolveSibling(path.getFileName() + "-wal");
        if (Files.isRegularFile(wal) && Files.size(wal) > 0) {
            out.add(new Problem(
                    wal.toString(), "the recorder was stopped hard: messages that are only in this write-ahead log are"
                            + " not read. \"sqlite3 " + path.getFileName() + " 'PRAGMA wal_checkpoint'\" brings them in"));
        }
        return out;
    }

    private void prepare(long size, boolean cut) throws SQLException, IOException {
        SQLiteConnection own = db.unwrap(SQLiteConnection.class);
        own.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, (int) Math.min(LARGEST_VALUE, Math.max(size, 1 << 16)));
        try (Statement s = db.createStatement()) {
            s.execute("PRAGMA trusted_schema=OFF");
            s.execute("PRAGMA cell_size_check=ON");
            if (cut) {
                // Without this SQLite refuses a file that is shorter than announced; it cannot be written anyway.
                s.execute("PRAGMA writable_schema=ON");
            }
            for (String table : List.of("topics", "messages")) {
                plain(s, table);
            }
            try (ResultSet r = s.executeQuery("SELECT id, name, type, serialization_format FROM topics LIMIT "
                    + MOST_TOPICS)) {
                while (r.next()) {
                    topics.put(r.getLong(1), new Channel(
                            text(r, 2), text(r, 3), text(r, 4), Collections.emptySortedMap()));
                }
            }
        }
    }

    /** As recorders from ROS 2 Iron on keep it; empty where the file has none for the type. */
    synchronized Optional<String> definition(String type) throws IOException {
        try (PreparedStatement there = db.prepareStatement(
                        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'message_definitions'");
                ResultSet r = there.executeQuery()) {
            return r.next() ? kept(type) : Optional.empty();
        } catch (SQLException e) {
            throw new FormatException(file, "message_definitions", words(e), e);
        }
    }

    private Optional<String> kept(String type) throws SQLException {
        try (PreparedStatement s = db.prepareStatement("SELECT encoded_message_definition FROM message_definitions"
                + " WHERE topic_type = ? AND encoding = 'ros2msg' AND encoded_message_definition <> ''")) {
            s.setString(1, type);
            try (ResultSet r = s.executeQuery()) {
                return r.next() ? Optional.of(r.getString(1)) : Optional.empty();
            }
        }
    }

    private static String text(ResultSet r, int column) throws SQLException {
        String v = r.getString(column);
        return v == null ? "" : v;
    }

    private void plain(Statement s, String table) throws SQLException, FormatException {
        try (ResultSet r = s.executeQuery("SELECT type, sql FROM sqlite_master WHERE name = '" + table + "'")) {
            if (!r.next()) {
                throw new FormatException(file, "", "is an SQLite file without rosbag2's table \"" + table + "\"");
            }
            String sql = text(r, 2).toUpperCase(java.util.Locale.ROOT);
            if (!"table".equals(r.getString(1)) || !sql.startsWith("CREATE TABLE") || sql.contains(" AS ")
                    || sql.contains("GENERATED")) {
                throw new FormatException(file, "", "\"" + table + "\" is not a plain table and is not read");
            }
        }
    }

    List<Channel> channels() {
        return List.copyOf(topics.values());
    }

    /** Rows by id; after a damaged page, those from the end back to it. */
    synchronized List<Problem> scan(RowReader reader) throws IOException {
        List<Problem> out = new ArrayList<>(problems);
        Walk forwards = new Walk(reader, Long.MIN_VALUE, out);
        if (forwards.walk("SELECT id, topic_id, timestamp, data FROM messages ORDER BY id")) {
            return out;
        }
        Walk back = new Walk(reader, forwards.last, out);
        back.walk("SELECT id, topic_id, timestamp, data FROM messages WHERE id > " + forwards.last
                + " ORDER BY id DESC");
        String behind = back.rows == 0 ? "none behind it" : back.rows + " behind it, from row " + back.last + " on,";
        out.add(new Problem(
                file, forwards.failure + ". " + forwards.rows + " messages before the damage"
                        + (forwards.rows > 0 ? ", up to row " + forwards.last + ", and " : " and ") + behind
                        + " are kept"));
        return out;
    }

    /** One pass over rows; stops at the first page that cannot be read. */
    private final class Walk {
        private final RowReader reader;
        private final List<Problem> out;
        private long rows;
        private long last;
        private String failure = "";
        private long unknown;

        Walk(RowReader reader, long last, List<Problem> out) {
            this.reader = reader;
            this.last = last;
            this.out = out;
        }

        boolean walk(String sql) throws IOException {
            try (Statement s = db.createStatement(); ResultSet r = s.executeQuery(sql)) {
                while (r.next()) {
                    Channel c = topics.get(r.getLong(2));
                    byte[] data = r.getBytes(4);
                    last = r.getLong(1);
                    rows++;
                    if (c == null || data == null) {
                        unknown++;
                    } else {
                        reader.row(new Row(last, c, r.getLong(3), data));
                    }
                }
                return true;
            } catch (SQLException e) {
                failure = words(e);
                return false;
            } finally {
                if (unknown > 0) {
                    out.add(new Problem(file, unknown + " messages belong to no topic or are empty; not read"));
                }
            }
        }
    }

    synchronized Row row(long id) throws IOException {
        try (PreparedStatement s = db.prepareStatement("SELECT topic_id, timestamp, data FROM messages WHERE id = ?")) {
            s.setLong(1, id);
            try (ResultSet r = s.executeQuery()) {
                if (!r.next() || !topics.containsKey(r.getLong(1)) || r.getBytes(3) == null) {
                    throw new FormatException(file, "row " + id, "there is no such message");
                }
                return new Row(id, topics.get(r.getLong(1)), r.getLong(2), r.getBytes(3));
            }
        } catch (SQLException e) {
            throw new FormatException(file, "row " + id, words(e), e);
        }
    }

    /** Counted by SQLite, which need not read the messages' bytes; by reading them where a page is damaged. */
    synchronized RecordingContents contents() throws IOException {
        Map<Long, Long> counts = new TreeMap<>();
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        List<Problem> found = new ArrayList<>(problems);
        try (Statement s = db.createStatement();
                ResultSet r = s.executeQuery(
                        "SELECT topic_id, count(*), min(timestamp), max(timestamp) FROM messages GROUP BY topic_id")) {
            while (r.next()) {
                counts.put(r.getLong(1), r.getLong(2));
                start = Math.min(start, r.getLong(3));
                end = Math.max(end, r.getLong(4));
            }
        } catch (SQLException e) {
            return scanned();
        }
        List<RecordingContents.Topic> out = new ArrayList<>();
        topics.forEach((id, c) -> out.add(
                new RecordingContents.Topic(c.topic(), c.type(), counts.getOrDefault(id, 0L))));
        return new RecordingContents(out, start <= end ? start : 0, start <= end ? end : 0, found);
    }

    private RecordingContents scanned() throws IOException {
        Map<Channel, Long> counts = new java.util.HashMap<>();
        long[] span = {Long.MAX_VALUE, Long.MIN_VALUE};
        List<Problem> found = scan(r -> {
            counts.merge(r.channel(), 1L, Long::sum);
            span[0] = Math.min(span[0], r.timeNanos());
            span[1] = Math.max(span[1], r.timeNanos());
        });
        boolean any = span[0] <= span[1];
        return new RecordingContents(
                channels().stream()
                        .map(c -> new RecordingContents.Topic(c.topic(), c.type(), counts.getOrDefault(c, 0L)))
                        .toList(),
                any ? span[0] : 0, any ? span[1] : 0, found);
    }

    private static String words(SQLException e) {
        String code = e.getMessage() == null ? "" : e.getMessage();
        if (code.contains("CORRUPT") || code.contains("NOTADB") || code.contains("malformed")) {
            return "a page of the SQLite file is damaged or missing";
        }
        if (code.contains("TOOBIG")) {
            return "a message announces more bytes than the file has";
        }
        return "SQLite cannot read on (" + code + ")";
    }

    void close() {
        try {
            db.close();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(file + " could not be closed", e));
        }
    }
}
