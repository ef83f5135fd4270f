package plumbline.storage.format.mcap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;

/**
 * Reads MCAP: front to back record by record, by the summary's indexes, or one message by its place. Memory is one
 * record and a handful of uncompressed chunks. A cut or unindexed file is read up to the cut, a damaged chunk is left out; both
 * are said. Safe for use by several threads.
 */
public final class McapReader implements AutoCloseable {
    private static final int CACHED_CHUNKS = ChunksAhead.MOST + 2;
    static final int RECORD_HEAD = 9;

    /**
     * Where a record lies: its own offset in the file and -1, or its chunk's offset and the offset within the chunk's
     * uncompressed records.
     */
    public record Place(long offset, long inChunk) {
        @Override
        public String toString() {
            return inChunk < 0 ? Long.toString(offset) : offset + "+" + inChunk;
        }

        /** The inverse of {@link #toString}. */
        public static Place parse(String text) throws FormatException {
            int plus = text.indexOf('+');
            try {
                return plus < 0
                        ? new Place(Long.parseLong(text), -1)
                        : new Place(Long.parseLong(text.substring(0, plus)), Long.parseLong(text.substring(plus + 1)));
            } catch (NumberFormatException e) {
                throw new FormatException(text, "", "not the place of an MCAP record", e);
            }
        }
    }

    /** Is shown records in the order of the file; those of a chunk one by one, the chunk itself not. */
    public interface Visitor {
        void record(McapRecord record, Place place) throws IOException;
    }

    private final Path path;
    private final FileChannel file;
    private final long size;
    /** Unpacked, or being unpacked by whoever asked first. */
    private final Map<Long, FutureTask<ByteBuffer>> chunks = new LinkedHashMap<>(16, 0.75f, true);

    private McapReader(Path path, FileChannel file) throws IOException {
        this.path = path;
        this.file = file;
        this.size = file.size();
    }

    public static boolean recognises(Path path) throws IOException {
        try (FileChannel c = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate(McapRecord.MAGIC.length);
            while (head.hasRemaining() && c.read(head) >= 0) {}
            return Arrays.equals(head.array(), McapRecord.MAGIC);
        }
    }

    public static McapReader open(Path path) throws IOException {
        if (!recognises(path)) {
            throw new FormatException(path.toString(), "byte 0", "not an MCAP file: its first bytes are not MCAP's");
        }
        return new McapReader(path, FileChannel.open(path, StandardOpenOption.READ));
    }

    /** Every record in order, those of chunks unpacked; returns what could not be read. */
    public List<Problem> scan(Visitor visitor) throws IOException {
        try (ChunksAhead ahead = new ChunksAhead(this, size)) {
            return scan(visitor, ahead);
        }
    }

    private List<Problem> scan(Visitor visitor, ChunksAhead ahead) throws IOException {
        List<Problem> problems = new ArrayList<>();
        long at = McapRecord.MAGIC.length;
        while (true) {
            ahead.at(at);
            if (at + RECORD_HEAD > size) {
                problems.add(cut(at));
                return problems;
            }
            ByteBuffer head = read(at, RECORD_HEAD);
            int opcode = head.get() & 0xFF;
            long length = head.getLong();
            if (length < 0 || length > size - at - RECORD_HEAD) {
                if (opcode == McapRecord.CHUNK && length > 0) {
                    scanCut(at, visitor);
                }
                problems.add(cut(at));
                return problems;
            }
            if (opcode == McapRecord.CHUNK) {
                scanChunk(at, visitor, problems);
            } else {
                Optional<McapRecord> record = recordAt(at, opcode, length, problems);
                if (record.isPresent()) {
                    visitor.record(record.get(), new Place(at, -1));
                }
            }
            at += RECORD_HEAD + length;
            if (opcode == McapRecord.FOOTER) {
                if (size - at < McapRecord.MAGIC.length) {
                    problems.add(new Problem(path + ", byte " + at,
                            "the file lacks its closing bytes; all else is read"));
                }
                return problems;
            }
        }
    }

    private Problem cut(long at) {
        return new Problem(
                path + ", byte " + at,
                "the file ends at byte " + size + ", within a record or without a footer; every whole record before byte "
                        + at + " is kept, and every whole message of a chunk that begins there");
    }

