package plumbline.app.ui.replay;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;
import plumbline.app.ui.parts.Numbers;

/**
 * A quantity over the pass: times in order (nanoseconds since 1970) and values, NaN where there is none; {@code limit} NaN
 * where there is none. Its arrays are not to be changed.
 */
public final class Series {
    /** A camera off its usual distance to the sweep by more than this is out of sync, milliseconds. */
    public static final double SYNC_LIMIT_MS = 15;

    /** Poses are differenced over at least this, so that noise of dense poses does not swamp the speed. */
    private static final long BASE_NANOS = 200_000_000L;

    private final String name;
    private final String unit;
    private final int decimals;
    private final long[] timesNanos;
    private final double[] values;
    private final double limit;
    private final double min;
    private final double max;

    public Series(String name, String unit, int decimals, long[] timesNanos, double[] values, double limit) {
        this.name = name;
        this.unit = unit;
        this.decimals = decimals;
        this.timesNanos = timesNanos;
        this.values = values;
        this.limit = limit;
        this.min = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
        this.max = Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
    }

    public String name() {
        return name;
    }

    /** Empty for a plain number. */
    public String unit() {
        return unit;
    }

    public int decimals() {
        return decimals;
    }

    public long[] timesNanos() {
        return timesNanos;
    }

    public double[] values() {
        return values;
    }

    public double limit() {
        return limit;
    }

    public boolean isEmpty() {
        return timesNanos.length == 0;
    }

    /** The last value at or before a time; -1 before the first. */
    public int lastAt(long timeNanos) {
        int i = Arrays.binarySearch(timesNanos, timeNanos);
        return i >= 0 ? i : -i - 2;
    }

    /** The value in force at a time; empty before the first. */
    public OptionalDouble at(long timeNanos) {
        int last = lastAt(timeNanos);
        return last < 0 ? OptionalDouble.empty() : OptionalDouble.of(values[last]);
    }

    /** Of the values that are numbers; 0 where there are none. */
    public double min() {
        return min;
    }

    public double max() {
        return max;
    }

    /** In words, with its unit; a dash where there is no number. */
    public String words(double value) {
        return Double.isFinite(value) ? (Numbers.fixed(value, decimals) + " " + unit).strip() : "—";
    }

    /** Speed over ground in km/h. */
    public static Series speed(Trajectory t) {
        return differenced(t, "Speed", "km/h", (from, to, seconds) -> {
            Vec3 d = to.translation().minus(from.translation());
            return d.length() / seconds * 3.6;
        });
    }

    /** Along the way, m/s²; braking is negative. */
    public static Series acceleration(Trajectory t) {
        Series speed = speed(t);
        long[] times = speed.timesNanos;
        double[] out = new double[times.length];
        int before = 0;
        int after = 0;
        for (int i = 0; i < out.length; i++) {
            while (before < i && times[i] - times[before + 1] >= BASE_NANOS) {
                before++;
            }
            after = Math.max(after, i);
            while (after + 1 < out.length && times[after] - times[i] < BASE_NANOS) {
                after++;
            }
            double seconds = (times[after] - times[before]) / 1e9;
            out[i] = seconds > 0 ? (speed.values[after] - speed.values[before]) / 3.6 / seconds : Double.NaN;
        }
        return new Series("Acceleration", "m/s²", 1, times, out, Double.NaN);
    }

    /** Time from each message of a sensor to the next, ms: jitter shows as ripple, a drop-out as a spike. */
    public static Series interval(Lane lane) {
        long[] times = lane.timesNanos();
        int n = Math.max(0, times.length - 1);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = (times[i + 1] - times[i]) / 1e6;
        }
        return new Series("Interval of " + lane.sensor().id(), "ms", 1, Arrays.copyOf(times, n), values, Double.NaN);
    }

    /** Degrees a second, to the left positive. */
    public static Series yawRate(Trajectory t) {
        return differenced(t, "Yaw rate", "°/s", (from, to, seconds) -> {
            double turn = Math.IEEEremainder(to.yaw() - from.yaw(), 2 * Math.PI);
            return Math.toDegrees(turn) / seconds;
        });
    }

    /** The most that any camera's picture is off its camera's usual distance to the sweep, per frame, milliseconds. */
    public static Series syncOffset(Capture capture, SyncOffsets sync) {
        List<Frame> frames = capture.frames();
        boolean any = !capture.sensors(SensorKind.CAMERA).isEmpty() && frames.size() > 1;
        long[] times = new long[any ? frames.size() : 0];
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = frames.get(i).timeNanos();
            values[i] = sync.worstMs(frames.get(i));
        }
        return new Series("Sync error", "ms", 0, times, values, SYNC_LIMIT_MS);
    }

    private interface Difference {
        double of(Pose from, Pose to, double seconds);
    }

    private static Series differenced(Trajectory t, String name, String unit, Difference difference) {
        int n = t.size() < 2 ? 0 : t.size();
        long[] times = new long[n];
        double[] values = new double[n];
        int before = 0;
        int after = 0;
        for (int i = 0; i < n; i++) {
            while (before < i && t.timeNanos(i) - t.timeNanos(before + 1) >= BASE_NANOS / 2) {
                before++;
            }
            after = Math.max(after, i);
            while (after + 1 < n && t.timeNanos(after) - t.timeNanos(i) < BASE_NANOS / 2) {
                after++;
            }
            int from = before == after ? Math.max(0, before - 1) : before;
            int to = from == after ? after + 1 : after;
            times[i] = t.timeNanos(i);
            double seconds = (t.timeNanos(to) - t.timeNanos(from)) / 1e9;
            values[i] = difference.of(t.worldFromEgo(from), t.worldFromEgo(to), seconds);
        }
        return new Series(name, unit, 1, times, values, Double.NaN);
    }
}
