package plumbline.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own: the properties that it sets are the whole process's. */
class NativeFilesTest {
    @TempDir
    Path settings;

    /** Says where SQLite is to unpack, opens a database, and names the folders that are left. */
    static final class Starter {
        public static void main(String[] args) throws Exception {
            Path settings = Path.of(args[0]);
            NativeFiles.prepare(settings);
            java.sql.DriverManager.getConnection("jdbc:sqlite::memory:").close();
            if (args[1].equals("killed")) {
                Runtime.getRuntime().halt(9);
            }
        }
    }

    @Test
    void whatAKilledProcessLeftIsGoneAfterTheNext() throws IOException, InterruptedException {
        start("killed");
        assertThat(files()).as("left by the killed one").isNotEmpty().allMatch(p -> p.toString().contains("sqlite"));
        Path stranger = Files.createDirectories(settings.resolve("native/kept"));
        Path alive = Files.createDirectories(settings.resolve("native/" + ProcessHandle.current().pid()));
        start("ends");
        assertThat(files()).isEmpty();
        assertThat(List.of(stranger, alive)).allMatch(Files::isDirectory);
        assertThat(settings.resolve("native").toFile().list()).hasSize(2);
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(settings.resolve("native"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private void start(String how) throws IOException, InterruptedException {
        Process p = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED", "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Starter.class.getName(), settings.toString(), how))
                .inheritIO()
                .start();
        assertThat(p.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
