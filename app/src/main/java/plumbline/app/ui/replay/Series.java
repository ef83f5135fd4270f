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

/** A quantity over the pass: times in order (nanoseconds) and values; {@code limit} NaN where there is none. */
public record Series(String name, String unit, int decimals, long[] timesNanos, double[] values, double limit) {
    /** A camera off its usual distance to the sweep by more than this is out of sync, milliseconds. */
    public static final double SYNC_LIMIT_MS = 15;

    /** Poses are differenced over at least this, so that noise of dense poses does not swamp the speed. */
    private static final long BASE_NANOS = 200_000_000L;

    public boolean isEmpty() {
        return timesNanos.length == 0;
    }

    /** The value in force at a time; empty before the first. */
    public OptionalDouble at(long timeNanos) {
        int i = Arrays.binarySearch(timesNanos, timeNanos);
        int last = i >= 0 ? i : -i - 2;
        return last < 0 ? OptionalDouble.empty() : OptionalDouble.of(values[last]);
    }

    public double min() {
        return Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
    }

    public double max() {
        return Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
    }

    /** Speed over ground in km/h. */
    public static Series speed(Trajectory t) {
        return differenced(t, "Speed", "km/h", (from, to, seconds) -> {
            Vec3 d = to.translation().minus(from.translation());
            return d.length() / seconds * 3.6;
        });
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
