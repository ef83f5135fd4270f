package plumbline.storage.tile;

import java.util.Optional;

/** Z-curve codes of rows' cells of 2^-21 of the root's edge, and the rows' bounds. Belongs to one thread. */
final class Coder {
    private static final int BLOCK = 2048;

    private final Optional<Grid> grid;
    private final Cube cube;
    private final double[][] xyz = new double[3][BLOCK];
    private final double[] low = new double[3];
    private final double[] high = new double[3];

    Coder(Optional<Grid> grid, Cube cube) {
        this.grid = grid;
        this.cube = cube;
    }

    /** Writes one code for each row. */
    void codes(RowBlock rows, long[] codes) {
        java.util.Arrays.fill(low, Double.POSITIVE_INFINITY);
        java.util.Arrays.fill(high, Double.NEGATIVE_INFINITY);
        double per = cube.cellsPerMetre();
        double mx = cube.min().x();
        double my = cube.min().y();
        double mz = cube.min().z();
        double[] x = xyz[0];
        double[] y = xyz[1];
        double[] z = xyz[2];
        for (int from = 0; from < rows.size(); from += BLOCK) {
            int n = Math.min(BLOCK, rows.size() - from);
            for (int a = 0; a < 3; a++) {
                rows.metres(a, grid, from, n, xyz[a]);
                widen(a, n);
            }
            for (int i = 0; i < n; i++) {
                codes[from + i] = Cube.code(Cube.cell(x[i], mx, per), Cube.cell(y[i], my, per), Cube.cell(z[i], mz, per));
            }
        }
    }

    private void widen(int axis, int n) {
        double[] values = xyz[axis];
        double min = low[axis];
        double max = high[axis];
        for (int i = 0; i < n; i++) {
            double v = values[i];
            // Branches that are hardly ever taken cost less than min and max with their rules for zeros.
            if (v < min) {
                min = v;
            }
            if (v > max) {
                max = v;
            }
        }
        low[axis] = min;
        high[axis] = max;
    }

    /** Bounds of the rows that were coded last: the smallest, and the largest coordinates. */
    double[] low() {
        return low;
    }

    double[] high() {
        return high;
    }
}
