package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.review.Verdict;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Sample;

/** A project from end to end on a real disk. */
class ProjectTest {
    @TempDir
    Path folder;

    private Project init() {
        return Projects.init(folder.resolve("p"), "Test", Street.ANNA);
    }

    private Project reopen() {
        return Projects.open(folder.resolve("p"), Street.ANNA);
    }

    private static Hash add(Project p, CaptureSource source) throws IOException {
        return p.importCapture(source, Governance.DEFAULT, Progress.NONE).capture().hash();
    }

    static ChangeSet turn(Label.Cuboid c) {
        return ChangeSet.of("Turn " + c.id(), Change.replace(c, c.withBox(c.box().turned(0.1))));
    }

    @Test
    void importedCaptureIsReadFromTheProjectAlone() throws IOException {
        Street street = new Street("street", 1, 3, 20);
        try (Project p = init()) {
            Project.Imported imported = p.importCapture(street, Governance.DEFAULT, Progress.NONE);
            assertThat(imported.reused()).isFalse();
            assertThat(imported.labels()).isEqualTo(20);
            assertThat(imported.capture().frames()).isEqualTo(3);
            assertThat(imported.capture().points()).isEqualTo(3L * Street.POINTS);
            assertThat(p.head().orElseThrow().message()).isEqualTo("Import street");
            assertThat(p.ontology().find("Tram")).isPresent();
        }
        try (Project p = reopen()) {
            StoredCapture stored = p.captures().getFirst();
            assertThat(stored.governance()).isEqualTo(Governance.DEFAULT);
            assertThat(p.labels(stored.hash())).isEqualTo(street.labels());
            try (CaptureSource kept = p.openCapture(stored.hash())) {
                List<Sample> samples = kept.capture().samples();
                assertThat(samples).hasSize(6);
                for (int i = 0; i < samples.size(); i++) {
                    assertThat(kept.raw(samples.get(i))).isEqualTo(street.raw(street.capture().samples().get(i)));
                }
                assertThat(kept.points(samples.getFirst()).x())
                        .isEqualTo(street.points(street.capture().samples().getFirst()).x());
            }
            assertThat(p.uncommittedEdits()).isZero();
            assertThat(p.verifyAudit().valid()).isTrue();
        }
    }

    @Test
    void sameCaptureIsStoredOnce() throws IOException {
        try (Project p = init()) {
            add(p, new Street("street", 1, 3, 5));
            Project.Imported again = p.importCapture(new Street("street", 1, 3, 5), Governance.DEFAULT, Progress.NONE);
            assertThat(again.reused()).isTrue();
            assertThat(p.captures()).hasSize(1);
            assertThat(p.log(p.head().orElseThrow().hash())).hasSize(1);
        }
    }

    @Test
    void cancelledImportLeavesNothingToSee() {
        Progress stop = new Progress() {
            private long seen;

            @Override
            public void update(String what, long done, long total) {
                seen = done;
            }

            @Override
            public boolean cancelled() {
                return seen >= 3;
            }
        };
        try (Project p = init()) {
            assertThatThrownBy(() -> p.importCapture(new Street("street", 1, 3, 5), Governance.DEFAULT, stop))
                    .isInstanceOf(InterruptedIOException.class);
            assertThat(p.captures()).isEmpty();
            assertThat(p.head()).isEmpty();
            assertThat(p.auditLog(10)).hasSize(1);
        }
    }

    @Test
    void undoSurvivesARestartAndCommitsCountFromWhereTheyStand() throws IOException {
        Hash capture;
        Label.Cuboid first;
        try (Project p = init()) {
            capture = add(p, new Street("street", 1, 3, 5));
            History h = new History(p.labels(capture), p.journal(capture));
            first = (Label.Cuboid) h.labels().all().getFirst();
            h.apply(turn(first));
            h.apply(ChangeSet.of("Delete", Change.delete(h.labels().find(first.id()).orElseThrow())));
            h.undo();
            assertThat(p.uncommittedEdits()).isEqualTo(1);
        }
        try (Project p = reopen()) {
            History h = new History(p.labels(capture), p.journal(capture));
            assertThat(h.canRedo()).isTrue();
            assertThat(p.uncommitted()).singleElement().satisfies(d -> assertThat(d.groups()).containsExactly("geometry"));
            Version v = p.commit("Turned");
            assertThat(p.uncommittedEdits()).isZero();
            assertThat(p.diff(v.parents().getFirst(), v.hash())).hasSize(1);
            h.undo();
            assertThat(h.labels().find(first.id())).contains(first);
            assertThat(p.uncommittedEdits()).isEqualTo(1);
            Version back = p.commit("Turned back");
            assertThat(back.labelRoots()).isEqualTo(p.log(back.hash()).getLast().labelRoots());
        }
    }

