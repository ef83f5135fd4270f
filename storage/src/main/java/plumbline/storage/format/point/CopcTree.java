package plumbline.storage.format.point;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The octree of a COPC file: every node takes one point from each of its 128 x 128 x 128 cells, at random, and leaves the
 * others to its eight children, down to nodes that need not be divided. Within a node the points keep the file's order.
 */
final class CopcTree {
    /** Points of a node; {@code points} are numbers in the order of adding. */
    record Node(int level, int x, int y, int z, int[] points) {}

    private static final int CELLS = 128;
    private static final int LEAF = 50_000;
    private static final int DEEPEST = 20;
    private static final long SEED = 20_111_216;

    private final int record;
    private final double[] scale;
    private final double[] offset;
    private final List<ByteBuffer> blocks = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final int[] lowest = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
    private final int[] highest = {Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
    private final long[] returns = new long[16];
    private final long[] taken = new long[CELLS * CELLS * CELLS / 64];
    private double firstTime = Double.POSITIVE_INFINITY;
    private double lastTime = Double.NEGATIVE_INFINITY;
    private int size;

    CopcTree(int record, double[] scale, double[] offset) {
        this.record = record;
        this.scale = scale;
        this.offset = offset;
    }

    /** Records of point format 6 or later, which are kept. */
    void add(byte[] records, int n) {
        ByteBuffer b = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
        blocks.add(b);
        starts.add(size);
        size += n;
        for (int i = 0, p = 0; i < n; i++, p += record) {
            for (int a = 0; a < 3; a++) {
                int v = b.getInt(p + 4 * a);
                lowest[a] = Math.min(lowest[a], v);
                highest[a] = Math.max(highest[a], v);
            }
            returns[b.get(p + 14) & 15]++;
            double time = b.getDouble(p + 22);
            firstTime = Math.min(firstTime, time);
            lastTime = Math.max(lastTime, time);
        }
    }

    int size() {
        return size;
    }

    double min(int axis) {
        return size == 0 ? 0 : lowest[axis] * scale[axis] + offset[axis];
    }

    double max(int axis) {
        return size == 0 ? 0 : highest[axis] * scale[axis] + offset[axis];
    }

    double low(int axis) {
        return min(axis);
    }

    double edge() {
        double edge = 1e-6;
        for (int a = 0; a < 3; a++) {
            edge = Math.max(edge, max(a) - min(a));
        }
        return edge;
    }

    double spacing() {
        return edge() / CELLS;
    }

    double firstTime() {
        return size == 0 ? 0 : firstTime;
    }

    double lastTime() {
        return size == 0 ? 0 : lastTime;
    }

    long[] returns() {
        return returns;
    }

    private int block(int point) {
        int low = 0;
        int high = starts.size() - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (starts.get(middle) <= point) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The node's records in the file's order. */
    byte[] records(Node node) {
        byte[] out = new byte[node.points().length * record];
        for (int i = 0; i < node.points().length; i++) {
            int point = node.points()[i];
            int block = block(point);
            blocks.get(block).get((point - starts.get(block)) * record, out, i * record, record);
        }
        return out;
    }

    /** From the root down; the root is there even without points. */
    List<Node> nodes() {
        int[] all = new int[size];
        Random random = new Random(SEED);
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            all[i] = all[j];
            all[j] = i;
        }
        List<Node> out = new ArrayList<>();
        divide(0, 0, 0, 0, all, out);
        return out;
    }

    private void divide(int level, int x, int y, int z, int[] points, List<Node> out) {
        if (points.length <= LEAF || level == DEEPEST) {
            Arrays.sort(points);
            out.add(new Node(level, x, y, z, points));
            return;
        }
        double cell = edge() / Math.scalb(1.0, level) / CELLS;
        int[] key = {x, y, z};
        Arrays.fill(taken, 0);
        int[] own = new int[points.length];
        int owned = 0;
        int[][] children = new int[8][points.length / 8 + 16];
        int[] filled = new int[8];
        int[] at = new int[3];
        for (int point : points) {
            int block = block(point);
            ByteBuffer b = blocks.get(block);
            int p = (point - starts.get(block)) * record;
            for (int a = 0; a < 3; a++) {
                double v = b.getInt(p + 4 * a) * scale[a] + offset[a] - min(a);
                at[a] = Math.clamp((long) Math.floor(v / cell) - (long) key[a] * CELLS, 0, CELLS - 1);
            }
            int index = (at[0] * CELLS + at[1]) * CELLS + at[2];
            if ((taken[index >> 6] & 1L << index) == 0) {
                taken[index >> 6] |= 1L << index;
                own[owned++] = point;
            } else {
                int child = at[0] / (CELLS / 2) | at[1] / (CELLS / 2) << 1 | at[2] / (CELLS / 2) << 2;
                if (filled[child] == children[child].length) {
                    children[child] = Arrays.copyOf(children[child], filled[child] * 2);
                }
                children[child][filled[child]++] = point;
            }
        }
        int[] kept = Arrays.copyOf(own, owned);
        Arrays.sort(kept);
        out.add(new Node(level, x, y, z, kept));
        for (int c = 0; c < 8; c++) {
            if (filled[c] > 0) {
                int[] part = Arrays.copyOf(children[c], filled[c]);
                children[c] = null;
                divide(level + 1, 2 * x + (c & 1), 2 * y + (c >> 1 & 1), 2 * z + (c >> 2), part, out);
            }
        }
    }
}
