package plumbline.storage.format.ros;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import plumbline.annotation.scene.Problem;

/**
 * A recording of ROS 2 topics, whatever container it lies in: MCAP or SQLite, one file or many. Front to back, or one
 * message by its key. Safe for use by several threads. What cannot be read is named with its place; the rest is kept.
 */
public interface RecordingReader extends AutoCloseable {
    /** A topic as the container describes it; {@code type} and {@code encoding} are empty where it says nothing. */
    record Channel(String topic, String type, String encoding, SortedMap<String, String> metadata) {}

    /** {@code data} is sound during the visit; {@code key} finds the message again. */
    record Message(Channel channel, long logTimeNanos, ByteBuffer data, String key) {}

    /** Is shown every channel before its messages, in the order of the container. */
    interface Visitor {
        void channel(Channel channel) throws IOException;

        void message(Message message) throws IOException;

        default void metadata(String name, SortedMap<String, String> values) {}

        default void attachment(String name, String key) {}
    }

    /** The container's name, for example {@code mcap}. */
    String format();

    /** The file or folder, for errors and names. */
    String file();

    /** Everything once; returns what could not be read. */
    List<Problem> scan(Visitor visitor) throws IOException;

    /** Its data stays sound. */
    Message message(String key) throws IOException;

    byte[] attachment(String key) throws IOException;

    /** Topics, counts and times, from indexes where the container has them. */
    RecordingContents contents() throws IOException;

    /**
     * What messages of a type are made of, as ROS 2 writes it ("ros2msg", the types it uses behind it); as the recording says,
     * else as this program knows it.
     */
    default Optional<String> definition(String type) throws IOException {
        return RosSchemas.find(type);
    }

    @Override
    void close() throws IOException;
}
