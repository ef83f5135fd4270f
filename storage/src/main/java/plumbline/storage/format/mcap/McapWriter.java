package plumbline.storage.format.mcap;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Writes MCAP front to back: chunks with message indexes, then summary, statistics and offsets, or what of them a
 * {@link McapLayout} asks for. The same calls give the same bytes. Memory is one chunk and the index entries. Not for
 * several threads at once.
 */
public final class McapWriter implements AutoCloseable {
    private static final int ZSTD_LEVEL = 3;

    private final OutputStream out;
    private final McapLayout layout;
    private final CRC32 crc = new CRC32();
    private final Bytes chunk = new Bytes();
    private final SortedMap<Integer, List<long[]>> chunkIndex = new TreeMap<>();
    private final List<McapRecord.Schema> schemas = new ArrayList<>();
    private final List<McapRecord.Channel> channels = new ArrayList<>();
    private final List<McapRecord.ChunkIndex> chunks = new ArrayList<>();
    private final List<McapRecord.AttachmentIndex> attachments = new ArrayList<>();
    private final List<McapRecord.MetadataIndex> metadata = new ArrayList<>();
    private final SortedMap<Integer, Long> counts = new TreeMap<>();
    private long position;
    private long chunkStart;
    private long chunkEnd;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos;
    private boolean closed;

    /** {@code chunkBytes} is when a chunk is closed; a message larger than that has a chunk of its own. */
    public McapWriter(OutputStream out, String profile, String library, int chunkBytes) throws IOException {
        this(out, profile, library, McapLayout.usual(chunkBytes));
    }

    public McapWriter(OutputStream out, String profile, String library, McapLayout layout) throws IOException {
        this.out = out;
        this.layout = layout;
        put(ByteBuffer.wrap(McapRecord.MAGIC));
        put(new Bytes().record(McapRecord.HEADER, b -> b.text(profile).text(library)));
    }

    /** Returns the schema's id. */
    public int schema(String name, String encoding, String definition) throws IOException {
        int id = schemas.size() + 1;
        McapRecord.Schema s =
                new McapRecord.Schema(id, name, encoding, definition.getBytes(StandardCharsets.UTF_8));
        schemas.add(s);
        data(b -> write(b, s));
        return id;
    }

    /** Returns the channel's id. {@code schemaId} 0 for none. */
    public int channel(String topic, int schemaId, String messageEncoding, SortedMap<String, String> values)
            throws IOException {
        int id = channels.size() + 1;
        McapRecord.Channel c = new McapRecord.Channel(id, schemaId, topic, messageEncoding, new TreeMap<>(values));
        channels.add(c);
        data(b -> write(b, c));
        return id;
    }

    /** Numbered from 0 in its channel. */
    public void message(int channel, long logTimeNanos, long publishTimeNanos, byte[] data) throws IOException {
        message(channel, counts.getOrDefault(channel, 0L), logTimeNanos, publishTimeNanos, data);
    }

    public void message(int channel, long sequence, long logTimeNanos, long publishTimeNanos, byte[] data)
            throws IOException {
        if (channel < 1 || channel > channels.size()) {
            throw new IllegalArgumentException("channel " + channel + " was not announced");
        }
        if (chunk.size() > 0 && chunk.size() + (long) data.length > layout.chunkBytes()) {
            flush();
        }
        counts.merge(channel, 1L, Long::sum);
        if (chunkIndex.isEmpty()) {
            chunkStart = logTimeNanos;
            chunkEnd = logTimeNanos;
        }
        chunkStart = Math.min(chunkStart, logTimeNanos);
        chunkEnd = Math.max(chunkEnd, logTimeNanos);
        firstNanos = Math.min(firstNanos, logTimeNanos);
        lastNanos = Math.max(lastNanos, logTimeNanos);
        chunkIndex.computeIfAbsent(channel, c -> new ArrayList<>()).add(new long[] {logTimeNanos, chunk.size()});
        data(to -> to.record(McapRecord.MESSAGE, b -> b.u16(channel)
                .u32(sequence)
                .u64(logTimeNanos)
                .u64(publishTimeNanos)
                .raw(data)));
    }

