package plumbline.storage.tile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Direct buffers used again: the collector would give their memory back too late. Little endian. */
final class Buffers {
    private static final int STEP = 1 << 16;

    private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();

    /** One of at least so many bytes, its limit there. */
    ByteBuffer take(int bytes) {
        ByteBuffer b = free.pollFirst();
        if (b == null || b.capacity() < bytes) {
            b = ByteBuffer.allocateDirect(Math.addExact(bytes, STEP - 1) / STEP * STEP).order(ByteOrder.LITTLE_ENDIAN);
        }
        return b.clear().limit(bytes);
    }

    void give(ByteBuffer buffer) {
        free.addFirst(buffer);
    }
}
