package plumbline.annotation.assist;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.scene.Vec3;

/**
 * The box of a class with usual sizes that explains an object's points best. For every heading, the points' outline is cut
 * to what the class can be (a wall or a tree that touches is left out) and completed to the usual size where the points
 * end early; a candidate costs by how far points lie from the faces turned to the sensor, by how unusual its sizes are and
 * by how much of it the sensor looked through ({@link FreeSpace}). After Zhang et al. 2017 (L-shape by search over
 * headings), with a saturated distance in place of their closeness. Metres, the sensor at 0.
 */
final class BoxSearch {
    private static final int MOST_POINTS = 360;
    private static final double COARSE_DEGREES = 5;
    private static final double SATURATED_METRES = 0.3;
    /** Sizes of one class spread about this much, as a share: lengths more than widths. */
    private static final double LENGTH_SPREAD = 0.13;
    private static final double WIDTH_SPREAD = 0.09;
    private static final double UNUSUAL = 0.035;
    private static final double SEEN_THROUGH = 4;
    private static final double DRAWN = 0.12;
    private static final double DRAWN_WITHIN_RAD = Math.toRadians(20);
    /** From one beam to the next of a coarse lidar. */
    private static final double BEAM_RAD = 0.005;
    private static final double MOST_OF_USUAL = 1.3;
    /** What is narrower (people, bicycles) has no faces that its points lie on. */
    static final double NARROW_METRES = 1.2;

    private final double[] x;
    private final double[] y;
    private final int n;
    private final double seedX;
    private final double seedY;
    private final LabelClass cls;
    private final double floor;
    private final FreeSpace free;
    private final Optional<Double> drawnRad;
    private final boolean narrow;
    private final double[] a;
    private final double[] b;

    /** A candidate: heading, extents along it and across it, and what it costs. */
    record Candidate(double yawRad, double a0, double a1, double b0, double b1, double cost) {
        private static final Candidate NONE = new Candidate(0, 0, 0, 0, 0, Double.MAX_VALUE);

        Candidate or(Candidate other) {
            return cost < other.cost ? this : other;
        }
    }

