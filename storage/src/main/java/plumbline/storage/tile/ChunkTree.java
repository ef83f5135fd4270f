package plumbline.storage.tile;

import java.io.IOException;
import java.util.Optional;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.Vec3;

/**
 * The octree of one chunk in memory, from the bottom up: leaves hold few points; from its children's points each inner
 * tile takes an even sample, which they lose. Hands over all tiles but the topmost, whose points are the result.
 */
final class ChunkTree {
    /** Takes finished tiles, whose rows are good during the call only; empty where a tile has children only. */
    interface Sink {
        void tile(TileKey key, Optional<RowBlock> rows, int childMask) throws IOException;
    }

    private static final int LEAF = 20_000;
    private static final int LEVELS = 11;

    private final SortedChunk chunk;
    private final Cube cube;
    private final TileKey top;
    private final double rootSpacing;
    private final Sampler sampler;
    private final Sink sink;
    private final int levels;
    private final long[] keys;

    /** Points of a tile (as places in the sorted order) and which children it has. */
    private record Node(int[] ids, int mask) {}

    ChunkTree(SortedChunk chunk, Cube cube, double rootSpacing, TileKey top, Sampler sampler, Sink sink) {
        this.chunk = chunk;
        this.cube = cube;
        this.top = top;
        this.rootSpacing = rootSpacing;
        this.sampler = sampler;
        this.sink = sink;
        this.levels = Math.min(LEVELS, TileKey.DEEPEST - top.level());
        this.keys = chunk.codes();
    }

    /** What the chunk's topmost tile holds, good until the chunk is asked again, and which children it has. */
    record Top(RowBlock rows, int mask) {}

    Top build() throws IOException {
        Node node = node(top, 0, chunk.size());
        return new Top(chunk.at(node.ids(), node.ids().length), node.mask());
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
                chunk.x(), chunk.y(), chunk.z(), ids, n, new float[] {(float) corner.x(), (float) corner.y(), (float) corner.z()},
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
                Optional<RowBlock> points = left == 0 ? Optional.empty() : Optional.of(chunk.at(rest, left));
                sink.tile(key.child(octant), points, children[octant].mask());
            }
        }
        return new Node(own, mask);
    }
}
