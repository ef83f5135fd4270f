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
    private static final int KILLS = 5;

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

    @Test
    void nothingAcknowledgedIsLost() throws IOException, InterruptedException, SQLException {
        Hash capture;
        try (Project p = Projects.init(folder, "Test", Street.ANNA)) {
            capture = p.importCapture(new Street("street", 1, 3, 5), Governance.DEFAULT, Progress.NONE).capture().hash();
        }
        Random random = new Random(99);
        int acknowledged = 5;
        for (int kill = 0; kill < KILLS; kill++) {
            int target = 1 + random.nextInt(250);
            acknowledged += editAndKill(kill, target, random.nextInt(2_000_000));
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

    /** Returns how many edits were said before the process died, counting those read after the signal was sent. */
    private int editAndKill(int seed, int target, int extraNanos) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx200m", "--enable-native-access=ALL-UNNAMED",
                        "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Editor.class.getName(), folder.toString(), Integer.toString(seed)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int said = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (said < target && lines.readLine() != null) {
                said++;
            }
            assertThat(said).as("the process edits").isEqualTo(target);
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
