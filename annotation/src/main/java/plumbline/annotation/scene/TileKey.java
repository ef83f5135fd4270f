package plumbline.annotation.scene;

/**
 * One cube of an octree: at {@code level} the root cube is cut into {@code 2^level} along each axis, and x, y, z count
 * from its smallest corner.
 */
public record TileKey(int level, int x, int y, int z) {
    public static final int DEEPEST = 21;
    public static final TileKey ROOT = new TileKey(0, 0, 0, 0);

    public TileKey {
        if (level < 0 || level > DEEPEST || ((x | y | z) >>> level) != 0) {
            throw new IllegalArgumentException("no such tile: level " + level + " at " + x + ", " + y + ", " + z);
        }
    }

    /** One of eight: bit 2 is the upper half in x, bit 1 in y, bit 0 in z. */
    public TileKey child(int octant) {
        return new TileKey(level + 1, x << 1 | octant >> 2 & 1, y << 1 | octant >> 1 & 1, z << 1 | octant & 1);
    }

    /** The root has none. */
    public TileKey parent() {
        return new TileKey(level - 1, x >> 1, y >> 1, z >> 1);
    }

    /** Which child of its parent this is. */
    public int octant() {
        return (x & 1) << 2 | (y & 1) << 1 | z & 1;
    }

    @Override
    public String toString() {
        return level + "-" + x + "-" + y + "-" + z;
    }
}
