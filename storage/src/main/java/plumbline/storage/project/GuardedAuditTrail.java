package plumbline.storage.project;

import java.util.List;
import java.util.Optional;
import plumbline.storage.access.Action;
import plumbline.storage.audit.AuditClaim;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditFilter;
import plumbline.storage.audit.AuditProof;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.audit.AuditTrail;
import plumbline.storage.audit.NoteKey;
import plumbline.storage.audit.SignedNote;

/** The audit logs: their proofs are for all, what they say is for those whom the policy lets read it. */
final class GuardedAuditTrail implements AuditTrail {
    private final AuditTrail trail;
    private final SqliteAccess access;

    GuardedAuditTrail(AuditTrail trail, SqliteAccess access) {
        this.trail = trail;
        this.access = access;
    }

    @Override
    public List<AuditEntry> entries(AuditFilter filter) {
        access.require(Action.AUDIT_READ, Optional.empty());
        return trail.entries(filter);
    }

    @Override
    public AuditReport verify(List<AuditClaim> claims) {
        return trail.verify(claims);
    }

    @Override
    public Optional<String> ownLog() {
        return trail.ownLog();
    }

    @Override
    public Checkpoints checkpoint() {
        return trail.checkpoint();
    }

    @Override
    public boolean checkpointDue() {
        return trail.checkpointDue();
    }

    @Override
    public AuditEntry keepToken(AuditEntry checkpoint, String from, byte[] token) {
        return trail.keepToken(checkpoint, from, token);
    }

    @Override
    public List<Token> tokens() {
        return trail.tokens();
    }

    @Override
    public Witnessed witnessed() {
        return trail.witnessed();
    }

    @Override
    public List<AuditClaim> claims(String where, List<SignedNote> notes, List<NoteKey> trusted) {
        return trail.claims(where, notes, trusted);
    }

    @Override
    public List<AuditClaim> claims(String where, Witnessed witnessed) {
        return trail.claims(where, witnessed);
    }

    @Override
    public AuditProof proof(String entry, Optional<SignedNote> since) {
        access.require(Action.AUDIT_READ, Optional.empty());
        return trail.proof(entry, since);
    }

    @Override
    public SealedPayload payload(String entry) {
        access.require(Action.AUDIT_SEAL, Optional.empty());
        return trail.payload(entry);
    }

    @Override
    public SealedPayload seal(String entry, String reason) {
        access.require(Action.AUDIT_SEAL, Optional.empty());
        return trail.seal(entry, reason);
    }

    @Override
    public void unseal(SealedPayload payload, String reason) {
        access.require(Action.AUDIT_SEAL, Optional.empty());
        trail.unseal(payload, reason);
    }
}
