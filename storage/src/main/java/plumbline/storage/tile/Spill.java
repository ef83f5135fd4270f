package plumbline.storage.tile;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import plumbline.annotation.scene.TileKey;
import plumbline.storage.format.FormatException;

/**
 * Points of one cube of the octree sorted into the cells of a coarse grid, on disk: each block of points becomes one write
 * with a segment for each cell that it touches. Blocks may come from several threads; by their numbers the points of a
 * cell come back in the source's order. Where too many cells are touched, the grid becomes coarser.
 */
final class Spill implements AutoCloseable {
    private static final int MOST_CELLS = 2048;
    private static final int DEEPEST = 7;
    private static final double POINTS_PER_CELL = 30_000;

    /** What one block left: segments in the order of {@code cells}, one after the other from {@code offset} on. */
    private record Batch(long number, int depth, long offset, int[] cells, int[] counts, int[] lengths) {}

    /** Where a cell's points lie: triples of offset, count and length. */
    record Segments(TileKey key, long points, long[] places) {}

    private final Path file;
    private final FileChannel channel;
    private final TileKey base;
    private final Cube cube;
    private final Optional<Grid> grid;
    private final int[] fieldWidths;
    private final List<Batch> batches = new ArrayList<>();
    private final Map<Integer, Long> counts = new HashMap<>();
    private final Buffers buffers = new Buffers();
    private volatile int depth;
    private long end;

