package plumbline.storage.format.ros;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes one ROS 2 message in plain CDR with its four encapsulation bytes, little endian unless asked otherwise. */
public final class CdrWriter {
    private static final int ENCAPSULATION = 4;

    private ByteBuffer out;

    public CdrWriter() {
        this(ByteOrder.LITTLE_ENDIAN, 256);
    }

    /** {@code expected} bytes are set aside; more are taken as needed. */
    public CdrWriter(ByteOrder order, int expected) {
        out = ByteBuffer.allocate(Math.max(64, expected)).order(order);
        out.put((byte) 0).put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 0)).putShort((short) 0);
    }

    private ByteBuffer room(int bytes, int alignment) {
        int pad = -(out.position() - ENCAPSULATION) & (alignment - 1);
        if (out.remaining() < pad + bytes) {
            int wanted = Math.addExact(out.position(), pad + bytes);
            int capacity = (int) Math.min(Integer.MAX_VALUE - 64L, Math.max(2L * out.capacity(), wanted));
            out = ByteBuffer.allocate(capacity).order(out.order()).put(out.flip());
        }
        for (int i = 0; i < pad; i++) {
            out.put((byte) 0);
        }
        return out;
    }

    public CdrWriter u8(int v) {
        room(1, 1).put((byte) v);
        return this;
    }

    public CdrWriter u16(int v) {
        room(2, 2).putShort((short) v);
        return this;
    }

    public CdrWriter u32(long v) {
        room(4, 4).putInt((int) v);
        return this;
    }

    public CdrWriter f64(double v) {
        room(8, 8).putDouble(v);
        return this;
    }

    public CdrWriter text(String v) {
        byte[] utf8 = v.getBytes(StandardCharsets.UTF_8);
        u32(utf8.length + 1L);
        room(utf8.length + 1, 1).put(utf8).put((byte) 0);
        return this;
    }

    public CdrWriter bytes(byte[] v) {
        u32(v.length);
        room(v.length, 1).put(v);
        return this;
    }

    /** Sets aside {@code n} bytes and returns where they lie, in this message's byte order. */
    ByteBuffer space(int n) {
        ByteBuffer b = room(n, 1);
        ByteBuffer view = b.slice(b.position(), n).order(b.order());
        b.position(b.position() + n);
        return view;
    }

    public CdrWriter doubles(double[] v) {
        for (double d : v) {
            f64(d);
        }
        return this;
    }

    public CdrWriter doubleSequence(double[] v) {
        return u32(v.length).doubles(v);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(out.array(), out.position());
    }
}
