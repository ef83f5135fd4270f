package plumbline.app.service;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import plumbline.storage.access.Action;
import plumbline.storage.audit.AuditClaim;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.audit.AuditTrail;
import plumbline.storage.audit.NoteKey;
import plumbline.storage.audit.SignedNote;
import plumbline.storage.audit.TimeStamps;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.format.FormatException;
import plumbline.storage.project.Project;
import plumbline.storage.project.StorageException;

/** The audit log against what stands outside it: a checkpoint on paper, a server, a time-stamping authority. */
public final class Audits {
    private static final int LARGEST_CHECKPOINT = 1 << 20;

    /** Where to look outside. {@code keys} may be empty: then a checkpoint must be signed by a key the log names. */
    public record Outside(
            Optional<Path> checkpoint, List<NoteKey> keys, Optional<URI> against, Optional<String> token,
            Optional<Path> authority) {
        public static final Outside NOTHING =
                new Outside(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** {@code notes} are what was met on the way, beyond the report's own. */
    public record Verified(AuditReport report, List<String> notes) {}

    /** {@code stamped} is the time that an authority vouched for. */
    public record Made(AuditTrail.Checkpoints checkpoints, Optional<Instant> stamped, List<Path> files) {}

    private Audits() {}

    /** The newest entries; none for somebody whom the policy does not let read them. */
    public static List<AuditEntry> tail(Project project, int limit) {
        return project.access().decide(Action.AUDIT_READ, Optional.empty()).allowed() ? project.auditLog(limit) : List.of();
    }

    public static Verified verify(Project project, Outside outside) throws IOException {
        AuditTrail trail = project.auditTrail();
        List<AuditClaim> claims = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        if (outside.checkpoint().isPresent()) {
            Path file = outside.checkpoint().get();
            claims.addAll(trail.claims(file.toString(), read(file), outside.keys()));
        }
        if (outside.against().isPresent()) {
            claims.addAll(trail.claims(
                    outside.against().get().toString(),
                    Sync.witnessed(project, outside.against().get(), outside.token())));
        }
        if (outside.authority().isPresent()) {
            X509CertificateHolder trusted = TimeStamps.certificate(outside.authority().get());
            for (AuditTrail.Token t : trail.tokens()) {
                try {
                    Instant at = TimeStamps.verify(t.token(), t.checkpoint(), trusted);
                    String where = "the time stamp of " + at;
                    String text = new String(t.checkpoint(), StandardCharsets.UTF_8);
                    claims.addAll(trail.claims(where, SignedNote.readAll(where, text), List.of()));
                } catch (IOException e) {
                    notes.add("Entry " + t.keptAt().name() + ": " + e.getMessage());
                }
            }
        }
        AuditReport report = trail.verify(claims);
        notes.addAll(report.notes());
        return new Verified(report, notes);
    }

    /** The notes of a checkpoint file. */
    public static List<SignedNote> read(Path file) throws IOException {
        if (Files.size(file) > LARGEST_CHECKPOINT) {
            throw new FormatException(file.toString(), "", "larger than any checkpoint");
        }
        List<SignedNote> notes =
                SignedNote.readAll(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        if (notes.isEmpty()) {
            throw new FormatException(file.toString(), "", "holds no checkpoint");
        }
        return notes;
    }

    /**
     * Verifies, signs the heads of all logs, has them time-stamped where an authority and its certificate are given, and
     * writes the notes to {@code out}, the token beside it with {@code .tst}. A broken log is not signed.
     */
    public static Made checkpoint(Project project, Optional<Path> out, Optional<URI> authority, Optional<Path> certificate)
            throws IOException {
        Optional<X509CertificateHolder> trusted = Optional.empty();
        if (authority.isPresent()) {
            trusted = Optional.of(TimeStamps.certificate(certificate.orElseThrow(() -> new IllegalArgumentException(
                    "A time stamp is checked before it is kept: give the authority's certificate with --tsa-cert."))));
        }
        AuditTrail trail = project.auditTrail();
        Optional<String> broken = trail.verify().firstBroken();
        if (broken.isPresent()) {
            throw new StorageException("The audit log does not hold, so it was not signed: " + broken.get() + ".");
        }
        AuditTrail.Checkpoints made = trail.checkpoint();
        byte[] text = SignedNote.writeAll(made.notes());
        List<Path> files = new ArrayList<>();
        if (out.isPresent()) {
            AtomicFile.write(out.get(), text);
            files.add(out.get());
        }
        Optional<Instant> stamped = Optional.empty();
        if (trusted.isPresent()) {
            byte[] token = TimeStamps.request(authority.get(), text, trusted.get());
            trail.keepToken(made.entry(), authority.get().toString(), token);
            stamped = Optional.of(TimeStamps.verify(token, text, trusted.get()));
            if (out.isPresent()) {
                Path beside = out.get().resolveSibling(out.get().getFileName() + ".tst");
                AtomicFile.write(beside, token);
                files.add(beside);
            }
        }
        return new Made(made, stamped, files);
    }
}
