package plumbline.storage.audit;

import java.time.Instant;
import java.util.Objects;

/**
 * One leaf of an audit log. Each device writes its own log ({@code log}), numbered from 0; {@code hash} covers the entry
 * and the hash before it. {@code detail}, the payload, is canonical JSON. In format 2 the hash covers only a commitment to
 * the payload ({@link AuditLeaf}), so that a payload can be taken out: then {@code detail} and {@code salt} are empty and
 * {@code commitment} (hex) stands in their place. Format 1 hashes the payload itself and has neither salt nor commitment.
 */
public record AuditEntry(
        String log, long sequence, Instant at, String user, String device, String purpose, String action, String object,
        String detail, String previousHash, String hash, int format, String salt, String commitment) {
    public AuditEntry {
        salt = Objects.requireNonNullElse(salt, "");
        commitment = Objects.requireNonNullElse(commitment, "");
    }

    /** Of format 1. */
    public AuditEntry(
            String log, long sequence, Instant at, String user, String device, String purpose, String action,
            String object, String detail, String previousHash, String hash) {
        this(log, sequence, at, user, device, purpose, action, object, detail, previousHash, hash, 1, "", "");
    }

    /** True where the payload was taken out; the chain holds all the same. */
    public boolean removed() {
        return format != 1 && detail.isEmpty();
    }

    /** As people and {@code audit proof} name it. */
    public String name() {
        return log + "/" + sequence;
    }

    /** With the hash that its content and the hash before it give. */
    public AuditEntry hashed() {
        return withHash(AuditLeaf.hash(this));
    }

    private AuditEntry withHash(String h) {
        return new AuditEntry(
                log, sequence, at, user, device, purpose, action, object, detail, previousHash, h, format, salt, commitment);
    }
}
