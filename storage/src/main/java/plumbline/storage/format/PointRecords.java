package plumbline.storage.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import plumbline.annotation.scene.Problem;

/**
 * A point file held open as records of one length, little endian, for bulk work that has no use for columns. The first
 * twelve bytes of a record are x, y, z as whole numbers of {@link #steps}, then come the fields. Parts follow the file's order.
 */
public interface PointRecords extends AutoCloseable {
    /** Where a field lies in a record: {@code bits} of the byte at {@code at} from bit {@code shift} on; bits 0 for a whole value. */
    record Place(String name, String type, int at, int shift, int bits) {}

    /** Takes {@code n} records from the start of the buffer, which holds them during the call only. */
    interface Sink {
        void accept(ByteBuffer records, int n) throws IOException;
    }

    int bytes();

    /** The same fields in the same order as the columns that {@link PointFormat#read} hands over. */
    List<Place> fields();

    PointFormat.Steps steps();

    int count();

    /** How many points stand before a part in the file. */
    long first(int part);

    /** Hands over a part's records, in one or several blocks on the caller's thread; returns what could not be read. */
    List<Problem> read(int part, Sink sink) throws IOException;

    /** What is wrong with the file as a whole, after {@code kept} points were read. */
    List<Problem> problems(long kept);

    @Override
    void close() throws IOException;
}