    @Test
    void checkoutRefusesToLoseEditsAndNoVersionIsLost() throws IOException {
        try (Project p = init()) {
            Hash capture = add(p, new Street("street", 1, 3, 5));
            Version base = p.head().orElseThrow();
            History h = new History(p.labels(capture), p.journal(capture));
            h.apply(turn((Label.Cuboid) h.labels().all().getFirst()));
            assertThatThrownBy(() -> p.checkout(base.hash(), false))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("1 edit is not committed");
            Version turned = p.commit("Turned");
            p.checkout(base.hash(), false);
            assertThat(p.labels(capture)).isEqualTo(p.labelsAt(base.hash(), capture));
            assertThat(p.head()).contains(base);
            assertThat(p.journal(capture).undoable()).isEmpty();
            Version other = p.commit("Another way");
            assertThat(p.branch()).isEqualTo("main-2");
            assertThat(p.resolve("main")).isEqualTo(turned);
            assertThat(p.resolve("main-2")).isEqualTo(other);
            assertThat(p.resolve(other.hash().hex().substring(0, 20))).isEqualTo(other);
            p.createTag("v1", turned.hash());
            p.checkout(p.resolve("v1").hash(), false);
            assertThat(p.branch()).isEqualTo("main");
            assertThat(p.labels(capture)).isEqualTo(h.labels());
            h = new History(p.labels(capture), p.journal(capture));
            h.apply(turn((Label.Cuboid) h.labels().all().getFirst()));
            p.checkout(turned.hash(), true);
            assertThat(p.labels(capture)).isEqualTo(p.labelsAt(turned.hash(), capture));
            assertThat(p.verifyAudit().valid()).isTrue();
        }
    }

    @Test
    void anImportLeavesEditsOfOtherCapturesUncommitted() throws IOException {
        try (Project p = init()) {
            Hash one = add(p, new Street("one", 1, 3, 5));
            History h = new History(p.labels(one), p.journal(one));
            h.apply(turn((Label.Cuboid) h.labels().all().getFirst()));
            add(p, new Street("two", 2, 3, 5));
            assertThat(p.uncommittedEdits()).isEqualTo(1);
            assertThat(p.uncommitted()).hasSize(1);
            assertThat(p.head().orElseThrow().labelRoots()).hasSize(2);
        }
    }

    @Test
    void anEditOnLabelsThatChangedMeanwhileIsRefused() throws IOException {
        try (Project p = init()) {
            Hash capture = add(p, new Street("street", 1, 3, 5));
            History one = new History(p.labels(capture), p.journal(capture));
            History two = new History(p.labels(capture), p.journal(capture));
            Label.Cuboid c = (Label.Cuboid) one.labels().all().getFirst();
            one.apply(turn(c));
            assertThatThrownBy(() -> two.apply(turn(c))).hasMessageContaining("changed in the project meanwhile");
            assertThat(two.labels().find(c.id())).contains(c);
            Label.Cuboid bad = c.withBox(c.box().withCentre(new plumbline.annotation.scene.Vec3(Double.NaN, 0, 0)));
            Label now = one.labels().find(c.id()).orElseThrow();
            assertThatThrownBy(() -> one.apply(ChangeSet.of("Break", Change.replace(now, bad))))
                    .hasMessageContaining("finite");
            assertThat(p.labels(capture)).isEqualTo(one.labels());
        }
    }

