package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.scene.Progress;
import plumbline.storage.access.KeyFile;
import plumbline.storage.audit.AuditClaim;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditFilter;
import plumbline.storage.audit.AuditHead;
import plumbline.storage.audit.AuditLeaf;
import plumbline.storage.audit.AuditLog;
import plumbline.storage.audit.AuditProof;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.audit.AuditTrail;
import plumbline.storage.audit.NoteKey;

/** Checkpoints, proofs, seals, the clock, and that an edit and its entry are one. */
class AuditTrailTest {
    @TempDir
    Path folder;

    private Actor anna() {
        return new Actor("anna", "bench-1", "labelling", () -> Optional.of(KeyFile.in(folder.resolve("keys"))));
    }

    private Project init() {
        return Projects.init(folder.resolve("p"), "Test", anna());
    }

    private Hash street(Project p) throws IOException {
        return p.importCapture(new Street("street", 1, 3, 8), Governance.DEFAULT, Progress.NONE)
                .capture().hash();
    }

    @Test
    void aCheckpointAnchorsWhatItCoversAndSaysSinceWhenNothingDoes() {
        try (Project p = init()) {
            p.record("export", "a", "{}");
            AuditTrail t = p.auditTrail();
            assertThat(t.checkpointDue()).isTrue();
            AuditTrail.Checkpoints made = t.checkpoint();
            assertThat(t.checkpointDue()).isFalse();
            p.record("export", "b", "{}");
            assertThat(t.checkpointDue()).isTrue();
            assertThat(t.verify().anchored()).isFalse();
            AuditReport r = t.verify(t.claims("paper.txt", made.notes(), made.keys()));
            assertThat(r.valid()).isTrue();
            assertThat(r.anchored()).isTrue();
            assertThat(r.logs()).singleElement().satisfies(l -> {
                assertThat(l.anchoredSize()).isEqualTo(2);
                assertThat(l.size()).isEqualTo(4);
                assertThat(l.by()).isEqualTo("paper.txt");
            });
            NoteKey other = NoteKey.of("plumbline/audit/x", NoteKey.LOG, KeyFile.in(folder.resolve("other")));
            assertThatThrownBy(() -> t.claims("paper.txt", made.notes(), List.of(other)))
                    .isInstanceOf(StorageException.class).hasMessageContaining("not signed by");
        }
    }

    @Test
    void aProofNeedsNothingButItself() {
        try (Project p = init()) {
            for (int i = 0; i < 11; i++) {
                p.record("export", "file-" + i, "{}");
            }
            AuditTrail t = p.auditTrail();
            AuditTrail.Checkpoints early = t.checkpoint();
            p.record("export", "late", "{}");
            t.checkpoint();
            AuditProof proof = t.proof("5", Optional.of(early.notes().getFirst()));
            assertThat(proof.holds()).isTrue();
            assertThat(proof.treeSize()).isEqualTo(14);
            assertThat(proof.checkpoint()).isPresent();
            assertThat(proof.entry().object()).isEqualTo("file-4");
            assertThat(proof.since().orElseThrow().oldSize()).isEqualTo(12);
            byte[] data = Base64.getDecoder().decode(proof.leafData());
            assertThat(data).isEqualTo(AuditLeaf.bytes(proof.entry()));
            AuditProof forged = new AuditProof(
                    proof.entry(), Base64.getEncoder().encodeToString(new byte[] {1}), proof.leafHash(), proof.treeSize(),
                    proof.root(), proof.path(), proof.checkpoint(), proof.key(), proof.since());
            assertThat(forged.holds()).isFalse();
            assertThatThrownBy(() -> t.proof("99", Optional.empty())).hasMessageContaining("no audit entry");
        }
    }

    @Test
    void aSealedPayloadIsGoneAndTheChainHolds() throws IOException, SQLException {
        String name;
        AuditTrail.SealedPayload kept;
        try (Project p = init()) {
            Hash capture = street(p);
            History h = new History(p.labels(capture), p.journal(capture));
            h.apply(new ChangeSet("Away", List.of(Change.delete(h.labels().all().getFirst()))));
            h.apply(new ChangeSet("Away too", List.of(Change.delete(h.labels().all().getFirst()))));
            List<AuditEntry> edits = p.auditTrail().entries(new AuditFilter(
                    Optional.of("anna"), Optional.of("label.*"), Optional.of(capture.hex()), Optional.of(Instant.EPOCH),
                    Optional.empty(), 10));
            assertThat(edits).hasSize(2);
            name = edits.get(1).name();
            assertThatThrownBy(() -> p.auditTrail().seal(edits.get(1).name(), "early")).hasMessageContaining("Commit first");
            p.commit("Two less");
            String before = p.auditTrail().verify().root();
            kept = p.auditTrail().seal(name, "names a person");
            assertThat(kept.payload()).contains("Away");
            AuditReport r = p.auditTrail().verify();
            assertThat(r.firstBroken()).isEmpty();
            assertThat(r.notes()).anyMatch(n -> n.contains("was sealed"));
            assertThat(r.root()).isNotEqualTo(before);
            assertThat(p.journal(capture).undoable()).extracting(ChangeSet::what).containsExactly("Away too");
            assertThat(p.lineage(capture, firstId(kept)).nodes())
                    .extracting(LineageGraph.Node::name).contains("sealed");
            assertThatThrownBy(() -> p.auditTrail().seal(name, "again")).hasMessageContaining("sealed already");
            assertThatThrownBy(() -> p.auditTrail().seal("0", " ")).hasMessageContaining("reason");
            assertThatThrownBy(() -> p.auditTrail().unseal(
                            new AuditTrail.SealedPayload(name, kept.salt(), kept.payload() + " "), "court"))
                    .hasMessageContaining("not the payload");
        }
        assertThat(Files.readString(
                        folder.resolve("p/plumbline.db"), StandardCharsets.ISO_8859_1))
                .doesNotContain("\"what\":\"Away\"");
        try (Project p = Projects.open(folder.resolve("p"), anna())) {
            p.auditTrail().unseal(kept, "the court asked");
            assertThat(p.auditTrail().verify().firstBroken()).isEmpty();
            assertThat(p.auditTrail().verify().notes()).noneMatch(n -> n.contains("sealed"));
        }
    }

