package plumbline.storage.format.arrow;

import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import plumbline.storage.format.BoundedStream;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.Lz4Frame;

/** The buffers of one record batch in their order, unpacked where the batch says LZ4 frame or zstd. */
final class ArrowBuffers {
    private static final int LZ4 = 0;
    private static final int NONE = -1;

    private final String where;
    private final ByteBuffer body;
    private final long[] places;
    private final int codec;
    private final long[] budget;
    private int next;

    /** {@code budget[0]} is what may still be unpacked of the whole file. */
    ArrowBuffers(String where, FlatTable batch, ByteBuffer body, long[] budget) throws FormatException {
        this.budget = budget;
        this.where = where;
        this.body = body;
        this.places = batch.structs(2, 2);
        this.codec = batch.has(3) ? batch.table(3).u8(0, LZ4) : NONE;
        if (codec > 1) {
            throw batch.bad("the compression " + codec + " is not known; LZ4 and zstd are");
        }
    }

    void skip() {
        next++;
    }

    /** The next buffer's first {@code needed} bytes, little endian; refuses a shorter one. */
    ByteBuffer next(long needed) throws FormatException {
        int i = 2 * next++;
        if (i + 1 >= places.length || places[i] < 0 || places[i + 1] < 0
                || places[i] > body.limit() || places[i + 1] > body.limit() - places[i]) {
            throw new FormatException(where, "", "a column's bytes lie outside their batch; the file is damaged");
        }
        ByteBuffer raw = body.slice((int) places[i], (int) places[i + 1]);
        ByteBuffer plain = codec == NONE || raw.remaining() < 8 ? raw : unpacked(raw.order(ByteOrder.LITTLE_ENDIAN), needed);
        if (plain.remaining() < needed) {
            throw new FormatException(
                    where, "", "a column announces " + needed + " bytes and holds " + plain.remaining());
        }
        return plain.order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer unpacked(ByteBuffer raw, long needed) throws FormatException {
        long size = raw.getLong(0);
        ByteBuffer packed = raw.slice(8, raw.remaining() - 8);
        if (size == -1) {
            return packed;
        }
        if (size < needed || needed > Integer.MAX_VALUE - 64) {
            throw new FormatException(where, "", "a column announces " + size + " bytes, " + needed + " are needed");
        }
        budget[0] -= needed;
        if (budget[0] < 0) {
            throw new FormatException(where, "", "the table unpacks to far more than its file's size; not read");
        }
        byte[] in = new byte[packed.remaining()];
        packed.get(in);
        try {
            return ByteBuffer.wrap(codec == LZ4
                    ? Lz4Frame.decode(in, (int) needed)
                    : BoundedStream.read(
                            new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(in)), in.length, (int) needed));
        } catch (IOException | ZstdException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new FormatException(where, "", "a column's compressed data is damaged", e);
        }
    }
}
