package plumbline.app.ui.replay;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;

/**
 * How far in time each camera's pictures lie from the sweep of their frame: what is usual for the camera (the median
 * over the pass; many rigs trigger cameras at a fixed delay) and how far a picture is off that. Nanoseconds, later is
 * positive.
 */
public final class SyncOffsets {
    private final Capture capture;
    private final Map<SensorId, Long> usual = new HashMap<>();

    public SyncOffsets(Capture capture) {
        this.capture = capture;
        for (var camera : capture.sensors(SensorKind.CAMERA)) {
            long[] all = capture.frames().stream()
                    .map(f -> offset(f, camera.id()))
                    .filter(OptionalLong::isPresent)
                    .mapToLong(OptionalLong::getAsLong)
                    .sorted()
                    .toArray();
            if (all.length > 0) {
                usual.put(camera.id(), median(all));
            }
        }
    }

    private static long median(long[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] + (sorted[half] - sorted[half - 1]) / 2;
    }

    private OptionalLong offset(Frame f, SensorId camera) {
        long sweep = f.sample(capture.referenceLidar()).map(Sample::timeNanos).orElse(f.timeNanos());
        return f.sample(camera).map(s -> OptionalLong.of(s.timeNanos() - sweep)).orElse(OptionalLong.empty());
    }

    /** Empty for a sensor that is no camera, or that sent nothing. */
    public OptionalLong usualNanos(SensorId camera) {
        Long u = usual.get(camera);
        return u == null ? OptionalLong.empty() : OptionalLong.of(u);
    }

    /** How far a frame's picture is off what is usual for its camera; empty without a picture. */
    public OptionalLong deviationNanos(Frame f, SensorId camera) {
        OptionalLong o = offset(f, camera);
        return o.isPresent() && usual.containsKey(camera)
                ? OptionalLong.of(o.getAsLong() - usual.get(camera))
                : OptionalLong.empty();
    }

    /** Over the limit beyond which a picture does not fit its sweep any more. */
    public boolean isLate(Frame f, SensorId camera) {
        OptionalLong d = deviationNanos(f, camera);
        return d.isPresent() && Math.abs(d.getAsLong()) > Series.SYNC_LIMIT_MS * 1e6;
    }

    /** The largest deviation of a frame's cameras in milliseconds; NaN without a picture. */
    public double worstMs(Frame f) {
        long[] all = usual.keySet().stream()
                .map(camera -> deviationNanos(f, camera))
                .filter(OptionalLong::isPresent)
                .mapToLong(o -> Math.abs(o.getAsLong()))
                .toArray();
        return all.length == 0 ? Double.NaN : Arrays.stream(all).max().getAsLong() / 1e6;
    }
}
