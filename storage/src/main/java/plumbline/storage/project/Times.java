package plumbline.storage.project;

import java.time.Instant;

/** Instants as nanoseconds since 1970 UTC in 64 bits, good until the year 2262. */
final class Times {
    private Times() {}

    static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
