package plumbline.storage.tile;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.zip.CRC32C;
import plumbline.annotation.scene.TileKey;
import plumbline.storage.format.FormatException;

/**
 * Points of one cube of the octree sorted into the cells of a coarse grid, on disk: each block of points becomes one write
 * with a segment for each cell that it touches, rows and their checksum. Blocks may come from several threads; by their
 * numbers the points of a cell come back in the source's order. Where too many cells are touched, the grid becomes coarser.
 */
final class Spill implements AutoCloseable {
    private static final int MOST_CELLS = 8192;
    private static final long MOST_SEGMENTS = 4_000_000;
    private static final int DEEPEST = 10;
    private static final double POINTS_PER_CELL = 30_000;
    private static final int SUM = 4;
    private static final int READ_AT_ONCE = 1 << 22;

    /** What one block left: segments in the order of {@code cells}, one after the other from {@code offset} on. */
    record Batch(long number, int depth, long offset, Rows.Kind kind, int[] cells, int[] counts) {}

    /** What a thread needs to add a block. */
    private final class Work {
        private final Coder coder = new Coder(grid, cube);
        private final CellGroups groups = new CellGroups();
        private long[] codes = new long[0];
        private byte[] sorted = new byte[0];
    }

    private final Path file;
    private final FileChannel channel;
    private final TileKey base;
    private final Cube cube;
    private final Optional<Grid> grid;
    private final RowLayout layout;
    private final List<Batch> batches = new ArrayList<>();
    private final Map<Integer, Long> counts = new HashMap<>();
    private final Buffers buffers;
    private final ConcurrentLinkedDeque<Work> idle = new ConcurrentLinkedDeque<>();
    private final int mostCells;
    /** How many segments there would be, had the grid always had that depth. */
    private final long[] segments = new long[DEEPEST + 1];
    private final double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    private final double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private volatile int depth;
    private long end;

    private Spill(
            Path file, FileChannel channel, TileKey base, TileManifest set, RowLayout layout, long expected, Buffers buffers) {
        this.file = file;
        this.channel = channel;
        this.base = base;
        this.cube = set.cube();
        this.grid = set.grid();
        this.layout = layout;
        this.buffers = buffers;
        // Surfaces fill a quarter of eight cells' worth with each level, streets less: it begins finer than that.
        double levels = Math.log(Math.max(1, expected / POINTS_PER_CELL)) / Math.log(4);
        this.depth = Math.min(TileKey.DEEPEST - base.level(), Math.clamp(Math.round(levels) + 3, 3, DEEPEST));
        this.mostCells = (int) Math.clamp(expected / POINTS_PER_CELL, 512, MOST_CELLS);
    }

    /** A new one for {@code expected} points, about; 0 where that is not known. */
    static Spill create(Path file, TileKey base, TileManifest set, RowLayout layout, long expected, Buffers buffers)
            throws IOException {
        FileChannel c = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        return new Spill(file, c, base, set, layout, expected, buffers);
    }

    /** One that an earlier start filled, of the root; {@code index} as {@link #writeIndex} left it. */
    static Spill reopen(Path file, TileManifest set, DataInputStream index) throws IOException {
        RowLayout layout = RowLayout.read(index);
        FileChannel c = FileChannel.open(file, StandardOpenOption.READ);
        Spill s = new Spill(file, c, TileKey.ROOT, set, layout, set.points(), new Buffers());
        boolean read = false;
        try {
            s.readIndex(index);
            read = true;
        } finally {
            if (!read) {
                s.close();
            }
        }
        return s;
    }

    RowLayout layout() {
        return layout;
    }

