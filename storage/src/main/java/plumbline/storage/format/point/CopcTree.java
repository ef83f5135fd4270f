package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import plumbline.storage.format.FormatException;

/**
 * The octree of a COPC file: every node takes one point from each of its 128 x 128 x 128 cells, at random, and leaves the
 * others to its eight children, down to nodes that need not be divided. Within a node the points keep the file's order. Points
 * that are too many for memory are divided from file to file; the tree is the same.
 */
final class CopcTree implements AutoCloseable {
    /** Where a node is and how many points it has. */
    record Node(int level, int x, int y, int z, int points) {}

    /** Takes the nodes from the root down, each with its records in the file's order. */
    interface Sink {
        void node(Node node, byte[] records) throws IOException;
    }

    private static final int CELLS = 128;
    private static final int LEAF = 50_000;
    private static final int DEEPEST = 20;
    private static final int NUMBER = Long.BYTES;
    private static final int MOST_BITS = 24;
    /** So many bytes of points are divided in memory. */
    private static final long MEMORY = 32L << 20;
    private static final long MEMORY_OF_A_PART = 1L << 20;

    private final String name;
    private final Path folder;
    private final int record;
    private final int row;
    private final double[] scale;
    private final double[] offset;
    private final CopcBag all;
    private final byte[] adding;
    private final int[] lowest = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
    private final int[] highest = {Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
    private final long[] returns = new long[16];
    /** The place among a node's own points of the one in each cell, counted from 1. */
    private final int[] ownerOf = new int[CELLS * CELLS * CELLS];
    private double firstTime = Double.POSITIVE_INFINITY;
    private double lastTime = Double.NEGATIVE_INFINITY;

    /** {@code name} of the source, for errors; points that are put aside are kept in {@code folder}. */
    CopcTree(String name, Path folder, int record, double[] scale, double[] offset) {
        this.name = name;
        this.folder = folder;
        this.record = record;
        this.row = record + NUMBER;
        this.scale = scale;
        this.offset = offset;
        this.all = new CopcBag(folder, row, MEMORY);
        this.adding = new byte[row];
    }

    /** Records of point format 6 or later. */
    void add(byte[] records, int n) throws IOException {
        ByteBuffer b = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer out = ByteBuffer.wrap(adding).order(ByteOrder.LITTLE_ENDIAN);
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
            System.arraycopy(records, p, adding, 0, record);
            out.putLong(record, all.size());
            all.add(adding, 0);
        }
    }

    long size() {
        return all.size();
    }

    double min(int axis) {
        return size() == 0 ? 0 : lowest[axis] * scale[axis] + offset[axis];
    }

    double max(int axis) {
        return size() == 0 ? 0 : highest[axis] * scale[axis] + offset[axis];
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
        return size() == 0 ? 0 : firstTime;
    }

    double lastTime() {
        return size() == 0 ? 0 : lastTime;
    }

    long[] returns() {
        return returns;
    }

    /** From the root down, once; the root is there even without points. */
    void nodes(Sink sink) throws IOException {
        divide(0, 0, 0, 0, all, sink);
    }

    private void divide(int level, int x, int y, int z, CopcBag points, Sink sink) throws IOException {
        if (points.size() <= LEAF || level == DEEPEST) {
            if (points.size() >= 1L << MOST_BITS) {
                throw new FormatException(
                        name, "", points.size() + " points share one place; so many cannot be put into one node");
            }
            byte[] rows = new byte[Math.toIntExact(points.bytes())];
            int[] filled = {0};
            points.each((some, n) -> {
                System.arraycopy(some, 0, rows, filled[0], n * row);
                filled[0] += n * row;
            });
            sink.node(new Node(level, x, y, z, (int) points.size()), inOrder(rows, (int) points.size()));
            points.close();
            return;
        }
        Division d = new Division(level, new int[] {x, y, z}, points.bytes() <= MEMORY ? MEMORY : MEMORY_OF_A_PART);
        try {
            points.each(d::take);
            points.close();
            sink.node(new Node(level, x, y, z, d.owned), d.own());
            for (int c = 0; c < 8; c++) {
                if (d.children[c] != null) {
                    divide(level + 1, 2 * x + (c & 1), 2 * y + (c >> 1 & 1), 2 * z + (c >> 2), d.children[c], sink);
                }
            }
        } finally {
            for (CopcBag child : d.children) {
                if (child != null) {
                    child.close();
                }
            }
        }
    }

