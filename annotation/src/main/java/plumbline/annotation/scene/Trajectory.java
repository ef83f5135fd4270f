package plumbline.annotation.scene;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Ego poses {@code worldFromEgo} over time, nanoseconds since 1970 UTC, strictly increasing. */
public final class Trajectory {
    public static final Trajectory EMPTY = new Trajectory(new long[0], List.of());

    private final long[] timesNanos;
    private final List<Pose> worldFromEgo;

    public Trajectory(long[] timesNanos, List<Pose> worldFromEgo) {
        if (timesNanos.length != worldFromEgo.size()) {
            throw new IllegalArgumentException(timesNanos.length + " times, " + worldFromEgo.size() + " poses");
        }
        for (int i = 1; i < timesNanos.length; i++) {
            if (timesNanos[i] <= timesNanos[i - 1]) {
                throw new IllegalArgumentException("pose " + i + " is not later than the one before it");
            }
        }
        this.timesNanos = timesNanos.clone();
        this.worldFromEgo = List.copyOf(worldFromEgo);
    }

    public int size() {
        return timesNanos.length;
    }

    public long timeNanos(int i) {
        return timesNanos[i];
    }

    public Pose worldFromEgo(int i) {
        return worldFromEgo.get(i);
    }

    public boolean isEmpty() {
        return timesNanos.length == 0;
    }

    /** The pose at a time, interpolated; empty outside the recorded span. */
    public Optional<Pose> at(long timeNanos) {
        if (isEmpty() || timeNanos < timesNanos[0] || timeNanos > timesNanos[size() - 1]) {
            return Optional.empty();
        }
        return Optional.of(nearest(timeNanos));
    }

    /** As {@link #at} inside the span; the first or last pose outside it. The trajectory must not be empty. */
    public Pose nearest(long timeNanos) {
        int i = Arrays.binarySearch(timesNanos, timeNanos);
        if (i >= 0) {
            return worldFromEgo.get(i);
        }
        int after = -i - 1;
        if (after == 0) {
            return worldFromEgo.getFirst();
        }
        if (after == size()) {
            return worldFromEgo.getLast();
        }
        double span = timesNanos[after] - timesNanos[after - 1];
        return worldFromEgo
                .get(after - 1)
                .interpolate(worldFromEgo.get(after), (timeNanos - timesNanos[after - 1]) / span);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Trajectory t
                && Arrays.equals(timesNanos, t.timesNanos)
                && worldFromEgo.equals(t.worldFromEgo);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(timesNanos) + worldFromEgo.hashCode();
    }
}
