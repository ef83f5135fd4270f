package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;

/** Clocks: each sensor's times go forward, and what a frame puts side by side was seen together. */
public final class CaptureTime implements Rule {
    private static final double LIMIT_SECONDS = 0.11;

    @Override
    public String id() {
        return "capture.time";
    }

    @Override
    public String title() {
        return "Times that do not go forward, and sensors more than 110 ms off the lidar";
    }

    @Override
    public List<Finding> check(Scene scene) {
        List<Finding> out = new ArrayList<>();
        Map<SensorId, Long> last = new TreeMap<>();
        for (Sample s : scene.capture().samples()) {
            Long before = last.put(s.sensor(), s.timeNanos());
            if (before != null && s.timeNanos() <= before) {
                out.add(Finding.of(
                        id(), Severity.HIGH, Tracks.place(Tracks.frameAt(scene, s.timeNanos()), s.sensor()),
                        "Time of " + s.sensor() + " goes back by " + Tracks.text((before - s.timeNanos()) * 1e-6, 1)
                                + " ms",
                        Tracks.evidence("with", "back " + s.timeNanos(), "before", Long.toString(before))));
            }
        }
        for (Sensor sensor : scene.capture().sensors()) {
            if (!sensor.id().equals(scene.capture().referenceLidar())) {
                offset(scene, sensor.id(), out);
            }
        }
        return out;
    }

    /** One finding for a sensor, at its worst frame. */
    private void offset(Scene scene, SensorId sensor, List<Finding> out) {
        int off = 0;
        int seen = 0;
        double worst = 0;
        int at = 0;
        for (Frame f : scene.capture().frames()) {
            Optional<Sample> sample = f.sample(sensor);
            if (sample.isPresent()) {
                double seconds = (sample.get().timeNanos() - f.timeNanos()) * 1e-9;
                seen++;
                off += Math.abs(seconds) > LIMIT_SECONDS ? 1 : 0;
                if (Math.abs(seconds) > Math.abs(worst)) {
                    worst = seconds;
                    at = f.index();
                }
            }
        }
        if (off > 0) {
            out.add(Finding.of(
                    id(), Severity.MEDIUM, Tracks.place(at, sensor),
                    sensor + " is up to " + Tracks.text(Math.abs(worst) * 1000, 0) + " ms "
                            + (worst > 0 ? "after" : "before") + " the lidar, over the limit in " + off + " of " + seen
                            + " frames",
                    Tracks.evidence(
                            "with", "offset", "worstMilliseconds", Tracks.text(worst * 1000, 1),
                            "frames", Integer.toString(off),
                            "limitMilliseconds", Tracks.text(LIMIT_SECONDS * 1000, 0))));
        }
    }
}
