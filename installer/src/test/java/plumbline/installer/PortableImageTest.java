package plumbline.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The portable image starts with its own runtime on a machine without Java, and does the whole tour. */
class PortableImageTest {
    private static final Path ROOT = Path.of(System.getProperty("plumbline.root", "..")).toAbsolutePath().normalize();

    private record Ran(int exit, String output) {}

    @Test
    void startsWithoutAJavaAndDoesTheTour(@TempDir Path temp) throws IOException, InterruptedException {
        Path image = temp.resolve("plumbline");
        Ran made = run(temp, List.of(ROOT.resolve("installer/make-image").toString(), image.toString()), false);
        assertThat(made.exit()).as(made.output()).isZero();

        String launcher = image.resolve("bin/plumbline").toString();
        Ran doctor = run(temp, List.of(launcher, "doctor", "--json"), true);
        assertThat(doctor.exit()).as(doctor.output()).isZero();
        assertThat(doctor.output()).contains("\"java\" : \"25").contains("\"renderer\"");

        Path out = temp.resolve("tour");
        Ran tour = run(temp, List.of(launcher, "tour", "--frames", "4", "--quiet", "--out", out.toString()), true);
        assertThat(tour.exit()).as(tour.output()).isZero();
        assertThat(tour.output()).doesNotContain("FAILED");
        assertThat(out.resolve("report.html")).isNotEmptyFile();
        assertThat(out.resolve("pictures/window-annotate.png")).isNotEmptyFile();
    }

    private static Ran run(Path folder, List<String> command, boolean bare) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "run", ".log");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        if (bare) {
            builder.environment().remove("JAVA_HOME");
            builder.environment().put("PATH", "/usr/bin:/bin");
            builder.environment().put("PLUMBLINE_HOME", folder.resolve("settings").toString());
        }
        Process process = builder.start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        String output = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(ended).as("did not end: " + output).isTrue();
        return new Ran(process.exitValue(), output);
    }
}
