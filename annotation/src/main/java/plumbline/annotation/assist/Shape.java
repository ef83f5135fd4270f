package plumbline.annotation.assist;

import java.util.Arrays;
import java.util.Optional;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.scene.Vec3;

/** The outline of one object's points: heading and, along and across it, where the points begin and end (metres). */
record Shape(double yawRad, double near0, double far0, double near1, double far1) {
    private static final int MOST_POINTS = 600;
    private static final double CLOSEST_METRES = 0.03;
    private static final double FILLED = 0.75;
    /** Widths vary less within a class than lengths, so a width needs more of it seen to be believed. */
    private static final double FILLED_WIDTH = 0.9;
    private static final double TRUST_IN_DRAWING = 0.35;
    private static final double DRAWN_WITHIN_RAD = Math.toRadians(20);

    /**
     * Tries headings over 90 degrees for the one whose edges the points lie closest to (those near the drawn one get a
     * bonus), then decides which side is the length: by the class's usual sizes and by the way a person drew it.
     */
    static Shape search(Footprint object, LabelClass cls, Optional<Double> drawnLengthRad, double frontRad) {
        double best = 0;
        double bestScore = -1;
        for (int degrees = 0; degrees < 90; degrees++) {
            double score = closeness(object, Math.toRadians(degrees)) * bonus(Math.toRadians(degrees), drawnLengthRad);
            if (score > bestScore) {
                bestScore = score;
                best = degrees;
            }
        }
        double coarse = best;
        for (double d = coarse - 0.75; d <= coarse + 0.8; d += 0.25) {
            double score = closeness(object, Math.toRadians(d)) * bonus(Math.toRadians(d), drawnLengthRad);
            if (score > bestScore) {
                bestScore = score;
                best = d;
            }
        }
        Shape along = at(object, Math.toRadians(best));
        Shape across = at(object, Math.toRadians(best) + Math.PI / 2);
        Shape chosen = along.cost(cls, drawnLengthRad) <= across.cost(cls, drawnLengthRad) ? along : across;
        return Math.cos(chosen.yawRad - frontRad) < -1e-9 ? at(object, chosen.yawRad + Math.PI) : chosen;
    }

    /** The outline's box: snug where it is seen, completed away from the sensor, floor on the ground. */
    Box box(Footprint object, Ground ground, LabelClass cls) {
        double[] length = complete(near0, far0, cls.typicalLength(), FILLED);
        double[] width = complete(near1, far1, cls.typicalWidth(), FILLED_WIDTH);
        double top = quantile(object.height(), object.size(), object.size() >= 100 ? 0.998 : 1);
        double height = top < 0.6 * cls.typicalHeight() ? cls.typicalHeight() : top;
        return standing(ground, yawRad, length, width, height);
    }

    static Box refit(Footprint object, Ground ground, Box box) {
        Shape seen = at(object, box.yaw());
        double[] length = keep(seen.near0, seen.far0, box.length());
        double[] width = keep(seen.near1, seen.far1, box.width());
        double top = quantile(object.height(), object.size(), object.size() >= 100 ? 0.998 : 1);
        double height = top < FILLED * box.height() ? box.height() : top;
        Box upright = standing(ground, box.yaw(), length, width, height);
        return Box.of(upright.centre(), upright.length(), upright.width(), upright.height(), box.rotation());
    }

    /** The box moved onto the points, its size as it was: the faces turned to the sensor lie on them. */
    static Box follow(Footprint object, Ground ground, Box box) {
        Shape seen = at(object, box.yaw());
        Box there = standing(
                ground, box.yaw(), stretch(seen.near0, seen.far0, box.length()),
                stretch(seen.near1, seen.far1, box.width()), box.height());
        return Box.of(there.centre(), box.length(), box.width(), box.height(), box.rotation());
    }

    private static Box standing(Ground ground, double yawRad, double[] length, double[] width, double height) {
        double a = (length[0] + length[1]) / 2;
        double b = (width[0] + width[1]) / 2;
        double cos = Math.cos(yawRad);
        double sin = Math.sin(yawRad);
        double x = a * cos - b * sin;
        double y = a * sin + b * cos;
        double floor = ground.heightAt(x, y);
        return Box.upright(
                new Vec3(x, y, floor + height / 2), length[1] - length[0], width[1] - width[0], height, yawRad);
    }

