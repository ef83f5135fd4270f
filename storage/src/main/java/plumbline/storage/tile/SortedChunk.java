package plumbline.storage.tile;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import plumbline.annotation.scene.Vec3;

/**
 * The points of one chunk in memory and their order along the Z-curve. Its arrays are used again for the next chunk, so that
 * nothing large is left to the collector. Belongs to one thread.
 */
final class SortedChunk {
    private static final int DIGIT = 12;
    private static final int FEW = 48;

    private final Optional<Grid> grid;
    private final Coder coder;
    private byte[] room = new byte[0];
    private long[] codes = new long[0];
    private int[] order = new int[0];
    private long[] codesAside = new long[0];
    private int[] orderAside = new int[0];
    private float[] x = new float[0];
    private float[] y = new float[0];
    private float[] z = new float[0];
    private byte[] tile = new byte[0];
    private final int[] starts = new int[1 << DIGIT];
    private RowBlock rows;

    SortedChunk(Optional<Grid> grid, Cube cube) {
        this.grid = grid;
        this.coder = new Coder(grid, cube);
    }

    /** Reads and sorts; distances are from {@code corner}. */
    void load(Spill spill, Segments s, Vec3 corner) throws IOException {
        rows = spill.read(s, room);
        room = rows.bytes();
        int n = rows.size();
        if (codes.length < n) {
            codes = new long[n];
            order = new int[n];
            x = new float[n];
            y = new float[n];
            z = new float[n];
        }
        coder.codes(rows, codes);
        int[] cells = s.cellStarts();
        for (int c = 0; c < cells.length; c++) {
            sort(cells[c], c + 1 < cells.length ? cells[c + 1] : n, s.cellBits());
        }
        rows.offsets(order, n, grid, corner, x, y, z);
    }

    int size() {
        return rows.size();
    }

    /** Ascending. */
    long[] codes() {
        return codes;
    }

    float[] x() {
        return x;
    }

    float[] y() {
        return y;
    }

    float[] z() {
        return z;
    }

    /** The points at some places of the order; good until the next call. */
    RowBlock at(int[] places, int n) {
        int stride = rows.stride();
        byte[] in = rows.bytes();
        if (tile.length < n * stride) {
            tile = new byte[n * stride];
        }
        byte[] out = tile;
        for (int i = 0; i < n; i++) {
            RowBlock.copy(in, order[places[i]] * stride, out, i * stride, stride);
        }
        return new RowBlock(out, n, rows.kind(), rows.layout());
    }

    /**
     * Sorts a cell by the lowest {@code bits} of the codes, keeping the order of equals: by their uppermost bits first, which
     * tell nearly all points apart, then the few that they do not.
     */
    private void sort(int from, int to, int bits) {
        for (int i = from; i < to; i++) {
            order[i] = i;
        }
        if (to - from <= FEW) {
            insert(from, to);
            return;
        }
        int low = Math.max(0, bits - 2 * DIGIT);
        passes(from, to, low, bits);
        for (int i = from; low > 0 && i < to; ) {
            int end = i + 1;
            long upper = codes[i] >>> low;
            while (end < to && codes[end] >>> low == upper) {
                end++;
            }
            if (end - i > FEW) {
                passes(i, end, 0, low);
            } else if (end - i > 1) {
                insert(i, end);
            }
            i = end;
        }
    }

    private void passes(int from, int to, int low, int high) {
        int n = to - from;
        if (codesAside.length < n) {
            codesAside = new long[n];
            orderAside = new int[n];
        }
        boolean aside = false;
        for (int shift = low; shift < high; shift += DIGIT) {
            int mask = (1 << Math.min(DIGIT, high - shift)) - 1;
            if (aside) {
                pass(codesAside, orderAside, 0, codes, order, from, n, shift, mask);
            } else {
                pass(codes, order, from, codesAside, orderAside, 0, n, shift, mask);
            }
            aside ^= true;
        }
        if (aside) {
            System.arraycopy(codesAside, 0, codes, from, n);
            System.arraycopy(orderAside, 0, order, from, n);
        }
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long code = codes[i];
            int id = order[i];
            int at = i;
            for (; at > from && codes[at - 1] > code; at--) {
                codes[at] = codes[at - 1];
                order[at] = order[at - 1];
            }
            codes[at] = code;
            order[at] = id;
        }
    }

    private void pass(
            long[] from, int[] idFrom, int at, long[] to, int[] idTo, int toAt, int n, int shift, int mask) {
        int[] s = starts;
        Arrays.fill(s, 0, mask + 1, 0);
        for (int i = at; i < at + n; i++) {
            s[(int) (from[i] >>> shift) & mask]++;
        }
        int sum = toAt;
        for (int i = 0; i <= mask; i++) {
            int count = s[i];
            s[i] = sum;
            sum += count;
        }
        for (int i = at; i < at + n; i++) {
            int place = s[(int) (from[i] >>> shift) & mask]++;
            to[place] = from[i];
            idTo[place] = idFrom[i];
        }
    }
}
