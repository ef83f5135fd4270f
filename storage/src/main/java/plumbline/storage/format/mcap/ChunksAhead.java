package plumbline.storage.format.mcap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ForkJoinPool;

/** Has the chunks that come next unpacked on other cores while a scan looks at the one before; ends with the scan. */
final class ChunksAhead implements AutoCloseable {
    static final int MOST = 3;
    private static final int MOST_HEADS = 32;
    private static final long LARGEST = 1 << 25;

    private final McapReader reader;
    private final long size;
    private final ForkJoinPool pool = new ForkJoinPool(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST));
    private final Deque<Long> waiting = new ArrayDeque<>();
    private long next;

    ChunksAhead(McapReader reader, long size) {
        this.reader = reader;
        this.size = size;
    }

    /** The scan has come to the record at {@code at}. */
    void at(long at) throws IOException {
        while (!waiting.isEmpty() && waiting.getFirst() <= at) {
            waiting.removeFirst();
        }
        next = Math.max(next, at);
        int heads = 0;
        while (waiting.size() < MOST && heads++ < MOST_HEADS && next + McapReader.RECORD_HEAD <= size) {
            ByteBuffer head = reader.read(next, McapReader.RECORD_HEAD);
            int opcode = head.get() & 0xFF;
            long length = head.getLong();
            boolean whole = length >= 0 && length <= size - next - McapReader.RECORD_HEAD;
            if (!whole || opcode == McapRecord.FOOTER) {
                next = size;
            } else {
                if (opcode == McapRecord.CHUNK && length <= LARGEST) {
                    unpack(next);
                }
                next += McapReader.RECORD_HEAD + length;
            }
        }
    }

    private void unpack(long at) {
        waiting.addLast(at);
        // What goes wrong the scan finds again when it comes there, and says so in its place.
        pool.submit(() -> reader.chunkAt(at));
    }

    /** Those under way come to their end: a thread that is interrupted while it reads would close the file. */
    @Override
    public void close() {
        pool.close();
    }
}
