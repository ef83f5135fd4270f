package plumbline.storage.format.e57;

import java.util.Arrays;

/** Bits one after the other, lowest first, of bytes that come in pieces. */
final class BitStream {
    private byte[] bytes = new byte[64];
    private int size;
    /** The next bit within {@code bytes}. */
    private long at;

    long bits() {
        return 8L * size - at;
    }

    void add(byte[] from, int offset, int length) {
        int used = (int) (at >> 3);
        if (used > 0 && size + length > bytes.length) {
            System.arraycopy(bytes, used, bytes, 0, size - used);
            size -= used;
            at &= 7;
        }
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, bytes.length * 2));
        }
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /** The caller has looked that there are as many. */
    long take(int count) {
        long v = 0;
        int got = 0;
        while (got < count) {
            int within = (int) (at & 7);
            int some = Math.min(8 - within, count - got);
            long part = (bytes[(int) (at >> 3)] & 0xFF) >> within & (1 << some) - 1;
            v |= part << got;
            got += some;
            at += some;
        }
        return v;
    }
}
