package plumbline.qa.calibration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plumbline.annotation.scene.SensorId;
import plumbline.qa.calibration.CalibrationReport.PairCheck;
import plumbline.qa.calibration.CalibrationReport.Verdict;

/** What the numbers mean for the person who drove the pass. */
final class Words {
    private Words() {}

    /** {@code fewFrames} is how many there were where that is few, else 0. */
    static String pair(
            SensorId camera, double[] degrees, double sigma, Verdict verdict, double limit, int fewFrames) {
        double size = RotationSearch.size(degrees);
        String amount = text(size) + "° ± " + text(sigma) + "°";
        String only = fewFrames > 0 ? ", seen on " + fewFrames + " frames only" : "";
        return switch (verdict) {
            case GOOD -> camera + " agrees with the lidar: " + amount + ", limit " + text(limit) + "°" + only + ".";
            case GOOD_WITH_LIMITS -> camera + " may be turned " + amount + " (" + axis(degrees) + "), limit "
                    + text(limit) + "°: look at the edges before relying on it.";
            case DRIVE_AGAIN -> camera + " turned " + amount + " (" + axis(degrees) + "), limit " + text(limit) + "°"
                    + only + ".";
            case CANNOT_TELL -> "Cannot tell: the edges of " + camera + (fewFrames > 0 ? " on " + fewFrames + " frames" : "")
                    + " do not decide; drive " + (fewFrames > 0 ? "longer, " : "")
                    + "where poles, walls and parked cars are near.";
        };
    }

    static CalibrationReport report(List<PairCheck> pairs, SensorId lidar, EdgeOptions options) {
        List<PairCheck> bad = of(pairs, Verdict.DRIVE_AGAIN);
        List<PairCheck> unknown = of(pairs, Verdict.CANNOT_TELL);
        List<PairCheck> limits = of(pairs, Verdict.GOOD_WITH_LIMITS);
        Optional<SensorId> culprit = culprit(pairs, bad, unknown, lidar);
        double limit = options.limitDegrees();
        if (!bad.isEmpty()) {
            String who = culprit.isEmpty()
                    ? "No single culprit: " + bad.size() + " of " + pairs.size() + " cameras disagree with the lidar."
                    : culprit.get().equals(lidar)
                            ? "All cameras disagree with " + lidar + ": the lidar itself has moved."
                            : bad.getFirst().sentence();
            String headline = culprit.map(c -> "Fix " + c + " and drive the pass again")
                    .orElse("Drive the pass again");
            return new CalibrationReport(pairs, culprit, Verdict.DRIVE_AGAIN, headline, who, limit);
        }
        if (pairs.isEmpty() || 2 * unknown.size() > pairs.size()) {
            String why = pairs.isEmpty()
                    ? "The capture has no camera with a lens; add its calibration."
                    : unknown.getFirst().sentence();
            return new CalibrationReport(pairs, Optional.empty(), Verdict.CANNOT_TELL, "Cannot tell", why, limit);
        }
        List<PairCheck> good = of(pairs, Verdict.GOOD);
        int frames = good.stream().mapToInt(PairCheck::framesUsed).max().orElse(0);
        String agree = (pairs.size() == 1
                        ? "The camera agrees"
                        : good.size() == pairs.size()
                                ? "All " + pairs.size() + " cameras agree"
                                : good.size() + " of " + pairs.size() + " cameras agree")
                + " with " + lidar + " within " + text(limit) + "°"
                + (frames > 0 && frames < PairFit.ENOUGH_FRAMES ? ", seen on " + frames + " frames only." : ".");
        if (unknown.isEmpty() && limits.isEmpty()) {
            return new CalibrationReport(pairs, Optional.empty(), Verdict.GOOD, "Pass is good", agree, limit);
        }
        String rest = limits.isEmpty() ? unknown.getFirst().sentence() : limits.getFirst().sentence();
        return new CalibrationReport(
                pairs, Optional.empty(), Verdict.GOOD_WITH_LIMITS, "Good with limits",
                good.isEmpty() ? rest : agree + " " + rest, limit);
    }

    /** The one camera that disagrees; the lidar where three or more cameras, and none of them not, disagree. */
    private static Optional<SensorId> culprit(
            List<PairCheck> pairs, List<PairCheck> bad, List<PairCheck> unknown, SensorId lidar) {
        if (bad.size() == 1) {
            return Optional.of(bad.getFirst().camera());
        }
        boolean all = bad.size() >= 3 && bad.size() + unknown.size() == pairs.size();
        return all ? Optional.of(lidar) : Optional.empty();
    }

    private static List<PairCheck> of(List<PairCheck> pairs, Verdict verdict) {
        return pairs.stream().filter(p -> p.verdict() == verdict).toList();
    }

    /** The axis that most of the rotation is about. */
    private static String axis(double[] degrees) {
        double pitch = Math.abs(degrees[0]);
        double yaw = Math.abs(degrees[1]);
        double roll = Math.abs(degrees[2]);
        return yaw >= pitch && yaw >= roll ? "yaw" : pitch >= roll ? "pitch" : "roll";
    }

    private static String text(double degrees) {
        return String.format(Locale.ROOT, "%.2f", degrees);
    }
}
