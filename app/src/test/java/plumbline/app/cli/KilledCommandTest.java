package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command line applying edits in a process of its own is killed at random moments: what it answered is there. */
class KilledCommandTest {
    private static final int KILLS = 3;

    @TempDir
    Path folder;

    /** Applies one change after another; each id is printed after {@code label apply} has come back with 0. */
    static final class Applier {
        public static void main(String[] args) throws IOException {
            Path project = Path.of(args[0]);
            Path file = project.resolveSibling("change-" + args[1] + ".json");
            PrintStream said = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
            for (int i = 0; i < 100_000; i++) {
                String id = "killed-" + args[1] + "-" + i;
                Files.writeString(file, String.format(
                        Locale.ROOT,
                        "{\"changes\": [{\"id\": \"%s\", \"after\": {\"class\": \"Car\", \"track\": \"k\", \"frame\": 0,"
                                + " \"centre\": [%d, 0, 0], \"size\": [4, 2, 1.5]}}]}",
                        id, i));
                Run run = Run.json("label", "apply", file, "--project", project);
                if (run.exit() != Exit.DONE) {
                    throw new IllegalStateException(run.err());
                }
                said.println(id);
            }
        }
    }

    @Test
    void nothingAnsweredIsLost() throws IOException, InterruptedException {
        Path project = Run.project(folder.resolve("p"), Run.street(folder));
        int imported = ids(project).size();
        Random random = new Random(41);
        Set<String> answered = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            answered.addAll(runAndKill(project, kill, 1 + random.nextInt(8), random.nextInt(40_000_000)));
            Set<String> there = ids(project);
            assertThat(there).containsAll(answered);
            // At most one edit a kill was on disk before its answer could be given.
            assertThat(there.size()).isBetween(imported + answered.size(), imported + answered.size() + kill + 1);
            assertThat(Run.json("audit", "verify", "--project", project).document().path("valid").asBoolean()).isTrue();
        }
        assertThat(Run.json("commit", "-m", "After the kills", "--project", project).exit()).isZero();
    }

    private static Set<String> ids(Path project) {
        Set<String> ids = new HashSet<>();
        for (JsonNode o : Run.json("label", "list", "--project", project).document().path("objects")) {
            ids.add(o.path("id").asString());
        }
        return ids;
    }

    /** Kills some time after so many answers; returns all that were read, those after the signal too. */
    private static List<String> runAndKill(Path project, int seed, int target, int extraNanos)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx300m", "--enable-native-access=ALL-UNNAMED",
                        "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Applier.class.getName(), project.toString(), Integer.toString(seed)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said = new java.util.ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (said.size() < target) {
                String line = lines.readLine();
                assertThat(line).as("answer %d of the process", said.size()).isNotNull();
                said.add(line);
            }
            LockSupport.parkNanos(extraNanos);
            // By its handle: Process.destroyForcibly would also close the stream that is still to be read.
            process.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
            }
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        return said;
    }
}
