package plumbline.annotation.assist;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import plumbline.annotation.geometry.GroundPlane;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

/**
 * The ground under a sweep or a tile, as heights in the points' own frame (metres, z roughly up). Cells of a grid take
 * a low quantile of their points; a plane through most of them (RANSAC, Fischler and Bolles 1981, fixed seed) starts the
 * surface, which then grows from cell to cell where the height goes on smoothly, so that roofs, cars and reflections
 * from below are left out. Cells without ground take their neighbours' height. Immutable.
 */
public final class Ground {
    /** Points up to this far above the surface count as ground. */
    public static final double GROUND_METRES = 0.2;

    private static final double CELL_METRES = 2;
    private static final int MOST_CELLS_A_SIDE = 256;
    private static final double REACH_METRES = 120;
    private static final double QUANTILE = 0.05;
    private static final double STEP_METRES = 0.06;
    private static final double SLOPE = 0.05;
    private static final double SMOOTHEST_METRES = 0.04;
    private static final double UNSEEN_METRES = 0.08;
    private static final int FEWEST_FOR_SPREAD = 8;

    private final GroundPlane plane;
    private final double cell;
    private final double x0;
    private final double y0;
    private final int columns;
    private final int rows;
    /** Heights above the plane, one per cell. */
    private final float[] rise;
    private final boolean[] seen;
    /** How far above the surface points of the ground itself reach, one per cell: smooth asphalt less than a kerb. */
    private final float[] rough;

    private Ground(
            GroundPlane plane, double cell, double x0, double y0, int columns, int rows, float[] rise, boolean[] seen,
            float[] rough) {
        this.plane = plane;
        this.cell = cell;
        this.x0 = x0;
        this.y0 = y0;
        this.columns = columns;
        this.rows = rows;
        this.rise = rise;
        this.seen = seen;
        this.rough = rough;
    }

    /** Level at z = 0 where there are no points. About 5 ms for 120,000 points. */
    public static Ground estimate(PointBlock points) {
        double[] extent = extent(points);
        if (extent == null) {
            return new Ground(GroundPlane.level(0), 1, 0, 0, 1, 1, new float[1], new boolean[1],
                    new float[] {(float) GROUND_METRES});
        }
        double side = Math.max(extent[2] - extent[0], extent[3] - extent[1]);
        double cell = Math.max(CELL_METRES, side / MOST_CELLS_A_SIDE);
        int columns = (int) ((extent[2] - extent[0]) / cell) + 1;
        int rows = (int) ((extent[3] - extent[1]) / cell) + 1;
        double[] low = lowest(points, extent, cell, columns, rows);
        GroundPlane plane = plane(low, extent, cell, columns, rows);
        float[] rise = new float[low.length];
        for (int c = 0; c < low.length; c++) {
            double x = extent[0] + (c % columns + 0.5) * cell;
            double y = extent[1] + (c / columns + 0.5) * cell;
            rise[c] = (float) (low[c] - plane.heightAt(x, y));
        }
        boolean[] sure = grow(rise, columns, rows, cell);
        fill(rise, sure, columns, rows);
        float[] rough = new float[low.length];
        Arrays.fill(rough, (float) UNSEEN_METRES);
        Ground surface = new Ground(
                plane, cell, extent[0], extent[1], columns, rows, smooth(rise, sure, columns, rows), sure, rough);
        float[] level = surface.levelled(points, sure, rough);
        fill(level, sure, columns, rows);
        return new Ground(
                plane, cell, extent[0], extent[1], columns, rows, smooth(level, sure, columns, rows), sure, rough);
    }