    /** The records of {@code n} rows by their numbers. */
    private byte[] inOrder(byte[] rows, int n) {
        ByteBuffer in = ByteBuffer.wrap(rows).order(ByteOrder.LITTLE_ENDIAN);
        long[] order = new long[n];
        for (int i = 0; i < n; i++) {
            order[i] = in.getLong(i * row + record) << MOST_BITS | i;
        }
        Arrays.sort(order);
        byte[] out = new byte[n * record];
        for (int i = 0; i < n; i++) {
            int from = (int) (order[i] & (1 << MOST_BITS) - 1);
            System.arraycopy(rows, from * row, out, i * record, record);
        }
        return out;
    }

    /** The points of one node being told apart into its own and those of its children. */
    private final class Division {
        private final CopcBag[] children = new CopcBag[8];
        private final long keep;
        private final double cell;
        private final double[] corner = new double[3];
        private byte[] own = new byte[1 << 16];
        private int[] cells = new int[1 << 10];
        private int owned;

        Division(int level, int[] key, long keep) {
            this.keep = keep;
            this.cell = edge() / Math.scalb(1.0, level) / CELLS;
            for (int a = 0; a < 3; a++) {
                corner[a] = (double) key[a] * CELLS;
            }
        }

        private int along(ByteBuffer rows, int at, int axis) {
            double v = rows.getInt(at + 4 * axis) * scale[axis] + offset[axis] - min(axis);
            return Math.clamp((long) (Math.floor(v / cell) - corner[axis]), 0, CELLS - 1);
        }

        void take(byte[] rows, int n) throws IOException {
            ByteBuffer in = ByteBuffer.wrap(rows).order(ByteOrder.LITTLE_ENDIAN);
            ByteBuffer mine = ByteBuffer.wrap(own).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0, p = 0; i < n; i++, p += row) {
                int x = along(in, p, 0);
                int y = along(in, p, 1);
                int z = along(in, p, 2);
                int index = (x * CELLS + y) * CELLS + z;
                int owner = ownerOf[index] - 1;
                if (owner < 0) {
                    if ((owned + 1) * row > own.length) {
                        own = Arrays.copyOf(own, 2 * own.length);
                        mine = ByteBuffer.wrap(own).order(ByteOrder.LITTLE_ENDIAN);
                    }
                    if (owned == cells.length) {
                        cells = Arrays.copyOf(cells, 2 * owned);
                    }
                    cells[owned] = index;
                    System.arraycopy(rows, p, own, owned * row, row);
                    ownerOf[index] = ++owned;
                    continue;
                }
                int half = CELLS / 2;
                int child = x / half | y / half << 1 | z / half << 2;
                if (children[child] == null) {
                    children[child] = new CopcBag(folder, row, keep);
                }
                // Of all points of a cell the one with the smallest lot: any of them, but the same each time.
                if (lot(in.getLong(p + record)) < lot(mine.getLong(owner * row + record))) {
                    children[child].add(own, owner * row);
                    System.arraycopy(rows, p, own, owner * row, row);
                } else {
                    children[child].add(rows, p);
                }
            }
        }

        /** The node's own records; the cells are free again for the next node. */
        byte[] own() {
            for (int i = 0; i < owned; i++) {
                ownerOf[cells[i]] = 0;
            }
            return inOrder(own, owned);
        }
    }

    /** One to one, as if drawn at random. */
    private static long lot(long number) {
        long v = number * 0x9E3779B97F4A7C15L;
        v = (v ^ v >>> 32) * 0xD6E8FEB86659FD93L;
        return v ^ v >>> 32;
    }

    @Override
    public void close() throws IOException {
        all.close();
    }
}
