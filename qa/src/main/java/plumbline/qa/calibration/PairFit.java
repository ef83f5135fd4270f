package plumbline.qa.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.qa.calibration.CalibrationReport.CurvePoint;
import plumbline.qa.calibration.CalibrationReport.PairCheck;
import plumbline.qa.calibration.CalibrationReport.Verdict;

/** The fit of one camera to the lidar over a pass: rotation, its spread over parts of the pass, and what follows. */
final class PairFit {
    private static final int MOST_PARTS = 6;
    private static final double LEAST_SIGMA_DEGREES = 0.02;
    /** A peak that stands out less than this from the grid's scatter may be chance. */
    private static final double STANDS_OUT = 2.5;

    private static final double LEAST_GAIN = 0.01;
    /** With so much evidence more of it adds no confidence; half a second of street looks alike throughout. */
    static final int ENOUGH_FRAMES = 10;

    private static final double ENOUGH_EDGES = 3000;
    /** Student's factor on one sigma for 2, 3, ... parts: few parts know their own spread badly. */
    private static final double[] STUDENT = {1.84, 1.32, 1.20, 1.14, 1.11};
    /** Fewer about one time of the pass say nothing of that time. */
    private static final int LEAST_EDGES_HERE = 100;

    private PairFit() {}

    static PairCheck of(Sensor camera, SensorId lidar, List<EdgeView> views, EdgeOptions options) {
        int edges = views.stream().mapToInt(EdgeView::size).sum();
        double before = agreement(views, Pose.IDENTITY);
        if (views.size() < options.leastFrames() || edges < options.leastEdges()) {
            String missing = views.size() < options.leastFrames()
                    ? views.size() + " of " + options.leastFrames() + " frames needed"
                    : edges + " of " + options.leastEdges() + " depth edges needed";
            return new PairCheck(
                    camera.id(), lidar, 0, 0, 0, 0, 0, 0, 0, 0, Verdict.CANNOT_TELL, before, before,
                    camera.egoFromSensor(), List.of(), views.size(),
                    "Cannot tell: of " + camera.id() + " there are " + missing + ".");
        }
        RotationSearch.Found found = RotationSearch.over(views, options.searchDegrees());
        double[] degrees = found.degrees();
        double[] sigma = sigma(views, degrees);
        double size = RotationSearch.size(degrees);
        // Where on its slope an edge is seen differs by half a pixel, in all frames alike: no jackknife shows that.
        double total = Math.max(along(degrees, sigma), RotationSearch.pixelDegrees(views) / 2);
        Pose turn = RotationSearch.turn(degrees);
        double after = agreement(views, turn);
        boolean atBorder = Math.max(Math.abs(degrees[0]), Math.abs(degrees[1])) > options.searchDegrees();
        Verdict byAngle = verdict(size, total, options.limitDegrees());
        // A turn that brings fewer edges together than the recorded calibration proves nothing against it.
        boolean unproven = byAngle != Verdict.GOOD && after < before + LEAST_GAIN;
        if (unproven && total <= options.limitDegrees() && size - total <= options.limitDegrees()) {
            // Within its sigma of the limit, and no turn brings more edges together than what is recorded.
            byAngle = Verdict.GOOD;
            unproven = false;
        }
        Verdict verdict = found.standsOut() < STANDS_OUT || atBorder || unproven ? Verdict.CANNOT_TELL : byAngle;
        boolean few = views.size() < ENOUGH_FRAMES;
        if (few && verdict == Verdict.GOOD_WITH_LIMITS) {
            // A second of the same street decides no close case.
            verdict = Verdict.CANNOT_TELL;
        }
        double confidence = confidence(found.standsOut(), total, options.limitDegrees())
                * Math.sqrt(Math.min(1, views.size() / (double) ENOUGH_FRAMES) * Math.min(1, edges / ENOUGH_EDGES));
        boolean corrects = verdict == Verdict.DRIVE_AGAIN || verdict == Verdict.GOOD_WITH_LIMITS;
        Pose corrected = corrects ? camera.egoFromSensor().times(turn.inverse()) : camera.egoFromSensor();
        return new PairCheck(
                camera.id(), lidar, size, degrees[2], degrees[0], degrees[1], total, 0, 0, confidence, verdict, before,
                corrects ? after : before, corrected, curve(views, degrees, options.limitDegrees()), views.size(),
                Words.pair(camera.id(), degrees, total, verdict, options.limitDegrees(), few ? views.size() : 0));
    }

