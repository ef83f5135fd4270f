package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.edit.OntologyMigration;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.OntologyStep;
import plumbline.annotation.scene.Progress;

/** A change of the ontology takes the labels of all captures with it, and is taken back in all of them. */
class OntologyChangeTest {
    @TempDir
    Path folder;

    private static final Actor ANNA = new Actor("anna", "bench", "test");

    private Project project() throws Exception {
        Project p = Projects.init(folder.resolve("p"), "Test", ANNA);
        for (int i = 0; i < 2; i++) {
            p.importCapture(Streets.of("street " + i, i + 1, 3, 40), Governance.DEFAULT, Progress.NONE);
        }
        return p;
    }

    private static TreeSet<String> classes(Labels labels) {
        TreeSet<String> out = new TreeSet<>();
        labels.forEach(l -> out.add(l.className()));
        return out;
    }

    private static OntologyMigration rename(Project p, String from, String to) {
        return new OntologyMigration(p.ontology(), List.of(new OntologyStep.RenameClass(from, to)));
    }

    @Test
    void oneStepBackInOneCaptureTakesAllBack() throws Exception {
        Ontology before;
        try (Project p = project()) {
            before = p.ontology();
            Hash a = p.captures().get(0).hash();
            Hash b = p.captures().get(1).hash();
            Labels wasA = p.labels(a);
            Labels wasB = p.labels(b);
            String used = wasA.all().getFirst().className();
            int cars = (int) java.util.stream.Stream.of(wasA, wasB)
                    .flatMap(l -> l.all().stream())
                    .filter(l -> l.className().equals(used))
                    .count();
            assertThat(p.migrateOntology(rename(p, used, "Thing"))).isEqualTo(cars);
            assertThat(classes(p.labels(a))).contains("Thing").doesNotContain(used);
            assertThat(classes(p.labels(b))).contains("Thing").doesNotContain(used);
            assertThat(p.ontology().version()).isEqualTo(before.version() + 1);
            Version v = p.commit("Renamed");
            assertThat(v.ontology()).isNotEqualTo(p.log(v.hash()).getLast().ontology());

            History history = new History(p.labels(a), p.journal(a));
            assertThat(history.undo().orElseThrow().what()).startsWith("Ontology ").endsWith("Rename " + used + " to Thing");
            assertThat(p.labels(a)).isEqualTo(wasA);
            assertThat(p.labels(b)).isEqualTo(wasB);
            assertThat(p.ontology()).isEqualTo(before);
            history.redo();
            assertThat(classes(p.labels(b))).contains("Thing").doesNotContain(used);
            assertThat(p.ontology().find("Thing")).isPresent();
            History other = new History(p.labels(b), p.journal(b));
            other.undo();
            assertThat(p.labels(a)).isEqualTo(wasA);
            assertThat(p.verifyAudit().valid()).isTrue();
        }
        try (Project p = Projects.open(folder.resolve("p"), ANNA)) {
            assertThat(p.ontology()).isEqualTo(before);
        }
    }

    @Test
    void aCaptureThatWasEditedSinceKeepsItsEditsAndTheNewNames() throws Exception {
        try (Project p = project()) {
            Hash a = p.captures().get(0).hash();
            Hash b = p.captures().get(1).hash();
            String used = p.labels(a).all().getFirst().className();
            p.migrateOntology(rename(p, used, "Thing"));
            Label edited = p.labels(b).all().getFirst();
            new History(p.labels(b), p.journal(b))
                    .apply(ChangeSet.of("Finalise", Change.replace(edited, edited.withFinalised(!edited.finalised()))));
            Labels keeps = p.labels(b);
            new History(p.labels(a), p.journal(a)).undo();
            assertThat(p.labels(b)).isEqualTo(keeps);
            assertThat(classes(p.labels(a))).contains(used);
        }
    }

    @Test
    void aChangeMadeUpOnAnotherOntologyIsRefused() throws Exception {
        try (Project p = project()) {
            OntologyMigration late = rename(p, "Car", "Auto");
            p.migrateOntology(rename(p, "Van", "Bus or van"));
            Ontology now = p.ontology();
            assertThatThrownBy(() -> p.migrateOntology(late))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("has changed since");
            assertThat(p.ontology()).isEqualTo(now);
        }
    }
}
