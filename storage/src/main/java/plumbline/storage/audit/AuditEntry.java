package plumbline.storage.audit;

import java.time.Instant;

/**
 * One leaf of an audit log. Each device writes its own log ({@code log}), numbered from 0; {@code hash} covers the entry
 * and the hash before it. {@code detail} is canonical JSON.
 */
public record AuditEntry(
        String log, long sequence, Instant at, String user, String device, String purpose, String action, String object,
        String detail, String previousHash, String hash) {}
