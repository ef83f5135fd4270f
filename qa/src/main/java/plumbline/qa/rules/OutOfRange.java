package plumbline.qa.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;

/** A box where the lidar saw nothing at all: further out than 99.9 % of the sweep reach. */
public final class OutOfRange implements Rule {
    private static final double LIMIT_METRES = 80;
    private static final double QUANTILE = 0.999;

    @Override
    public String id() {
        return "box.range";
    }

    @Override
    public String title() {
        return "Boxes further away than 80 m and than all but the last returns of the sweep";
    }

    @Override
    public List<Finding> check(Scene scene) throws IOException {
        List<Finding> out = new ArrayList<>();
        for (Frame frame : scene.capture().frames()) {
            List<Cuboid> far = scene.labels().cuboids(frame.index()).stream()
                    .filter(c -> c.box().centre().length() > LIMIT_METRES)
                    .toList();
            if (far.isEmpty() || frame.sample(scene.capture().referenceLidar()).isEmpty()) {
                continue;
            }
            double limit = Math.max(LIMIT_METRES, reach(scene.points(frame)));
            for (Cuboid c : far) {
                double range = c.box().centre().length();
                if (range - c.box().length() / 2 > limit) {
                    out.add(Finding.of(
                            id(), Severity.MEDIUM, Tracks.place(c),
                            Tracks.name(c) + " is " + Tracks.text(range, 0) + " m away; the lidar reaches "
                                    + Tracks.text(limit, 0) + " m",
                            Tracks.evidence(
                                    "rangeMetres", Tracks.text(range, 1), "limitMetres", Tracks.text(limit, 1))));
                }
            }
        }
        return out;
    }

    private static double reach(PointBlock points) {
        double[] ranges = new double[points.size()];
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = points.point(i).length();
        }
        java.util.Arrays.sort(ranges);
        return ranges.length == 0 ? 0 : ranges[(int) ((ranges.length - 1) * QUANTILE)];
    }
}
