package plumbline.storage.format.rosbag2;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import plumbline.storage.format.ros.RecordingReader;

/** Writes rosbag2's SQLite files for tests, as rosbag2 lays them out. */
public final class Bags {
    private Bags() {}

    static void write(Path file, List<RecordingReader.Message> messages, boolean pack) throws IOException {
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file); Statement s = c.createStatement()) {
            s.execute("CREATE TABLE schema(schema_version INTEGER PRIMARY KEY, ros_distro TEXT NOT NULL)");
            s.execute("CREATE TABLE topics(id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL,"
                    + " serialization_format TEXT NOT NULL, offered_qos_profiles TEXT NOT NULL)");
            s.execute("CREATE TABLE messages(id INTEGER PRIMARY KEY, topic_id INTEGER NOT NULL,"
                    + " timestamp INTEGER NOT NULL, data BLOB NOT NULL)");
            s.execute("CREATE INDEX timestamp_idx ON messages (timestamp ASC)");
            c.setAutoCommit(false);
            Map<String, Integer> topics = new TreeMap<>();
            try (PreparedStatement t = c.prepareStatement("INSERT INTO topics VALUES(?, ?, ?, ?, '')");
                    PreparedStatement m = c.prepareStatement("INSERT INTO messages VALUES(NULL, ?, ?, ?)")) {
                for (RecordingReader.Message message : messages) {
                    RecordingReader.Channel channel = message.channel();
                    if (!topics.containsKey(channel.topic())) {
                        topics.put(channel.topic(), topics.size() + 1);
                        t.setInt(1, topics.size());
                        t.setString(2, channel.topic());
                        t.setString(3, channel.type());
                        t.setString(4, channel.encoding());
                        t.execute();
                    }
                    byte[] data = new byte[message.data().remaining()];
                    message.data().duplicate().get(data);
                    m.setInt(1, topics.get(channel.topic()));
                    m.setLong(2, message.logTimeNanos());
                    m.setBytes(3, pack ? Zstd.compress(data) : data);
                    m.execute();
                }
            }
            c.commit();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
