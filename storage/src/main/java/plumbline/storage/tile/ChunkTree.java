package plumbline.storage.tile;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.Vec3;

/**
 * The octree of one chunk in memory, from the bottom up: leaves hold few points; from its children's points each inner
 * tile takes an even sample, which they lose. Hands over all tiles but the topmost, whose points are the result.
 */
final class ChunkTree {
    /** Takes finished tiles: {@code rows} empty where a tile has children only. */
    interface Sink {
        void tile(TileKey key, Optional<Rows> rows, int childMask) throws IOException;
    }

    private static final int LEAF = 20_000;
    private static final int LEVELS = 11;
    private static final int DIGIT = 11;

    private final Rows rows;
    private final Cube cube;
    private final TileKey top;
    private final double rootSpacing;
    private final Sampler sampler;
    private final Sink sink;
    private final int levels;
    private final long[] keys;
    private final int[] order;
    private final float[] x;
    private final float[] y;
    private final float[] z;

    /** Points of a tile (as places in the sorted order) and which children it has. */
    private record Node(int[] ids, int mask) {}

    ChunkTree(Rows rows, Optional<Grid> grid, Cube cube, double rootSpacing, TileKey top, Sampler sampler, Sink sink) {
        this.rows = rows;
        this.cube = cube;
        this.top = top;
        this.rootSpacing = rootSpacing;
        this.sampler = sampler;
        this.sink = sink;
        this.levels = Math.min(LEVELS, TileKey.DEEPEST - top.level());
        double[][] xyz = rows.metres(grid);
        int n = rows.size();
        long[] codes = Spill.codes(xyz, n, cube);
        int[] ids = new int[n];
        // All bits below the chunk count for the order, so that the order of a tile's points is that of the format.
        keys = sort(codes, ids, 3 * (TileKey.DEEPEST - top.level()));
        order = ids;
        Vec3 corner = cube.corner(top);
        x = offsets(xyz[0], corner.x());
        y = offsets(xyz[1], corner.y());
        z = offsets(xyz[2], corner.z());
    }

    private float[] offsets(double[] metres, double from) {
        float[] out = new float[order.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (metres[order[i]] - from);
        }
        return out;
    }

    /** Sorts by the lowest {@code bits}, keeping the order of equals; {@code ids} becomes the order. */
    static long[] sort(long[] codes, int[] ids, int bits) {
        int n = codes.length;
        long[] from = codes;
        long[] to = new long[n];
        int[] idFrom = new int[n];
        int[] idTo = new int[n];
        for (int i = 0; i < n; i++) {
            idFrom[i] = i;
        }
        int[] starts = new int[1 << DIGIT];
        for (int shift = 0; shift < bits; shift += DIGIT) {
            int mask = (1 << Math.min(DIGIT, bits - shift)) - 1;
            Arrays.fill(starts, 0);
            for (long c : from) {
                starts[(int) (c >>> shift) & mask]++;
            }
            int sum = 0;
            for (int i = 0; i <= mask; i++) {
                int count = starts[i];
                starts[i] = sum;
                sum += count;
            }
            for (int i = 0; i < n; i++) {
                int at = starts[(int) (from[i] >>> shift) & mask]++;
                to[at] = from[i];
                idTo[at] = idFrom[i];
            }
            long[] t = from;
            from = to;
            to = t;
            int[] s = idFrom;
            idFrom = idTo;
            idTo = s;
        }
        System.arraycopy(idFrom, 0, ids, 0, n);
        return from;
    }

    /** What the chunk's topmost tile holds, and which children it has. */
    record Top(Rows rows, int mask) {}

    Top build() throws IOException {
        Node node = node(top, 0, rows.size());
        return new Top(rows(node.ids()), node.mask());
    }

    private Rows rows(int[] places) {
        int[] ids = new int[places.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = order[places[i]];
        }
        return rows.gather(ids, 0, ids.length);
    }

    private Node node(TileKey key, int from, int to) throws IOException {
        if (to - from <= LEAF || key.level() == top.level() + levels) {
            int[] ids = new int[to - from];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = from + i;
            }
            return new Node(ids, 0);
        }
        Node[] children = new Node[8];
        int shift = 3 * (TileKey.DEEPEST - key.level() - 1);
        int at = from;
        int candidates = 0;
        for (int octant = 0; octant < 8; octant++) {
            int end = octant == 7 ? to : end(at, to, shift, octant);
            if (end > at) {
                children[octant] = node(key.child(octant), at, end);
                candidates += children[octant].ids().length;
            }
            at = end;
        }
        return thinned(key, children, candidates);
    }

    private int end(int from, int to, int shift, int octant) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            if ((keys[middle] >>> shift & 7) <= octant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Node thinned(TileKey key, Node[] children, int candidates) throws IOException {
        int[] ids = new int[candidates];
        int n = 0;
        for (Node child : children) {
            if (child != null) {
                System.arraycopy(child.ids(), 0, ids, n, child.ids().length);
                n += child.ids().length;
            }
        }
        Vec3 corner = cube.corner(key).minus(cube.corner(top));
        boolean[] chosen = new boolean[n];
        int taken = sampler.sample(
                x, y, z, ids, n, new float[] {(float) corner.x(), (float) corner.y(), (float) corner.z()},
                (float) (rootSpacing / (1L << key.level())), chosen);
        int[] own = new int[taken];
        int mask = 0;
        int at = 0;
        int kept = 0;
        for (int octant = 0; octant < 8; octant++) {
            if (children[octant] == null) {
                continue;
            }
            int size = children[octant].ids().length;
            int[] rest = new int[size];
            int left = 0;
            for (int i = at; i < at + size; i++) {
                if (chosen[i]) {
                    own[kept++] = ids[i];
                } else {
                    rest[left++] = ids[i];
                }
            }
            at += size;
            if (left > 0 || children[octant].mask() != 0) {
                mask |= 1 << octant;
                Optional<Rows> points = left == 0 ? Optional.empty() : Optional.of(rows(Arrays.copyOf(rest, left)));
                sink.tile(key.child(octant), points, children[octant].mask());
            }
        }
        return new Node(own, mask);
    }
}
