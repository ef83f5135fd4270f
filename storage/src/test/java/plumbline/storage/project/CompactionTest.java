package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.scene.Progress;

/** Compaction takes what nothing names, and nothing else: every version, also one that only the reflog names, stays whole. */
class CompactionTest {
    @TempDir
    Path folder;

    private Hash capture;
    private Hash deleted;
    private Hash replacedContract;
    private Labels onDeletedBranch;

    private void make() throws IOException {
        try (Project p = Projects.init(folder, "Test", Street.ANNA)) {
            capture = p.importCapture(new Street("street", 1, 30, 2000), Governance.DEFAULT, Progress.NONE).capture().hash();
            p.history().pinContract("{\"id\":\"first\"}");
            replacedContract = Hash.of("{\"id\":\"first\"}".getBytes(StandardCharsets.UTF_8));
            p.history().pinContract("{\"id\":\"second\"}");
            History h = new History(p.labels(capture), p.journal(capture));
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 5; j++) {
                    h.apply(ProjectTest.turn((Label.Cuboid) h.labels().all().get(400 * i + 80 * j)));
                }
                p.commit("Version " + i);
            }
            p.createBranch("side");
            h = new History(p.labels(capture), p.journal(capture));
            h.apply(ChangeSet.of("New", Change.create(Street.cuboid(new Random(1), "new", 3))));
            deleted = p.commit("On a branch that goes").hash();
            onDeletedBranch = p.labels(capture);
            p.history().switchTo("main", false);
            p.history().deleteBranch("side");
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("objects"))) {
            return all.filter(Files::isRegularFile).map(p -> folder.relativize(p).toString()).sorted().toList();
        }
    }

    private void requireWhole() {
        assertThat(Projects.examine(folder, Street.ANNA).faults()).isEmpty();
        try (Project p = Projects.open(folder, Street.ANNA)) {
            assertThat(p.labelsAt(deleted, capture)).isEqualTo(onDeletedBranch);
            assertThat(p.replica().missing(p.replica().closure(deleted))).isEmpty();
            assertThat(p.replica().missing(Set.of(replacedContract))).isEmpty();
            assertThat(p.verifyAudit().valid()).isTrue();
            assertThat(p.log(p.head().orElseThrow().hash())).hasSize(5);
        }
    }

    @Test
    void whatNothingNamesGoesAndAllElseStays() throws IOException {
        make();
        long packs = files().stream().filter(f -> f.endsWith(".pack")).count();
        assertThat(packs).isGreaterThan(2);
        Streets.litter(folder);
        List<String> before = files();
        Compacted would = Projects.compact(folder, Street.ANNA, true);
        assertThat(would.objects()).isEqualTo(Streets.LITTER);
        assertThat(files()).isEqualTo(before);
        Compacted done = Projects.compact(folder, Street.ANNA, false);
        assertThat(done.objects()).isEqualTo(Streets.LITTER);
        assertThat(done.objectBytes()).isEqualTo(would.objectBytes());
        assertThat(files().stream().filter(f -> f.endsWith(".pack"))).hasSize(1).hasSize(done.packsAfter());
        requireWhole();
        Compacted again = Projects.compact(folder, Street.ANNA, false);
        assertThat(again.nothing()).isTrue();
        assertThat(again.databaseAfter()).isLessThanOrEqualTo(done.databaseAfter());
        try (Project p = Projects.open(folder, Street.ANNA)) {
            assertThat(p.auditLog(50)).filteredOn(e -> e.action().equals("project.compact")).singleElement()
                    .satisfies(e -> assertThat(e.detail()).contains("\"objects\":" + Streets.LITTER));
        }
    }

    @Test
    void roomOfRowsThatAreGoneIsGivenBack() throws IOException {
        make();
        try (Project p = Projects.open(folder, Street.ANNA)) {
            History h = new History(p.labels(capture), p.journal(capture));
            h.apply(new ChangeSet("Delete all", h.labels().all().stream().map(Change::delete).toList()));
            p.commit("Empty");
            h.undo();
        }
        Labels labels;
        try (Project p = Projects.openReadOnly(folder, Street.ANNA)) {
            labels = p.labels(capture);
        }
        Compacted done = Projects.compact(folder, Street.ANNA, false);
        assertThat(done.databaseAfter()).isLessThan(done.databaseBefore());
        try (Project p = Projects.open(folder, Street.ANNA)) {
            assertThat(p.labels(capture)).isEqualTo(labels);
            assertThat(p.uncommitted()).hasSize(labels.size());
        }
    }

    @Test
    void nothingGoesWhereWhatIsNeededCannotBeRead() throws IOException {
        make();
        Streets.litter(folder);
        Path manifest = folder.resolve("objects").resolve(capture.hex().substring(0, 2)).resolve(capture.hex().substring(2));
        Files.writeString(manifest, "something else");
        List<String> before = files();
        assertThatThrownBy(() -> Projects.compact(folder, Street.ANNA, false))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("was not compacted")
                .hasMessageContaining("doctor");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void anOpenProjectIsLeftAlone() throws IOException {
        make();
        try (Project p = Projects.open(folder, Street.ANNA)) {
            assertThatThrownBy(() -> Projects.compact(folder, Street.ANNA, false)).isInstanceOf(StorageException.InUse.class);
            assertThat(p.labels(capture).size()).isEqualTo(2000);
        }
    }
}
