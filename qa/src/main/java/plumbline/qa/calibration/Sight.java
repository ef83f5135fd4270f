package plumbline.qa.calibration;

import java.util.Arrays;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;

/**
 * What a camera can see of a sweep: the distance (metres) of the nearest point in each cell of its image. The lidar sits
 * higher and beside: it looks over a van's roof whose far end the camera does not see. An edge is of use where nothing
 * nearer covers it and where its object ends for the camera too.
 */
final class Sight {
    /** About the step between neighbouring beams, so that a surface leaves no holes. */
    private static final double CELL_RAD = Math.toRadians(0.45);
    private static final double[] OUTWARDS_RAD = {Math.toRadians(0.6), Math.toRadians(1), Math.toRadians(1.4)};
    private static final double BEHIND_METRES = 0.3;
    private static final double BEHIND_RATIO = 0.04;

    private final LensModel lens;
    private final double cell;
    private final int columns;
    private final int rows;
    private final float[] nearest;

    Sight(LensModel lens, PointBlock points, Pose cameraFromLidar) {
        this.lens = lens;
        this.cell = Math.max(1, lens.fx() * CELL_RAD);
        this.columns = (int) (lens.width() / cell) + 1;
        this.rows = (int) (lens.height() / cell) + 1;
        this.nearest = new float[columns * rows];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        double[] uv = new double[2];
        for (int i = 0; i < points.size(); i++) {
            double x = cameraFromLidar.x(points.px(i), points.py(i), points.pz(i));
            double y = cameraFromLidar.y(points.px(i), points.py(i), points.pz(i));
            double z = cameraFromLidar.z(points.px(i), points.py(i), points.pz(i));
            int at = lens.project(x, y, z, uv) ? index(uv[0], uv[1]) : -1;
            if (at >= 0) {
                nearest[at] = Math.min(nearest[at], (float) Math.sqrt(x * x + y * y + z * z));
            }
        }
    }

    private int index(double u, double v) {
        int i = (int) Math.floor(u / cell);
        int j = (int) Math.floor(v / cell);
        return i >= 0 && j >= 0 && i < columns && j < rows ? j * columns + i : -1;
    }

    private double nearest(double u, double v) {
        int at = index(u, v);
        return at < 0 ? Double.POSITIVE_INFINITY : nearest[at];
    }

    /**
     * True where an edge at {@code edge} (x, y, z in the camera's frame) is the end of its object for the camera;
     * {@code outside} is a point beyond it, at the same range.
     */
    boolean shows(double[] edge, double[] outside) {
        double[] at = new double[2];
        double[] beyond = new double[2];
        if (!lens.project(edge[0], edge[1], edge[2], at)
                || !lens.project(outside[0], outside[1], outside[2], beyond)) {
            return false;
        }
        double range = Math.sqrt(edge[0] * edge[0] + edge[1] * edge[1] + edge[2] * edge[2]);
        double tolerance = Math.max(BEHIND_METRES, BEHIND_RATIO * range);
        for (int i = -1; i <= 1; i++) {
            for (int j = -1; j <= 1; j++) {
                if (nearest(at[0] + i * cell / 2, at[1] + j * cell / 2) < range - tolerance) {
                    return false;
                }
            }
        }
        double du = beyond[0] - at[0];
        double dv = beyond[1] - at[1];
        double length = Math.hypot(du, dv);
        for (double angle : OUTWARDS_RAD) {
            double step = length < 1e-9 ? 0 : angle * lens.fx() / length;
            if (nearest(at[0] + du * step, at[1] + dv * step) < range + tolerance) {
                return false;
            }
        }
        return true;
    }
}