    private static plumbline.annotation.label.LabelId firstId(AuditTrail.SealedPayload kept) {
        return LabelJson.readChangeSet("kept", kept.payload()).changes().getFirst().id();
    }

    @Test
    void entriesOfTheOldFormatStayValidAndNewOnesFollowThem() throws SQLException {
        // The rows of an older database, hashed as it did: the payload itself under the hash.
        try (Project p = init()) {
            p.record("export", "a", "{}");
        }
        Path db = folder.resolve("p/plumbline.db");
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + db); Statement s = c.createStatement()) {
            List<AuditEntry> old = OldLeaves.of(c);
            s.executeUpdate("DELETE FROM audit_rows");
            s.executeUpdate("DELETE FROM audit_logs");
            assertThat(new AuditLog().appendForeign(c, old)).isEmpty();
            new AuditHead(folder.resolve("p")).write(new AuditLog().heads(c));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        try (Project p = Projects.open(folder.resolve("p"), anna())) {
            assertThat(p.auditTrail().verify().firstBroken()).isEmpty();
            p.record("export", "b", "{}");
            assertThat(p.auditTrail().verify().firstBroken()).isEmpty();
            assertThat(p.auditLog(10)).extracting(AuditEntry::format).containsExactly(2, 2, 1, 1);
            assertThatThrownBy(() -> p.auditTrail().seal("0", "why")).hasMessageContaining("before payloads could");
        }
    }

    @Test
    void aClockThatGoesBackIsNotedAndBelieved() {
        Path home = folder.resolve("clock");
        assertThat(home.toFile().mkdir()).isTrue();
        ArrayDeque<Instant> times = new ArrayDeque<>(List.of(
                Instant.ofEpochSecond(1000), Instant.ofEpochSecond(1001), Instant.ofEpochSecond(1002),
                Instant.ofEpochSecond(500), Instant.ofEpochSecond(501)));
        try (Database db = Database.create(home.resolve(Database.FILE))) {
            Trail trail = new Trail(home, anna(), times::removeFirst);
            db.onCommit(trail::beforeCommit);
            for (int i = 0; i < 3; i++) {
                db.write(c -> trail.leaf(c, "check", "x", Map.of()));
            }
            List<AuditEntry> all = db.read(c -> trail.log().newest(c, AuditFilter.newest(10)));
            assertThat(all.stream().sorted(Comparator.comparing(AuditEntry::sequence)).map(AuditEntry::action))
                    .containsExactly("session.open", "check", "clock.back", "check", "check");
            db.settle();
            AuditReport r = db.read(c -> trail.verify(c, List.of()));
            assertThat(r.valid()).isTrue();
            assertThat(r.notes()).singleElement().asString().contains("went back 502 s before entry 2");
        }
    }

    @Test
    void compactRowsGoBackToTextsAndForwardAgain() throws IOException, SQLException {
        List<AuditEntry> entries;
        AuditReport was;
        Hash capture;
        try (Project p = init()) {
            capture = street(p);
            History h = new History(p.labels(capture), p.journal(capture));
            h.apply(new ChangeSet("Away", List.of(Change.delete(h.labels().all().getFirst()))));
            p.record("export", "a", "{\"why\":\"" + "long enough to be compressed ".repeat(20) + "\"}");
            entries = p.auditLog(100);
            was = p.auditTrail().verify();
            assertThat(was.firstBroken()).isEmpty();
        }
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("p/plumbline.db"));
                Statement s = c.createStatement()) {
            Migrations.back(c, 4);
            try (ResultSet r = s.executeQuery("SELECT detail FROM audit WHERE action = 'export'")) {
                assertThat(r.getString(1)).startsWith("{\"why\":\"long enough");
            }
            try (ResultSet r = s.executeQuery("SELECT count(*) FROM edits e JOIN audit a ON a.log = e.log AND"
                    + " a.sequence = e.sequence JOIN touched t ON t.log = a.log AND t.sequence = a.sequence"
                    + " AND t.capture = e.capture WHERE a.action = 'label.apply' AND instr(a.detail, t.label) > 0")) {
                assertThat(r.getInt(1)).isEqualTo(1);
            }
        }
        try (Project p = Projects.open(folder.resolve("p"), anna())) {
            assertThat(p.auditLog(100)).isEqualTo(entries);
            assertThat(p.auditTrail().verify()).isEqualTo(was);
            assertThat(p.journal(capture).undoable()).hasSize(1);
        }
        assertThat(Projects.examine(folder.resolve("p"), anna()).faults()).isEmpty();
    }

    @Test
    void anEditAndItsEntryAreOne() throws IOException, SQLException {
        Hash capture;
        try (Project p = init()) {
            capture = street(p);
        }
        for (String table : List.of("labels", "audit_rows", "audit_logs", "touched", "edits")) {
            String event = table.equals("labels") ? "DELETE" : table.equals("audit_logs") ? "UPDATE" : "INSERT";
            sql("CREATE TRIGGER refuse BEFORE " + event + " ON " + table + " BEGIN SELECT RAISE(ABORT, 'no room'); END");
            try (Project p = Projects.open(folder.resolve("p"), anna())) {
                Labels before = p.labels(capture);
                AuditReport was = p.auditTrail().verify();
                History h = new History(before, p.journal(capture));
                Label first = before.all().getFirst();
                assertThatThrownBy(() -> h.apply(new ChangeSet("Away", List.of(Change.delete(first)))))
                        .as(table).isInstanceOf(StorageException.class).hasMessageContaining("did not take place");
                assertThat(p.labels(capture)).isEqualTo(before);
                assertThat(p.journal(capture).undoable()).isEmpty();
                assertThat(p.uncommittedEdits()).isZero();
                assertThat(p.auditTrail().verify()).isEqualTo(was);
            }
            sql("DROP TRIGGER refuse");
        }
        try (Project p = Projects.open(folder.resolve("p"), anna())) {
            History h = new History(p.labels(capture), p.journal(capture));
            h.apply(new ChangeSet("Away", List.of(Change.delete(h.labels().all().getFirst()))));
            assertThat(p.auditLog(2)).extracting(AuditEntry::action).containsExactly("label.apply", "session.open");
            assertThat(p.auditTrail().verify().firstBroken()).isEmpty();
        }
    }

    private void sql(String text) throws SQLException {
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("p/plumbline.db"));
                Statement s = c.createStatement()) {
            s.execute(text);
        }
    }

    /** The first format, written a second time: mark-less, with the payload itself. */
    private static final class OldLeaves {
        static List<AuditEntry> of(Connection c) throws SQLException {
            List<AuditEntry> out = new java.util.ArrayList<>();
            String last = "0".repeat(64);
            for (AuditEntry e : new AuditLog().newest(c, AuditFilter.newest(10)).reversed()) {
                ByteBuffer b = ByteBuffer.allocate(10_000).put((byte) 0).putLong(e.sequence())
                        .putLong(Times.nanos(e.at()));
                for (String t : List.of(
                        e.log(), e.user(), e.device(), e.purpose(), e.action(), e.object(), e.detail(), last)) {
                    byte[] bytes = t.getBytes(StandardCharsets.UTF_8);
                    b.putInt(bytes.length).put(bytes);
                }
                String hash = HexFormat.of().formatHex(
                        Hash.of(Arrays.copyOf(b.array(), b.position())).hex().transform(HexFormat.of()::parseHex));
                out.add(new AuditEntry(
                        e.log(), e.sequence(), e.at(), e.user(), e.device(), e.purpose(), e.action(), e.object(), e.detail(),
                        last, hash));
                last = hash;
            }
            return out;
        }
    }

    @Test
    void aServersHeadsAreAnAnchorAndOnlyTheOwnLogMustReachThem() throws IOException {
        try (Project server = Projects.initEmptyReplica(folder.resolve("server"), "Test", anna()); Project p = init()) {
            Hash capture = street(p);
            p.auditTrail().checkpoint();
            String log = p.auditTrail().ownLog().orElseThrow();
            server.replica().appendAudit(p.replica().auditEntries(log, 0, 100));
            AuditTrail.Witnessed seen = server.replica().witnessed();
            assertThat(seen.notes()).singleElement().asString().contains("plumbline/witness");
            List<AuditClaim> claims = p.auditTrail().claims("http://server", seen);
            AuditReport r = p.auditTrail().verify(claims);
            assertThat(r.firstBroken()).isEmpty();
            assertThat(r.anchored()).isTrue();
            assertThat(r.logs().getFirst().anchoredSize()).isEqualTo(r.entries());
            p.openCapture(capture).close();
            assertThat(p.auditTrail().verify(claims).logs().getFirst().anchoredSize()).isLessThan(r.entries() + 1);
            List<AuditClaim> ahead = p.auditTrail().claims("http://server", new AuditTrail.Witnessed(
                    List.of(new AuditHead.Line(log, 500, "ab".repeat(32))), List.of(), List.of()));
            assertThat(p.auditTrail().verify(ahead).firstBroken().orElseThrow()).contains("removed").contains("http://server");
        }
    }
}
