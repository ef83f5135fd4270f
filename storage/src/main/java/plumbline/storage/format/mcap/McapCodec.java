package plumbline.storage.format.mcap;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import plumbline.storage.format.FormatException;

/**
 * Bytes to record: the body of one record (without opcode and length) into its fields, little endian. Extra bytes at
 * a record's end are allowed, as the specification asks; a field that reaches past the end is an error with its
 * offset.
 */
final class McapCodec {
    private final ByteBuffer in;
    private final String where;

    private McapCodec(String where, ByteBuffer in) {
        this.in = in;
        this.where = where;
    }

    static McapRecord read(String where, int opcode, ByteBuffer body) throws FormatException {
        int start = body.position();
        try {
            return new McapCodec(where, body).record(opcode);
        } catch (BufferUnderflowException e) {
            throw new FormatException(
                    where,
                    "field at byte " + (body.position() - start) + " of the record",
                    "the record (opcode " + opcode + ") ends before its fields do; it is damaged",
                    e);
        }
    }

    /** A chunk whose records are cut off by the file's end; without any where even its head is cut. */
    static McapRecord.Chunk cutChunk(ByteBuffer body) {
        try {
            McapCodec c = new McapCodec("", body);
            long start = body.getLong();
            long end = body.getLong();
            long size = body.getLong();
            long crc = c.u32();
            String compression = c.text();
            body.getLong();
            return new McapRecord.Chunk(start, end, size, crc, compression, c.rest());
        } catch (BufferUnderflowException e) {
            return new McapRecord.Chunk(0, 0, 0, 0, "", ByteBuffer.allocate(0));
        }
    }

    private McapRecord record(int opcode) throws FormatException {
        return switch (opcode) {
            case McapRecord.HEADER -> new McapRecord.Header(text(), text());
            case McapRecord.FOOTER -> new McapRecord.Footer(in.getLong(), in.getLong(), u32());
            case McapRecord.SCHEMA -> new McapRecord.Schema(u16(), text(), text(), bytes(u32()));
            case McapRecord.CHANNEL -> new McapRecord.Channel(u16(), u16(), text(), text(), map());
            case McapRecord.MESSAGE -> new McapRecord.Message(u16(), u32(), in.getLong(), in.getLong(), rest());
            case McapRecord.CHUNK -> new McapRecord.Chunk(
                    in.getLong(), in.getLong(), in.getLong(), u32(), text(), view(in.getLong()));
            case McapRecord.MESSAGE_INDEX -> messageIndex();
            case McapRecord.CHUNK_INDEX -> new McapRecord.ChunkIndex(
                    in.getLong(), in.getLong(), in.getLong(), in.getLong(), counts(), in.getLong(), text(),
                    in.getLong(), in.getLong());
            case McapRecord.ATTACHMENT -> attachment();
            case McapRecord.ATTACHMENT_INDEX -> new McapRecord.AttachmentIndex(
                    in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), text(), text());
            case McapRecord.STATISTICS -> new McapRecord.Statistics(
                    in.getLong(), u16(), u32(), u32(), u32(), u32(), in.getLong(), in.getLong(), counts());
            case McapRecord.METADATA -> new McapRecord.Metadata(text(), map());
            case McapRecord.METADATA_INDEX -> new McapRecord.MetadataIndex(in.getLong(), in.getLong(), text());
            case McapRecord.SUMMARY_OFFSET -> new McapRecord.SummaryOffset(
                    in.get() & 0xFF, in.getLong(), in.getLong());
            case McapRecord.DATA_END -> new McapRecord.DataEnd(u32());
            default -> new McapRecord.Unknown(opcode, in.remaining());
        };
    }

    private McapRecord.MessageIndex messageIndex() {
        int channel = u16();
        ByteBuffer entries = view(u32());
        int n = entries.remaining() / 16;
        long[] times = new long[n];
        long[] offsets = new long[n];
        for (int i = 0; i < n; i++) {
            times[i] = entries.getLong();
            offsets[i] = entries.getLong();
        }
        return new McapRecord.MessageIndex(channel, times, offsets);
    }

    private McapRecord.Attachment attachment() throws FormatException {
        ByteBuffer all = in.duplicate();
        long log = in.getLong();
        long create = in.getLong();
        String name = text();
        String mediaType = text();
        byte[] data = bytes(in.getLong());
        int covered = in.position() - all.position();
        long crc = u32();
        if (crc != 0) {
            CRC32 sum = new CRC32();
            sum.update(all.limit(all.position() + covered));
            if (sum.getValue() != crc) {
                throw new FormatException(where, "", "the attachment \"" + name + "\" does not match its checksum");
            }
        }
        return new McapRecord.Attachment(log, create, name, mediaType, data, crc);
    }

    private int u16() {
        return in.getShort() & 0xFFFF;
    }

    private long u32() {
        return in.getInt() & 0xFFFFFFFFL;
    }

    private ByteBuffer view(long length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer slice = in.slice(in.position(), (int) length).order(in.order());
        in.position(in.position() + (int) length);
        return slice;
    }

    private ByteBuffer rest() {
        return view(in.remaining());
    }

    private byte[] bytes(long length) {
        ByteBuffer v = view(length);
        byte[] out = new byte[v.remaining()];
        v.get(out);
        return out;
    }

    private String text() {
        return new String(bytes(u32()), StandardCharsets.UTF_8);
    }

    private SortedMap<String, String> map() {
        ByteBuffer entries = view(u32());
        McapCodec inner = new McapCodec(where, entries);
        SortedMap<String, String> out = new TreeMap<>();
        while (entries.hasRemaining()) {
            out.put(inner.text(), inner.text());
        }
        return out;
    }

    private SortedMap<Integer, Long> counts() {
        ByteBuffer entries = view(u32());
        McapCodec inner = new McapCodec(where, entries);
        SortedMap<Integer, Long> out = new TreeMap<>();
        while (entries.hasRemaining()) {
            out.put(inner.u16(), entries.getLong());
        }
        return out;
    }
}
