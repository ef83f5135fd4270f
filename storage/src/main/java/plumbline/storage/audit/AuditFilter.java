package plumbline.storage.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries {@code audit log} shows, the newest first. {@code action} and {@code object} may end in {@code *}; the
 * object is a hash, an id or a name, as the entry has it.
 */
public record AuditFilter(
        Optional<String> user, Optional<String> action, Optional<String> object, Optional<Instant> since,
        Optional<Instant> until, int limit) {
    public static AuditFilter newest(int limit) {
        return new AuditFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }
}
