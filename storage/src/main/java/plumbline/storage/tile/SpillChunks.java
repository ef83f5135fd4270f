package plumbline.storage.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import plumbline.annotation.scene.TileKey;

/** Joins the cells of a spill upwards to chunks. */
final class SpillChunks {
    private final TileKey base;
    private final int depth;
    private final Map<Integer, Long> counts;
    private final Map<Integer, Part> partOfCell = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();

    /** A chunk being gathered. */
    private static final class Part {
        private final TileKey key;
        private long points;
        private long[] at = new long[8];
        private int[] sizes = new int[8];
        private int[] cells = new int[8];
        private byte[] kinds = new byte[8];
        private int n;

        Part(TileKey key) {
            this.key = key;
        }

        void add(long offset, int count, int cell, Rows.Kind kind) {
            if (n == at.length) {
                int more = n + n / 2;
                at = Arrays.copyOf(at, more);
                sizes = Arrays.copyOf(sizes, more);
                cells = Arrays.copyOf(cells, more);
                kinds = Arrays.copyOf(kinds, more);
            }
            at[n] = offset;
            sizes[n] = count;
            cells[n] = cell;
            kinds[n++] = (byte) kind.ordinal();
            points += count;
        }

        Segments segments(int cellBits) {
            long[] order = new long[n];
            for (int i = 0; i < n; i++) {
                order[i] = (long) cells[i] << 32 | i;
            }
            Arrays.sort(order);
            int[] rowAt = new int[n];
            int[] starts = new int[n];
            int row = 0;
            int found = 0;
            for (int k = 0; k < n; k++) {
                int i = (int) order[k];
                if (k == 0 || cells[i] != cells[(int) order[k - 1]]) {
                    starts[found++] = row;
                }
                rowAt[i] = row;
                row += sizes[i];
            }
            return new Segments(
                    key, points, Arrays.copyOf(at, n), Arrays.copyOf(sizes, n), rowAt, Arrays.copyOf(kinds, n),
                    Arrays.copyOf(starts, found), cellBits);
        }
    }

    /** {@code counts} of points in the cells of the grid of that depth below {@code base}. */
    SpillChunks(TileKey base, int depth, Map<Integer, Long> counts) {
        this.base = base;
        this.depth = depth;
        this.counts = counts;
    }

    /** The batches in the order of their numbers; behind each of their segments {@code gap} bytes more. */
    List<Segments> split(long most, List<Spill.Batch> batches, ToIntFunction<Spill.Batch> stride, int gap) {
        split(0, 0, most, List.copyOf(counts.keySet()));
        for (Spill.Batch b : batches) {
            long at = b.offset();
            int bytes = stride.applyAsInt(b);
            for (int c = 0; c < b.cells().length; c++) {
                int cell = b.cells()[c] >> 3 * (b.depth() - depth);
                partOfCell.get(cell).add(at, b.counts()[c], cell, b.kind());
                at += (long) b.counts()[c] * bytes + gap;
            }
        }
        int cellBits = 3 * (TileKey.DEEPEST - base.level() - depth);
        List<Segments> out = new ArrayList<>();
        for (Part p : parts) {
            out.add(p.segments(cellBits));
        }
        out.sort(Comparator.comparingLong(s -> Cube.code(s.key()) << 3 * (TileKey.DEEPEST - s.key().level())));
        return out;
    }

    private void split(int level, int prefix, long most, List<Integer> cells) {
        long points = cells.stream().mapToLong(counts::get).sum();
        if (points <= most || level == depth) {
            Part part = new Part(Cube.key(base.level() + level, Cube.code(base) << 3 * level | prefix));
            parts.add(part);
            cells.forEach(c -> partOfCell.put(c, part));
            return;
        }
        int shift = 3 * (depth - level - 1);
        for (int octant = 0; octant < 8; octant++) {
            int child = prefix << 3 | octant;
            List<Integer> within = cells.stream().filter(c -> c >> shift == child).toList();
            if (!within.isEmpty()) {
                split(level + 1, child, most, within);
            }
        }
    }
}
