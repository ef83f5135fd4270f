package plumbline.storage.tile;

/** One lane of rows as byte planes, differences taken where that is asked for; see docs/formats/tiles.md. */
final class LanePlanes {
    private LanePlanes() {}

    /** {@code first}: where the lane lies in the first row. {@code bits} of one byte from {@code shift} on, 0 for a whole value. */
    static void fill(
            RowBlock rows, int first, int width, int shift, int bits, boolean differences, boolean ascending, byte[] out) {
        byte[] in = rows.bytes();
        int n = rows.size();
        int stride = rows.stride();
        switch (width) {
            case 1 -> bytes(in, first, stride, n, shift, bits == 0 ? 0xFF : (1 << bits) - 1, out);
            case 2 -> shorts(in, first, stride, n, out);
            case 4 -> {
                if (differences) {
                    steps(in, first, stride, n, ascending, out);
                } else {
                    ints(in, first, stride, n, out);
                }
            }
            default -> longs(in, first, stride, n, differences, ascending, out);
        }
    }

    private static void bytes(byte[] in, int first, int stride, int n, int shift, int mask, byte[] out) {
        for (int i = 0, p = first; i < n; i++, p += stride) {
            out[i] = (byte) (in[p] >> shift & mask);
        }
    }

    private static void shorts(byte[] in, int first, int stride, int n, byte[] out) {
        for (int i = 0, p = first; i < n; i++, p += stride) {
            out[i] = in[p];
            out[n + i] = in[p + 1];
        }
    }

    private static void ints(byte[] in, int first, int stride, int n, byte[] out) {
        for (int i = 0, p = first; i < n; i++, p += stride) {
            put(RowBlock.getInt(in, p), out, i, n);
        }
    }

    private static void steps(byte[] in, int first, int stride, int n, boolean ascending, byte[] out) {
        int before = 0;
        for (int i = 0, p = first; i < n; i++, p += stride) {
            int bits = RowBlock.getInt(in, p);
            int value = ascending ? bits ^ bits >> 31 & 0x7FFFFFFF : bits;
            int d = value - before;
            before = value;
            put(d << 1 ^ d >> 31, out, i, n);
        }
    }

    private static void put(int bits, byte[] out, int i, int n) {
        out[i] = (byte) bits;
        out[n + i] = (byte) (bits >> 8);
        out[2 * n + i] = (byte) (bits >> 16);
        out[3 * n + i] = (byte) (bits >> 24);
    }

    private static void longs(
            byte[] in, int first, int stride, int n, boolean differences, boolean ascending, byte[] out) {
        long before = 0;
        for (int i = 0, p = first; i < n; i++, p += stride) {
            long bits = RowBlock.getLong(in, p);
            if (differences) {
                long value = ascending ? bits ^ bits >> 63 & Long.MAX_VALUE : bits;
                long d = value - before;
                before = value;
                bits = d << 1 ^ d >> 63;
            }
            for (int b = 0; b < 8; b++) {
                out[b * n + i] = (byte) (bits >> 8 * b);
            }
        }
    }
}