    /** The whole records at the beginning of the chunk that the file's end cuts off. */
    private void scanCut(long at, Visitor visitor) throws IOException {
        ByteBuffer records = chunkAt(at);
        while (records.remaining() >= RECORD_HEAD) {
            int start = records.position();
            int opcode = records.get() & 0xFF;
            long length = records.getLong();
            if (length < 0 || length > records.remaining()) {
                return;
            }
            ByteBuffer body = records.slice(records.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
            try {
                visitor.record(McapCodec.read(where(at), opcode, body), new Place(at, start));
            } catch (FormatException e) {
                return;
            }
            records.position(records.position() + (int) length);
        }
    }

    private McapRecord.Chunk cutChunk(long at) throws IOException {
        int most = (int) Math.min(size - at - RECORD_HEAD, McapCompression.LARGEST_CHUNK);
        return McapCodec.cutChunk(read(at + RECORD_HEAD, most));
    }

    private Optional<McapRecord> recordAt(long at, int opcode, long length, List<Problem> problems)
            throws IOException {
        if (length > Integer.MAX_VALUE - 64) {
            problems.add(new Problem(path + ", byte " + at,
                    "a record of " + length + " bytes is left out: over 2 GiB"));
            return Optional.empty();
        }
        try {
            return Optional.of(McapCodec.read(where(at), opcode, read(at + RECORD_HEAD, (int) length)));
        } catch (FormatException e) {
            problems.add(new Problem(path + ", byte " + at, e.getMessage()));
            return Optional.empty();
        }
    }

    private void scanChunk(long at, Visitor visitor, List<Problem> problems) throws IOException {
        ByteBuffer records;
        try {
            records = chunkAt(at);
        } catch (FormatException e) {
            problems.add(new Problem(path + ", byte " + at, e.getMessage() + "; this chunk is left out"));
            return;
        }
        while (records.remaining() >= RECORD_HEAD) {
            int start = records.position();
            int opcode = records.get() & 0xFF;
            long length = records.getLong();
            if (length < 0 || length > records.remaining()) {
                problems.add(new Problem(
                        path + ", chunk at byte " + at, "a record at " + start + " reaches past the chunk's end"));
                return;
            }
            ByteBuffer body = records.slice(records.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
            try {
                visitor.record(McapCodec.read(where(at), opcode, body), new Place(at, start));
            } catch (FormatException e) {
                problems.add(new Problem(path + ", chunk at byte " + at + " record at " + start, e.getMessage()));
            }
            records.position(records.position() + (int) length);
        }
    }

    /** The summary at the file's end, checked against its CRC; empty where the file has none or was cut. */
    public Optional<McapSummary> summary() throws IOException {
        int tail = RECORD_HEAD + 20 + McapRecord.MAGIC.length;
        if (size < McapRecord.MAGIC.length + tail) {
            return Optional.empty();
        }
        ByteBuffer end = read(size - tail, tail);
        byte[] magic = new byte[McapRecord.MAGIC.length];
        end.get(tail - magic.length, magic);
        if (!Arrays.equals(magic, McapRecord.MAGIC) || end.get() != McapRecord.FOOTER || end.getLong() != 20) {
            return Optional.empty();
        }
        long start = end.getLong();
        long footerAt = size - tail;
        if (start <= 0 || start > footerAt || footerAt - start > Integer.MAX_VALUE - 64) {
            return Optional.empty();
        }
        int length = (int) (footerAt - start);
        ByteBuffer bytes = read(start, length + RECORD_HEAD + 20);
        long crc = bytes.getInt(length + RECORD_HEAD + 16) & 0xFFFFFFFFL;
        CRC32 sum = new CRC32();
        sum.update(bytes.slice(0, length + RECORD_HEAD + 16));
        if (crc != 0 && crc != sum.getValue()) {
            return Optional.empty();
        }
        return Optional.of(McapSummary.read(where(start), bytes.limit(length)));
    }

    /**
     * Messages of the wanted channels within a time span (both ends included), chunk by chunk in the order of the
     * file; with a summary, chunks without them are not touched. Schemas and channels are shown too, before their
     * messages.
     */
    public List<Problem> messages(
            Predicate<McapRecord.Channel> wanted, long fromNanos, long toNanos, Visitor visitor)
            throws IOException {
        Map<Integer, Boolean> channels = new HashMap<>();
        Visitor filter = (r, place) -> {
            if (r instanceof McapRecord.Channel c) {
                channels.put(c.id(), wanted.test(c));
                visitor.record(r, place);
            } else if (r instanceof McapRecord.Schema) {
                visitor.record(r, place);
            } else if (r instanceof McapRecord.Message m
                    && channels.getOrDefault(m.channelId(), false)
                    && m.logTimeNanos() >= fromNanos
                    && m.logTimeNanos() <= toNanos) {
                visitor.record(r, place);
            }
        };
        Optional<McapSummary> summary = summary().filter(McapSummary::indexesEveryMessage);
        if (summary.isEmpty()) {
            return scan(filter);
        }
        for (McapRecord.Schema s : summary.get().schemas().values()) {
            filter.record(s, new Place(0, -1));
        }
        for (McapRecord.Channel c : summary.get().channels().values()) {
            filter.record(c, new Place(0, -1));
        }
        List<Problem> problems = new ArrayList<>();
        for (McapRecord.ChunkIndex c : summary.get().chunks()) {
            boolean may = c.messageIndexOffsets().isEmpty()
                    || c.messageIndexOffsets().keySet().stream().anyMatch(id -> channels.getOrDefault(id, false));
            if (may && c.endNanos() >= fromNanos && c.startNanos() <= toNanos) {
                scanChunk(c.chunkOffset(), filter, problems);
            }
        }
        return problems;
    }

    /** One message by its place; its data stays sound. */
    public McapRecord.Message message(Place place) throws IOException {
        if (place.inChunk() < 0) {
            return message(place, record(place.offset()));
        }
        ByteBuffer records = chunkAt(place.offset());
        long at = place.inChunk();
        if (at < 0 || at + RECORD_HEAD > records.limit()) {
            throw new FormatException(path.toString(), "chunk at byte " + place, "there is no record");
        }
        records.position((int) at);
        int opcode = records.get() & 0xFF;
        long length = records.getLong();
        if (length < 0 || length > records.remaining()) {
            throw new FormatException(path.toString(), "chunk at byte " + place, "there is no whole record");
        }
        ByteBuffer body = records.slice(records.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        return message(place, McapCodec.read(where(place.offset()), opcode, body));
    }

    private McapRecord.Message message(Place place, McapRecord r) throws FormatException {
        if (r instanceof McapRecord.Message m) {
            return m;
        }
        throw new FormatException(path.toString(), "byte " + place, "there is no message");
    }

    /** The record at an offset of the file, as an index gives it. */
    public McapRecord record(long at) throws IOException {
        ByteBuffer head = read(at, RECORD_HEAD);
        int opcode = head.get() & 0xFF;
        long length = head.getLong();
        if (length < 0 || length > size - at - RECORD_HEAD || length > Integer.MAX_VALUE - 64) {
            throw new FormatException(path.toString(), "byte " + at, "the record reaches past the file's end");
        }
        return McapCodec.read(where(at), opcode, read(at + RECORD_HEAD, (int) length));
    }

    ByteBuffer chunkAt(long at) throws IOException {
        FutureTask<ByteBuffer> mine = new FutureTask<>(() -> unpacked(at));
        FutureTask<ByteBuffer> task;
        synchronized (chunks) {
            FutureTask<ByteBuffer> there = chunks.putIfAbsent(at, mine);
            task = there == null ? mine : chunks.get(at);
            if (chunks.size() > CACHED_CHUNKS) {
                chunks.remove(chunks.keySet().iterator().next());
            }
        }
        if (task == mine) {
            mine.run();
        }
        try {
            return task.get().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("reading " + path + " was interrupted").initCause(e);
        } catch (ExecutionException e) {
            synchronized (chunks) {
                chunks.remove(at, task);
            }
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException r -> throw r;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private ByteBuffer unpacked(long at) throws IOException {
        ByteBuffer head = read(at, RECORD_HEAD);
        boolean cut = head.get() == McapRecord.CHUNK && head.getLong() > size - at - RECORD_HEAD;
        if (cut) {
            return McapCompression.recordsOfCut(cutChunk(at)).slice();
        }
        if (record(at) instanceof McapRecord.Chunk chunk) {
            return McapCompression.records(where(at), chunk).slice();
        }
        throw new FormatException(path.toString(), "byte " + at, "there is no chunk");
    }

    private String where(long at) {
        return path + ", byte " + at;
    }

    ByteBuffer read(long at, int length) throws IOException {
        if (at < 0 || at > size - length) {
            throw new FormatException(path.toString(), "byte " + at, "lies outside the file of " + size + " bytes");
        }
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (out.hasRemaining()) {
            if (file.read(out, at + out.position()) < 0) {
                throw new EOFException(path + ", byte " + (at + out.position()) + ": the file became shorter");
            }
        }
        return out.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
