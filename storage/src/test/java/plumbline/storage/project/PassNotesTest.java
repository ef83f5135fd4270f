package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.scene.Progress;
import plumbline.storage.audit.AuditEntry;

/** Scenarios and events on disk, in the audit log, and between copies. */
class PassNotesTest {
    private static final Actor BEN = new Actor("ben", "bench-2", "incident");

    @TempDir
    Path folder;

    private Project project;
    private Hash capture;

    @BeforeEach
    void make() throws IOException {
        project = Projects.init(folder.resolve("origin"), "Test", Street.ANNA);
        capture = project.importCapture(new Street("street", 1, 3, 9), Governance.DEFAULT, Progress.NONE)
                .capture()
                .hash();
    }

    @AfterEach
    void close() {
        project.close();
    }

    private Scenario scenario(String id, String name, String... tags) {
        return new Scenario(
                id, name, capture, 100, 900, List.of(tags), "Cyclist from the left", project.head().orElseThrow().hash(),
                "anna", Instant.ofEpochSecond(1_700_000_000));
    }

    private PassEvent event(String id, long from, long to, String note) {
        return new PassEvent(
                id, capture, from, to, List.of("braking"), note, "anna", Instant.ofEpochSecond(1_700_000_000));
    }

    private List<String> acts() {
        return project.auditLog(50).stream()
                .map(AuditEntry::action)
                .filter(a -> a.startsWith("scenario") || a.startsWith("event"))
                .toList();
    }

    @Test
    void whatIsSavedIsReadBackEqualAfterTheProjectWasOpenedAnew() throws IOException {
        Scenario s = scenario("s1", "Cut-in", "night", "cut-in");
        PassEvent e = event("e1", 400, 400, "Horn\nfrom behind");
        assertThat(project.passNotes().put(s)).isEmpty();
        project.passNotes().put(e);
        project.close();
        project = Projects.open(folder.resolve("origin"), Street.ANNA);
        assertThat(project.passNotes().scenarios()).containsExactly(s);
        assertThat(project.passNotes().events(capture)).containsExactly(e);
        assertThat(project.passNotes().scenario("cut-IN")).isEqualTo(s);
        assertThat(s.tags()).containsExactly("cut-in", "night");
        assertThat(e.title()).isEqualTo("Horn");
    }

    @Test
    void everyWriteIsOnRecordWithWhatStoodBefore() {
        Scenario s = scenario("s1", "Cut-in");
        project.passNotes().put(s);
        Scenario changed = scenario("s1", "Cut-in at the bridge", "bridge");
        assertThat(project.passNotes().put(changed)).contains(s);
        assertThat(project.passNotes().remove("s1")).isEqualTo(changed);
        assertThat(project.passNotes().scenarios()).isEmpty();
        assertThat(acts()).containsExactly("scenario.remove", "scenario.change", "scenario.add");
        assertThat(project.auditLog(2).getLast().detail()).contains("\"before\":", "at the bridge");
        assertThatThrownBy(() -> project.passNotes().remove("s1")).hasMessageContaining("nothing was removed");
        assertThat(project.verifyAudit().valid()).isTrue();
    }

    @Test
    void notesTravelWithSyncAndTheLaterWriteStandsInBothOrders() throws IOException {
        project.passNotes().put(scenario("s1", "Cut-in"));
        project.passNotes().put(event("e1", 10, 20, "Wet road"));
        try (Project copy = Projects.initEmptyReplica(folder.resolve("copy"), "Test", BEN)) {
            ReplicaTest.send(project.replica(), copy.replica());
            copy.catchUp();
            assertThat(copy.passNotes().scenarios()).isEqualTo(project.passNotes().scenarios());
            assertThat(copy.passNotes().events(capture)).isEqualTo(project.passNotes().events(capture));
            project.passNotes().put(scenario("s1", "Cut-in, first"));
            copy.passNotes().put(scenario("s1", "Cut-in, second"));
            project.passNotes().remove("e1");
            List<String> here = project.replica().sideRecords();
            List<String> there = copy.replica().sideRecords();
            project.replica().mergeSideRecords(there);
            copy.replica().mergeSideRecords(here);
            copy.replica().mergeSideRecords(here);
            assertThat(project.passNotes().scenarios()).extracting(Scenario::name).containsExactly("Cut-in, second");
            assertThat(copy.passNotes().scenarios()).isEqualTo(project.passNotes().scenarios());
            assertThat(copy.passNotes().events(capture)).as("taken away, and not brought back").isEmpty();
            assertThat(project.passNotes().events(capture)).isEmpty();
        }
    }

    @Test
    void searchTakesEveryWordInNameNoteOrTags() {
        Scenario s = scenario("s1", "Cut-in at bridge", "night", "rain");
        assertThat(List.of("", "cut", "BRIDGE cyclist", "#night", "left #rain", "rai")).allMatch(s::matches);
        assertThat(List.of("#rai", "tram", "bridge tram", "#cyclist")).noneMatch(s::matches);
    }

    @Test
    void whatCannotBeKeptIsRefusedInWords() {
        assertThatThrownBy(() -> event("e1", 20, 10, "")).hasMessageContaining("ends before it begins");
        assertThatThrownBy(() -> scenario("s1", " ")).hasMessageContaining("needs a name");
        assertThatThrownBy(() -> scenario("s1", "A", "wet, dark")).hasMessageContaining("comma");
        assertThatThrownBy(() -> project.passNotes().scenario("nothing")).hasMessageContaining("no scenario \"nothing\"");
        project.passNotes().put(scenario("s1", "Same"));
        project.passNotes().put(scenario("s2", "Same"));
        assertThatThrownBy(() -> project.passNotes().scenario("same")).hasMessageContaining("s1, s2");
        Hash other = new Hash("ab".repeat(32));
        PassEvent stray = new PassEvent("e9", other, 0, 0, List.of(), "", "anna", Instant.EPOCH);
        assertThatThrownBy(() -> project.passNotes().put(stray)).hasMessageContaining("no capture");
    }
}
