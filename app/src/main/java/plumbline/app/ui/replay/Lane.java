package plumbline.app.ui.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;

/** One sensor's messages over the pass: when each came, the usual rate, and where it fell silent. Times in nanoseconds. */
public record Lane(Sensor sensor, long[] timesNanos, long usualStepNanos, List<Gap> gaps) {
    /** Silence between two messages, and how many the usual rate would have put there. */
    public record Gap(long fromNanos, long toNanos, int missing) {}

    /** What is drawn on a row: from, to in pixels. One message is as wide as it is given, several run together. */
    public record Run(double from, double to, boolean merged) {}

    /** Longer than this many usual steps is a drop-out. */
    private static final double DROPPED_STEPS = 1.7;

    public static List<Lane> of(Capture capture) {
        List<Lane> lanes = new ArrayList<>();
        for (Sensor s : capture.sensors()) {
            long[] times = times(capture, s.id());
            if (times.length > 0) {
                lanes.add(of(s, times));
            }
        }
        return lanes;
    }

    /** {@code timesNanos} in order. */
    public static Lane of(Sensor sensor, long[] timesNanos) {
        long step = usualStep(timesNanos);
        List<Gap> gaps = new ArrayList<>();
        for (int i = 1; step > 0 && i < timesNanos.length; i++) {
            long silence = timesNanos[i] - timesNanos[i - 1];
            if (silence > DROPPED_STEPS * step) {
                gaps.add(new Gap(timesNanos[i - 1], timesNanos[i], (int) Math.max(1, Math.round((double) silence / step) - 1)));
            }
        }
        return new Lane(sensor, timesNanos, step, List.copyOf(gaps));
    }

    private static long[] times(Capture capture, SensorId id) {
        long[] times = capture.samples().stream()
                .filter(s -> s.sensor().equals(id))
                .mapToLong(Sample::timeNanos)
                .toArray();
        Arrays.sort(times);
        return times;
    }

    /** Median step; 0 where there are fewer than four messages, too few to call one usual. */
    private static long usualStep(long[] times) {
        if (times.length < 4) {
            return 0;
        }
        long[] steps = new long[times.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times[i + 1] - times[i];
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }

    /** Messages a second as usual for the sensor; 0 where that is not known. */
    public double hertz() {
        return usualStepNanos > 0 ? 1e9 / usualStepNanos : 0;
    }

    public int missing() {
        return gaps.stream().mapToInt(Gap::missing).sum();
    }

    /** The last message at or before a time; -1 before the first. */
    public int lastAt(long timeNanos) {
        int i = Arrays.binarySearch(timesNanos, timeNanos);
        if (i >= 0) {
            while (i + 1 < timesNanos.length && timesNanos[i + 1] == timeNanos) {
                i++;
            }
            return i;
        }
        return -i - 2;
    }

    /** The rate of the last second's messages; falls while the sensor is silent for longer than usual. */
    public double hertzAt(long timeNanos) {
        int last = lastAt(timeNanos);
        if (last < 0) {
            return 0;
        }
        int first = Math.max(0, lastAt(timeNanos - Math.max(1_000_000_000L, 4 * usualStepNanos)));
        boolean silent = timeNanos - timesNanos[last] > DROPPED_STEPS * usualStepNanos;
        long span = (silent ? timeNanos : timesNanos[last]) - timesNanos[first];
        return span <= 0 ? hertz() : (last - first) * 1e9 / span;
    }

    /**
     * Ticks of the visible messages; where two are closer than {@code closest} pixels they become one bar. As many runs
     * as pixels at most, however many messages there are.
     */
    public List<Run> runs(TimeAxis axis, double closest) {
        List<Run> out = new ArrayList<>();
        int i = Math.max(0, lastAt(axis.start()));
        double from = Double.NaN;
        double to = Double.NaN;
        boolean merged = false;
        for (; i < timesNanos.length && timesNanos[i] <= axis.end(); i++) {
            double x = axis.x(timesNanos[i]);
            if (!Double.isNaN(to) && x - to < closest) {
                to = x;
                merged = true;
            } else {
                if (!Double.isNaN(from)) {
                    out.add(new Run(from, to, merged));
                }
                from = x;
                to = x;
                merged = false;
            }
        }
        if (!Double.isNaN(from)) {
            out.add(new Run(from, to, merged));
        }
        return out;
    }
}
