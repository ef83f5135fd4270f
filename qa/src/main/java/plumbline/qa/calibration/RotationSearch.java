package plumbline.qa.calibration;

import java.util.List;
import plumbline.annotation.scene.Pose;

/**
 * Looks for the rotation of a camera's axes that brings depth edges onto image edges: a grid over pitch and yaw first,
 * wider where pixels are coarse, then steps along the three axes that halve. Rotations are vectors about x (pitch),
 * y (yaw), z (roll) in degrees.
 */
final class RotationSearch {
    /** Found rotation, its score, and how far the score stands out from the grid's scatter (standard deviations). */
    record Found(double[] degrees, double score, double standsOut) {}

    private static final int GRID_STEPS = 10;
    /** A field reaches about this far from its edges: nearer by, what the peak stands out from is the peak itself. */
    private static final double AROUND_PIXELS = 24;
    /** The grid knows no roll; a camera that is rolled needs a start near it. */
    private static final double[] ROLL_STARTS = {-1.6, -0.8, 0.8, 1.6};
    private static final double FIRST_STEP = 0.16;
    private static final double LAST_STEP = 0.01;

    private RotationSearch() {}

    static Found over(List<EdgeView> views, double reachDegrees) {
        int n = GRID_STEPS;
        double step = Math.max(reachDegrees, aroundDegrees(views)) / n;
        double[] best = new double[3];
        double bestScore = -Double.MAX_VALUE;
        double sum = 0;
        double squares = 0;
        for (int i = -n; i <= n; i++) {
            for (int j = -n; j <= n; j++) {
                double[] at = {i * step, j * step, 0};
                double score = score(views, at);
                sum += score;
                squares += score * score;
                boolean sought = Math.max(Math.abs(at[0]), Math.abs(at[1])) <= reachDegrees + 1e-9;
                if (sought && score > bestScore) {
                    bestScore = score;
                    best = at;
                }
            }
        }
        int count = (2 * n + 1) * (2 * n + 1);
        double mean = sum / count;
        double scatter = Math.sqrt(Math.max(1e-18, squares / count - mean * mean));
        Found fine = near(views, best);
        for (double roll : ROLL_STARTS) {
            Found rolled = near(views, new double[] {best[0], best[1], roll});
            fine = rolled.score > fine.score ? rolled : fine;
        }
        return new Found(fine.degrees, fine.score, (fine.score - mean) / scatter);
    }

    private static double aroundDegrees(List<EdgeView> views) {
        return AROUND_PIXELS * pixelDegrees(views);
    }

    /** The angle of one pixel of the images as they are compared. */
    static double pixelDegrees(List<EdgeView> views) {
        double pixels = views.stream()
                .mapToDouble(v -> v.lens().fx() / v.image().scale())
                .max()
                .orElse(Double.POSITIVE_INFINITY);
        return Math.toDegrees(1 / pixels);
    }

    /** From a start, uphill. */
    static Found near(List<EdgeView> views, double[] start) {
        double[] best = start.clone();
        double bestScore = score(views, best);
        for (double step = FIRST_STEP; step >= LAST_STEP; step /= 2) {
            boolean better = true;
            for (int round = 0; better && round < 20; round++) {
                better = false;
                for (int k = 0; k < 6; k++) {
                    double[] next = best.clone();
                    // A pixel of roll at the border takes about three times the angle of yaw.
                    next[k / 2] += (k % 2 == 0 ? step : -step) * (k / 2 == 2 ? 2 : 1);
                    double score = score(views, next);
                    if (score > bestScore) {
                        bestScore = score;
                        best = next;
                        better = true;
                    }
                }
            }
        }
        return new Found(best, bestScore, 0);
    }

    static double score(List<EdgeView> views, double[] degrees) {
        Pose turn = turn(degrees);
        List<double[]> parts = views.parallelStream()
                .map(v -> {
                    double[] one = new double[2];
                    v.score(turn, one);
                    return one;
                })
                .toList();
        // Added in order, so that the same pass gives the same digits.
        double[] sumAndCount = new double[2];
        for (double[] p : parts) {
            sumAndCount[0] += p[0];
            sumAndCount[1] += p[1];
        }
        return sumAndCount[1] == 0 ? 0 : sumAndCount[0] / sumAndCount[1];
    }

    /** {@code turnedFromRecorded}: maps a point of the recorded camera frame to where it truly is in the camera. */
    static Pose turn(double[] degrees) {
        double angle = Math.toRadians(size(degrees));
        if (angle < 1e-12) {
            return Pose.IDENTITY;
        }
        double s = Math.sin(angle / 2) / size(degrees);
        return Pose.of(0, 0, 0, degrees[0] * s, degrees[1] * s, degrees[2] * s, Math.cos(angle / 2));
    }

    static double size(double[] degrees) {
        return Math.sqrt(degrees[0] * degrees[0] + degrees[1] * degrees[1] + degrees[2] * degrees[2]);
    }
}
