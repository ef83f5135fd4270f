package plumbline.storage.tile;

import java.util.Arrays;

/**
 * Chooses points that are no nearer to each other than a distance, and so many that no further one fits: a maximal
 * Poisson disk sample by dart throwing (Cook 1986). A first round takes darts at random places, a second all others in
 * their order, which keeps memory near. Works within one cube of 128 distances. Belongs to one thread.
 */
final class Sampler {
    static final int CELLS = 128;
    private static final int EDGE = CELLS + 2;

    private final int[] head = new int[EDGE * EDGE * EDGE];
    private int[] next = new int[1 << 14];
    private int[] cell = new int[1 << 14];
    private float[] px = new float[1 << 14];
    private float[] py = new float[1 << 14];
    private float[] pz = new float[1 << 14];
    private int taken;

    /**
     * Marks in {@code chosen} which of the points {@code ids[0..n)} of x, y, z are taken; returns how many. The cube has
     * the smallest corner {@code corner} and the edge 128 times {@code spacing}.
     */
    int sample(float[] x, float[] y, float[] z, int[] ids, int n, float[] corner, float spacing, boolean[] chosen) {
        taken = 0;
        Arrays.fill(chosen, 0, n, false);
        float per = 1 / spacing;
        float square = spacing * spacing;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < n; i++) {
                boolean first = (hash(ids[i]) & 7) == 0;
                if (first == (round == 0)) {
                    int p = ids[i];
                    chosen[i] = dart(x[p], y[p], z[p], corner, per, square);
                }
            }
        }
        for (int i = 0; i < taken; i++) {
            head[cell[i]] = 0;
        }
        return taken;
    }

    private boolean dart(float x, float y, float z, float[] corner, float per, float square) {
        int cx = Math.clamp((int) ((x - corner[0]) * per), 0, CELLS - 1);
        int cy = Math.clamp((int) ((y - corner[1]) * per), 0, CELLS - 1);
        int cz = Math.clamp((int) ((z - corner[2]) * per), 0, CELLS - 1);
        // One cell of margin all around, so that neighbours need no check.
        int own = (cz + 1) * EDGE * EDGE + (cy + 1) * EDGE + cx + 1;
        if (near(own, x, y, z, square)) {
            return false;
        }
        for (int dz = -EDGE * EDGE; dz <= EDGE * EDGE; dz += EDGE * EDGE) {
            for (int dy = -EDGE; dy <= EDGE; dy += EDGE) {
                int c = own + dz + dy;
                if (head[c - 1] != 0 && near(c - 1, x, y, z, square)
                        || head[c] != 0 && near(c, x, y, z, square)
                        || head[c + 1] != 0 && near(c + 1, x, y, z, square)) {
                    return false;
                }
            }
        }
        if (taken == px.length) {
            grow();
        }
        px[taken] = x;
        py[taken] = y;
        pz[taken] = z;
        cell[taken] = own;
        next[taken] = head[own];
        head[own] = ++taken;
        return true;
    }

    private boolean near(int c, float x, float y, float z, float square) {
        for (int k = head[c]; k != 0; k = next[k - 1]) {
            float dx = px[k - 1] - x;
            float dy = py[k - 1] - y;
            float dz = pz[k - 1] - z;
            if (dx * dx + dy * dy + dz * dz < square) {
                return true;
            }
        }
        return false;
    }

    private void grow() {
        int more = 2 * px.length;
        next = Arrays.copyOf(next, more);
        cell = Arrays.copyOf(cell, more);
        px = Arrays.copyOf(px, more);
        py = Arrays.copyOf(py, more);
        pz = Arrays.copyOf(pz, more);
    }

    private static int hash(int v) {
        int h = v * 0x9E3779B1;
        h ^= h >>> 15;
        h *= 0x85EBCA77;
        return h >>> 13;
    }
}
