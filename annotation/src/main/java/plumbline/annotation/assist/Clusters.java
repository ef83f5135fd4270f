package plumbline.annotation.assist;

import java.util.Arrays;
import plumbline.annotation.scene.PointBlock;

/**
 * Points that hang together: the parts of a cloud that are connected through neighbouring voxels (all 26 about one). The
 * same partition as DBSCAN (Ester et al. 1996) of the voxels' middles with a reach of the voxel's diagonal and no least
 * number of neighbours. Immutable.
 */
public final class Clusters {
    private static final int BITS = 21;
    private static final long LIMIT = 1L << BITS;

    private final int[] of;
    private final int count;
    private final int voxels;

    private Clusters(int[] of, int count, int voxels) {
        this.of = of;
        this.count = count;
        this.voxels = voxels;
    }

    /**
     * Of the points that {@code wanted} has set, in voxels of {@code metres}. Throws {@link IllegalArgumentException} for a
     * cloud of more than two million voxels on a side.
     */
    public static Clusters of(PointBlock points, boolean[] wanted, double metres) {
        Grid grid = new Grid(points, wanted, metres);
        int[] clusterOf = new int[points.size()];
        Arrays.fill(clusterOf, -1);
        int[] number = new int[grid.size];
        Arrays.fill(number, -1);
        int count = 0;
        for (int i = 0; i < clusterOf.length; i++) {
            if (grid.voxelOf[i] >= 0) {
                int root = grid.root(grid.voxelOf[i]);
                if (number[root] < 0) {
                    number[root] = count++;
                }
                clusterOf[i] = number[root];
            }
        }
        return new Clusters(clusterOf, count, grid.size);
    }

    /** All points. */
    public static Clusters of(PointBlock points, double metres) {
        boolean[] all = new boolean[points.size()];
        Arrays.fill(all, true);
        return of(points, all, metres);
    }

    /** The cluster of a point, numbered from 0 in the order of their first points; -1 for points that were not wanted. */
    public int of(int point) {
        return of[point];
    }

    public int count() {
        return count;
    }

    /** How many voxels have points. */
    public int voxels() {
        return voxels;
    }

    /** Occupied voxels in a hash table with open addressing, joined by union-find as they are met. */
    private static final class Grid {
        private final int[] voxelOf;
        private long[] keys = new long[1 << 12];
        private int[] voxel = new int[1 << 12];
        private int[] parent = new int[1 << 11];
        private int size;

        Grid(PointBlock points, boolean[] wanted, double metres) {
            int n = points.size();
            voxelOf = new int[n];
            Arrays.fill(voxelOf, -1);
            float[] x = points.x();
            float[] y = points.y();
            float[] z = points.z();
            float x0 = least(x, wanted);
            float y0 = least(y, wanted);
            float z0 = least(z, wanted);
            Arrays.fill(keys, -1);
            for (int i = 0; i < n; i++) {
                if (wanted[i] && Float.isFinite(x[i] + y[i] + z[i])) {
                    long a = 1 + (long) ((x[i] - x0) / metres);
                    long b = 1 + (long) ((y[i] - y0) / metres);
                    long c = 1 + (long) ((z[i] - z0) / metres);
                    if (Math.max(a, Math.max(b, c)) >= LIMIT - 1) {
                        throw new IllegalArgumentException("the cloud is too wide for voxels of " + metres + " m");
                    }
                    voxelOf[i] = add(a << 2 * BITS | b << BITS | c);
                }
            }
        }

        private static float least(float[] values, boolean[] wanted) {
            float least = Float.MAX_VALUE;
            for (int i = 0; i < values.length; i++) {
                if (wanted[i] && values[i] < least) {
                    least = values[i];
                }
            }
            return least;
        }

        private int add(long key) {
            int at = slot(key);
            if (keys[at] == key) {
                return voxel[at];
            }
            if (size * 2 >= keys.length) {
                grow();
                at = slot(key);
            }
            if (size == parent.length) {
                parent = Arrays.copyOf(parent, 2 * size);
            }
            keys[at] = key;
            voxel[at] = size;
            parent[size] = size;
            join(key, size);
            return size++;
        }

        private void join(long key, int mine) {
            for (long da = -1; da <= 1; da++) {
                for (long db = -1; db <= 1; db++) {
                    for (long dc = -1; dc <= 1; dc++) {
                        long other = key + (da << 2 * BITS) + (db << BITS) + dc;
                        int at = slot(other);
                        if (other != key && keys[at] == other) {
                            parent[root(voxel[at])] = root(mine);
                        }
                    }
                }
            }
        }

        private int slot(long key) {
            long h = key * 0x9E3779B97F4A7C15L;
            int at = (int) (h >>> 40) & (keys.length - 1);
            while (keys[at] != -1 && keys[at] != key) {
                at = (at + 1) & (keys.length - 1);
            }
            return at;
        }

        private void grow() {
            long[] oldKeys = keys;
            int[] oldVoxels = voxel;
            keys = new long[oldKeys.length * 2];
            voxel = new int[oldKeys.length * 2];
            Arrays.fill(keys, -1);
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldKeys[i] != -1) {
                    int at = slot(oldKeys[i]);
                    keys[at] = oldKeys[i];
                    voxel[at] = oldVoxels[i];
                }
            }
        }

        private int root(int v) {
            while (parent[v] != v) {
                parent[v] = parent[parent[v]];
                v = parent[v];
            }
            return v;
        }
    }
}
