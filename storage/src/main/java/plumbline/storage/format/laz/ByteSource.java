package plumbline.storage.format.laz;

import java.io.IOException;
import java.io.UncheckedIOException;
import plumbline.storage.format.RandomInput;

/**
 * Bytes one after the other, from memory or from a file in pieces. Past the end there are zeros, and {@link #missing}
 * counts them.
 */
final class ByteSource {
    private static final int PIECE = 1 << 20;

    private byte[] bytes;
    private int at;
    private int end;
    private final RandomInput file;
    private long fileAt;
    private final long fileEnd;
    private int missing;

    ByteSource(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.file = null;
        this.fileEnd = 0;
    }

    ByteSource(RandomInput file, long from, long end) {
        this.bytes = new byte[(int) Math.max(1, Math.min(PIECE, end - from))];
        this.file = file;
        this.fileAt = from;
        this.fileEnd = end;
    }

    int next() {
        return at < end ? bytes[at++] & 0xFF : more();
    }

    private int more() {
        int n = (int) Math.min(bytes.length, fileEnd - fileAt);
        if (n <= 0) {
            missing++;
            return 0;
        }
        try {
            file.read(fileAt, bytes, n);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fileAt += n;
        at = 1;
        end = n;
        return bytes[0] & 0xFF;
    }

    void copy(byte[] to, int offset, int length) {
        for (int i = 0; i < length; i++) {
            to[offset + i] = (byte) next();
        }
    }

    /** Where the next byte lies in the file, for sources of files. */
    long position() {
        return fileAt - (end - at);
    }

    int missing() {
        return missing;
    }
}
