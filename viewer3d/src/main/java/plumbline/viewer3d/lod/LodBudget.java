package plumbline.viewer3d.lod;

/**
 * What a picture may cost: points shown at once, bytes of tiles kept in memory, and the distance in pixels between
 * neighbouring points at which a tile is fine enough.
 */
public record LodBudget(long points, long bytes, double pixels) {
    public static final LodBudget DEFAULT = new LodBudget(2_000_000, 512L << 20, 1.0);

    public LodBudget {
        if (points < 1 || bytes < 1 || !(pixels > 0)) {
            throw new IllegalArgumentException("a budget must be more than nothing");
        }
    }
}
