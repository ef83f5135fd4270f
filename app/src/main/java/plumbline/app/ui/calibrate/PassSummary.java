package plumbline.app.ui.calibrate;

import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;
import plumbline.qa.calibration.CalibrationReport;
import plumbline.qa.calibration.CalibrationReport.CurvePoint;
import plumbline.qa.calibration.CalibrationReport.PairCheck;
import plumbline.qa.calibration.CalibrationReport.Verdict;

/**
 * The pass on the ground: stretches that are usable, and those where a camera that was found wrong is over the limit. Metres in the world frame (x, y), seconds.
 */
public record PassSummary(List<Stretch> stretches, double goodSeconds, double badSeconds, double goodMetres, double badMetres) {
    /** A part of the path, its places in order. */
    public record Stretch(boolean good, List<Vec3> places) {}

    private static final int MOST_PLACES = 2000;

    /** Only cameras with a verdict against them, and only what is decided of their curves, makes a stretch bad. */
    public static PassSummary of(Capture capture, CalibrationReport report) {
        Path path = Path.of(capture);
        List<Stretch> out = new ArrayList<>();
        List<Vec3> places = new ArrayList<>();
        double[] seconds = new double[2];
        double[] metres = new double[2];
        Boolean last = null;
        for (int i = 0; i < path.times().length; i++) {
            long time = path.times()[i];
            boolean good = report.pairs().stream().allMatch(p -> good(p, time, report.limitDegrees()));
            if (i > 0) {
                int side = Boolean.TRUE.equals(last) ? 0 : 1;
                seconds[side] += (path.times()[i] - path.times()[i - 1]) / 1e9;
                Vec3 d = path.places().get(i).minus(path.places().get(i - 1));
                metres[side] += Math.hypot(d.x(), d.y());
            }
            places.add(path.places().get(i));
            if (last != null && last != good) {
                out.add(new Stretch(last, List.copyOf(places)));
                places = new ArrayList<>(List.of(path.places().get(i)));
            }
            last = good;
        }
        if (last != null) {
            out.add(new Stretch(last, List.copyOf(places)));
        }
        return new PassSummary(List.copyOf(out), seconds[0], seconds[1], metres[0], metres[1]);
    }

    public double goodShare() {
        double all = goodSeconds + badSeconds;
        return all > 0 ? goodSeconds / all : badMetres > 0 ? 0 : 1;
    }

    /** Where the curve has no decided point yet, its first one counts; after the last one, the last. */
    private static boolean good(PairCheck pair, long timeNanos, double limit) {
        if (pair.verdict() == Verdict.GOOD || pair.verdict() == Verdict.CANNOT_TELL) {
            return true;
        }
        List<CurvePoint> curve = pair.curve().stream().filter(CurvePoint::decided).toList();
        if (curve.isEmpty()) {
            return pair.verdict() != Verdict.DRIVE_AGAIN;
        }
        CurvePoint in = curve.getFirst();
        for (CurvePoint p : curve) {
            if (p.timeNanos() <= timeNanos) {
                in = p;
            }
        }
        return in.rotationDegrees() <= limit;
    }

    /** The poses, thinned; the frames' own where the recording has no trajectory. */
    private record Path(long[] times, List<Vec3> places) {
        static Path of(Capture capture) {
            Trajectory t = capture.trajectory();
            List<Long> times = new ArrayList<>();
            List<Vec3> places = new ArrayList<>();
            if (t.size() > 1) {
                int step = Math.max(1, t.size() / MOST_PLACES);
                for (int i = 0; i < t.size(); i += step) {
                    times.add(t.timeNanos(i));
                    places.add(t.worldFromEgo(i).translation());
                }
            } else {
                capture.frames().forEach(f -> {
                    Pose p = f.worldFromEgo();
                    times.add(f.timeNanos());
                    places.add(p.translation());
                });
            }
            return new Path(times.stream().mapToLong(Long::longValue).toArray(), places);
        }
    }
}
