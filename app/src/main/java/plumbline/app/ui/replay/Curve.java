package plumbline.app.ui.replay;

import java.util.function.DoubleUnaryOperator;
import javafx.scene.canvas.GraphicsContext;

/**
 * A series as a line on pixels; where several values share a column of pixels, a bar from the least to the largest, so that a
 * spike shows however much time there is in a column, and a hundred thousand values cost no more than there are columns.
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
        int from = Math.max(0, s.lastAt(axis.start()));
        int to = from;
        Column before = Column.NONE;
        boolean open = false;
        g.beginPath();
        g.setFill(g.getStroke());
        while (to < times.length && !(to > from && axis.x(times[to - 1]) > axis.width())) {
            Column now = Column.of(s, axis, to, above);
            double x = axis.x(times[to]);
            if (now.isEmpty()) {
                open = false;
            } else if (now.end() - to == 1) {
                if (open) {
                    g.lineTo(x, y.applyAsDouble(now.last()));
                } else {
                    g.moveTo(x, y.applyAsDouble(now.last()));
                }
                open = true;
            } else {
                bar(g, now.reaching(before), Math.floor(x), y);
                g.moveTo(Math.floor(x) + 0.5, y.applyAsDouble(now.last()));
                open = true;
            }
            before = now;
            to = now.end();
        }
        g.stroke();
        if (to - from <= DOTS) {
            dots(g, s, axis, y, above, from, to);
        }
    }

    /** Upright and as wide as a pixel: painting many of them as one path would cost a hundred times as much. */
    private static void bar(GraphicsContext g, Column c, double x, DoubleUnaryOperator y) {
        double top = Math.min(y.applyAsDouble(c.least()), y.applyAsDouble(c.largest()));
        double bottom = Math.max(y.applyAsDouble(c.least()), y.applyAsDouble(c.largest()));
        g.fillRect(x, top - 0.6, 1, bottom - top + 1.2);
    }

    /** The values of a column of pixels; {@code end}: the first one behind it. */
    private record Column(double least, double largest, double last, int end) {
        static final Column NONE = new Column(Double.NaN, Double.NaN, Double.NaN, 0);

        static Column of(Series s, TimeAxis axis, int from, double above) {
            double column = Math.floor(axis.x(s.timesNanos()[from]));
            double least = Double.POSITIVE_INFINITY;
            double largest = Double.NEGATIVE_INFINITY;
            double last = Double.NaN;
            int i = from;
            for (; i < s.values().length && (i == from || Math.floor(axis.x(s.timesNanos()[i])) == column); i++) {
                double v = s.values()[i];
                if (Double.isFinite(v) && v > above) {
                    least = Math.min(least, v);
                    largest = Math.max(largest, v);
                    last = v;
                }
            }
            return new Column(least, largest, last, i);
        }

        boolean isEmpty() {
            return Double.isNaN(last);
        }

        /** Grown to the last value of the column before it, so that the curve has no hole between two columns. */
        Column reaching(Column before) {
            return before.isEmpty() ? this : new Column(
                    Math.min(least, before.last()), Math.max(largest, before.last()), last, end);
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
