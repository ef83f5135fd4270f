package plumbline.app.service;

import plumbline.annotation.scene.LensModel;

/**
 * A camera's picture as a pinhole would have taken it: straight lines are straight. Same size, focal length and middle as the
 * lens; of a lens that sees further than a pinhole can show, its middle 110 degrees. Pixels as in {@link LensModel}.
 */
public final class Undistortion {
    /** The map is worked out at every so many pixels and between them by straight lines. */
    private static final int CELL = 8;

    private static final double WIDEST_RAD = Math.toRadians(110);

    private final LensModel lens;
    private final LensModel.Pinhole pinhole;

    private Undistortion(LensModel lens, LensModel.Pinhole pinhole) {
        this.lens = lens;
        this.pinhole = pinhole;
    }

    public static Undistortion of(LensModel lens) {
        double fx = lens.fx();
        double fy = lens.fy();
        if (lens.seesBehind()) {
            double f = lens.width() / 2.0 / Math.tan(WIDEST_RAD / 2);
            fy = f * fy / fx;
            fx = f;
        }
        return new Undistortion(
                lens, new LensModel.Pinhole(lens.width(), lens.height(), fx, fy, lens.cx(), lens.cy(), 0));
    }

    /** True where there is nothing to take out. */
    public boolean isIdentity() {
        return lens.straight();
    }

    /** What the picture then looks through. */
    public LensModel.Pinhole pinhole() {
        return pinhole;
    }

    /** Pixel of the recorded picture to pixel of the straight one; false where it shows nothing of it. */
    public boolean straight(double u, double v, double[] uv) {
        double[] ray = new double[3];
        return lens.unproject(u, v, ray) && pinhole.project(ray[0], ray[1], ray[2], uv);
    }

    /** Back again. */
    public boolean recorded(double u, double v, double[] uv) {
        double[] ray = new double[3];
        return pinhole.unproject(u, v, ray) && lens.project(ray[0], ray[1], ray[2], uv);
    }

    /**
     * {@code argb}: a picture of {@code width} by {@code height}, which may be smaller than the lens's by one scale; the result
     * has the same size. What the lens does not see is black.
     */
    public int[] apply(int[] argb, int width, int height) {
        double scaleX = (double) lens.width() / width;
        double scaleY = (double) lens.height() / height;
        int columns = (width + CELL - 1) / CELL + 1;
        int rows = (height + CELL - 1) / CELL + 1;
        double[] at = new double[columns * rows * 2];
        double[] uv = new double[2];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                boolean seen = recorded((c * CELL + 0.5) * scaleX - 0.5, (r * CELL + 0.5) * scaleY - 0.5, uv);
                int i = (r * columns + c) * 2;
                at[i] = seen ? (uv[0] + 0.5) / scaleX - 0.5 : Double.NaN;
                at[i + 1] = seen ? (uv[1] + 0.5) / scaleY - 0.5 : Double.NaN;
            }
        }
        int[] out = new int[width * height];
        for (int y = 0; y < height; y++) {
            int r = y / CELL;
            double fy = (y - r * CELL) / (double) CELL;
            for (int x = 0; x < width; x++) {
                int c = x / CELL;
                double fx = (x - c * CELL) / (double) CELL;
                int i = (r * columns + c) * 2;
                int below = i + columns * 2;
                double u = mix(mix(at[i], at[i + 2], fx), mix(at[below], at[below + 2], fx), fy);
                double v = mix(mix(at[i + 1], at[i + 3], fx), mix(at[below + 1], at[below + 3], fx), fy);
                out[y * width + x] = sample(argb, width, height, u, v);
            }
        }
        return out;
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }

    private static int sample(int[] argb, int width, int height, double u, double v) {
        if (!(u > -0.5 && v > -0.5 && u < width - 0.5 && v < height - 0.5)) {
            return 0xFF000000;
        }
        double x = Math.clamp(u, 0, width - 1.0);
        double y = Math.clamp(v, 0, height - 1.0);
        int x0 = (int) x;
        int y0 = (int) y;
        int x1 = Math.min(x0 + 1, width - 1);
        int y1 = Math.min(y0 + 1, height - 1);
        int fx = (int) ((x - x0) * 256);
        int fy = (int) ((y - y0) * 256);
        int a = argb[y0 * width + x0];
        int b = argb[y0 * width + x1];
        int c = argb[y1 * width + x0];
        int d = argb[y1 * width + x1];
        int out = 0xFF;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int top = (a >> shift & 255) * (256 - fx) + (b >> shift & 255) * fx;
            int bottom = (c >> shift & 255) * (256 - fx) + (d >> shift & 255) * fx;
            out = out << 8 | (top * (256 - fy) + bottom * fy) >> 16;
        }
        return out;
    }
}
