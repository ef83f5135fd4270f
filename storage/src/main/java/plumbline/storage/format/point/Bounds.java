package plumbline.storage.format.point;

import java.util.function.Consumer;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

/**
 * Counts points and finds their smallest and largest coordinates; points without coordinates (NaN) are only counted.
 */
final class Bounds implements Consumer<PointBlock> {
    private final double[] min = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    private final double[] max = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private long points;

    @Override
    public void accept(PointBlock b) {
        points += b.size();
        for (int i = 0; i < b.size(); i++) {
            double x = b.px(i);
            double y = b.py(i);
            double z = b.pz(i);
            if (Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z)) {
                min[0] = Math.min(min[0], x);
                min[1] = Math.min(min[1], y);
                min[2] = Math.min(min[2], z);
                max[0] = Math.max(max[0], x);
                max[1] = Math.max(max[1], y);
                max[2] = Math.max(max[2], z);
            }
        }
    }

    synchronized void add(Bounds other) {
        points += other.points;
        for (int a = 0; a < 3; a++) {
            min[a] = Math.min(min[a], other.min[a]);
            max[a] = Math.max(max[a], other.max[a]);
        }
    }

    long points() {
        return points;
    }

    Vec3 min() {
        return new Vec3(min[0], min[1], min[2]);
    }

    Vec3 max() {
        return new Vec3(max[0], max[1], max[2]);
    }
}
