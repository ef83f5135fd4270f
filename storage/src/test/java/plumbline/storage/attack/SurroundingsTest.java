package plumbline.storage.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.project.StorageException;
import plumbline.storage.project.Streets;
import plumbline.storage.project.Version;

/** Another process at the same project, a clock that goes back, a disk that is really full. */
class SurroundingsTest {
    private static final long DAY_SECONDS = 86_400;

    @TempDir
    Path temp;

    private Preload preload;

    @BeforeEach
    void compile() throws IOException, InterruptedException {
        Optional<Preload> p = Preload.compile(Files.createDirectories(temp.resolve("preload")));
        assumeTrue(p.isPresent(), "Skipped: the attack needs Linux and gcc.");
        preload = p.get();
    }

    /** Holds a project open until its input ends. */
    static final class Holder {
        public static void main(String[] args) throws IOException {
            try (Desk desk = new Desk(Path.of(args[0]))) {
                desk.project();
                System.out.println("open");
                System.in.read();
            }
        }
    }

    @Test
    void aSecondProcessIsRefusedAndMayRead() throws IOException, InterruptedException {
        Path root = Files.createDirectories(temp.resolve("root"));
        try (Desk desk = new Desk(root)) {
            EditWorkflows.street(desk);
        }
        Desk desk = new Desk(root);
        Process other = preload.startBehind(0, List.of(Holder.class.getName(), root.toString()));
        try (var said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("open");
            assertThatThrownBy(desk::project)
                    .isInstanceOf(StorageException.InUse.class)
                    .hasMessageContaining("open in another window or command");
            try (Project reader = Projects.openReadOnly(root.resolve(Desk.MAIN), desk.actor())) {
                assertThat(reader.labels(reader.captures().getFirst().hash()).size()).isEqualTo(12);
            }
            other.outputWriter().close();
        }
        assertThat(other.waitFor()).isZero();
        assertThat(desk.label("label-1")).isPresent();
        desk.close();
    }

    @Test
    void aClockThatGoesBackChangesNoOrder() throws IOException, InterruptedException {
        Path root = Files.createDirectories(temp.resolve("root"));
        Workflow commits = VersionWorkflows.commits();
        try (Desk desk = new Desk(root)) {
            commits.prepare().on(desk);
            EditWorkflows.put(desk, desk.label("label-7").orElseThrow().withClass("Bus"));
            desk.project().commit("Today");
        }
        Process yesterday = preload.startBehind(DAY_SECONDS, List.of(
                Child.class.getName(), commits.name(), root.toString(), temp.resolve("said").toString()));
        assertThat(Preload.end(yesterday)).isEmpty();
        assertThat(yesterday.exitValue()).isZero();
        try (Desk desk = new Desk(root)) {
            Project p = desk.project();
            List<Version> log = p.log(p.head().orElseThrow().hash());
            assertThat(log).extracting(Version::message).startsWith("Three", "Two", "One", "Today");
            assertThat(log.getFirst().at()).isBefore(log.get(3).at());
            assertThat(p.history().reflog(1).getFirst().after()).contains(log.getFirst().hash());
            assertThat(p.verifyAudit().firstBroken()).isEmpty();
            assertThat(desk.label("label-1").orElseThrow().className()).isEqualTo("Van");
            desk.history().undo();
            assertThat(desk.label("label-5").orElseThrow().className()).isNotEqualTo("Tram");
        }
        assertThat(Projects.examine(root.resolve(Desk.MAIN), new Desk(root).actor()).faults()).isEmpty();
    }

    @Test
    void aFullDiskIsOneSentenceAndLosesNothing() throws IOException, InterruptedException {
        Path disk = Files.createDirectories(temp.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=6m", "none", disk.toString()) == 0,
                "Skipped: a small disk can be mounted by root alone.");
        try {
            long saved = fill(disk);
            try (Desk desk = new Desk(disk)) {
                assertThat(desk.label("full-" + (saved - 1))).isPresent();
                assertThat(desk.label("full-" + (saved + 1))).isEmpty();
                assertThat(desk.project().verifyAudit().firstBroken()).isEmpty();
                desk.project().commit("With room again");
            }
            assertThat(Projects.examine(disk.resolve(Desk.MAIN), new Desk(disk).actor()).faults()).isEmpty();
        } finally {
            // Packs stay mapped until the collector comes by.
            assertThat(run("umount", "-l", disk.toString())).isZero();
        }
    }

    /** Edits until there is no room, then makes some; returns how many edits were acknowledged. */
    private static long fill(Path disk) throws IOException {
        Path ballast = disk.resolve("ballast");
        long saved = 0;
        try (Desk desk = new Desk(disk)) {
            EditWorkflows.street(desk);
            Files.write(ballast, new byte[(int) Math.max(0, disk.toFile().getUsableSpace() - (600 << 10))]);
            String said = "";
            while (said.isEmpty() && saved < 100_000) {
                try {
                    String id = "full-" + saved;
                    desk.apply(ChangeSet.of("Add", Change.create(Streets.cuboid(new Random(saved), id, 1))));
                    saved++;
                } catch (StorageException e) {
                    said = e.getMessage();
                }
            }
            assertThat(said).contains("did not take place").doesNotContain("\n");
            Files.delete(ballast);
        }
        return saved;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                .waitFor();
    }
}