    /**
     * A low quantile lies below the surface by its noise and slope; the mean of the points near it does not. Their spread
     * about it goes into {@code spread}, where there are enough.
     */
    private float[] levelled(PointBlock points, boolean[] sure, float[] spread) {
        double[] sum = new double[rise.length];
        double[] squares = new double[rise.length];
        int[] count = new int[rise.length];
        double ox = points.origin().x();
        double oy = points.origin().y();
        double oz = points.origin().z();
        for (int i = 0; i < points.size(); i++) {
            double x = points.x()[i] + ox;
            double y = points.y()[i] + oy;
            double cx = (x - x0) / cell;
            double cy = (y - y0) / cell;
            if (cx >= 0 && cy >= 0 && cx < columns && cy < rows) {
                int c = (int) cy * columns + (int) cx;
                double above = sure[c] ? points.z()[i] + oz - heightAt(x, y) : Double.NaN;
                if (above > -GROUND_METRES && above < GROUND_METRES) {
                    sum[c] += above;
                    squares[c] += above * above;
                    count[c]++;
                }
            }
        }
        float[] out = rise.clone();
        for (int c = 0; c < out.length; c++) {
            double mean = count[c] > 0 ? sum[c] / count[c] : 0;
            out[c] += (float) mean;
            if (count[c] >= FEWEST_FOR_SPREAD) {
                double deviation = Math.sqrt(Math.max(0, squares[c] / count[c] - mean * mean));
                spread[c] = (float) Math.clamp(SMOOTHEST_METRES + 1.5 * deviation, SMOOTHEST_METRES, GROUND_METRES);
            }
        }
        return out;
    }

    /** Height of the ground at x, y; beyond the grid its border goes on along the plane. */
    public double heightAt(double x, double y) {
        double gx = Math.clamp((x - x0) / cell - 0.5, 0, columns - 1.0);
        double gy = Math.clamp((y - y0) / cell - 0.5, 0, rows - 1.0);
        int i = Math.min((int) gx, Math.max(0, columns - 2));
        int j = Math.min((int) gy, Math.max(0, rows - 2));
        double fx = gx - i;
        double fy = gy - j;
        int right = columns > 1 ? 1 : 0;
        int up = rows > 1 ? columns : 0;
        int c = j * columns + i;
        double near = rise[c] + (rise[c + right] - rise[c]) * fx;
        double far = rise[c + up] + (rise[c + up + right] - rise[c + up]) * fx;
        return plane.heightAt(x, y) + near + (far - near) * fy;
    }

    /**
     * True anywhere below the surface (reflections) and above it as far as the ground's own points spread there, at most
     * {@link #GROUND_METRES}.
     */
    public boolean isGround(double x, double y, double z) {
        double above = z - heightAt(x, y);
        return above < SMOOTHEST_METRES || above < GROUND_METRES && above < rough[cellAt(x, y)];
    }

    private int cellAt(double x, double y) {
        int i = (int) Math.clamp((x - x0) / cell, 0, columns - 1.0);
        int j = (int) Math.clamp((y - y0) / cell, 0, rows - 1.0);
        return j * columns + i;
    }

    /** True where points of the ground itself were seen, in the cell of x, y; elsewhere the height is a guess. */
    public boolean seenAt(double x, double y) {
        double i = Math.floor((x - x0) / cell);
        double j = Math.floor((y - y0) / cell);
        return i >= 0 && j >= 0 && i < columns && j < rows && seen[(int) (j * columns + i)];
    }

    /** The plane that fits most of the ground. */
    public GroundPlane plane() {
        return plane;
    }

    /** Bounds of the points as min x, min y, max x, max y; null without points. Far strays do not stretch the grid. */
    private static double[] extent(PointBlock points) {
        double[] e = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        float[] x = points.x();
        float[] y = points.y();
        for (int i = 0; i < x.length; i++) {
            if (Float.isFinite(x[i]) && Float.isFinite(y[i]) && Float.isFinite(points.z()[i])) {
                e[0] = Math.min(e[0], x[i]);
                e[1] = Math.min(e[1], y[i]);
                e[2] = Math.max(e[2], x[i]);
                e[3] = Math.max(e[3], y[i]);
            }
        }
        if (e[0] > e[2]) {
            return null;
        }
        double ox = points.origin().x();
        double oy = points.origin().y();
        boolean sensorInside = e[0] + ox < 0 && e[2] + ox > 0 && e[1] + oy < 0 && e[3] + oy > 0;
        double reach = sensorInside ? REACH_METRES : Double.MAX_VALUE;
        return new double[] {
            Math.max(e[0] + ox, -reach), Math.max(e[1] + oy, -reach),
            Math.min(e[2] + ox, reach), Math.min(e[3] + oy, reach)
        };
    }

