package plumbline.storage.access;

import java.time.Duration;

/**
 * Slows the guessing of a password down: after five failures the next try waits 30 s, after each further one twice as long,
 * up to an hour. A login that succeeds begins anew. A clock that went back counts as no time passed.
 */
public record Lockout(int failures, long lastFailureNanos) {
    public static final Lockout NONE = new Lockout(0, 0);
    private static final int FREE = 5;
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(1);

    public Lockout failed(long nowNanos) {
        return new Lockout(Math.min(failures + 1, 1000), nowNanos);
    }

    /** Zero where one may try. */
    public Duration delay(long nowNanos) {
        if (failures < FREE) {
            return Duration.ZERO;
        }
        long whole = Math.min(FIRST.toNanos() << Math.min(failures - FREE, 10), LONGEST.toNanos());
        long left = whole - Math.max(0, nowNanos - lastFailureNanos);
        return Duration.ofNanos(Math.max(0, left));
    }
}
