package plumbline.storage.audit;

import java.util.List;
import java.util.Optional;

/**
 * A project's audit logs: what was done, and the proofs of it. Entries are named {@code LOG/NUMBER}; the number alone means
 * this copy's own log. Throws {@code StorageException} with a plain sentence.
 */
public interface AuditTrail {
    /** Signed notes over the heads of all logs, the key that signed each, and where in the log they are kept. */
    record Checkpoints(List<SignedNote> notes, List<NoteKey> keys, AuditEntry entry) {}

    /** A sealed payload as its holder keeps it. */
    record SealedPayload(String entry, String salt, String payload) {}

    /** What a server, or anybody else that keeps a copy, has seen: heads of its own and the checkpoints sent to it. */
    record Witnessed(List<AuditHead.Line> heads, List<String> notes, List<String> keys) {}

    /** An RFC 3161 token over a checkpoint, DER; {@code entry} holds the checkpoint, {@code keptAt} the token. */
    record Token(AuditEntry entry, AuditEntry keptAt, byte[] checkpoint, byte[] token) {}

    List<AuditEntry> entries(AuditFilter filter);

    /** Without what stands outside. */
    default AuditReport verify() {
        return verify(List.of());
    }

    /** The claims are compared with the logs; {@code outside} ones anchor them. */
    AuditReport verify(List<AuditClaim> claims);

    /** This copy's own log; empty before its first entry. */
    Optional<String> ownLog();

    /** Signs the heads of all logs with the actor's key and keeps the notes in this copy's log. */
    Checkpoints checkpoint();

    /** True where there is something since the last checkpoint of this log but the checkpoint itself. */
    boolean checkpointDue();

    /** Keeps a time stamp over the checkpoint that an entry holds. */
    AuditEntry keepToken(AuditEntry checkpoint, String from, byte[] token);

    List<Token> tokens();

    /** Every checkpoint in the logs, in their order, each with its key. */
    Witnessed witnessed();

    /**
     * What the notes of a file claim. A note must be signed by one of {@code trusted}, or, where none are given, by a key
     * that the logs themselves name; one that is not is refused.
     */
    List<AuditClaim> claims(String where, List<SignedNote> notes, List<NoteKey> trusted);

    /** What a server claims that it has seen of this project. */
    List<AuditClaim> claims(String where, Witnessed witnessed);

    /** With {@code since}, a note seen earlier: also that the log then was the beginning of the log now. */
    AuditProof proof(String entry, Optional<SignedNote> since);

    /** A payload with its salt, as it would be sealed; refused where it could not be. */
    SealedPayload payload(String entry);

    /** Takes a payload out for good, with a reason; what is returned can be kept elsewhere and put back. */
    SealedPayload seal(String entry, String reason);

    /** Puts a sealed payload back; refused where it is not the one that was sealed. */
    void unseal(SealedPayload payload, String reason);
}
