package plumbline.storage.tile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Direct buffers used again: the collector would give their memory back too late. Little endian. */
final class Buffers {
    private static final int SMALLEST = 1 << 22;

    private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();

    /** One of at least so many bytes, its limit there. */
    ByteBuffer take(int bytes) {
        ByteBuffer b = free.pollFirst();
        if (b == null || b.capacity() < bytes) {
            // Sizes vary: the next power of two ends the growing soon.
            int room = bytes <= SMALLEST ? SMALLEST : Integer.highestOneBit(bytes - 1) << 1;
            b = ByteBuffer.allocateDirect(Math.max(bytes, room)).order(ByteOrder.LITTLE_ENDIAN);
        }
        return b.clear().limit(bytes);
    }

    void give(ByteBuffer buffer) {
        free.addFirst(buffer);
    }
}