    /** {@code expected} points, about; 0 where that is not known. */
    Spill(Path file, TileKey base, Cube cube, Optional<Grid> grid, int[] fieldWidths, long expected, boolean keep)
            throws IOException {
        this.file = file;
        this.base = base;
        this.cube = cube;
        this.grid = grid;
        this.fieldWidths = fieldWidths.clone();
        double levels = Math.log(Math.max(1, expected / POINTS_PER_CELL)) / Math.log(4);
        this.depth = Math.min(TileKey.DEEPEST - base.level(), Math.clamp(Math.round(levels), 2, DEEPEST));
        this.channel = keep
                ? FileChannel.open(file, StandardOpenOption.READ)
                : FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Codes of the points' cells of 2^-21 of the root's edge. */
    static long[] codes(double[][] xyz, int n, Cube cube) {
        double per = cube.cellsPerMetre();
        double mx = cube.min().x();
        double my = cube.min().y();
        double mz = cube.min().z();
        long[] codes = new long[n];
        for (int i = 0; i < n; i++) {
            codes[i] = Cube.code(
                    Cube.cell(xyz[0][i], mx, per), Cube.cell(xyz[1][i], my, per), Cube.cell(xyz[2][i], mz, per));
        }
        return codes;
    }

    /** Takes the points of block {@code number}; {@code xyz} are their coordinates in metres. */
    void add(long number, Rows rows, double[][] xyz) throws IOException {
        int n = rows.size();
        if (n == 0) {
            return;
        }
        int d = depth;
        int shift = 3 * (TileKey.DEEPEST - base.level() - d);
        int mask = (1 << 3 * d) - 1;
        long[] codes = codes(xyz, n, cube);
        int[] cellOf = new int[n];
        for (int i = 0; i < n; i++) {
            cellOf[i] = (int) (codes[i] >>> shift) & mask;
        }
        BitSet touched = new BitSet(mask + 1);
        for (int cell : cellOf) {
            touched.set(cell);
        }
        int[] cells = touched.stream().toArray();
        int[] starts = new int[cells.length + 1];
        int[] order = order(cellOf, cells, starts);
        Rows sorted = rows.gather(order, 0, n);
        ByteBuffer out = buffers.take(room(sorted, cells.length));
        int[] sizes = new int[cells.length];
        int[] lengths = new int[cells.length];
        for (int c = 0; c < cells.length; c++) {
            sizes[c] = starts[c + 1] - starts[c];
            int at = out.position();
            write(sorted, starts[c], starts[c + 1], out);
            lengths[c] = out.position() - at;
        }
        out.flip();
        long offset = register(number, d, cells, sizes, lengths, out.limit());
        while (out.hasRemaining()) {
            offset += channel.write(out, offset);
        }
        buffers.give(out);
    }

    /** Ids grouped by cell, in each in the order given. */
    private static int[] order(int[] cellOf, int[] cells, int[] starts) {
        int[] slot = new int[cellOf.length];
        int last = -1;
        int lastSlot = 0;
        for (int i = 0; i < cellOf.length; i++) {
            if (cellOf[i] != last) {
                last = cellOf[i];
                lastSlot = Arrays.binarySearch(cells, last);
            }
            slot[i] = lastSlot;
            starts[lastSlot + 1]++;
        }
        for (int c = 1; c < starts.length; c++) {
            starts[c] += starts[c - 1];
        }
        int[] next = Arrays.copyOf(starts, cells.length);
        int[] order = new int[cellOf.length];
        for (int i = 0; i < slot.length; i++) {
            order[next[slot[i]]++] = i;
        }
        return order;
    }

    private static int room(Rows rows, int cells) {
        int row = 0;
        for (Lane lane : rows.lanes()) {
            row += lane instanceof Lane.Constant ? 0 : lane.width();
        }
        return Math.addExact(Math.multiplyExact(row, rows.size()), cells * (5 + 9 * rows.lanes().size()));
    }

    private static void write(Rows rows, int from, int to, ByteBuffer out) {
        int start = out.position();
        out.put((byte) rows.kind().ordinal());
        for (Lane lane : rows.lanes()) {
            out.put((byte) (lane instanceof Lane.Constant ? 1 : 0));
        }
        for (Lane lane : rows.lanes()) {
            lane.write(out, from, to);
        }
        CRC32C sum = new CRC32C();
        sum.update(out.duplicate().position(start).limit(out.position()));
        out.putInt((int) sum.getValue());
    }

    private synchronized long register(long number, int d, int[] cells, int[] sizes, int[] lengths, int bytes) {
        long offset = end;
        end += bytes;
        batches.add(new Batch(number, d, offset, cells, sizes, lengths));
        for (int c = 0; c < cells.length; c++) {
            // A block that began before the grid became coarser counts for the coarser cells.
            counts.merge(cells[c] >> 3 * (d - depth), (long) sizes[c], Long::sum);
        }
        while (depth > 1 && counts.size() > MOST_CELLS) {
            depth--;
            Map<Integer, Long> coarser = new HashMap<>();
            counts.forEach((cell, points) -> coarser.merge(cell >> 3, points, Long::sum));
            counts.clear();
            counts.putAll(coarser);
        }
        return offset;
    }

    /** The largest cubes of at most so many points; cells that hold more stand alone. Ordered along the Z-curve. */
    List<Segments> chunks(long most) {
        Map<Integer, TileKey> chunkOfCell = new HashMap<>();
        split(0, 0, most, List.copyOf(counts.keySet()), chunkOfCell);
        Map<TileKey, List<long[]>> places = new HashMap<>();
        batches.sort(Comparator.comparingLong(Batch::number));
        for (Batch b : batches) {
            long at = b.offset();
            for (int c = 0; c < b.cells().length; c++) {
                TileKey chunk = chunkOfCell.get(b.cells()[c] >> 3 * (b.depth() - depth));
                places.computeIfAbsent(chunk, k -> new ArrayList<>()).add(
                        new long[] {at, b.counts()[c], b.lengths()[c]});
                at += b.lengths()[c];
            }
        }
        List<Segments> out = new ArrayList<>();
        places.forEach((key, list) -> out.add(new Segments(
                key, list.stream().mapToLong(p -> p[1]).sum(), list.stream().flatMapToLong(Arrays::stream).toArray())));
        out.sort(Comparator.comparingLong(s -> Cube.code(s.key()) << 3 * (TileKey.DEEPEST - s.key().level())));
        return out;
    }

    private void split(int level, int prefix, long most, List<Integer> cells, Map<Integer, TileKey> chunkOfCell) {
        long points = cells.stream().mapToLong(counts::get).sum();
        if (points <= most || level == depth) {
            TileKey key = Cube.key(base.level() + level, Cube.code(base) << 3 * level | prefix);
            cells.forEach(c -> chunkOfCell.put(c, key));
            return;
        }
        int shift = 3 * (depth - level - 1);
        for (int octant = 0; octant < 8; octant++) {
            int child = prefix << 3 | octant;
            List<Integer> within = cells.stream().filter(c -> c >> shift == child).toList();
            if (!within.isEmpty()) {
                split(level + 1, child, most, within, chunkOfCell);
            }
        }
    }

    /** Reads segment {@code i} of those. */
    Rows read(Segments s, int i) throws IOException {
        long offset = s.places()[3 * i];
        int n = (int) s.places()[3 * i + 1];
        ByteBuffer in = buffers.take((int) s.places()[3 * i + 2]);
        while (in.hasRemaining()) {
            if (channel.read(in, offset + in.position()) < 0) {
                throw damaged(offset);
            }
        }
        in.flip();
        int body = in.limit() - 4;
        CRC32C sum = new CRC32C();
        sum.update(in.duplicate().limit(body));
        if ((int) sum.getValue() != in.getInt(body)) {
            throw damaged(offset);
        }
        Rows.Kind kind = Rows.Kind.values()[in.get()];
        byte[] constant = new byte[3 + fieldWidths.length];
        in.get(constant);
        List<Lane> lanes = new ArrayList<>(constant.length);
        for (int l = 0; l < constant.length; l++) {
            lanes.add(Lanes.read(in, constant[l] == 1, l < 3 ? kind.width : fieldWidths[l - 3], n));
        }
        buffers.give(in);
        return new Rows(n, kind, lanes);
    }

    private FormatException damaged(long offset) {
        return new FormatException(
                file.toString(), "byte " + offset,
                "points that were put aside for the tiles are damaged; remove the folder of the tiles and build them again");
    }

    /** All points of a chunk, in the source's order. */
    Rows read(Segments s) throws IOException {
        List<Rows> parts = new ArrayList<>();
        for (int i = 0; 3 * i < s.places().length; i++) {
            parts.add(read(s, i));
        }
        return Rows.joined(parts, grid);
    }

    synchronized void writeIndex(DataOutputStream out) throws IOException {
        out.writeInt(depth);
        out.writeInt(batches.size());
        for (Batch b : batches) {
            out.writeLong(b.number());
            out.writeInt(b.depth());
            out.writeLong(b.offset());
            out.writeInt(b.cells().length);
            for (int c = 0; c < b.cells().length; c++) {
                out.writeInt(b.cells()[c]);
                out.writeInt(b.counts()[c]);
                out.writeInt(b.lengths()[c]);
            }
        }
    }

    synchronized void readIndex(DataInputStream in) throws IOException {
        depth = in.readInt();
        int n = in.readInt();
        for (int i = 0; i < n; i++) {
            long number = in.readLong();
            int d = in.readInt();
            long offset = in.readLong();
            int[][] of = new int[3][in.readInt()];
            for (int c = 0; c < of[0].length; c++) {
                for (int[] column : of) {
                    column[c] = in.readInt();
                }
                counts.merge(of[0][c] >> 3 * (d - depth), (long) of[1][c], Long::sum);
            }
            batches.add(new Batch(number, d, offset, of[0], of[1], of[2]));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