    /** Takes the points of block {@code number}, which all have finite coordinates. */
    void add(long number, RowBlock rows) throws IOException {
        int n = rows.size();
        if (n == 0) {
            return;
        }
        Work found = idle.pollFirst();
        Work w = found == null ? new Work() : found;
        if (w.codes.length < n) {
            w.codes = new long[n];
        }
        w.coder.codes(rows, w.codes);
        int d = depth;
        int shift = 3 * (TileKey.DEEPEST - base.level() - d);
        CellGroups.Groups g = w.groups.group(w.codes, n, shift, (1 << 3 * d) - 1);
        int bytes = n * rows.stride() + SUM * g.cells().length;
        if (w.sorted.length < bytes) {
            w.sorted = new byte[bytes];
        }
        sort(rows, g, w.sorted);
        ByteBuffer out = buffers.take(bytes).put(w.sorted, 0, bytes).flip();
        long offset = register(number, d, rows.kind(), g, bytes, w.coder);
        idle.addFirst(w);
        while (out.hasRemaining()) {
            offset += channel.write(out, offset);
        }
        buffers.give(out);
    }

    private static void sort(RowBlock rows, CellGroups.Groups g, byte[] out) {
        int n = rows.size();
        int stride = rows.stride();
        byte[] in = rows.bytes();
        int[] places = g.places();
        // A block in one cell only is in order already.
        if (g.cells().length == 1) {
            System.arraycopy(in, 0, out, 0, n * stride);
        } else {
            int[] cellSums = new int[n];
            for (int c = 1, at = g.counts()[0]; c < g.counts().length; at += g.counts()[c], c++) {
                java.util.Arrays.fill(cellSums, at, at + g.counts()[c], SUM * c);
            }
            for (int i = 0; i < n; i++) {
                int to = places[i];
                RowBlock.copy(in, i * stride, out, to * stride + cellSums[to], stride);
            }
        }
        int at = 0;
        for (int count : g.counts()) {
            CRC32C sum = new CRC32C();
            sum.update(out, at, count * stride);
            at += count * stride;
            RowBlock.putInt(out, at, (int) sum.getValue());
            at += SUM;
        }
    }

    private synchronized long register(
            long number, int d, Rows.Kind kind, CellGroups.Groups g, int bytes, Coder coder) {
        long offset = end;
        end += bytes;
        int[] cells = g.cells();
        batches.add(new Batch(number, d, offset, kind, cells, g.counts()));
        for (int a = 0; a < 3; a++) {
            low[a] = Math.min(low[a], coder.low()[a]);
            high[a] = Math.max(high[a], coder.high()[a]);
        }
        for (int c = 0; c < cells.length; c++) {
            // A block that began before the grid became coarser counts for the coarser cells.
            counts.merge(cells[c] >> 3 * (d - depth), (long) g.counts()[c], Long::sum);
        }
        for (int level = 1; level <= d; level++) {
            int last = -1;
            for (int cell : cells) {
                int of = cell >> 3 * (d - level);
                segments[level] += of == last ? 0 : 1;
                last = of;
            }
        }
        // What is compared does not depend on the order in which the blocks came.
        while (depth > 1 && (counts.size() > mostCells || segments[depth] > MOST_SEGMENTS)) {
            depth--;
            Map<Integer, Long> coarser = new HashMap<>();
            counts.forEach((cell, points) -> coarser.merge(cell >> 3, points, Long::sum));
            counts.clear();
            counts.putAll(coarser);
        }
        return offset;
    }

    /** The smallest and the largest coordinates of all points; the smallest are above the largest where there is no point. */
    synchronized double[][] bounds() {
        return new double[][] {low.clone(), high.clone()};
    }

    /** The largest cubes of at most so many points; cells that hold more stand alone. Ordered along the Z-curve. Ends the adding. */
    synchronized List<Segments> chunks(long most) {
        batches.sort(Comparator.comparingLong(Batch::number));
        List<Segments> out = new SpillChunks(base, depth, counts).split(most, batches, b -> layout.stride(b.kind()), SUM);
        batches.clear();
        return out;
    }

