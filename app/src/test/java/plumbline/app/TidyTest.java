package plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of how the code reads that a machine can check. */
class TidyTest {
    private static final Path ROOT = Path.of(System.getProperty("plumbline.root", "..")).toAbsolutePath().normalize();
    private static final int MAX_FILE = 400;
    private static final int MAX_METHOD = 70;
    private static final Pattern LEFT_BEHIND =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
    private static final Pattern BROAD_CATCH = Pattern.compile("catch \\((Exception|Throwable|RuntimeException) ");
    private static final Pattern METHOD = Pattern.compile("^    (?! )(?!return|throw|else|new )[^=;*/]*\\)[^=;]*\\{\\s*$");

    private record Source(Path path, List<String> lines) {
        boolean main() {
            return path.toString().contains("/src/main/");
        }

        String place(int line) {
            return ROOT.relativize(path) + ":" + (line + 1);
        }
    }

    @Test
    void filesAreShort() {
        assertThat(sources().stream().filter(s -> s.lines().size() > MAX_FILE).map(s -> s.place(s.lines().size() - 1)))
                .as("a long file is a missing noun")
                .isEmpty();
    }

    @Test
    void methodsAreShort() {
        List<String> found = new ArrayList<>();
        for (Source s : sources()) {
            for (int i = 0; i < s.lines().size(); i++) {
                if (METHOD.matcher(s.lines().get(i)).matches() && !s.lines().get(i).contains(" record ")
                        && !s.lines().get(i).contains(" class ")) {
                    int end = i + 1;
                    while (end < s.lines().size() && !s.lines().get(end).equals("    }")) {
                        end++;
                    }
                    if (end - i - 1 > MAX_METHOD) {
                        found.add(s.place(i));
                    }
                }
            }
        }
        assertThat(found).as("methods of more than %d lines", MAX_METHOD).isEmpty();
    }

    @Test
    void nothingIsLeftBehind() {
        assertThat(matches(LEFT_BEHIND, s -> true)).isEmpty();
    }

    @Test
    void failuresAreCaughtByName() {
        assertThat(matches(BROAD_CATCH, s -> s.main() && !s.path().endsWith("app/Tasks.java")))
                .as("broad catches hide defects; only the window's task runner has one")
                .isEmpty();
    }

    @Test
    void onlyTheCommandLinePrints() {
        assertThat(matches(
                        Pattern.compile("System\\.(out|err)\\.|printStackTrace"),
                        s -> s.main() && !s.path().toString().contains("/app/cli/")))
                .isEmpty();
    }

    @Test
    void testsDoNotSleep() {
        assertThat(matches(Pattern.compile("Thread" + "\\.sleep\\("), s -> !s.main())).isEmpty();
    }

    private static List<String> matches(Pattern pattern, java.util.function.Predicate<Source> where) {
        List<String> found = new ArrayList<>();
        for (Source s : sources()) {
            if (where.test(s)) {
                for (int i = 0; i < s.lines().size(); i++) {
                    if (pattern.matcher(s.lines().get(i)).find()) {
                        found.add(s.place(i));
                    }
                }
            }
        }
        return found;
    }

    private static List<Source> sources() {
        List<Source> out = new ArrayList<>();
        for (String room : List.of("annotation", "storage", "viewer3d", "qa", "app")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(room).resolve("src"))) {
                for (Path p : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    out.add(new Source(p, Files.readAllLines(p)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(out).hasSizeGreaterThan(40);
        return out;
    }
}
