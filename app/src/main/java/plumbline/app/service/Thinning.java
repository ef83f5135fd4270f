package plumbline.app.service;

import plumbline.annotation.scene.PointBlock;

/** Every n-th point of a block, with all its columns: for a point budget. */
public final class Thinning {
    private Thinning() {}

    /** The block itself where it is small enough. */
    public static PointBlock atMost(PointBlock points, int budget) {
        if (budget < 1) {
            throw new IllegalArgumentException("A budget of " + budget + " points draws nothing.");
        }
        int n = points.size();
        int step = (int) ((n + (long) budget - 1) / budget);
        if (step <= 1) {
            return points;
        }
        int[] kept = new int[(n + step - 1) / step];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = i * step;
        }
        return points.at(kept);
    }
}