    /** A record of the data section: into the chunk, or straight into a file without chunks. */
    private void data(Consumer<Bytes> record) throws IOException {
        if (layout.chunked()) {
            record.accept(chunk);
        } else {
            Bytes own = new Bytes();
            record.accept(own);
            put(own);
        }
    }

    public void attachment(long logTimeNanos, long createTimeNanos, String name, String mediaType, byte[] data)
            throws IOException {
        attachment(logTimeNanos, createTimeNanos, name, mediaType, new ByteArrayInputStream(data), data.length);
    }

    /** As above with {@code length} bytes from a stream, of which a small buffer is in memory at a time. */
    public void attachment(
            long logTimeNanos, long createTimeNanos, String name, String mediaType, InputStream data, long length)
            throws IOException {
        flush();
        Bytes head = new Bytes().u64(logTimeNanos).u64(createTimeNanos).text(name).text(mediaType).u64(length);
        CRC32 sum = new CRC32();
        sum.update(head.view());
        long at = position;
        put(new Bytes().u8(McapRecord.ATTACHMENT).u64(head.size() + length + Integer.BYTES).raw(head.view()));
        byte[] buffer = new byte[1 << 16];
        long left = length;
        while (left > 0) {
            int n = data.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new EOFException(name + " ended " + left + " bytes early; it was changed while it was read");
            }
            sum.update(buffer, 0, n);
            put(ByteBuffer.wrap(buffer, 0, n));
            left -= n;
        }
        put(new Bytes().u32(sum.getValue()));
        attachments.add(new McapRecord.AttachmentIndex(
                at, position - at, logTimeNanos, createTimeNanos, length, name, mediaType));
    }

    public void metadata(String name, SortedMap<String, String> values) throws IOException {
        flush();
        long at = position;
        put(new Bytes().record(McapRecord.METADATA, b -> b.text(name).map(values)));
        metadata.add(new McapRecord.MetadataIndex(at, position - at, name));
    }

    private void flush() throws IOException {
        if (chunk.size() == 0) {
            return;
        }
        ByteBuffer plain = chunk.view();
        CRC32 sum = new CRC32();
        sum.update(plain.duplicate());
        byte[] records = new byte[plain.remaining()];
        plain.get(records);
        byte[] packed = layout.zstd() ? Zstd.compress(records, ZSTD_LEVEL) : records;
        String compression = layout.zstd() ? "zstd" : "";
        long start = chunkIndex.isEmpty() ? 0 : chunkStart;
        long end = chunkIndex.isEmpty() ? 0 : chunkEnd;
        long at = position;
        put(new Bytes().record(McapRecord.CHUNK, b -> b.u64(start)
                .u64(end)
                .u64(records.length)
                .u32(sum.getValue())
                .text(compression)
                .u64(packed.length)
                .raw(packed)));
        long length = position - at;
        long indexAt = position;
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        for (var e : layout.messageIndexes() ? chunkIndex.entrySet() : Set.<Map.Entry<Integer, List<long[]>>>of()) {
            offsets.put(e.getKey(), position);
            put(new Bytes().record(McapRecord.MESSAGE_INDEX, b -> {
                b.u16(e.getKey()).u32(16L * e.getValue().size());
                e.getValue().forEach(m -> b.u64(m[0]).u64(m[1]));
            }));
        }
        chunks.add(new McapRecord.ChunkIndex(
                start, end, at, length, offsets, position - indexAt, compression, packed.length, records.length));
        chunk.clear();
        chunkIndex.clear();
    }

    private void put(Bytes bytes) throws IOException {
        put(bytes.view());
    }

    private void put(ByteBuffer bytes) throws IOException {
        crc.update(bytes.duplicate());
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        position += bytes.remaining();
    }

    /** Ends the file and closes the stream. Without this the file reads as cut. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            flush();
            long dataCrc = crc.getValue();
            put(new Bytes().record(McapRecord.DATA_END, b -> b.u32(dataCrc)));
            crc.reset();
            long summary = position;
            List<long[]> groups = new ArrayList<>();
            group(groups, McapRecord.SCHEMA, layout.repeatSchemas() ? schemas : List.of());
            group(groups, McapRecord.CHANNEL, layout.repeatChannels() ? channels : List.of());
            group(groups, McapRecord.STATISTICS, layout.statistics() ? List.of(statistics()) : List.of());
            group(groups, McapRecord.CHUNK_INDEX, layout.chunkIndexes() ? chunks : List.of());
            group(groups, McapRecord.ATTACHMENT_INDEX, layout.attachmentIndexes() ? attachments : List.of());
            group(groups, McapRecord.METADATA_INDEX, layout.metadataIndexes() ? metadata : List.of());
            long offsets = position;
            for (long[] g : layout.summaryOffsets() ? groups : List.<long[]>of()) {
                put(new Bytes().record(McapRecord.SUMMARY_OFFSET, b -> b.u8((int) g[0]).u64(g[1]).u64(g[2])));
            }
            put(new Bytes().u8(McapRecord.FOOTER)
                    .u64(20)
                    .u64(groups.isEmpty() ? 0 : summary)
                    .u64(position == offsets ? 0 : offsets));
            put(new Bytes().u32(crc.getValue()).raw(McapRecord.MAGIC));
        }
    }

    private McapRecord.Statistics statistics() {
        long messages = counts.values().stream().mapToLong(Long::longValue).sum();
        return new McapRecord.Statistics(
                messages, schemas.size(), channels.size(), attachments.size(), metadata.size(), chunks.size(),
                messages == 0 ? 0 : firstNanos, lastNanos, counts);
    }

    private void group(List<long[]> groups, int opcode, List<? extends McapRecord> records) throws IOException {
        if (records.isEmpty()) {
            return;
        }
        long at = position;
        for (McapRecord r : records) {
            Bytes b = new Bytes();
            write(b, r);
            put(b);
        }
        groups.add(new long[] {opcode, at, position - at});
    }

    private static void write(Bytes to, McapRecord record) {
        switch (record) {
            case McapRecord.Schema s -> to.record(
                    McapRecord.SCHEMA,
                    b -> b.u16(s.id()).text(s.name()).text(s.encoding()).u32(s.data().length).raw(s.data()));
            case McapRecord.Channel c -> to.record(
                    McapRecord.CHANNEL,
                    b -> b.u16(c.id()).u16(c.schemaId()).text(c.topic()).text(c.messageEncoding()).map(c.metadata()));
            case McapRecord.Statistics s -> to.record(McapRecord.STATISTICS, b -> b.u64(s.messages())
                    .u16(s.schemas())
                    .u32(s.channels())
                    .u32(s.attachments())
                    .u32(s.metadata())
                    .u32(s.chunks())
                    .u64(s.startNanos())
                    .u64(s.endNanos())
                    .counts(s.messagesOfChannel()));
            case McapRecord.ChunkIndex c -> to.record(McapRecord.CHUNK_INDEX, b -> b.u64(c.startNanos())
                    .u64(c.endNanos())
                    .u64(c.chunkOffset())
                    .u64(c.chunkLength())
                    .counts(c.messageIndexOffsets())
                    .u64(c.messageIndexLength())
                    .text(c.compression())
                    .u64(c.compressedSize())
                    .u64(c.uncompressedSize()));
            case McapRecord.AttachmentIndex a -> to.record(McapRecord.ATTACHMENT_INDEX, b -> b.u64(a.offset())
                    .u64(a.length())
                    .u64(a.logTimeNanos())
                    .u64(a.createTimeNanos())
                    .u64(a.dataSize())
                    .text(a.name())
                    .text(a.mediaType()));
            case McapRecord.MetadataIndex m -> to.record(
                    McapRecord.METADATA_INDEX, b -> b.u64(m.offset()).u64(m.length()).text(m.name()));
            default -> throw new IllegalArgumentException("not a record of the summary: " + record);
        }
    }
}
