package plumbline.app.ui.replay;

import java.util.function.DoubleUnaryOperator;
import javafx.scene.canvas.GraphicsContext;

/**
 * A series as a line on pixels: per column of pixels its first, least, largest and last value, so that a spike shows however
 * much time there is in a column, and a hundred thousand values cost no more to paint than there are columns.
 */
final class Curve {
    /** With so few points in view each gets a dot. */
    private static final int DOTS = 24;

    private Curve() {}

    /** Strokes what lies in view with the context's stroke; {@code y} maps values to pixels. */
    static void stroke(GraphicsContext g, Series s, TimeAxis axis, DoubleUnaryOperator y) {
        stroke(g, s, axis, y, Double.NEGATIVE_INFINITY);
    }

    /** Values at or below {@code above} are left out. */
    static void stroke(GraphicsContext g, Series s, TimeAxis axis, DoubleUnaryOperator y, double above) {
        long[] times = s.timesNanos();
        double[] values = s.values();
        int from = Math.max(0, s.lastAt(axis.start()));
        int to = from;
        boolean open = false;
        g.beginPath();
        for (int i = from; i < times.length; ) {
            double x = axis.x(times[i]);
            double column = Math.floor(x);
            double first = Double.NaN;
            double last = Double.NaN;
            double least = Double.POSITIVE_INFINITY;
            double largest = Double.NEGATIVE_INFINITY;
            boolean broken = false;
            int j = i;
            for (; j < times.length && (j == i || Math.floor(axis.x(times[j])) == column); j++) {
                double v = values[j];
                if (Double.isFinite(v) && v > above) {
                    first = Double.isNaN(first) ? v : first;
                    last = v;
                    least = Math.min(least, v);
                    largest = Math.max(largest, v);
                } else {
                    broken = true;
                }
            }
            if (Double.isNaN(first)) {
                open = false;
            } else {
                if (open) {
                    g.lineTo(x, y.applyAsDouble(first));
                } else {
                    g.moveTo(x, y.applyAsDouble(first));
                }
                if (j - i > 1 && largest > least) {
                    g.lineTo(x, y.applyAsDouble(least));
                    g.lineTo(x, y.applyAsDouble(largest));
                    g.lineTo(x, y.applyAsDouble(last));
                }
                open = !broken || j - i > 1;
            }
            to = j;
            i = j;
            if (x > axis.width()) {
                break;
            }
        }
        g.stroke();
        if (to - from <= DOTS) {
            dots(g, s, axis, y, above, from, to);
        }
    }

    private static void dots(
            GraphicsContext g, Series s, TimeAxis axis, DoubleUnaryOperator y, double above, int from, int to) {
        g.setFill(g.getStroke());
        for (int i = from; i < to; i++) {
            double v = s.values()[i];
            if (Double.isFinite(v) && v > above) {
                g.fillOval(axis.x(s.timesNanos()[i]) - 2, y.applyAsDouble(v) - 2, 4, 4);
            }
        }
    }
}