    BoxSearch(
            Footprint object, double seedX, double seedY, LabelClass cls, double floor, FreeSpace free,
            Optional<Double> drawnRad) {
        int step = Math.max(1, object.size() / MOST_POINTS);
        n = (object.size() + step - 1) / step;
        x = new double[n];
        y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = object.x()[i * step];
            y[i] = object.y()[i * step];
        }
        a = new double[n];
        b = new double[n];
        this.seedX = seedX;
        this.seedY = seedY;
        this.cls = cls;
        this.floor = floor;
        this.free = free;
        this.drawnRad = drawnRad;
        this.narrow = cls.typicalWidth() < NARROW_METRES;
    }

    Candidate best() {
        Candidate best = at(0, Double.MAX_VALUE);
        for (double d = COARSE_DEGREES; d < 180; d += COARSE_DEGREES) {
            best = at(Math.toRadians(d), best.cost).or(best);
        }
        for (double step = COARSE_DEGREES / 2; step > 0.2; step /= 2) {
            double middle = best.yawRad;
            best = at(middle - Math.toRadians(step), best.cost).or(best);
            best = at(middle + Math.toRadians(step), best.cost).or(best);
        }
        return best;
    }

    /** The cheapest at a heading, if it costs less than {@code limit}; what costs more anyway is not looked through. */
    private Candidate at(double yawRad, double limit) {
        double cos = Math.cos(yawRad);
        double sin = Math.sin(yawRad);
        for (int i = 0; i < n; i++) {
            a[i] = cos * x[i] + sin * y[i];
            b[i] = -sin * x[i] + cos * y[i];
        }
        double[] alongs = window(a, cos * seedX + sin * seedY, cls.typicalLength());
        double[] across = window(b, -sin * seedX + cos * seedY, cls.typicalWidth());
        Candidate best = Candidate.NONE;
        double undrawn = undrawn(yawRad);
        for (double[] l : completions(alongs, cls.typicalLength(), true, across, cos, sin)) {
            for (double[] w : completions(across, cls.typicalWidth(), false, turned(alongs), -sin, cos)) {
                double cost = undrawn + misfit(l, w)
                        + UNUSUAL * (unusual(l, cls.typicalLength(), LENGTH_SPREAD)
                                + unusual(w, cls.typicalWidth(), WIDTH_SPREAD));
                if (cost < Math.min(limit, best.cost)) {
                    cost += SEEN_THROUGH * free.through(cos, sin, l[0], l[1], w[0], w[1], floor, cls.typicalHeight());
                    best = new Candidate(yawRad, l[0], l[1], w[0], w[1], cost).or(best);
                }
            }
        }
        return best;
    }

    /** Where the values begin and end; of more than the class can be, the stretch about the seed with the most of them. */
    private double[] window(double[] values, double seed, double usual) {
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        int trim = n >= 100 ? (int) (0.005 * n + 0.5) : 0;
        double lo = sorted[trim];
        double hi = sorted[n - 1 - trim];
        double most = MOST_OF_USUAL * usual;
        if (hi - lo <= most) {
            return new double[] {lo, hi};
        }
        double span = 1.08 * usual;
        int bestCount = -1;
        double[] best = {seed - span / 2, seed + span / 2};
        int end = 0;
        for (int i = 0; i < n; i++) {
            end = Math.max(end, i);
            while (end + 1 < n && sorted[end + 1] - sorted[i] <= span) {
                end++;
            }
            boolean holdsSeed = sorted[i] <= seed + 0.05 && sorted[end] >= seed - 0.05;
            if (holdsSeed && end - i > bestCount) {
                bestCount = end - i;
                best = new double[] {sorted[i], sorted[end]};
            }
        }
        return best;
    }

    /** As seen; and, where that is short of the usual, with the usual size: away from the sensor, or towards it too. */
    private List<double[]> completions(
            double[] seen, double usual, boolean bothWays, double[] face, double cosOf, double sinOf) {
        if (seen[1] - seen[0] >= usual) {
            return List.of(seen);
        }
        double[] up = {seen[0], Math.min(seen[0] + usual, seen[1] + unsure(seen[1], face, cosOf, sinOf))};
        double[] down = {Math.max(seen[1] - usual, seen[0] - unsure(seen[0], face, cosOf, sinOf)), seen[1]};
        if (bothWays) {
            return List.of(seen, up, down);
        }
        double middle = (seen[0] + seen[1]) / 2;
        if (seen[0] < 0 && seen[1] > 0) {
            return List.of(seen, new double[] {middle - usual / 2, middle + usual / 2});
        }
        return List.of(seen, middle >= 0 ? up : down);
    }

    /**
     * How far a seen end may be from the true one, where the face that runs up to it is turned to the sensor: as far as
     * from one beam to the next there. Without such a face, or with something in front of the end, there is no limit.
     */
    private double unsure(double end, double[] face, double cosOf, double sinOf) {
        double away = face[0] > 0 ? face[0] : face[1] < 0 ? -face[1] : 0;
        if (narrow || away < 0.5) {
            return Double.MAX_VALUE;
        }
        double side = face[0] > 0 ? face[0] : face[1];
        double px = cosOf * end - sinOf * side;
        double py = sinOf * end + cosOf * side;
        return free.hidden(px, py) ? Double.MAX_VALUE : BEAM_RAD * (px * px + py * py) / away;
    }

    /** An extent as the axis that points the other way has it. */
    private static double[] turned(double[] extent) {
        return new double[] {-extent[1], -extent[0]};
    }

    private static double unusual(double[] extent, double usual, double spread) {
        double off = Math.log(Math.max(0.05, extent[1] - extent[0]) / usual) / spread;
        return Math.min(6, off * off / 2);
    }

    private double undrawn(double yawRad) {
        return drawnRad.map(d -> {
            double off = Math.IEEEremainder(yawRad - d, Math.PI) / DRAWN_WITHIN_RAD;
            return DRAWN * (1 - Math.exp(-off * off));
        }).orElse(0.0);
    }

    /** The mean distance to the faces that the sensor sees, saturated: 0 where all points lie on them, 1 at worst. */
    private double misfit(double[] l, double[] w) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double outA = Math.max(0, Math.max(l[0] - a[i], a[i] - l[1]));
            double outB = Math.max(0, Math.max(w[0] - b[i], b[i] - w[1]));
            double off = Math.hypot(outA, outB);
            if (off > 0) {
                off += 0.05;
            } else if (!narrow) {
                off = Math.min(toFace(a[i], l), toFace(b[i], w));
            }
            sum += Math.min(1, off / SATURATED_METRES);
        }
        return sum / n;
    }

    /** To the face that is turned to the sensor; where it stands between the two, to the nearer one. */
    private static double toFace(double value, double[] extent) {
        double low = Math.abs(value - extent[0]);
        double high = Math.abs(extent[1] - value);
        return extent[0] > 0 ? low : extent[1] < 0 ? high : Math.min(low, high);
    }

    /** The share of an object's points that lie within half a metre outside a candidate. */
    static double beside(Candidate c, Footprint object) {
        double cos = Math.cos(c.yawRad);
        double sin = Math.sin(c.yawRad);
        int beside = 0;
        for (int i = 0; i < object.size(); i++) {
            double along = cos * object.x()[i] + sin * object.y()[i];
            double over = -sin * object.x()[i] + cos * object.y()[i];
            double outA = Math.max(0, Math.max(c.a0 - along, along - c.a1));
            double outB = Math.max(0, Math.max(c.b0 - over, over - c.b1));
            double out = Math.max(outA, outB);
            beside += out > 0.05 && out < 0.5 ? 1 : 0;
        }
        return beside / (double) Math.max(1, object.size());
    }

    /** The candidate as a box: its top from the points within it, its floor on the ground. */
    static Box box(Candidate c, Footprint object, Ground ground, LabelClass cls) {
        double cos = Math.cos(c.yawRad);
        double sin = Math.sin(c.yawRad);
        double[] heights = new double[object.size()];
        int m = 0;
        double most = 1.35 * cls.typicalHeight() + 0.15;
        for (int i = 0; i < object.size(); i++) {
            double along = cos * object.x()[i] + sin * object.y()[i];
            double over = -sin * object.x()[i] + cos * object.y()[i];
            if (along >= c.a0 && along <= c.a1 && over >= c.b0 && over <= c.b1 && object.height()[i] <= most) {
                heights[m++] = object.height()[i];
            }
        }
        double a = (c.a0 + c.a1) / 2;
        double b = (c.b0 + c.b1) / 2;
        double x = a * cos - b * sin;
        double y = a * sin + b * cos;
        double height = height(heights, m, cls.typicalHeight(), Math.hypot(x, y));
        return Box.upright(
                new Vec3(x, y, ground.heightAt(x, y) + height / 2), c.a1 - c.a0, c.b1 - c.b0, height, c.yawRad);
    }

    /** The highest point; where that is less than usual, the room up to where the next beam would have met it. */
    private static double height(double[] heights, int m, double usual, double rangeMetres) {
        if (m == 0) {
            return usual;
        }
        Arrays.sort(heights, 0, m);
        double top = heights[(int) Math.round((m - 1) * (m >= 100 ? 0.998 : 1))];
        return top < 0.6 * usual ? usual : top < usual ? Math.min(usual, top + 0.006 * rangeMetres) : top;
    }
}
