package plumbline.storage.contract;

import java.util.Locale;

/**
 * Where a capture does not keep its contract: which sensor ({@code capture} for the whole), from when to when
 * (nanoseconds since 1970 UTC), what was measured and what was allowed, whose task it is, and what follows.
 */
public record Breach(
        String sensor, String rule, long fromNanos, long toNanos, String measured, String limit, String role,
        Consequence consequence, String message) {

    /** Refused, or kept aside until somebody decides. */
    public enum Consequence {
        BLOCK, QUARANTINE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
