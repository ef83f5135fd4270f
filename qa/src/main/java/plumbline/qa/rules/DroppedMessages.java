package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;

/** A gap in what one sensor recorded, longer than 1.6 of its own median periods. */
public final class DroppedMessages implements Rule {
    private static final double GAP_PERIODS = 1.6;
    private static final int FEWEST_SAMPLES = 5;
    private static final int MOST_FINDINGS = 20;

    @Override
    public String id() {
        return "capture.dropped";
    }

    @Override
    public String title() {
        return "Sweeps and images missing against the sensor's own median rate";
    }

    @Override
    public List<Finding> check(Scene scene) {
        Map<SensorId, List<Long>> times = new TreeMap<>();
        for (Sample s : scene.capture().samples()) {
            times.computeIfAbsent(s.sensor(), k -> new ArrayList<>()).add(s.timeNanos());
        }
        List<Finding> out = new ArrayList<>();
        times.forEach((sensor, list) -> {
            if (list.size() >= FEWEST_SAMPLES) {
                list.sort(null);
                out.addAll(gaps(scene, sensor, list));
            }
        });
        return out;
    }

    private List<Finding> gaps(Scene scene, SensorId sensor, List<Long> times) {
        List<Long> steps = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            steps.add(times.get(i) - times.get(i - 1));
        }
        double period = Tracks.median(steps, Long::doubleValue);
        List<Finding> out = new ArrayList<>();
        long total = 0;
        for (int i = 0; i < steps.size(); i++) {
            long missing = Math.round(steps.get(i) / period) - 1;
            if (steps.get(i) <= GAP_PERIODS * period || missing < 1) {
                continue;
            }
            total += missing;
            out.add(Finding.of(
                    id(), missing > 2 ? Severity.HIGH : Severity.MEDIUM,
                    Tracks.place(Tracks.frameAt(scene, times.get(i)), sensor),
                    sensor + " lacks " + (missing == 1 ? "1 message" : missing + " messages") + ": "
                            + Tracks.text(steps.get(i) * 1e-9, 2) + " s without one",
                    Tracks.evidence(
                            "with", Long.toString(times.get(i)), "missing", Long.toString(missing),
                            "gapSeconds", Tracks.text(steps.get(i) * 1e-9, 3),
                            "periodSeconds", Tracks.text(period * 1e-9, 4))));
        }
        if (out.size() <= MOST_FINDINGS) {
            return out;
        }
        return List.of(Finding.of(
                id(), Severity.HIGH, Tracks.place(out.getFirst().place().frame(), sensor),
                sensor + " lacks " + total + " of " + (times.size() + total) + " messages in " + out.size() + " gaps",
                Tracks.evidence("missing", Long.toString(total), "gaps", Integer.toString(out.size()))));
    }
}
