package plumbline.storage.tile;

import java.util.Arrays;

/**
 * Chooses points that are no nearer to each other than a distance, and so many that no further one fits: a maximal
 * Poisson disk sample by dart throwing (Cook 1986). A first round takes darts at random places, a second all others in
 * their order, which keeps memory near. Works within one cube of 128 distances. Belongs to one thread.
 */
final class Sampler {
    static final int CELLS = 128;
    /** One cell of margin all around, so that neighbours need no check. */
    private static final int EDGE = CELLS + 2;

    /** So many cells begin in each word of a row; its last two bits are the first two of the next word, so that three neighbours are in one. */
    private static final int STEP = 62;

    private static final int ROW_WORDS = (EDGE + STEP - 1) / STEP;
    private static final int[] AROUND = around();
    private static final int SAMPLE = 4;

    /** A bit for each cell that holds a sample: small enough for the processor's nearer memory. */
    private final long[] occupied = new long[EDGE * EDGE * ROW_WORDS];
    /** The newest sample in each cell; means something only where the bit is set. */
    private final int[] head = new int[EDGE * EDGE * EDGE];
    /** x, y, z and the number of the next sample in the same cell, -1 for none. */
    private float[] samples = new float[SAMPLE << 14];
    private int[] cellOf = new int[1 << 14];
    private int taken;
    /** The sample that turned down the dart before, or that dart itself: along the curve it mostly turns down the next one, too. */
    private float lastX;
    private float lastY;
    private float lastZ;

    /**
     * Marks in {@code chosen} which of the points {@code ids[0..n)} of x, y, z are taken; returns how many. The cube has
     * the smallest corner {@code corner} and the edge 128 times {@code spacing}.
     */
    int sample(float[] x, float[] y, float[] z, int[] ids, int n, float[] corner, float spacing, boolean[] chosen) {
        taken = 0;
        lastX = Float.NaN;
        Arrays.fill(chosen, 0, n, false);
        float per = 1 / spacing;
        float square = spacing * spacing;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < n; i++) {
                boolean first = (hash(ids[i]) & 7) == 0;
                if (first == (round == 0)) {
                    int p = ids[i];
                    float ax = x[p] - lastX;
                    float ay = y[p] - lastY;
                    float az = z[p] - lastZ;
                    if (!(ax * ax + ay * ay + az * az < square)) {
                        chosen[i] = dart(x[p], y[p], z[p], corner, per, square);
                    }
                }
            }
        }
        for (int i = 0; i < taken; i++) {
            int word = cellOf[i] / EDGE * ROW_WORDS;
            for (int k = 0; k < ROW_WORDS; k++) {
                occupied[word + k] = 0;
            }
        }
        return taken;
    }

    private boolean dart(float x, float y, float z, float[] corner, float per, float square) {
        int cx = Math.clamp((int) ((x - corner[0]) * per), 0, CELLS - 1);
        int cy = Math.clamp((int) ((y - corner[1]) * per), 0, CELLS - 1);
        int cz = Math.clamp((int) ((z - corner[2]) * per), 0, CELLS - 1);
        int own = ((cz + 1) * EDGE + cy + 1) * EDGE + cx + 1;
        for (int bits = around(cx, cy, cz); bits != 0; bits &= bits - 1) {
            int k = head[own + AROUND[Integer.numberOfTrailingZeros(bits)]];
            do {
                int at = SAMPLE * k;
                float dx = samples[at] - x;
                float dy = samples[at + 1] - y;
                float dz = samples[at + 2] - z;
                if (dx * dx + dy * dy + dz * dz < square) {
                    lastX = samples[at];
                    lastY = samples[at + 1];
                    lastZ = samples[at + 2];
                    return false;
                }
                // Whole numbers up to 2^24 are floats; a cube of 128 distances on a side holds fewer samples.
                k = (int) samples[at + 3];
            } while (k >= 0);
        }
        take(own, cx + 1, x, y, z);
        return true;
    }

    /**
     * Bit i: there is a sample in cell {@code AROUND[i]}. The nearer rows of cells have the lower bits, as most darts that miss
     * do so there. Without branches, which nobody could foretell.
     */
    private int around(int cx, int cy, int cz) {
        int word = cx / STEP;
        int bit = cx - word * STEP;
        int below = (cz * EDGE + cy) * ROW_WORDS + word;
        int level = below + EDGE * ROW_WORDS;
        int above = level + EDGE * ROW_WORDS;
        long[] o = occupied;
        int near = (int) (o[level + ROW_WORDS] >>> bit) & 7
                | ((int) (o[level] >>> bit) & 7) << 3
                | ((int) (o[level + 2 * ROW_WORDS] >>> bit) & 7) << 6;
        int beside = ((int) (o[below + ROW_WORDS] >>> bit) & 7) << 9 | ((int) (o[above + ROW_WORDS] >>> bit) & 7) << 12;
        int far = ((int) (o[below] >>> bit) & 7) << 15
                | ((int) (o[below + 2 * ROW_WORDS] >>> bit) & 7) << 18
                | ((int) (o[above] >>> bit) & 7) << 21
                | ((int) (o[above + 2 * ROW_WORDS] >>> bit) & 7) << 24;
        return near | beside | far;
    }

    private static int[] around() {
        int[] rows = {0, -EDGE, EDGE, -EDGE * EDGE, EDGE * EDGE, -EDGE * EDGE - EDGE, -EDGE * EDGE + EDGE, EDGE * EDGE - EDGE,
            EDGE * EDGE + EDGE};
        int[] out = new int[3 * rows.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = rows[i / 3] + i % 3 - 1;
        }
        return out;
    }

    private void take(int cell, int along, float x, float y, float z) {
        if (taken == cellOf.length) {
            samples = Arrays.copyOf(samples, 2 * samples.length);
            cellOf = Arrays.copyOf(cellOf, 2 * taken);
        }
        lastX = x;
        lastY = y;
        lastZ = z;
        int at = SAMPLE * taken;
        samples[at] = x;
        samples[at + 1] = y;
        samples[at + 2] = z;
        int word = along / STEP;
        int bit = along - word * STEP;
        int place = cell / EDGE * ROW_WORDS + word;
        samples[at + 3] = (occupied[place] >>> bit & 1) != 0 ? head[cell] : -1;
        occupied[place] |= 1L << bit;
        if (word > 0 && bit < 2) {
            occupied[place - 1] |= 1L << STEP + bit;
        }
        head[cell] = taken;
        cellOf[taken++] = cell;
    }

    private static int hash(int v) {
        int h = v * 0x9E3779B1;
        h ^= h >>> 15;
        h *= 0x85EBCA77;
        return h >>> 13;
    }
}
