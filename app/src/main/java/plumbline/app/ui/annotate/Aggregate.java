package plumbline.app.ui.annotate;

import java.util.Arrays;
import java.util.List;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;

/** Several sweeps about one place as one cloud. Metres. */
final class Aggregate {
    private Aggregate() {}

    /** The points within {@code reach} of a box's middle beyond its half diagonal, in the box's frame of reference. */
    static PointBlock about(PointBlock points, Pose boxFrameFromPoints, Box box, double reach) {
        double radius = Math.hypot(Math.hypot(box.length(), box.width()), box.height()) / 2 + reach;
        double[][] kept = new double[3][256];
        int n = 0;
        for (int i = 0; i < points.size(); i++) {
            Vec3 p = boxFrameFromPoints.apply(points.point(i));
            if (Math.abs(p.x() - box.centre().x()) < radius && Math.abs(p.y() - box.centre().y()) < radius
                    && Math.abs(p.z() - box.centre().z()) < radius) {
                if (n == kept[0].length) {
                    for (int k = 0; k < 3; k++) {
                        kept[k] = Arrays.copyOf(kept[k], 2 * n);
                    }
                }
                kept[0][n] = p.x();
                kept[1][n] = p.y();
                kept[2][n++] = p.z();
            }
        }
        return PointBlock.ofExact(
                Arrays.copyOf(kept[0], n), Arrays.copyOf(kept[1], n), Arrays.copyOf(kept[2], n), List.of());
    }

    static PointBlock of(List<PointBlock> blocks) {
        int size = blocks.stream().mapToInt(PointBlock::size).sum();
        double[][] all = new double[3][size];
        int n = 0;
        for (PointBlock b : blocks) {
            for (int i = 0; i < b.size(); i++) {
                all[0][n] = b.px(i);
                all[1][n] = b.py(i);
                all[2][n++] = b.pz(i);
            }
        }
        return PointBlock.ofExact(all[0], all[1], all[2], List.of());
    }
}
