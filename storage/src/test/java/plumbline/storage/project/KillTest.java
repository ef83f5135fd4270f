package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.scene.Progress;

/** A process that edits is killed at random moments: whatever it had acknowledged is there. */
class KillTest {
    private static final int KILLS = 4;

    @TempDir
    Path folder;

    /** Runs in a process of its own: says each edit after the journal has it. Some are undone, some committed. */
    static final class Editor {
        public static void main(String[] args) {
            long seed = Long.parseLong(args[1]);
            Random random = new Random(seed);
            try (Project p = Projects.open(Path.of(args[0]), Street.ANNA);
                    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true)) {
                Hash capture = p.captures().getFirst().hash();
                History h = new History(p.labels(capture), p.journal(capture));
                for (int i = 0; i < 1_000_000; i++) {
                    String id = "killed-" + seed + "-" + i;
                    h.apply(ChangeSet.of("Add " + id, Change.create(Street.cuboid(random, id, i % 3))));
                    out.println(id);
                    if (i % 17 == 16) {
                        h.undo();
                        h.redo();
                    }
                    if (i % 101 == 100) {
                        p.commit("So far");
                    }
                }
            }
        }
    }

    /** Runs in a process of its own: imports one recording after another and says when each begins. */
    static final class Importer {
        public static void main(String[] args) throws IOException {
            try (Project p = Projects.open(Path.of(args[0]), Street.ANNA);
                    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true)) {
                for (int i = 0; i < 1000; i++) {
                    out.println("killed-" + args[1] + "-" + i);
                    long seed = 1000 * Long.parseLong(args[1]) + i;
                    p.importCapture(new Street("street", seed, 20, 300), Governance.DEFAULT, Progress.NONE);
                }
            }
        }
    }

    @Test
    void anImportIsThereWholeOrNotAtAll() throws IOException, InterruptedException, SQLException {
        Projects.init(folder, "Test", Street.ANNA).close();
        Random random = new Random(5);
        int least = 0;
        for (int kill = 0; kill < 3; kill++) {
            int begun = run(Importer.class, kill, 1 + random.nextInt(3), random.nextInt(60_000_000));
            try (Project p = Projects.open(folder, Street.ANNA)) {
                // The last one that was begun may have come to its end or not; those before it have.
                assertThat(p.captures().size()).isBetween(least + begun - 1, least + begun);
                least = p.captures().size();
                for (StoredCapture c : p.captures()) {
                    assertThat(p.labels(c.hash()).size()).isEqualTo(300);
                    assertThat(p.head().orElseThrow().labelRoots()).containsKey(c.hash());
                }
                p.head().ifPresent(v -> assertThat(p.replica().missing(p.replica().closure(v.hash()))).isEmpty());
                assertThat(p.verifyAudit().firstBroken()).isEmpty();
            }
            assertThat(folder.resolve("objects/tmp")).isEmptyDirectory();
            assertThat(integrity()).isEqualTo("ok");
        }
    }

    @Test
    void nothingAcknowledgedIsLost() throws IOException, InterruptedException, SQLException {
        Hash capture;
        try (Project p = Projects.init(folder, "Test", Street.ANNA)) {
            capture = p.importCapture(new Street("street", 1, 3, 5), Governance.DEFAULT, Progress.NONE).capture().hash();
        }
        Random random = new Random(99);
        int acknowledged = 5;
        for (int kill = 0; kill < KILLS; kill++) {
            int target = 1 + random.nextInt(150);
            acknowledged += run(Editor.class, kill, target, random.nextInt(2_000_000));
            try (Project p = Projects.open(folder, Street.ANNA)) {
                Labels labels = p.labels(capture);
                // One edit may be on disk that the process had no time to say.
                assertThat(labels.size()).isBetween(acknowledged, acknowledged + 1);
                acknowledged = labels.size();
                assertThat(p.verifyAudit().firstBroken()).isEmpty();
                History h = new History(labels, p.journal(capture));
                Label last = h.undo().orElseThrow().changes().getFirst().before().orElseThrow();
                assertThat(p.labels(capture).find(last.id())).isEmpty();
                h.redo();
            }
            assertThat(integrity()).isEqualTo("ok");
        }
    }

    /** Kills it some time after so many lines; returns how many it had said, counting those read after the signal. */
    private int run(Class<?> main, int seed, int target, int extraNanos) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx200m", "--enable-native-access=ALL-UNNAMED",
                        "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        main.getName(), folder.toString(), Integer.toString(seed)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int said = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (said < target && lines.readLine() != null) {
                said++;
            }
            assertThat(said).as("lines of the process").isEqualTo(target);
            long until = System.nanoTime() + extraNanos;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            // Through its handle: Process.destroyForcibly would also close the stream that is read to its end here.
            assertThat(process.toHandle().destroyForcibly()).isTrue();
            String line = lines.readLine();
            while (line != null) {
                said += line.startsWith("killed-" + seed + "-") ? 1 : 0;
                line = lines.readLine();
            }
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private String integrity() throws SQLException {
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("plumbline.db"));
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("PRAGMA integrity_check")) {
            r.next();
            return r.getString(1);
        }
    }
}
