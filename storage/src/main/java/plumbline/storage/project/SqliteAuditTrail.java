package plumbline.storage.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plumbline.storage.access.Signer;
import plumbline.storage.audit.AuditClaim;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditFilter;
import plumbline.storage.audit.AuditHead;
import plumbline.storage.audit.AuditLeaf;
import plumbline.storage.audit.AuditLog;
import plumbline.storage.audit.AuditProof;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.audit.AuditTrail;
import plumbline.storage.audit.Checkpoint;
import plumbline.storage.audit.NoteKey;
import plumbline.storage.audit.SignedNote;
import plumbline.storage.format.FormatException;

/** The audit logs in a project's database. Checkpoints and time stamps are entries of this copy's own log. */
final class SqliteAuditTrail implements AuditTrail {
    /** Nothing that a checkpoint would be made for. */
    private static final Set<String> OWN_ACTS = Set.of(AuditLog.CHECKPOINT, AuditLog.ANCHOR, Trail.OPEN, Trail.CLOCK);

    private final Store store;
    private final Actor actor;
    private final Runnable sealed;

    /** {@code sealed} runs after a payload went or came back. */
    SqliteAuditTrail(Store store, Actor actor, Runnable sealed) {
        this.store = store;
        this.actor = actor;
        this.sealed = sealed;
    }

    private AuditLog log() {
        return store.trail().log();
    }

    @Override
    public List<AuditEntry> entries(AuditFilter filter) {
        return store.db().read(c -> log().newest(c, filter));
    }

    @Override
    public AuditReport verify(List<AuditClaim> claims) {
        store.db().settle();
        return store.db().read(c -> {
            List<AuditClaim> all = new ArrayList<>(claims);
            // What a checkpoint in the log says of the log must hold too, also of what came to be before it.
            for (AuditEvidence.Kept k : AuditEvidence.checkpoints(c, log())) {
                all.addAll(of(k.notes(), "the checkpoint of entry " + k.entry().name(), false));
            }
            return store.trail().verify(c, all);
        });
    }

    private static List<AuditClaim> of(List<SignedNote> notes, String where, boolean outside) {
        return notes.stream()
                .flatMap(n -> Checkpoint.parse(n).stream())
                .map(p -> new AuditClaim(p.log(), p.size(), p.root(), where, outside, outside))
                .toList();
    }

    @Override
    public Optional<String> ownLog() {
        return store.db().read(store.trail()::log);
    }

    @Override
    public Checkpoints checkpoint() {
        Signer signer = actor.signer().get().orElseThrow(() -> new StorageException(
                "There is no signing key for " + actor.user() + " here, so no checkpoint was made."));
        return store.db().write(c -> {
            store.trail().begin(c);
            List<SignedNote> notes = new ArrayList<>();
            Set<NoteKey> keys = new LinkedHashSet<>();
            for (AuditHead.Line l : log().heads(c)) {
                if (!l.root().matches("[0-9a-f]{64}")) {
                    throw new StorageException("The head of audit log " + l.log()
                            + " is spoilt, so nothing was signed. Verify the audit.");
                }
                Checkpoint p = new Checkpoint(l.log(), l.size(), l.root());
                notes.add(p.sign(signer));
                keys.add(NoteKey.of(Checkpoint.origin(l.log()), NoteKey.LOG, signer));
            }
            AuditEntry entry = store.trail().leaf(
                    c, AuditLog.CHECKPOINT, signer.keyId(), AuditEvidence.checkpoint(notes, List.copyOf(keys)));
            return new Checkpoints(notes, List.copyOf(keys), entry);
        });
    }

    @Override
    public boolean checkpointDue() {
        return store.db().read(c -> {
            Optional<String> own = store.trail().log(c);
            if (own.isEmpty()) {
                return false;
            }
            long covered = AuditEvidence.checkpoints(c, log()).stream()
                    .flatMap(k -> k.of(own.get()).stream())
                    .flatMap(n -> Checkpoint.parse(n).stream())
                    .mapToLong(Checkpoint::size)
                    .max()
                    .orElse(0);
            return log().entries(c, own.get(), covered, 100).stream().anyMatch(e -> !OWN_ACTS.contains(e.action()));
        });
    }

    @Override
    public AuditEntry keepToken(AuditEntry checkpoint, String from, byte[] token) {
        return store.db().write(c -> store.trail().leaf(
                c, AuditLog.ANCHOR, checkpoint.name(), AuditEvidence.anchor(checkpoint, from, token)));
    }

    @Override
    public List<Token> tokens() {
        return store.db().read(c -> AuditEvidence.tokens(c, log()));
    }

    @Override
    public Witnessed witnessed() {
        return store.db().read(c -> AuditEvidence.witnessed(c, log(), actor));
    }

    @Override
    public List<AuditClaim> claims(String where, List<SignedNote> notes, List<NoteKey> trusted) {
        List<NoteKey> keys = trusted.isEmpty()
                ? store.db().read(c -> AuditEvidence.checkpoints(c, log()).stream()
                        .flatMap(k -> k.keys().stream())
                        .toList())
                : trusted;
        for (SignedNote n : notes) {
            Checkpoint p = Checkpoint.parse(n).orElseThrow(() -> new StorageException(
                    where + " holds a note that is no checkpoint of an audit log; nothing was compared."));
            if (keys.stream().noneMatch(k -> n.signedBy(k) || n.signedBy(renamed(k, Checkpoint.origin(p.log()))))) {
                throw new StorageException("The checkpoint of log " + p.log() + " in " + where + " is not signed by "
                        + (trusted.isEmpty() ? "a key that this project's log names; give its key" : "the key given")
                        + ". It proves nothing; nothing was compared.");
            }
        }
        return of(notes, where, true);
    }

