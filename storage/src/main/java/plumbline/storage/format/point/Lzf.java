package plumbline.storage.format.point;

import java.nio.ByteBuffer;
import plumbline.storage.format.FormatException;

/** LZF as Marc Lehmann's liblzf defines it: literal runs and back references; used by PCD's binary_compressed. */
final class Lzf {
    private Lzf() {}

    /**
     * Fills {@code out} as far as the data goes; returns the number of bytes, or throws where the data is damaged.
     */
    static int expand(String where, ByteBuffer in, byte[] out) throws FormatException {
        int n = 0;
        int i = 0;
        int end = in.limit();
        while (i < end) {
            int control = in.get(i++) & 0xFF;
            if (control < 32) {
                int length = Math.min(control + 1, end - i);
                if (length > out.length - n) {
                    throw damaged(where, i);
                }
                in.get(i, out, n, length);
                i += length;
                n += length;
                continue;
            }
            int length = control >> 5;
            if (length == 7) {
                if (i >= end) {
                    return n;
                }
                length += in.get(i++) & 0xFF;
            }
            if (i >= end) {
                return n;
            }
            int from = n - ((control & 0x1F) << 8) - (in.get(i++) & 0xFF) - 1;
            length += 2;
            if (from < 0 || length > out.length - n) {
                throw damaged(where, i);
            }
            for (int k = 0; k < length; k++) {
                out[n++] = out[from++];
            }
        }
        return n;
    }

    private static FormatException damaged(String where, int at) {
        return new FormatException(where, "compressed byte " + at, "the LZF data is damaged");
    }
}
