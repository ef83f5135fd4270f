package plumbline.storage.format.ros;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import plumbline.storage.format.FormatException;

/**
 * Reads one ROS 2 message in plain CDR (OMG DDS-XTypes, encapsulations 0x0000 to 0x0001 and 0x0006 to 0x0007), big or
 * little endian. Alignment counts from behind the four encapsulation bytes. Every length is checked against what is
 * left.
 */
public final class CdrReader {
    private static final int ENCAPSULATION = 4;

    private final ByteBuffer in;
    private final String where;
    private final int largestAlignment;

    /** Starts after the encapsulation header at the buffer's position; {@code where} names the message in errors. */
    public CdrReader(String where, ByteBuffer message) throws FormatException {
        this.where = where;
        if (message.remaining() < ENCAPSULATION) {
            throw new FormatException(where, "byte 0", "the message has no CDR header; it is cut");
        }
        int kind = (message.get(message.position()) & 0xFF) << 8 | message.get(message.position() + 1) & 0xFF;
        if (kind != 0 && kind != 1 && kind != 6 && kind != 7) {
            throw new FormatException(
                    where, "byte 0", "the message is not plain CDR (encapsulation " + kind + ", known are 0, 1, 6, 7)");
        }
        this.largestAlignment = kind >= 6 ? 4 : 8;
        this.in = message.slice(message.position() + ENCAPSULATION, message.remaining() - ENCAPSULATION)
                .order((kind & 1) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    public ByteOrder order() {
        return in.order();
    }

    private ByteBuffer need(int bytes, int alignment) throws FormatException {
        int a = Math.min(alignment, largestAlignment);
        int at = (in.position() + a - 1) & -a;
        if (at > in.limit() || in.limit() - at < bytes) {
            throw new FormatException(where, "byte " + (at + ENCAPSULATION),
                    "the message ends here; it is cut or damaged");
        }
        return in.position(at);
    }

    public int u8() throws FormatException {
        return need(1, 1).get() & 0xFF;
    }

    public int u16() throws FormatException {
        return need(2, 2).getShort() & 0xFFFF;
    }

    public int i32() throws FormatException {
        return need(4, 4).getInt();
    }

    public long u32() throws FormatException {
        return i32() & 0xFFFFFFFFL;
    }

    public long i64() throws FormatException {
        return need(8, 8).getLong();
    }

    public float f32() throws FormatException {
        return need(4, 4).getFloat();
    }

    public double f64() throws FormatException {
        return need(8, 8).getDouble();
    }

    public String text() throws FormatException {
        ByteBuffer v = bytes();
        byte[] utf8 = new byte[Math.max(0, v.remaining() - 1)];
        v.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** A sequence of bytes, as a view. */
    public ByteBuffer bytes() throws FormatException {
        int n = length(1);
        ByteBuffer view = in.slice(in.position(), n).order(in.order());
        in.position(in.position() + n);
        return view;
    }

    /** An array of so many bytes, as a view. */
    public ByteBuffer bytes(int n) throws FormatException {
        need(n, 1);
        ByteBuffer view = in.slice(in.position(), n).order(in.order());
        in.position(in.position() + n);
        return view;
    }

    /** The length of a sequence whose elements take at least {@code smallest} bytes each. */
    public int length(int smallest) throws FormatException {
        long n = u32();
        if (n * smallest > in.remaining()) {
            throw new FormatException(
                    where,
                    "byte " + (in.position() + ENCAPSULATION - 4),
                    n + " elements are announced and " + in.remaining() + " bytes are left; it is cut or damaged");
        }
        return (int) n;
    }

    public double[] doubles(int n) throws FormatException {
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = f64();
        }
        return out;
    }

    public double[] doubleSequence() throws FormatException {
        return doubles(length(8));
    }

    /** Bytes that were not read yet. */
    public int remaining() {
        return in.remaining();
    }

    public String where() {
        return where;
    }
}
