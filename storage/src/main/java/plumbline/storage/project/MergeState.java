package plumbline.storage.project;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A merge of {@code theirs} (called {@code name} by whoever began it) into {@code ours}. {@code bases} are the versions that
 * both were made from, more than one where branches were merged crosswise. {@code version} is empty while it is open.
 */
public record MergeState(
        String id, Hash ours, Hash theirs, List<Hash> bases, String name, Optional<Hash> version, Instant at, String user) {
    public MergeState {
        bases = List.copyOf(bases);
    }
}
