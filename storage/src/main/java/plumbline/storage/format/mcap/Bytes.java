package plumbline.storage.format.mcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * A growing little-endian buffer with MCAP's field types; {@link #record} fills in the length when the body is known.
 */
final class Bytes {
    private ByteBuffer buf = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

    int size() {
        return buf.position();
    }

    void clear() {
        buf.clear();
    }

    /** What was written so far. */
    ByteBuffer view() {
        return ByteBuffer.wrap(buf.array(), 0, buf.position());
    }

    Bytes record(int opcode, Consumer<Bytes> body) {
        u8(opcode);
        int lengthAt = size();
        u64(0);
        body.accept(this);
        buf.putLong(lengthAt, size() - lengthAt - 8L);
        return this;
    }

    Bytes u8(int v) {
        room(1).put((byte) v);
        return this;
    }

    Bytes u16(int v) {
        room(2).putShort((short) v);
        return this;
    }

    Bytes u32(long v) {
        room(4).putInt((int) v);
        return this;
    }

    Bytes u64(long v) {
        room(8).putLong(v);
        return this;
    }

    Bytes raw(byte[] v) {
        room(v.length).put(v);
        return this;
    }

    Bytes raw(ByteBuffer v) {
        room(v.remaining()).put(v.duplicate());
        return this;
    }

    Bytes text(String v) {
        byte[] utf8 = v.getBytes(StandardCharsets.UTF_8);
        return u32(utf8.length).raw(utf8);
    }

    Bytes map(SortedMap<String, String> values) {
        Bytes inner = new Bytes();
        values.forEach((k, v) -> inner.text(k).text(v));
        return u32(inner.size()).raw(inner.view());
    }

    Bytes counts(SortedMap<Integer, Long> values) {
        u32(10L * values.size());
        values.forEach((k, v) -> u16(k).u64(v));
        return this;
    }

    private ByteBuffer room(int n) {
        if (buf.remaining() < n) {
            int wanted = Math.addExact(buf.position(), n);
            int capacity = (int) Math.min(Integer.MAX_VALUE - 64L, Math.max(2L * buf.capacity(), wanted));
            buf = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).put(buf.flip());
        }
        return buf;
    }
}
