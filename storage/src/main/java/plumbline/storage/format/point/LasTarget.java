package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import plumbline.storage.format.laz.ChunkTable;
import plumbline.storage.format.laz.ChunkTable.Chunk;
import plumbline.storage.format.laz.ChunkWriter;
import plumbline.storage.format.laz.LazLayout;

/**
 * A LAS, LAZ or COPC file being written: records before the points, points as they are or in packed chunks (packed on all
 * cores, a few ahead), records behind them, the header last. It has its name only once it is whole: {@link #finish}.
 */
final class LasTarget implements AutoCloseable {
    private final Path file;
    private final Path temp;
    private final FileChannel channel;
    private final LazLayout layout;
    private final ForkJoinPool pool;
    private final Deque<Future<byte[]>> ahead = new ArrayDeque<>();
    private final Deque<Integer> aheadPoints = new ArrayDeque<>();
    private final List<Chunk> chunks = new ArrayList<>();
    private final int most;
    private int records;
    private int extended;
    private long extendedAt;
    private long pointsAt;
    private long points;

    /** {@code layout} null for unpacked points. The header of {@code headerBytes} is written by {@link #finish}. */
    LasTarget(Path file, int headerBytes, LazLayout layout) throws IOException {
        this.file = file.toAbsolutePath();
        this.layout = layout;
        this.temp = this.file.resolveSibling("." + file.getFileName() + ".part");
        int cores = Runtime.getRuntime().availableProcessors();
        this.most = 2 * cores;
        this.pool = new ForkJoinPool(cores);
        this.channel = FileChannel.open(
                temp, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        channel.position(headerBytes);
    }

    /** A record before the points. */
    void record(String user, int id, ByteBuffer body) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(LasVlrs.HEAD).order(ByteOrder.LITTLE_ENDIAN);
        head.put(2, user.getBytes(StandardCharsets.US_ASCII));
        head.putShort(18, (short) id).putShort(20, (short) body.remaining());
        put(head);
        put(body);
        records++;
    }

    /** After the last record before the points and before the first point. */
    void beginPoints() throws IOException {
        pointsAt = channel.position();
        if (layout != null) {
            put(ByteBuffer.allocate(8));
        }
    }

    /** One chunk of whole records; the array is the target's from here on. */
    void chunk(byte[] recordsOfChunk, int n) throws IOException {
        if (n == 0) {
            return;
        }
        points += n;
        if (layout == null) {
            put(ByteBuffer.wrap(recordsOfChunk, 0, n * (recordsOfChunk.length / n)));
            return;
        }
        Callable<byte[]> packed = () -> ChunkWriter.chunk(layout, recordsOfChunk, n);
        ahead.add(pool.submit(packed));
        aheadPoints.add(n);
        if (ahead.size() > most) {
            putOldest();
        }
    }

    /** Unpacked records straight from a buffer. */
    void plain(ByteBuffer buffer, int n) throws IOException {
        points += n;
        put(buffer);
    }

    private void putOldest() throws IOException {
        byte[] bytes = OrderedParts.result(ahead.remove());
        int n = aheadPoints.remove();
        long first = chunks.isEmpty() ? 0 : chunks.getLast().first() + chunks.getLast().points();
        chunks.add(new Chunk(channel.position(), bytes.length, first, n));
        put(ByteBuffer.wrap(bytes));
    }

    /** The chunks so far, all of them written: places for an octree's entries. */
    List<Chunk> endPoints() throws IOException {
        while (!ahead.isEmpty()) {
            putOldest();
        }
        if (layout != null) {
            long tableAt = channel.position();
            put(ByteBuffer.wrap(ChunkTable.write(layout, chunks)));
            ByteBuffer place = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, tableAt);
            channel.write(place, pointsAt);
        }
        return chunks;
    }

    /** A record behind the points; returns where its body begins. */
    long extendedRecord(String user, int id, long length) throws IOException {
        extendedAt = extended++ == 0 ? channel.position() : extendedAt;
        ByteBuffer head = ByteBuffer.allocate(LasVlrs.EXTENDED_HEAD).order(ByteOrder.LITTLE_ENDIAN);
        head.put(2, user.getBytes(StandardCharsets.US_ASCII));
        head.putShort(18, (short) id).putLong(20, length);
        put(head);
        return channel.position();
    }

    void put(ByteBuffer b) throws IOException {
        while (b.hasRemaining()) {
            channel.write(b);
        }
    }

    void patch(long at, ByteBuffer b) throws IOException {
        channel.write(b, at);
    }

    /** Completes the header with what was written, and gives the file its name. */
    void finish(ByteBuffer header) throws IOException {
        header.putInt(96, Math.toIntExact(pointsAt)).putInt(100, records);
        int format = header.get(104) & 0x3F;
        header.put(104, (byte) (layout == null ? format : format | 0x80));
        if (header.limit() >= LasHeader.SIZE_1_4) {
            header.putLong(235, extended > 0 ? extendedAt : 0).putInt(243, extended).putLong(247, points);
            header.putInt(107, format < 6 && points <= 0xFFFFFFFFL ? (int) points : 0);
        } else {
            header.putInt(107, (int) points);
        }
        channel.write(header.rewind(), 0);
        channel.force(true);
        channel.close();
        Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Drops an unfinished file. */
    @Override
    public void close() throws IOException {
        ahead.forEach(f -> f.cancel(true));
        pool.close();
        channel.close();
        Files.deleteIfExists(temp);
    }
}
