package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.app.Main;

/** The verb {@code key} as a process of its own, since settings and passwords come from its environment. */
class KeyVerbTest {
    @TempDir
    Path folder;

    private record Said(int exit, String out, String err) {}

    private Said run(Map<String, String> more, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Main.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder b = new ProcessBuilder(command);
        b.environment().put("PLUMBLINE_HOME", folder.resolve("home").toString());
        b.environment().put("PLUMBLINE_KEYRING", "off");
        b.environment().putAll(more);
        Process p = b.redirectError(folder.resolve("err").toFile()).start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(p.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Said(p.exitValue(), out, Files.readString(folder.resolve("err")));
    }

    @Test
    void aKeyThatIsSealedSignsWithItsPasswordAndNotWithout() throws IOException, InterruptedException {
        Path password = Files.writeString(folder.resolve("password"), "correct horse battery\n");
        Map<String, String> given = Map.of("PLUMBLINE_KEY_PASSWORD_FILE", password.toString());
        Said sealed = run(Map.of(), "key", "move", "password", "--new-password-file", password.toString(), "--json");
        assertThat(sealed.exit()).as(sealed.err()).isZero();
        assertThat(sealed.out()).contains("\"place\" : \"password\"");
        assertThat(folder.resolve("home/keys/signing.sealed")).exists();
        assertThat(folder.resolve("home/keys/signing.key")).doesNotExist();
        String project = folder.resolve("project").toString();
        assertThat(run(Map.of(), "init", project, "--quiet").exit()).isZero();
        Said refused = run(Map.of(), "commit", "-m", "One", "--project", project);
        assertThat(refused.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(refused.err()).contains("PLUMBLINE_KEY_PASSWORD_FILE").doesNotContain("\tat ");
        assertThat(run(given, "commit", "-m", "One", "--project", project).exit()).isZero();
        assertThat(run(Map.of(), "log", "--project", project, "--json").out()).doesNotContain("unsigned");
    }
}