    /** A low quantile of z in each cell, NaN without points (counting sort by cell, then a partial sort). */
    private static double[] lowest(PointBlock points, double[] extent, double cell, int columns, int rows) {
        int n = points.size();
        int[] cellOf = new int[n];
        int[] start = new int[columns * rows + 1];
        double ox = points.origin().x() - extent[0];
        double oy = points.origin().y() - extent[1];
        float[] z = points.z();
        for (int i = 0; i < n; i++) {
            double cx = (points.x()[i] + ox) / cell;
            double cy = (points.y()[i] + oy) / cell;
            boolean in = cx >= 0 && cy >= 0 && cx < columns && cy < rows && Float.isFinite(z[i]);
            cellOf[i] = in ? (int) cy * columns + (int) cx : -1;
            if (in) {
                start[cellOf[i] + 1]++;
            }
        }
        for (int c = 0; c < columns * rows; c++) {
            start[c + 1] += start[c];
        }
        float[] sorted = new float[start[columns * rows]];
        int[] next = start.clone();
        for (int i = 0; i < n; i++) {
            if (cellOf[i] >= 0) {
                sorted[next[cellOf[i]]++] = z[i];
            }
        }
        double[] low = new double[columns * rows];
        for (int c = 0; c < low.length; c++) {
            int size = start[c + 1] - start[c];
            if (size == 0) {
                low[c] = Double.NaN;
            } else {
                Arrays.sort(sorted, start[c], start[c + 1]);
                low[c] = points.origin().z() + sorted[start[c] + (int) (size * QUANTILE)];
            }
        }
        return low;
    }

    private static GroundPlane plane(double[] low, double[] extent, double cell, int columns, int rows) {
        double[] x = new double[low.length];
        double[] y = new double[low.length];
        double[] z = new double[low.length];
        int n = 0;
        for (int c = 0; c < low.length; c++) {
            double cx = extent[0] + (c % columns + 0.5) * cell;
            double cy = extent[1] + (c / columns + 0.5) * cell;
            // Near the sensor the ground is seen best; tiles without a sensor inside use all of it.
            boolean near = Math.hypot(cx, cy) < 40 || extent[0] > 0 || extent[2] < 0 || columns > 130;
            if (near && !Double.isNaN(low[c])) {
                x[n] = cx;
                y[n] = cy;
                z[n++] = low[c];
            }
        }
        double[] best = {0, 0, n == 0 ? 0 : median(z, n)};
        double bestScore = n < 3 ? Double.MAX_VALUE : -1;
        Random random = new Random(1);
        for (int t = 0; t < 200 && n >= 3; t++) {
            int i = random.nextInt(n);
            int j = random.nextInt(n);
            int k = random.nextInt(n);
            double[] p = through(x[i], y[i], z[i], x[j], y[j], z[j], x[k], y[k], z[k]);
            if (p == null || Math.hypot(p[0], p[1]) > 0.27) {
                continue;
            }
            double score = 0;
            for (int m = 0; m < n; m++) {
                double off = z[m] - (p[0] * x[m] + p[1] * y[m] + p[2]);
                score += Math.abs(off) < 0.2 ? 1 : off < 0 ? -0.5 : 0;
            }
            if (score > bestScore) {
                bestScore = score;
                best = p;
            }
        }
        return GroundPlane.of(best[0], best[1], best[2]);
    }

