package plumbline.annotation.review;

import java.time.Instant;

/** What a person decided about a finding, with the reason; kept with the project. */
public record Verdict(String findingId, Kind kind, String reason, String user, Instant at) {
    /** Fixed, waived with a reason, or a false alarm. */
    public enum Kind {
        FIXED,
        WAIVED,
        FALSE_ALARM
    }
}
