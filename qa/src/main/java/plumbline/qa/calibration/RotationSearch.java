package plumbline.qa.calibration;

import java.util.List;
import plumbline.annotation.scene.Pose;

/**
 * Looks for the rotation of a camera's axes that brings depth edges onto image edges: a grid over pitch and yaw first,
 * then steps along the three axes that halve. Rotations are vectors about x (pitch), y (yaw), z (roll) in degrees.
 */
final class RotationSearch {
    /** Found rotation, its score, and how far the score stands out from the grid's scatter (standard deviations). */
    record Found(double[] degrees, double score, double standsOut) {}

    private static final double GRID_DEGREES = 0.2;
    private static final double FIRST_STEP = 0.16;
    private static final double LAST_STEP = 0.01;

    private RotationSearch() {}

    static Found over(List<EdgeView> views, double reachDegrees) {
        int n = (int) Math.ceil(reachDegrees / GRID_DEGREES);
        double[] best = new double[3];
        double bestScore = -Double.MAX_VALUE;
        double sum = 0;
        double squares = 0;
        for (int i = -n; i <= n; i++) {
            for (int j = -n; j <= n; j++) {
                double[] at = {i * GRID_DEGREES, j * GRID_DEGREES, 0};
                double score = score(views, at);
                sum += score;
                squares += score * score;
                if (score > bestScore) {
                    bestScore = score;
                    best = at;
                }
            }
        }
        int count = (2 * n + 1) * (2 * n + 1);
        double mean = sum / count;
        double scatter = Math.sqrt(Math.max(1e-18, squares / count - mean * mean));
        Found fine = near(views, best);
        return new Found(fine.degrees, fine.score, (fine.score - mean) / scatter);
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