    /** Grows an extent that is clearly shorter than usual, on the end further from the sensor at 0. */
    private static double[] complete(double near, double far, double typical, double filled) {
        return typical > 0 && far - near < filled * typical ? stretch(near, far, typical) : new double[] {near, far};
    }

    private static double[] keep(double near, double far, double size) {
        return far - near < FILLED * size ? stretch(near, far, size) : new double[] {near, far};
    }

    private static double[] stretch(double near, double far, double size) {
        double middle = (near + far) / 2;
        // The sensor looks along an extent that lies across its own foot point: nothing says which end is hidden.
        if (near < 0 && far > 0) {
            return new double[] {middle - size / 2, middle + size / 2};
        }
        return middle >= 0 ? new double[] {near, near + size} : new double[] {far - size, far};
    }

    private double cost(LabelClass cls, Optional<Double> drawnLengthRad) {
        double cost = misfit(far0 - near0, cls.typicalLength()) + misfit(far1 - near1, cls.typicalWidth());
        if (cls.typicalLength() <= 0 || cls.typicalWidth() <= 0) {
            cost = far0 - near0 >= far1 - near1 ? 0 : 0.5;
        }
        if (drawnLengthRad.isPresent() && Math.abs(Math.cos(yawRad - drawnLengthRad.get())) < Math.sqrt(0.5)) {
            cost += 0.6;
        }
        return cost;
    }

    private static double misfit(double seen, double typical) {
        return typical > 0 ? Math.min(1, Math.abs(Math.log(Math.max(seen, 0.05) / typical))) : 0;
    }

    /** Extents at a heading; with enough points the outermost half percent on each side (mirrors, strays) stay out. */
    private static Shape at(Footprint object, double yawRad) {
        int n = object.size();
        double cos = Math.cos(yawRad);
        double sin = Math.sin(yawRad);
        double[] a = new double[n];
        double[] b = new double[n];
        for (int i = 0; i < n; i++) {
            a[i] = cos * object.x()[i] + sin * object.y()[i];
            b[i] = -sin * object.x()[i] + cos * object.y()[i];
        }
        double trim = n >= 100 ? 0.005 : 0;
        return new Shape(
                yawRad, quantile(a, n, trim), quantile(a, n, 1 - trim), quantile(b, n, trim), quantile(b, n, 1 - trim));
    }

    private static double quantile(double[] values, int n, double fraction) {
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        return sorted[(int) Math.round((n - 1) * fraction)];
    }

    private static double bonus(double yawRad, Optional<Double> drawnRad) {
        if (drawnRad.isEmpty()) {
            return 1;
        }
        double quarter = Math.PI / 2;
        double off = Math.IEEEremainder(yawRad - drawnRad.get(), quarter) / DRAWN_WITHIN_RAD;
        return 1 + TRUST_IN_DRAWING * Math.exp(-off * off);
    }

    /** Sum of 1 / distance to the nearer edge over the points (the closeness criterion). */
    private static double closeness(Footprint object, double yawRad) {
        int n = object.size();
        int step = Math.max(1, n / MOST_POINTS);
        double cos = Math.cos(yawRad);
        double sin = Math.sin(yawRad);
        double aMin = Double.MAX_VALUE;
        double aMax = -Double.MAX_VALUE;
        double bMin = Double.MAX_VALUE;
        double bMax = -Double.MAX_VALUE;
        for (int i = 0; i < n; i += step) {
            double a = cos * object.x()[i] + sin * object.y()[i];
            double b = -sin * object.x()[i] + cos * object.y()[i];
            aMin = Math.min(aMin, a);
            aMax = Math.max(aMax, a);
            bMin = Math.min(bMin, b);
            bMax = Math.max(bMax, b);
        }
        double sum = 0;
        for (int i = 0; i < n; i += step) {
            double a = cos * object.x()[i] + sin * object.y()[i];
            double b = -sin * object.x()[i] + cos * object.y()[i];
            double edge = Math.min(Math.min(a - aMin, aMax - a), Math.min(b - bMin, bMax - b));
            sum += 1 / Math.max(edge, CLOSEST_METRES);
        }
        return sum;
    }
}
