package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.edit.History;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Progress;
import plumbline.storage.audit.AuditEntry;

/** Two copies of a project exchange objects, audit entries, side records and refs. */
class ReplicaTest {
    private static final Actor BEN = new Actor("ben", "bench-2", "review");

    @TempDir
    Path folder;

    private Project origin;
    private Hash capture;

    @BeforeEach
    void make() throws IOException {
        origin = Projects.init(folder.resolve("origin"), "Test", Street.ANNA);
        capture = origin.importCapture(new Street("street", 1, 3, 900), Governance.DEFAULT, Progress.NONE)
                .capture()
                .hash();
        edit(origin);
        origin.commit("Turned");
    }

    @org.junit.jupiter.api.AfterEach
    void close() {
        origin.close();
    }

    private void edit(Project p) {
        History h = new History(p.labels(capture), p.journal(capture));
        h.apply(ProjectTest.turn((Label.Cuboid) h.labels().all().getFirst()));
    }

    static void send(Replica from, Replica to) {
        for (Map.Entry<String, Hash> ref : from.refs().entrySet()) {
            for (Hash h : to.missing(from.closure(ref.getValue()))) {
                to.write(h, from.read(h));
            }
        }
        for (Map.Entry<String, Long> log : from.auditSizes().entrySet()) {
            long at = to.auditSizes().getOrDefault(log.getKey(), 0L);
            while (at < log.getValue()) {
                List<AuditEntry> page = from.auditEntries(log.getKey(), at, 3);
                to.appendAudit(page);
                at += page.size();
            }
        }
        to.mergeSideRecords(from.sideRecords());
        from.refs().forEach((name, h) -> to.updateRef(name, Optional.ofNullable(to.refs().get(name)), h));
    }

    @Test
    void aCloneIsEqualInVersionLabelsAuditAndLineage() throws IOException {
        try (Project copy = Projects.initEmptyReplica(folder.resolve("copy"), "Test", BEN)) {
            send(origin.replica(), copy.replica());
            send(origin.replica(), copy.replica());
            assertThat(copy.catchUp()).isTrue();
            assertThat(copy.catchUp()).isFalse();
            assertThat(copy.head()).isEqualTo(origin.head());
            assertThat(copy.labels(capture)).isEqualTo(origin.labels(capture));
            assertThat(copy.ontology()).isEqualTo(origin.ontology());
            assertThat(copy.captures()).isEqualTo(origin.captures());
            assertThat(copy.verifyAudit()).isEqualTo(origin.verifyAudit());
            assertThat(copy.lineage(capture.hex()).orphans()).isEmpty();
            assertThat(copy.replica().sideRecords()).containsAll(origin.replica().sideRecords());
            assertThat(copy.uncommittedEdits()).isZero();
            Label first = origin.labels(capture).all().getFirst();
            assertThat(copy.lineage(capture, first.id()).nodes()).extracting(LineageGraph.Node::kind).contains("edit");
            try (CaptureSource source = copy.openCapture(capture)) {
                assertThat(source.points(source.capture().samples().getFirst()).size()).isEqualTo(Street.POINTS);
            }
        }
    }

    @Test
    void workGoesBackAndForth() {
        try (Project copy = Projects.initEmptyReplica(folder.resolve("copy"), "Test", BEN)) {
            send(origin.replica(), copy.replica());
            copy.catchUp();
            edit(copy);
            Version v = copy.commit("Ben's");
            send(copy.replica(), origin.replica());
            assertThat(origin.catchUp()).isTrue();
            assertThat(origin.head()).contains(v);
            assertThat(origin.labels(capture)).isEqualTo(copy.labels(capture));
            assertThat(origin.verifyAudit()).isEqualTo(copy.verifyAudit());
            assertThat(origin.journal(capture).undoable()).isEmpty();
            assertThat(origin.replica().auditSizes()).hasSize(2);
        }
    }

    @Test
    void catchUpRefusesToLoseEditsOrToFollowAnotherWay() {
        try (Project copy = Projects.initEmptyReplica(folder.resolve("copy"), "Test", BEN)) {
            send(origin.replica(), copy.replica());
            copy.catchUp();
            edit(copy);
            edit(origin);
            Version theirs = origin.commit("Anna's");
            send(origin.replica(), copy.replica());
            assertThatThrownBy(copy::catchUp).isInstanceOf(StorageException.class).hasMessageContaining("not committed");
            Version own = copy.commit("Ben's");
            assertThat(copy.branch()).isEqualTo("main-2");
            assertThat(copy.resolve("main")).isEqualTo(theirs);
            assertThat(copy.resolve("main-2")).isEqualTo(own);
        }
    }

    @Test
    void refsMoveOnlyFromWhereTheyAreAndToWhatIsWhole() {
        Hash head = origin.head().orElseThrow().hash();
        try (Project copy = Projects.initEmptyReplica(folder.resolve("copy"), "Test", BEN)) {
            Set<Hash> all = origin.replica().closure(head);
            Hash leftOut = origin.head().orElseThrow().labelRoots().get(capture);
            for (Hash h : all) {
                if (!h.equals(leftOut)) {
                    copy.replica().write(h, origin.replica().read(h));
                }
            }
            assertThat(copy.replica().missing(all)).containsExactly(leftOut);
            assertThatThrownBy(() -> copy.replica().updateRef("heads/main", Optional.empty(), head))
                    .isInstanceOf(StorageException.class);
            assertThat(copy.replica().refs()).isEmpty();
            copy.replica().write(leftOut, origin.replica().read(leftOut));
            assertThat(copy.replica().updateRef("heads/main", Optional.of(head), head)).isFalse();
            assertThat(copy.replica().updateRef("heads/main", Optional.empty(), head)).isTrue();
            assertThat(copy.replica().updateRef("heads/main", Optional.empty(), head)).isFalse();
            assertThatThrownBy(() -> copy.replica().updateRef("heads/../x", Optional.empty(), head))
                    .isInstanceOf(StorageException.class);
        }
    }

    @Test
    void foreignBytesAndEntriesAreChecked() {
        try (Project copy = Projects.initEmptyReplica(folder.resolve("copy"), "Test", BEN)) {
            assertThatThrownBy(() -> copy.replica().write(capture, new byte[] {1}))
                    .hasMessageContaining("another hash");
            String log = origin.replica().auditSizes().keySet().iterator().next();
            List<AuditEntry> page = origin.replica().auditEntries(log, 0, 100);
            AuditEntry e = page.get(1);
            AuditEntry forged = new AuditEntry(
                    e.log(), e.sequence(), e.at().plusSeconds(1), e.user(), e.device(), e.purpose(), e.action(),
                    e.object(), e.detail(), e.previousHash(), e.hash());
            assertThatThrownBy(() -> copy.replica().appendAudit(List.of(page.getFirst(), forged)))
                    .hasMessageContaining("not what its hash says");
            assertThatThrownBy(() -> copy.replica().appendAudit(page.subList(1, 3)))
                    .hasMessageContaining("does not continue");
            assertThat(copy.replica().auditSizes()).isEmpty();
            copy.replica().appendAudit(page);
            copy.replica().appendAudit(page.subList(1, 3));
            assertThatThrownBy(() -> copy.replica().appendAudit(List.of(new AuditEntry(
                            e.log(), e.sequence(), Instant.EPOCH, "x", "x", "x", "x", "x", "{}", e.previousHash(),
                            "0".repeat(64)))))
                    .hasMessageContaining("differs");
            assertThat(copy.verifyAudit()).isEqualTo(origin.verifyAudit());
        }
    }
}
