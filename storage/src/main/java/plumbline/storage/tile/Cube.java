package plumbline.storage.tile;

import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.Vec3;

/** The root cube: its smallest corner and edge in metres. Cuts each axis into 2^21 and orders the cells along a Z-curve. */
record Cube(Vec3 min, double size) {
    static final int BITS = TileKey.DEEPEST;
    private static final int LAST = (1 << BITS) - 1;

    /** Around all points, a little larger so that the largest coordinate is inside. */
    static Cube around(Vec3 min, Vec3 max) {
        double edge = Math.max(max.x() - min.x(), Math.max(max.y() - min.y(), max.z() - min.z()));
        return new Cube(min, Math.max(edge * 1.000001, 0.001));
    }

    boolean holds(double[] low, double[] high) {
        return low[0] >= min.x() && low[1] >= min.y() && low[2] >= min.z()
                && high[0] < min.x() + size && high[1] < min.y() + size && high[2] < min.z() + size;
    }

    /** Cells of 2^-21 of the edge in a metre. */
    double cellsPerMetre() {
        return (LAST + 1) / size;
    }

    static int cell(double v, double min, double cellsPerMetre) {
        int c = (int) ((v - min) * cellsPerMetre);
        return c < 0 ? 0 : Math.min(c, LAST);
    }

    /** Bits of x, y, z in turn, x highest. */
    static long code(int x, int y, int z) {
        return spread(x) << 2 | spread(y) << 1 | spread(z);
    }

    private static long spread(int v) {
        long x = v & 0x1FFFFFL;
        x = (x | x << 32) & 0x1F00000000FFFFL;
        x = (x | x << 16) & 0x1F0000FF0000FFL;
        x = (x | x << 8) & 0x100F00F00F00F00FL;
        x = (x | x << 4) & 0x10C30C30C30C30C3L;
        return (x | x << 2) & 0x1249249249249249L;
    }

    /** The code of a tile among those of its level. */
    static long code(TileKey key) {
        return code(key.x(), key.y(), key.z());
    }

    static TileKey key(int level, long code) {
        int x = 0;
        int y = 0;
        int z = 0;
        for (int b = 0; b < level; b++) {
            x |= (int) (code >> 3 * b + 2 & 1) << b;
            y |= (int) (code >> 3 * b + 1 & 1) << b;
            z |= (int) (code >> 3 * b & 1) << b;
        }
        return new TileKey(level, x, y, z);
    }

    Vec3 corner(TileKey key) {
        double edge = size / (1L << key.level());
        return new Vec3(min.x() + key.x() * edge, min.y() + key.y() * edge, min.z() + key.z() * edge);
    }
}
