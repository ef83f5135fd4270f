package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.scene.Progress;

/** Projects that were damaged on purpose: doctor names each fault, repair puts right what can be and says what cannot. */
class RepairTest {
    @TempDir
    Path folder;

    private Labels make() throws IOException {
        try (Project p = Projects.init(folder, "Test", Street.ANNA)) {
            Hash capture = p.importCapture(new Street("street", 1, 30, 2000), Governance.DEFAULT, Progress.NONE)
                    .capture().hash();
            History h = new History(p.labels(capture), p.journal(capture));
            h.apply(ProjectTest.turn((Label.Cuboid) h.labels().all().get(3)));
            p.commit("One");
            h.apply(ChangeSet.of("Delete", Change.delete(h.labels().all().get(7))));
            h.apply(ProjectTest.turn((Label.Cuboid) h.labels().all().get(9)));
            h.undo();
            h.apply(ChangeSet.of("New", Change.create(Street.cuboid(new java.util.Random(1), "new", 3))));
            return p.labels(capture);
        }
    }

    private void sql(String... statements) throws SQLException {
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("plumbline.db"));
                Statement s = c.createStatement()) {
            for (String sql : statements) {
                s.execute(sql);
            }
        }
    }

    private List<Path> objects(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("objects"))) {
            return all.filter(Files::isRegularFile).filter(p -> p.toString().endsWith(ending)).sorted().toList();
        }
    }

    @Test
    void aSoundProjectIsLeftAsItIs() throws IOException {
        Labels labels = make();
        Examination found = Projects.examine(folder, Street.ANNA);
        assertThat(found.faults()).isEmpty();
        assertThat(found.labels()).isEqualTo(labels.size());
        assertThat(found.versions()).isEqualTo(2);
        byte[] before = Files.readAllBytes(folder.resolve("plumbline.db"));
        assertThat(Projects.repair(folder, Street.ANNA).repaired()).isEmpty();
        assertThat(Files.readAllBytes(folder.resolve("plumbline.db"))).isEqualTo(before);
        assertThat(folder.resolve("quarantine")).doesNotExist();
    }

    @Test
    void labelsAndIndexesAreMadeAgainFromVersionAndJournal() throws IOException, SQLException {
        Labels labels = make();
        sql("DELETE FROM labels WHERE frame < 20", "UPDATE labels SET body = x'00' WHERE frame = 25", "DELETE FROM touched",
                "DELETE FROM edited_labels", "INSERT INTO lineage_orphans VALUES ('nobody')");
        assertThat(Projects.examine(folder, Street.ANNA).faults()).extracting(Examination.Fault::where)
                .contains("labels of street", "table touched", "table lineage_orphans");
        Examination done = Projects.repair(folder, Street.ANNA);
        assertThat(done.faults()).isEmpty();
        assertThat(done.lost()).isEmpty();
        assertThat(done.repaired()).hasSize(3);
        try (Project p = Projects.open(folder, Street.ANNA)) {
            Hash capture = p.captures().getFirst().hash();
            assertThat(p.labels(capture)).isEqualTo(labels);
            assertThat(p.uncommitted()).hasSize(2);
            new History(p.labels(capture), p.journal(capture)).undo();
            p.commit("After repair");
            assertThat(p.verifyAudit().valid()).isTrue();
            assertThat(p.auditLog(20)).extracting(e -> e.action()).contains("project.repair");
        }
        assertThat(Projects.examine(folder, Street.ANNA).faults()).isEmpty();
    }

    @Test
    void aDamagedObjectGoesToQuarantineAndWhatIsLostIsSaid() throws IOException {
        make();
        Path pack = objects(".pack").getFirst();
        byte[] bytes = Files.readAllBytes(pack);
        bytes[bytes.length - 5] ^= 1;
        Files.write(pack, bytes);
        Path loose = objects("").stream().filter(p -> !p.toString().endsWith(".pack")).findFirst().orElseThrow();
        Files.writeString(loose, "something else");
        Examination found = Projects.examine(folder, Street.ANNA);
        assertThat(found.faults()).extracting(Examination.Fault::where)
                .contains("objects/packs/" + pack.getFileName(), "objects/" + folder.resolve("objects").relativize(loose));
        Examination done = Projects.repair(folder, Street.ANNA);
        assertThat(done.repaired()).hasSizeGreaterThanOrEqualTo(2).allMatch(s -> s.contains("quarantine"));
        assertThat(done.lost()).anyMatch(s -> s.startsWith("object ")).anyMatch(s -> s.startsWith("heads/main: "));
        assertThat(pack).doesNotExist();
        assertThat(loose).doesNotExist();
        try (Stream<Path> kept = Files.walk(folder.resolve("quarantine"))) {
            assertThat(kept.filter(Files::isRegularFile).map(p -> p.getFileName().toString()))
                    .contains(pack.getFileName().toString(), loose.getFileName().toString());
        }
    }

    @Test
    void aRefThatNamesNothingIsFound() throws IOException, SQLException {
        make();
        sql("INSERT INTO refs (name, version) VALUES ('heads/gone', '" + "0".repeat(64) + "')");
        assertThat(Projects.examine(folder, Street.ANNA).faults())
                .singleElement()
                .satisfies(f -> assertThat(f.where()).isEqualTo("heads/gone"));
    }
}