    /** Reads segment {@code i} of those. */
    RowBlock read(Segments s, int i) throws IOException {
        Rows.Kind kind = s.kind(i);
        int bytes = s.counts()[i] * layout.stride(kind);
        ByteBuffer in = fill(s.at()[i], bytes + SUM);
        byte[] rows = new byte[bytes];
        in.get(rows);
        check(rows, 0, bytes, in.getInt(), s.at()[i]);
        buffers.give(in);
        return new RowBlock(rows, s.counts()[i], kind, layout);
    }

    /** All points of a chunk, cell by cell, those of a cell in the source's order; in {@code room} where that is large enough. */
    RowBlock read(Segments s, byte[] room) throws IOException {
        boolean mixed = s.mixed();
        Rows.Kind kind = mixed ? Rows.Kind.DOUBLES : s.kind(0);
        int stride = layout.stride(kind);
        int bytes = Math.multiplyExact((int) s.points(), stride);
        byte[] out = room.length >= bytes ? room : new byte[bytes];
        int n = s.counts().length;
        for (int i = 0; mixed && i < n; i++) {
            RowBlock part = read(s, i).wide(grid);
            System.arraycopy(part.bytes(), 0, out, s.rowAt()[i] * stride, part.size() * stride);
        }
        for (int i = 0; !mixed && i < n; ) {
            int last = i;
            int length = s.counts()[i] * stride + SUM;
            // What one block left for this chunk lies together.
            while (last + 1 < n && s.at()[last + 1] == s.at()[i] + length
                    && length + s.counts()[last + 1] * stride + SUM <= READ_AT_ONCE) {
                last++;
                length += s.counts()[last] * stride + SUM;
            }
            ByteBuffer in = fill(s.at()[i], length);
            for (; i <= last; i++) {
                int to = s.rowAt()[i] * stride;
                int some = s.counts()[i] * stride;
                in.get(out, to, some);
                check(out, to, some, in.getInt(), s.at()[i]);
            }
            buffers.give(in);
        }
        return new RowBlock(out, (int) s.points(), kind, layout);
    }

    private ByteBuffer fill(long offset, int bytes) throws IOException {
        ByteBuffer in = buffers.take(bytes);
        while (in.hasRemaining()) {
            if (channel.read(in, offset + in.position()) < 0) {
                throw damaged(offset);
            }
        }
        return in.flip();
    }

    private void check(byte[] rows, int from, int bytes, int wanted, long offset) throws Damaged {
        CRC32C sum = new CRC32C();
        sum.update(rows, from, bytes);
        if ((int) sum.getValue() != wanted) {
            throw damaged(offset);
        }
    }

    private Damaged damaged(long offset) {
        return new Damaged(file, offset);
    }

    /** What was written is not what comes back. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1;

        private Damaged(Path file, long offset) {
            super(new FormatException(
                    file.toString(), "byte " + offset,
                    "points that were put aside for the tiles are damaged; remove the folder of the tiles and build them again"));
        }

        FormatException told() {
            return (FormatException) getCause();
        }
    }

    synchronized void writeIndex(DataOutputStream out) throws IOException {
        layout.write(out);
        out.writeInt(depth);
        out.writeInt(batches.size());
        for (Batch b : batches) {
            out.writeLong(b.number());
            out.writeInt(b.depth());
            out.writeLong(b.offset());
            out.writeByte(b.kind().ordinal());
            out.writeInt(b.cells().length);
            for (int c = 0; c < b.cells().length; c++) {
                out.writeInt(b.cells()[c]);
                out.writeInt(b.counts()[c]);
            }
        }
    }

    private synchronized void readIndex(DataInputStream in) throws IOException {
        depth = in.readInt();
        int n = in.readInt();
        for (int i = 0; i < n; i++) {
            long number = in.readLong();
            int d = in.readInt();
            long offset = in.readLong();
            Rows.Kind kind = Rows.Kind.values()[in.readByte()];
            int[] cells = new int[in.readInt()];
            int[] points = new int[cells.length];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = in.readInt();
                points[c] = in.readInt();
                counts.merge(cells[c] >> 3 * (d - depth), (long) points[c], Long::sum);
            }
            batches.add(new Batch(number, d, offset, kind, cells, points));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
