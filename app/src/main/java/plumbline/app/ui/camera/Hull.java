package plumbline.app.ui.camera;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The convex hull of what is seen of a box, in pixels: what a click has to hit. Andrew's monotone chain, 1979. */
final class Hull {
    private final List<double[]> corners;

    /** {@code pieces}: {@code u0 v0 u1 v1 ...}. */
    Hull(double[] pieces) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < pieces.length; i += 2) {
            points.add(new double[] {pieces[i], pieces[i + 1]});
        }
        points.sort(Comparator.<double[]>comparingDouble(p -> p[0]).thenComparingDouble(p -> p[1]));
        corners = new ArrayList<>();
        half(points);
        half(points.reversed());
    }

    private void half(List<double[]> points) {
        int base = corners.size();
        for (double[] p : points) {
            while (corners.size() - base >= 2
                    && cross(corners.get(corners.size() - 2), corners.getLast(), p) <= 0) {
                corners.removeLast();
            }
            corners.add(p);
        }
        if (!corners.isEmpty()) {
            corners.removeLast();
        }
    }

    boolean contains(double u, double v) {
        if (corners.size() < 3) {
            return false;
        }
        double[] p = {u, v};
        for (int i = 0; i < corners.size(); i++) {
            if (cross(corners.get(i), corners.get((i + 1) % corners.size()), p) < 0) {
                return false;
            }
        }
        return true;
    }

    double area() {
        double twice = 0;
        for (int i = 0; i < corners.size(); i++) {
            double[] a = corners.get(i);
            double[] b = corners.get((i + 1) % corners.size());
            twice += a[0] * b[1] - b[0] * a[1];
        }
        return Math.abs(twice) / 2;
    }

    private static double cross(double[] a, double[] b, double[] p) {
        return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
    }
}
