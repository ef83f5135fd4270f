package plumbline.qa.simulate;

/**
 * Random numbers that depend on nothing but their key, so a frame, a beam or a house comes out the same in any order
 * and on any thread. The mixer is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
 */
final class Rand {
    private Rand() {}

    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    static long key(long a, long b) {
        return mix(mix(a + 0x9e3779b97f4a7c15L) ^ (b * 0xd1342543de82ef95L + 0x2545f4914f6cdd1dL));
    }

    static long key(long a, long b, long c) {
        return key(key(a, b), c);
    }

    /** In [0, 1). */
    static double uniform(long key) {
        return (mix(key) >>> 11) * 0x1p-53;
    }

    static double between(long key, double low, double high) {
        return low + (high - low) * uniform(key);
    }

    static int below(long key, int n) {
        return (int) (uniform(key) * n);
    }

    /** Standard normal, by Box and Muller 1958. */
    static double gauss(long key) {
        double u = uniform(key);
        double v = uniform(key ^ 0x5851f42d4c957f2dL);
        return Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
    }

    private static float cell(int x, int y, int seed) {
        int h = x * 0x1f1f1f1f ^ y * 0x5bd1e995 ^ seed * 0x27d4eb2d;
        h = (h ^ (h >>> 15)) * 0x2c1b3c6d;
        h = (h ^ (h >>> 12)) * 0x297a2d39;
        return ((h ^ (h >>> 15)) & 0xffff) / 65535f;
    }

    /** Value in [0, 1] that belongs to the unit cell of a point. */
    static float cellNoise(float x, float y, int seed) {
        return cell((int) Math.floor(x), (int) Math.floor(y), seed);
    }

    /** Smooth noise in [0, 1] with features of size one. */
    static float noise(float x, float y, int seed) {
        int ix = (int) Math.floor(x);
        int iy = (int) Math.floor(y);
        float fx = x - ix;
        float fy = y - iy;
        fx = fx * fx * (3 - 2 * fx);
        fy = fy * fy * (3 - 2 * fy);
        float a = cell(ix, iy, seed);
        float b = cell(ix + 1, iy, seed);
        float c = cell(ix, iy + 1, seed);
        float d = cell(ix + 1, iy + 1, seed);
        return a + (b - a) * fx + (c - a) * fy + (a - b - c + d) * fx * fy;
    }
}