    private static NoteKey renamed(NoteKey k, String origin) {
        return new NoteKey(origin, k.algorithm(), k.key());
    }

    @Override
    public List<AuditClaim> claims(String where, Witnessed witnessed) {
        String own = ownLog().orElse("");
        List<AuditClaim> out = new ArrayList<>();
        // Another copy's log may have come to the server since; only this copy's own must be here to its end.
        witnessed.heads().forEach(l ->
                out.add(new AuditClaim(l.log(), l.size(), l.root(), where, true, l.log().equals(own))));
        List<NoteKey> keys = witnessed.keys().stream().flatMap(k -> NoteKey.parse(k).stream()).toList();
        for (String text : witnessed.notes()) {
            try {
                for (SignedNote n : SignedNote.readAll(where, text)) {
                    Optional<Checkpoint> p = Checkpoint.parse(n).filter(x -> keys.stream().anyMatch(n::signedBy));
                    p.ifPresent(x -> out.add(
                            new AuditClaim(x.log(), x.size(), x.root(), where, true, x.log().equals(own))));
                }
            } catch (FormatException e) {
                throw new StorageException(where + " answered with a checkpoint that cannot be read: " + e.getMessage(), e);
            }
        }
        return out;
    }

    @Override
    public AuditProof proof(String entry, Optional<SignedNote> since) {
        return store.db().read(c -> {
            AuditEntry e = require(c, entry);
            Optional<Checkpoint> old = since.flatMap(Checkpoint::parse);
            if (old.isPresent() && !old.get().log().equals(e.log())) {
                throw new StorageException("The checkpoint given is of log " + old.get().log() + ", the entry of log "
                        + e.log() + ". Give a checkpoint of the same log.");
            }
            long least = Math.max(e.sequence() + 1, old.map(Checkpoint::size).orElse(0L));
            Optional<SignedNote> note = Optional.empty();
            Optional<NoteKey> key = Optional.empty();
            long size = log().heads(c).stream()
                    .filter(l -> l.log().equals(e.log()))
                    .mapToLong(AuditHead.Line::size)
                    .max()
                    .orElse(0);
            for (AuditEvidence.Kept k : AuditEvidence.checkpoints(c, log())) {
                Optional<SignedNote> n = k.of(e.log());
                Optional<Checkpoint> p = n.flatMap(Checkpoint::parse);
                if (p.isPresent() && p.get().size() >= least) {
                    note = n;
                    key = k.keyOf(n.get());
                    size = p.get().size();
                }
            }
            if (old.isPresent() && (old.get().size() > size || old.get().size() < 1)) {
                throw new StorageException("The checkpoint given is of " + old.get().size() + " entries, the log has "
                        + size + ". Verify the audit against it.");
            }
            return AuditProof.of(c, log(), e, size, note, key, old);
        });
    }

    /** By {@link AuditEntry#name}, or a number in this copy's own log. */
    private AuditEntry require(Connection c, String name) throws SQLException {
        String full = name.matches("[0-9]{1,18}") ? store.trail().log(c).orElse("") + "/" + name : name;
        return log().find(c, full).orElseThrow(() -> new StorageException("There is no audit entry \"" + name
                + "\". An entry is LOG/NUMBER, as audit log shows it, or a number of this copy's own log."));
    }

    @Override
    public SealedPayload payload(String entry) {
        return store.db().read(c -> {
            AuditEntry e = sealable(c, entry);
            return new SealedPayload(e.name(), e.salt(), e.detail());
        });
    }

    private AuditEntry sealable(Connection c, String entry) throws SQLException {
        AuditEntry e = require(c, entry);
        if (e.action().startsWith("audit.") || e.format() != AuditLeaf.FORMAT || e.removed()) {
            throw new StorageException("The payload of entry " + e.name() + " cannot be sealed: " + (e.removed()
                    ? "it is sealed already."
                    : e.format() != AuditLeaf.FORMAT
                            ? "it was written before payloads could be, and its hash covers it."
                            : "it is part of the proof of the log."));
        }
        if (Edits.uncommitted(c, e)) {
            throw new StorageException("Entry " + e.name() + " holds an edit that no version has yet. Commit first.");
        }
        return e;
    }

    @Override
    public SealedPayload seal(String entry, String reason) {
        if (reason.isBlank()) {
            throw new StorageException("A payload is sealed for a reason; say it. Nothing was sealed.");
        }
        SealedPayload out = store.db().write(c -> {
            AuditEntry e = sealable(c, entry);
            erase(c);
            store.trail().leaf(c, AuditLog.SEAL, e.name(), Map.of("reason", reason));
            log().takeOut(c, e.name());
            return new SealedPayload(e.name(), e.salt(), e.detail());
        });
        sealed.run();
        return out;
    }

    /** What is deleted is overwritten in the file, not only let go. */
    private static void erase(Connection c) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute("PRAGMA secure_delete = ON");
        }
    }

    @Override
    public void unseal(SealedPayload payload, String reason) {
        store.db().write(c -> {
            AuditEntry e = require(c, payload.entry());
            if (!log().putBack(c, e.name(), payload.salt(), payload.payload())) {
                throw new StorageException("What was given is not the payload that was sealed in entry " + e.name()
                        + "; nothing was put back.");
            }
            return store.trail().leaf(c, AuditLog.UNSEAL, e.name(), Map.of("reason", reason));
        });
        sealed.run();
    }
}
