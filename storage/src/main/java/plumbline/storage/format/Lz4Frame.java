package plumbline.storage.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Unpacks LZ4 frames (LZ4 frame format 1.6.4, block format), also those whose blocks lean on the block before, which
 * most C and C++ writers make and the Java library does not read. Memory follows what comes out, up to a bound.
 */
public final class Lz4Frame {
    private static final int MAGIC = 0x184D2204;
    private static final int SKIPPABLE = 0x184D2A50;
    private static final int SHORTEST_MATCH = 4;

    private final ByteBuffer in;
    private final int most;
    private byte[] out;
    private int n;

    private Lz4Frame(byte[] packed, int most) {
        this.in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        this.most = most;
        this.out = new byte[(int) Math.min(most, Math.max(1 << 16, 4L * packed.length))];
    }

    /** All frames, at most {@code most} bytes; throws where they are cut, damaged or fail their checksum. */
    public static byte[] decode(byte[] packed, int most) throws IOException {
        Lz4Frame f = new Lz4Frame(packed, most);
        f.frames();
        return Arrays.copyOf(f.out, f.n);
    }

    /** What comes out before the data is cut or damaged. */
    public static byte[] decodeSound(byte[] packed, int most) {
        Lz4Frame f = new Lz4Frame(packed, most);
        try {
            f.frames();
        } catch (IOException e) {
            return Arrays.copyOf(f.out, f.n);
        }
        return Arrays.copyOf(f.out, f.n);
    }

    private void frames() throws IOException {
        while (in.hasRemaining() && n < most) {
            int magic = u32();
            if ((magic & 0xFFFFFFF0) == SKIPPABLE) {
                skip(u32());
            } else if (magic == MAGIC) {
                frame();
            } else {
                throw new IOException("byte " + (in.position() - 4) + " starts no LZ4 frame");
            }
        }
    }

    private void frame() throws IOException {
        int start = n;
        int flags = u8();
        u8();
        if (flags >> 6 != 1 || (flags & 1) != 0) {
            throw new IOException("an LZ4 frame of another version, or one that needs a dictionary");
        }
        skip(((flags & 8) != 0 ? 8 : 0) + 1);
        while (n < most || in.remaining() >= 4) {
            int size = u32();
            if (size == 0) {
                if ((flags & 4) != 0) {
                    check(start, u32());
                }
                return;
            }
            if (n >= most) {
                return;
            }
            int length = size & 0x7FFFFFFF;
            if (length > in.remaining()) {
                // What is there of a cut block is whole up to its last sequence.
                block(size < 0, in.position(), in.limit());
                throw new IOException("the LZ4 data is cut");
            }
            block(size < 0, in.position(), in.position() + length);
            skip(length + ((flags & 16) != 0 ? 4 : 0));
        }
    }

    private void check(int start, int sum) throws IOException {
        if (XXHashFactory.safeInstance().hash32().hash(out, start, n - start, 0) != sum) {
            throw new IOException("the LZ4 frame does not match its checksum");
        }
    }

    private void block(boolean stored, int from, int to) throws IOException {
        byte[] b = in.array();
        if (stored) {
            literals(b, from, to - from);
            return;
        }
        int p = from;
        while (p < to && n < most) {
            int token = b[p++] & 0xFF;
            int length = token >> 4;
            if (length == 15) {
                int more;
                do {
                    more = at(b, p++, to);
                    length += more;
                } while (more == 255 && length < most);
            }
            literals(b, p, Math.min(length, to - p));
            p += length;
            if (p >= to) {
                return;
            }
            int distance = at(b, p, to) | at(b, p + 1, to) << 8;
            p += 2;
            int match = (token & 15) + SHORTEST_MATCH;
            if (match == 15 + SHORTEST_MATCH) {
                int more;
                do {
                    more = at(b, p++, to);
                    match += more;
                } while (more == 255 && match < most);
            }
            copy(distance, match);
        }
    }

    private static int at(byte[] b, int p, int to) throws IOException {
        if (p >= to || p < 0) {
            throw new IOException("an LZ4 block ends within a sequence");
        }
        return b[p] & 0xFF;
    }

    private void literals(byte[] b, int from, int length) {
        int l = Math.min(length, most - n);
        grow(l);
        System.arraycopy(b, from, out, n, l);
        n += l;
    }

    private void copy(int distance, int length) throws IOException {
        if (distance == 0 || distance > n) {
            throw new IOException("an LZ4 match reaches before the beginning");
        }
        int l = Math.min(length, most - n);
        grow(l);
        if (distance >= l) {
            System.arraycopy(out, n - distance, out, n, l);
        } else {
            for (int i = 0; i < l; i++) {
                out[n + i] = out[n + i - distance];
            }
        }
        n += l;
    }

    private void grow(int by) {
        if (by > out.length - n) {
            out = Arrays.copyOf(out, (int) Math.min(most, Math.max(2L * out.length, (long) n + by)));
        }
    }

    private int u8() throws IOException {
        if (!in.hasRemaining()) {
            throw new IOException("the LZ4 data is cut");
        }
        return in.get() & 0xFF;
    }

    private int u32() throws IOException {
        if (in.remaining() < 4) {
            throw new IOException("the LZ4 data is cut");
        }
        return in.getInt();
    }

    private void skip(int bytes) throws IOException {
        if (bytes < 0 || bytes > in.remaining()) {
            throw new IOException("the LZ4 data is cut");
        }
        in.position(in.position() + bytes);
    }
}
