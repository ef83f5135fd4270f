package plumbline.app.service;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import plumbline.storage.audit.AuditProof;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.audit.Checkpoint;
import plumbline.storage.audit.NoteKey;
import plumbline.storage.audit.SignedNote;
import plumbline.storage.project.Project;

/** One audit entry proved up to the root that was signed, and how far somebody outside vouches for its log. */
public final class EntryProofs {
    /**
     * {@code signed}: a checkpoint covers the entry and is signed by the key that it names; {@code keyName} is that key's
     * fingerprint. Without a checkpoint the root is the log's own word.
     */
    public record Proved(
            AuditProof proof, boolean holds, Optional<Checkpoint> checkpoint, boolean signed, String keyName) {}

    private EntryProofs() {}

    /** Throws {@code StorageException} where there is no such entry. */
    public static Proved of(Project project, String entry) throws IOException {
        AuditProof p = project.auditTrail().proof(entry, Optional.empty());
        Optional<Checkpoint> checkpoint = Optional.empty();
        boolean signed = false;
        Optional<NoteKey> key = p.key().flatMap(NoteKey::parse);
        if (p.checkpoint().isPresent()) {
            List<SignedNote> notes = SignedNote.readAll("the checkpoint", p.checkpoint().get());
            checkpoint = notes.stream().flatMap(n -> Checkpoint.parse(n).stream()).findFirst();
            signed = checkpoint.filter(c -> c.size() == p.treeSize() && c.root().equals(p.root())).isPresent()
                    && key.filter(k -> notes.stream().allMatch(n -> n.signedBy(k))).isPresent();
        }
        // C2SP: NAME+HASH+KEY; the hash is what people compare.
        String name = p.key().map(k -> k.split("\\+", 3)).filter(k -> k.length == 3).map(k -> k[1]).orElse("");
        return new Proved(p, p.holds(), checkpoint, signed, name);
    }

    /** In words, for the log that an entry is in: who vouches for it from outside, or since which entry nobody does. */
    public static String anchored(AuditReport report, String log, long sequence) {
        Optional<AuditReport.Reach> reach =
                report.logs().stream().filter(r -> r.log().equals(log)).findFirst();
        long covered = reach.map(AuditReport.Reach::anchoredSize).orElse(0L);
        if (sequence < covered) {
            return "Anchored by " + reach.get().by();
        }
        return covered == 0
                ? "Unanchored since entry 1: nobody outside has seen this log yet"
                : "Unanchored since entry " + (covered + 1) + "; the " + covered + " before it by " + reach.get().by();
    }
}
