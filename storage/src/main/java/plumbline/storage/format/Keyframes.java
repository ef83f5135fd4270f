package plumbline.storage.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;

/** Keyframes from samples: each takes from every sensor the sample nearest in time, the earlier of two as near. */
public final class Keyframes {
    private Keyframes() {}

    /** In order of time, then of sensor. */
    public static void sort(List<Sample> samples) {
        samples.sort(Comparator.comparingLong(Sample::timeNanos).thenComparing(Sample::sensor));
    }

    public static Map<SensorId, NavigableMap<Long, Sample>> byTime(List<Sample> samples) {
        Map<SensorId, NavigableMap<Long, Sample>> out = new HashMap<>();
        samples.forEach(s -> out.computeIfAbsent(s.sensor(), k -> new TreeMap<>()).put(s.timeNanos(), s));
        return out;
    }

    /** One frame for each sweep of the reference. */
    public static List<Frame> atSweeps(SensorId reference, List<Sample> samples, LongFunction<Pose> worldFromEgo) {
        Map<SensorId, NavigableMap<Long, Sample>> byTime = byTime(samples);
        List<Frame> out = new ArrayList<>();
        for (Sample sweep : byTime.getOrDefault(reference, new TreeMap<>()).values()) {
            Map<SensorId, Sample> nearest = new HashMap<>();
            byTime.forEach((sensor, own) -> nearest.put(sensor, nearest(own, sweep.timeNanos())));
            out.add(new Frame(out.size(), sweep.timeNanos(), worldFromEgo.apply(sweep.timeNanos()), nearest));
        }
        return out;
    }

    public static Sample nearest(NavigableMap<Long, Sample> samples, long timeNanos) {
        var before = samples.floorEntry(timeNanos);
        var after = samples.ceilingEntry(timeNanos);
        if (before == null || after == null) {
            return before == null ? after.getValue() : before.getValue();
        }
        return timeNanos - before.getKey() <= after.getKey() - timeNanos ? before.getValue() : after.getValue();
    }
}