    private static double median(double[] values, int n) {
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        return sorted[n / 2];
    }

    /** {@code a, b, c} of {@code z = a x + b y + c} through three points; null where they lie on a line. */
    private static double[] through(
            double x1, double y1, double z1, double x2, double y2, double z2, double x3, double y3, double z3) {
        Vec3 normal = new Vec3(x2 - x1, y2 - y1, z2 - z1).cross(new Vec3(x3 - x1, y3 - y1, z3 - z1));
        if (Math.abs(normal.z()) < 1) {
            return null;
        }
        double a = -normal.x() / normal.z();
        double b = -normal.y() / normal.z();
        return new double[] {a, b, z1 - a * x1 - b * y1};
    }

    /** Cells that are ground: those near the plane, and on from there wherever the height changes gently. */
    private static boolean[] grow(float[] rise, int columns, int rows, double cell) {
        boolean[] sure = new boolean[rise.length];
        ArrayDeque<Integer> open = new ArrayDeque<>();
        for (int c = 0; c < rise.length; c++) {
            if (Math.abs(rise[c]) < 0.1) {
                sure[c] = true;
                open.add(c);
            }
        }
        while (!open.isEmpty()) {
            int c = open.poll();
            for (int k : neighbours(c, columns, rows)) {
                if (k >= 0 && !sure[k] && !Float.isNaN(rise[k])
                        && Math.abs(rise[k] - meanOfSure(rise, sure, k, columns, rows)) < STEP_METRES + SLOPE * cell) {
                    sure[k] = true;
                    open.add(k);
                }
            }
        }
        return sure;
    }

    /** Gives the other cells the mean of their known neighbours, from the known outwards. */
    private static void fill(float[] rise, boolean[] sure, int columns, int rows) {
        boolean[] known = sure.clone();
        ArrayDeque<Integer> open = new ArrayDeque<>();
        for (int c = 0; c < rise.length; c++) {
            if (known[c]) {
                open.add(c);
            }
        }
        if (open.isEmpty()) {
            Arrays.fill(rise, 0);
        }
        while (!open.isEmpty()) {
            int c = open.poll();
            for (int k : neighbours(c, columns, rows)) {
                if (k >= 0 && !known[k]) {
                    rise[k] = meanOfSure(rise, known, k, columns, rows);
                    known[k] = true;
                    open.add(k);
                }
            }
        }
    }

    /** Averages over 3x3 cells; what was seen weighs more than what was filled in. */
    private static float[] smooth(float[] rise, boolean[] sure, int columns, int rows) {
        float[] out = new float[rise.length];
        for (int c = 0; c < rise.length; c++) {
            double weight = sure[c] ? 4 : 1;
            double sum = weight * rise[c];
            for (int k : neighbours(c, columns, rows)) {
                if (k >= 0) {
                    double w = sure[k] ? 1 : 0.25;
                    sum += w * rise[k];
                    weight += w;
                }
            }
            out[c] = (float) (sum / weight);
        }
        return out;
    }

    private static float meanOfSure(float[] rise, boolean[] sure, int c, int columns, int rows) {
        float sum = 0;
        int n = 0;
        for (int k : neighbours(c, columns, rows)) {
            if (k >= 0 && sure[k]) {
                sum += rise[k];
                n++;
            }
        }
        return sum / n;
    }

    /** The eight cells around one, -1 beyond the border. */
    private static int[] neighbours(int c, int columns, int rows) {
        int[] out = new int[8];
        int n = 0;
        int i = c % columns;
        int j = c / columns;
        for (int dj = -1; dj <= 1; dj++) {
            for (int di = -1; di <= 1; di++) {
                if (di != 0 || dj != 0) {
                    boolean in = i + di >= 0 && i + di < columns && j + dj >= 0 && j + dj < rows;
                    out[n++] = in ? c + dj * columns + di : -1;
                }
            }
        }
        return out;
    }
}
