package plumbline.viewer3d.tool;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A part of the picture, layout pixel by layout pixel: what a lasso, a polygon or a rectangle encloses (even-odd, a pixel by
 * its middle). Immutable.
 */
public final class ScreenRegion {
    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final BitSet inside;

    private ScreenRegion(int left, int top, int width, int height, BitSet inside) {
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        this.inside = inside;
    }

    /** Corners as x, y, x, y, ...; cut off at the edges of a view of {@code viewWidth} by {@code viewHeight}. */
    public static ScreenRegion of(double[] corners, double viewWidth, double viewHeight) {
        double[] b = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int i = 0; i + 1 < corners.length; i += 2) {
            b[0] = Math.min(b[0], corners[i]);
            b[1] = Math.min(b[1], corners[i + 1]);
            b[2] = Math.max(b[2], corners[i]);
            b[3] = Math.max(b[3], corners[i + 1]);
        }
        int left = (int) Math.clamp(Math.floor(b[0]), 0, viewWidth);
        int top = (int) Math.clamp(Math.floor(b[1]), 0, viewHeight);
        int width = Math.max(0, (int) Math.clamp(Math.ceil(b[2]), 0, Math.ceil(viewWidth)) - left);
        int height = Math.max(0, (int) Math.clamp(Math.ceil(b[3]), 0, Math.ceil(viewHeight)) - top);
        BitSet inside = new BitSet(width * height);
        double[] cuts = new double[corners.length / 2];
        for (int row = 0; row < height; row++) {
            int n = cuts(corners, top + row + 0.5, cuts);
            for (int i = 0; i + 1 < n; i += 2) {
                int from = (int) Math.clamp(Math.ceil(cuts[i] - 0.5) - left, 0, (double) width);
                int to = (int) Math.clamp(Math.ceil(cuts[i + 1] - 0.5) - left, 0, (double) width);
                inside.set(row * width + from, row * width + Math.max(from, to));
            }
        }
        return new ScreenRegion(left, top, width, height, inside);
    }

    public static ScreenRegion circle(double x, double y, double radius, double viewWidth, double viewHeight) {
        return of(ring(x, y, radius), viewWidth, viewHeight);
    }

    /** Corners of a circle. */
    static double[] ring(double x, double y, double radius) {
        double[] out = new double[2 * 48];
        for (int i = 0; i < 48; i++) {
            out[2 * i] = x + radius * Math.cos(i * Math.PI / 24);
            out[2 * i + 1] = y + radius * Math.sin(i * Math.PI / 24);
        }
        return out;
    }

    /** Where the outline crosses a row of pixels, ascending; how many. */
    private static int cuts(double[] c, double y, double[] into) {
        int n = 0;
        for (int i = 0; i + 1 < c.length; i += 2) {
            int j = (i + 2) % c.length;
            if (c[i + 1] <= y != c[j + 1] <= y) {
                into[n++] = c[i] + (y - c[i + 1]) / (c[j + 1] - c[i + 1]) * (c[j] - c[i]);
            }
        }
        Arrays.sort(into, 0, n);
        return n;
    }

    public boolean contains(float x, float y) {
        int i = (int) Math.floor(x) - left;
        int j = (int) Math.floor(y) - top;
        return i >= 0 && j >= 0 && i < width && j < height && inside.get(j * width + i);
    }

    public int left() {
        return left;
    }

    public int top() {
        return top;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public boolean isEmpty() {
        return inside.isEmpty();
    }
}
