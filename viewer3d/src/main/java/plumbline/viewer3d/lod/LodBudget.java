package plumbline.viewer3d.lod;

/**
 * What a picture may cost: points shown at once, bytes of tiles kept in memory, and the distance in pixels between
 * neighbouring points at which a tile is fine enough. While the camera moves, no more points are shown than can be drawn
 * in {@code movingMillis}.
 */
public record LodBudget(long points, long bytes, double pixels, double movingMillis) {
    public static final LodBudget DEFAULT = new LodBudget(2_000_000, 512L << 20, 1.0, 26);

    /** No regard to time: for pictures that nobody waits at. */
    public static LodBudget still(long points) {
        return new LodBudget(points, Long.MAX_VALUE, DEFAULT.pixels, Double.MAX_VALUE);
    }

    /** With fewer points. */
    LodBudget atMost(long most) {
        return most >= points ? this : new LodBudget(Math.max(1, most), bytes, pixels, movingMillis);
    }

    public LodBudget {
        if (points < 1 || bytes < 1 || !(pixels > 0) || !(movingMillis > 0)) {
            throw new IllegalArgumentException("a budget must be more than nothing");
        }
    }
}
