package plumbline.storage.project;

import java.time.Instant;
import java.util.Optional;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Decision;

/** A conflict as the project keeps it. {@code capture} is empty for the ontology's; {@code decided} while it is open. */
public record StoredConflict(
        String id, MergeState merge, Optional<Hash> capture, Conflict conflict, Optional<Decided> decided) {
    /** Who decided what, when, why. */
    public record Decided(Decision decision, String why, String user, Instant at) {}

    public boolean open() {
        return decided.isEmpty();
    }
}