    private static Verdict verdict(double size, double sigma, double limit) {
        if (size - 2 * sigma > limit) {
            return Verdict.DRIVE_AGAIN;
        }
        if (size <= limit && sigma <= limit) {
            return Verdict.GOOD;
        }
        return sigma > limit ? Verdict.CANNOT_TELL : Verdict.GOOD_WITH_LIMITS;
    }

    private static double confidence(double standsOut, double sigma, double limit) {
        double peak = Math.clamp((standsOut - 1.5) / 3.5, 0, 1);
        return peak / (1 + sigma / limit * (sigma / limit));
    }

    static double agreement(List<EdgeView> views, Pose turn) {
        long all = 0;
        double good = 0;
        for (EdgeView v : views) {
            EdgeEvidence e = v.evidence(turn);
            all += e.u().length;
            good += e.agreement() * e.u().length;
        }
        return all == 0 ? 0 : good / all;
    }

    /** Delete-one-part jackknife (Tukey 1958) of the three angles. */
    private static double[] sigma(List<EdgeView> views, double[] degrees) {
        int parts = Math.min(MOST_PARTS, views.size());
        double[][] left = new double[parts][];
        double[] mean = new double[3];
        for (int p = 0; p < parts; p++) {
            int part = p;
            List<EdgeView> others = IntStream.range(0, views.size())
                    .filter(i -> i * parts / views.size() != part)
                    .mapToObj(views::get)
                    .toList();
            left[p] = RotationSearch.near(others, degrees).degrees();
            for (int k = 0; k < 3; k++) {
                mean[k] += left[p][k] / parts;
            }
        }
        double[] sigma = new double[3];
        for (int k = 0; k < 3; k++) {
            double sum = 0;
            for (double[] l : left) {
                sum += (l[k] - mean[k]) * (l[k] - mean[k]);
            }
            sigma[k] = Math.max(LEAST_SIGMA_DEGREES, student(parts) * Math.sqrt(sum * (parts - 1) / parts));
        }
        return sigma;
    }

    private static double student(int parts) {
        return STUDENT[Math.clamp(parts - 2, 0, STUDENT.length - 1)];
    }

    /** Sigma of the rotation's size: along its own direction; for hardly any rotation, the mean of the axes. */
    private static double along(double[] degrees, double[] sigma) {
        double size = RotationSearch.size(degrees);
        double sum = 0;
        for (int k = 0; k < 3; k++) {
            double weight = size > 0.05 ? degrees[k] / size : Math.sqrt(1.0 / 3);
            sum += weight * weight * sigma[k] * sigma[k];
        }
        return Math.sqrt(sum);
    }

    /** The fit over each stretch of the pass, started from the fit over all of it. */
    private static List<CurvePoint> curve(List<EdgeView> views, double[] degrees, double limit) {
        int reach = Math.max(1, views.size() / 8);
        List<CurvePoint> out = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            List<EdgeView> near = views.subList(Math.max(0, i - reach), Math.min(views.size(), i + reach + 1));
            double[] here = RotationSearch.near(near, degrees).degrees();
            double spread = near.size() < 2 ? 0 : along(here, sigma(near, here));
            double size = RotationSearch.size(here);
            EdgeView v = views.get(i);
            boolean decided = near.stream().mapToInt(EdgeView::size).sum() >= LEAST_EDGES_HERE
                    && spread <= limit
                    && (size <= limit
                            || agreement(near, RotationSearch.turn(here))
                                    >= agreement(near, Pose.IDENTITY) + LEAST_GAIN);
            out.add(new CurvePoint(
                    v.frame(), v.timeNanos(), size, spread, v.evidence(Pose.IDENTITY).agreement(), decided));
        }
        return out;
    }
}
