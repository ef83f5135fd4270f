package plumbline.storage.format.mcap;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import plumbline.storage.format.BoundedStream;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.Lz4Frame;

/**
 * A chunk's records, uncompressed and checked against length and CRC-32. The announced length is believed only as far
 * as bytes come out of the decompressor, so a false one costs no memory.
 */
final class McapCompression {
    static final long LARGEST_CHUNK = 1L << 30;
    private static final int USUAL_RATIO = 32;

    private McapCompression() {}

    static ByteBuffer records(String where, McapRecord.Chunk chunk) throws IOException {
        ByteBuffer raw = chunk.records();
        long size = chunk.uncompressedSize();
        if (size < 0 || size > LARGEST_CHUNK) {
            throw new FormatException(
                    where, "", "the chunk announces " + size + " bytes; chunks of up to 1 GiB are read");
        }
        ByteBuffer out;
        try {
            out = switch (chunk.compression()) {
                case "" -> raw.duplicate();
                case "zstd" -> zstd(raw, (int) size);
                case "lz4" -> ByteBuffer.wrap(Lz4Frame.decode(copy(raw), (int) size));
                default -> throw new FormatException(
                        where,
                        "",
                        "the chunk is compressed with \"" + chunk.compression() + "\"; none, lz4 and zstd are known");
            };
        } catch (FormatException e) {
            throw e;
        } catch (IOException | ZstdException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new FormatException(where, "", "the chunk's " + chunk.compression() + " data is damaged", e);
        }
        if (out.remaining() != size) {
            throw new FormatException(
                    where, "", "the chunk holds " + out.remaining() + " bytes and announces " + size);
        }
        if (chunk.uncompressedCrc() != 0) {
            CRC32 crc = new CRC32();
            crc.update(out.duplicate());
            if (crc.getValue() != chunk.uncompressedCrc()) {
                throw new FormatException(where, "", "the chunk does not match its checksum");
            }
        }
        return out.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What a chunk that the file's end cuts off still gives; its checksum cannot be asked. */
    static ByteBuffer recordsOfCut(McapRecord.Chunk chunk) {
        ByteBuffer raw = chunk.records();
        int most = (int) Math.min(LARGEST_CHUNK, Math.max(0, chunk.uncompressedSize()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = switch (chunk.compression()) {
            case "" -> bytesOf(raw);
            case "zstd" -> new ZstdInputStreamNoFinalizer(bytesOf(raw)).setContinuous(true);
            case "lz4" -> new ByteArrayInputStream(Lz4Frame.decodeSound(copy(raw), most));
            default -> InputStream.nullInputStream();
        }) {
            byte[] buffer = new byte[1 << 14];
            while (out.size() < most) {
                int n = in.read(buffer, 0, Math.min(buffer.length, most - out.size()));
                if (n <= 0) {
                    break;
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException | ZstdException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // The cut itself: what came out before it stands.
            return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        }
        return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer zstd(ByteBuffer raw, int size) throws IOException {
        if (size <= (long) USUAL_RATIO * raw.remaining()) {
            byte[] in = new byte[raw.remaining()];
            raw.duplicate().get(in);
            byte[] out = new byte[size];
            long n = Zstd.decompressByteArray(out, 0, size, in, 0, in.length);
            if (Zstd.isError(n)) {
                throw new IOException(Zstd.getErrorName(n));
            }
            return ByteBuffer.wrap(out, 0, (int) n);
        }
        return stream(new ZstdInputStreamNoFinalizer(bytesOf(raw)), raw.remaining(), size);
    }

    private static ByteBuffer stream(InputStream in, int compressed, int size) throws IOException {
        return ByteBuffer.wrap(BoundedStream.read(in, compressed, size));
    }

    private static byte[] copy(ByteBuffer raw) {
        byte[] in = new byte[raw.remaining()];
        raw.duplicate().get(in);
        return in;
    }

    private static InputStream bytesOf(ByteBuffer raw) {
        return new ByteArrayInputStream(copy(raw));
    }
}
