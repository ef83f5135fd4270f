package plumbline.storage.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import plumbline.storage.access.Signer;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditLog;
import plumbline.storage.audit.AuditTrail;
import plumbline.storage.audit.Checkpoint;
import plumbline.storage.audit.NoteKey;
import plumbline.storage.audit.SignedNote;
import plumbline.storage.format.FormatException;
import tools.jackson.databind.JsonNode;

/** The entries that hold checkpoints and time stamps, as their payloads write them. */
final class AuditEvidence {
    private static final String WITNESS = "plumbline/witness";

    /** One checkpoint entry: its notes as one text, note by note, and the keys that signed them. */
    record Kept(AuditEntry entry, List<SignedNote> notes, List<NoteKey> keys) {
        /** The newest signature of a log in this entry. */
        Optional<SignedNote> of(String log) {
            return notes.stream().filter(n -> n.text().startsWith(Checkpoint.origin(log) + "\n")).findFirst();
        }

        Optional<NoteKey> keyOf(SignedNote note) {
            return keys.stream().filter(note::signedBy).findFirst();
        }
    }

    private AuditEvidence() {}

    static String checkpoint(List<SignedNote> notes, List<NoteKey> keys) {
        return Json.write(Map.of(
                "notes", notes.stream().map(SignedNote::write).toList(), "keys", keys.stream().map(NoteKey::text).toList()));
    }

    static String anchor(AuditEntry checkpoint, String from, byte[] token) {
        return Json.write(Map.of(
                "kind", "rfc3161", "from", from, "checkpoint", checkpoint.name(),
                "token", Base64.getEncoder().encodeToString(token)));
    }

    /** Oldest first in each log. An entry that cannot be read is left to the verifier, which says that it was altered. */
    static List<Kept> checkpoints(Connection c, AuditLog log) throws SQLException {
        List<Kept> out = new ArrayList<>();
        for (AuditEntry e : log.evidence(c)) {
            if (e.action().equals(AuditLog.CHECKPOINT)) {
                read(e).ifPresent(out::add);
            }
        }
        return out;
    }

    static Optional<Kept> read(AuditEntry e) {
        try {
            JsonNode n = Json.parse(e.name(), e.detail());
            List<SignedNote> notes = new ArrayList<>();
            for (String text : Json.texts(e.name(), n, "notes")) {
                notes.addAll(SignedNote.readAll(e.name(), text));
            }
            List<NoteKey> keys = new ArrayList<>();
            Json.texts(e.name(), n, "keys").forEach(k -> NoteKey.parse(k).ifPresent(keys::add));
            return Optional.of(new Kept(e, notes, keys));
        } catch (StorageException | FormatException x) {
            return Optional.empty();
        }
    }

    static List<AuditTrail.Token> tokens(Connection c, AuditLog log) throws SQLException {
        List<AuditTrail.Token> out = new ArrayList<>();
        for (AuditEntry e : log.evidence(c)) {
            if (e.action().equals(AuditLog.ANCHOR)) {
                token(c, log, e).ifPresent(out::add);
            }
        }
        return out;
    }

    private static Optional<AuditTrail.Token> token(Connection c, AuditLog log, AuditEntry e) throws SQLException {
        try {
            JsonNode n = Json.parse(e.name(), e.detail());
            byte[] token = Base64.getDecoder().decode(Json.text(e.name(), n, "token"));
            return log.find(c, Json.text(e.name(), n, "checkpoint"))
                    .flatMap(AuditEvidence::read)
                    .map(k -> new AuditTrail.Token(k.entry(), e, SignedNote.writeAll(k.notes()), token));
        } catch (StorageException | IllegalArgumentException x) {
            return Optional.empty();
        }
    }

    /** The newest checkpoint of each log, with this copy's own signature as a witness where it has a key. */
    static AuditTrail.Witnessed witnessed(Connection c, AuditLog log, Actor actor) throws SQLException {
        Map<String, SignedNote> newest = new TreeMap<>();
        Map<String, Long> sizes = new TreeMap<>();
        Set<String> keys = new LinkedHashSet<>();
        for (Kept k : checkpoints(c, log)) {
            for (SignedNote n : k.notes()) {
                Optional<NoteKey> key = k.keyOf(n);
                Optional<Checkpoint> is = Checkpoint.parse(n);
                if (key.isPresent() && is.isPresent() && is.get().size() >= sizes.getOrDefault(is.get().log(), 0L)) {
                    sizes.put(is.get().log(), is.get().size());
                    newest.put(is.get().log(), n);
                    keys.add(key.get().text());
                }
            }
        }
        Optional<Signer> signer = actor.signer().get();
        List<String> notes = new ArrayList<>();
        for (SignedNote n : newest.values()) {
            notes.add(signer.map(s -> n.cosign(WITNESS, s, Instant.now().getEpochSecond())).orElse(n).write());
        }
        signer.ifPresent(s -> keys.add(NoteKey.of(WITNESS, NoteKey.WITNESS, s).text()));
        return new AuditTrail.Witnessed(log.heads(c), notes, List.copyOf(keys));
    }
}
