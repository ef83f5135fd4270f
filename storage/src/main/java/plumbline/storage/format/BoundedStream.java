package plumbline.storage.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads what a decompressor gives: memory follows the bytes that come out, not the number that a file announces. */
public final class BoundedStream {
    private BoundedStream() {}

    /** Up to {@code size} bytes, fewer where the stream ends before; {@code packed} is what it is made from. */
    public static byte[] read(InputStream in, int packed, int size) throws IOException {
        try (in) {
            byte[] out = new byte[(int) Math.min(size, Math.max(1 << 16, 4L * packed))];
            int n = 0;
            while (n < size) {
                if (n == out.length) {
                    out = Arrays.copyOf(out, (int) Math.min(size, 2L * out.length));
                }
                int read = in.read(out, n, out.length - n);
                if (read < 0) {
                    break;
                }
                n += read;
            }
            return n == out.length ? out : Arrays.copyOf(out, n);
        }
    }
}
