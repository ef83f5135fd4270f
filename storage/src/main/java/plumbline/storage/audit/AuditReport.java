package plumbline.storage.audit;

import java.util.Optional;

/**
 * What {@code audit verify} found. {@code root} is over all logs, so two copies with the same entries have the same root;
 * {@code firstBroken} names the first entry that does not hold, in words.
 */
public record AuditReport(long entries, String root, boolean valid, boolean anchored, Optional<String> firstBroken) {}
