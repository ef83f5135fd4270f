package plumbline.storage.audit;

import java.util.List;
import java.util.Optional;

/**
 * What {@code audit verify} found. {@code root} is over all logs, so two copies with the same entries have the same root;
 * {@code firstBroken} names the first entry that does not hold, in words, {@code broken} by log and number. {@code anchored}
 * is true where somebody outside vouches for the beginning of every log; {@code logs} says how far.
 */
public record AuditReport(
        long entries, String root, boolean valid, boolean anchored, Optional<String> firstBroken, Optional<Broken> broken,
        List<Reach> logs, List<String> notes) {
    public record Broken(String log, long sequence, String what) {}

    /** Entries from {@code anchoredSize} on are vouched for by nobody outside; {@code by} is empty where none are. */
    public record Reach(String log, long size, long anchoredSize, String by) {}
}