    @Test
    void findingsVerdictsAndSettingsAreKept() throws IOException {
        Hash capture;
        Finding f = Finding.of(
                "size", Severity.HIGH,
                new Finding.Place(1, Optional.of(new LabelId("label-1")), Optional.empty(), Optional.empty()),
                "Too long", Map.of("length", "9 m"));
        try (Project p = init()) {
            capture = add(p, new Street("street", 1, 3, 5));
            Label.Cuboid c = (Label.Cuboid) p.labels(capture).all().getFirst();
            p.storeFindings(capture, List.of(f.withFix(turn(c))));
            p.storeVerdict(new Verdict(f.id(), Verdict.Kind.WAIVED, "a lorry", "anna", Instant.ofEpochSecond(5)));
            p.storeVerdict(new Verdict(f.id(), Verdict.Kind.FIXED, "cut", "anna", Instant.ofEpochSecond(6)));
            p.setSetting("remote", "http://127.0.0.1:7311");
        }
        try (Project p = reopen()) {
            assertThat(p.findings(capture)).singleElement().satisfies(g -> {
                assertThat(g.evidence()).isEqualTo(f.evidence());
                assertThat(g.fix()).isPresent();
            });
            assertThat(p.verdicts()).singleElement().satisfies(v -> assertThat(v.reason()).isEqualTo("cut"));
            assertThat(p.setting("remote")).contains("http://127.0.0.1:7311");
            p.storeFindings(capture, List.of());
            assertThat(p.findings(capture)).isEmpty();
        }
    }

    @Test
    void lineageHasNoOrphansBothWays() throws IOException {
        try (Project p = init()) {
            Hash capture = add(p, new Street("street", 1, 3, 5));
            History h = new History(p.labels(capture), p.journal(capture));
            Label.Cuboid c = (Label.Cuboid) h.labels().all().getFirst();
            h.apply(turn(c));
            Version v = p.commit("Turned");
            p.recordLineage(
                    new LineageGraph.Node("export:1", "export", "KITTI", Instant.now(), "anna", new TreeMap<>()),
                    List.of(v.hash().hex()), "export");
            LineageGraph down = p.lineage(capture.hex());
            assertThat(down.orphans()).isEmpty();
            assertThat(down.nodes()).extracting(LineageGraph.Node::kind)
                    .contains("import", "calibration", "capture", "labels", "version", "export");
            assertThat(p.lineage("export:1").nodes()).extracting(LineageGraph.Node::id).contains(capture.hex());
            LineageGraph label = p.lineage(capture, c.id());
            assertThat(label.orphans()).isEmpty();
            assertThat(label.nodes()).extracting(LineageGraph.Node::kind)
                    .contains("label", "edit", "capture", "calibration", "ontology", "import");
            assertThat(label.nodes().stream().filter(n -> n.kind().equals("version"))).hasSize(2);
            assertThatThrownBy(() -> p.recordLineage(
                            new LineageGraph.Node("export:2", "export", "X", Instant.now(), "anna", new TreeMap<>()),
                            List.of("nothing"), "export"))
                    .isInstanceOf(StorageException.class);
        }
    }

    @Test
    void rootDoesNotDependOnTheOrderOfEdits() throws IOException {
        List<Label> labels = new ArrayList<>(Street.labels(new Random(7), 1500, 3).all());
        List<Map<Hash, Hash>> roots = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            java.util.Collections.shuffle(labels, new Random(run));
            try (Project p = Projects.init(folder.resolve("run" + run), "Run", Street.ANNA)) {
                Hash capture = add(p, new Street("street", 1, 3, 0));
                History h = new History(p.labels(capture), p.journal(capture));
                for (int i = 0; i < labels.size(); i += 100) {
                    h.apply(new ChangeSet("Add", labels.subList(i, i + 100).stream().map(Change::create).toList()));
                }
                roots.add(p.commit("Added").labelRoots());
            }
        }
        assertThat(roots.get(0)).isEqualTo(roots.get(1));
    }

    @Test
    void aVersionCostsWhatChangedNotWhatThereIs() throws IOException {
        try (Project p = init()) {
            Hash capture = add(p, new Street("street", 1, 3, 20_000));
            long before = bytes();
            History h = new History(p.labels(capture), p.journal(capture));
            h.apply(turn((Label.Cuboid) h.labels().all().get(10_000)));
            p.commit("One turned");
            assertThat(bytes() - before).isLessThan(before / 8);
            Version v = p.head().orElseThrow();
            assertThat(p.diff(v.parents().getFirst(), v.hash())).hasSize(1);
        }
    }

    private long bytes() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("p/objects"))) {
            return all.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
        }
    }

    @Test
    void hundredThousandLabelsAreCommittedAndReadBack() throws IOException {
        Street street = new Street("large", 1, 400, 100_000);
        try (Project p = init()) {
            Hash capture = add(p, street);
            assertThat(p.labelsAt(p.head().orElseThrow().hash(), capture)).isEqualTo(street.labels());
        }
    }
}
