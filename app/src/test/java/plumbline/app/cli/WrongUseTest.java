package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What people mistype is answered with one sentence and the code that scripts look at. */
class WrongUseTest {
    @TempDir
    Path folder;

    static Stream<CommandLine> verbs() {
        return below(PlumblineCommand.line());
    }

    private static Stream<CommandLine> below(CommandLine line) {
        return Stream.concat(Stream.of(line), line.getSubcommands().values().stream().flatMap(WrongUseTest::below));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyVerbExplainsItself(CommandLine verb) {
        String[] words = verb.getCommandSpec().qualifiedName().replaceFirst("^plumbline ?", "").split(" ");
        Run run = Run.of(Stream.concat(Stream.of(words).filter(w -> !w.isEmpty()), Stream.of("--help")).toArray());
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Usage: " + verb.getCommandSpec().qualifiedName());
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "frobnicate", "info", "info --nope x", "label", "label frob", "audit", "calib", "qa", "status --jsn",
            "label list --frame one", "project", "project 0", "export --out x", "commit", "simulate", "convert a",
            "simulate --out x --fault nope", "simulate --out x --frames 0", "simulate --out x --image 10", "clone"})
    void wrongUseIsCodeTwo(String words) {
        Run.of((Object[]) words.split(" ")).refused(Exit.USAGE);
    }

    @Test
    void theHintNamesTheWholeVerb() {
        assertThat(Run.of("label", "list", "--nope").err()).contains("Try: plumbline label list --help");
        assertThat(Run.of("frobnicate").err()).contains("Try: plumbline --help");
        Run bare = Run.of();
        bare.refused(Exit.USAGE, "Usage: plumbline", "import");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "status", "label list", "label fit --frame 0 --at 1,2,3", "qa run", "log", "show main", "diff", "audit verify",
            "audit log", "lineage x", "commit -m x", "checkout main", "export --format openlabel --out x", "push", "pull",
            "calib show", "calib check", "project 0 --sensor cam", "import x"})
    void withoutAProjectTheCureIsSaid(String words) {
        Object[] all = Stream.concat(Stream.of(words.split(" ")), Stream.of("--project", folder.toString())).toArray();
        Run.of(all).refused(Exit.BAD_INPUT, folder.toString(), "init");
    }

    @Test
    void aProjectWithoutACaptureSaysHowToBringOneIn() {
        Path project = folder.resolve("p");
        Run made = Run.json("init", project);
        assertThat(made.document().path("project").asString()).isEqualTo(project.toAbsolutePath().toString());
        Run.of("label", "list", "--project", project).refused(Exit.BAD_INPUT, project.toString(), "plumbline import");
        Run.of("render", project, "--out", folder.resolve("x.png")).refused(Exit.BAD_INPUT, "plumbline import");
        // The first failure must have let go of the project.
        assertThat(Run.of("commit", "--project", project, "-m", "Nothing yet").exit()).isIn(Exit.DONE, Exit.BAD_INPUT);
        Run.of("init", project).refused(Exit.BAD_INPUT, "already");
        Run.of("log", "nope", "--project", project).refused(Exit.BAD_INPUT, "nope");
        Run.of("lineage", "nope", "--project", project).refused(Exit.BAD_INPUT, "nope");
        Run.of("push", "--project", project).refused(Exit.USAGE, "plumbline push http");
        Run.of("push", "ftp://x", "--project", project).refused(Exit.BAD_INPUT, "ftp://x");
    }

    @Test
    void missingFilesAreNamed() throws Exception {
        Path none = folder.resolve("none.pcd");
        Run.of("info", none).refused(Exit.BAD_INPUT, none.toString());
        Run.of("convert", none, folder.resolve("x.ply")).refused(Exit.BAD_INPUT, none.toString());
        Run.of("render", none, "--out", folder.resolve("x.png")).refused(Exit.BAD_INPUT, none.toString());
        Path text = Files.writeString(folder.resolve("notes.md"), "not a recording");
        Run.of("info", text).refused(Exit.BAD_INPUT, text.toString());
        Run.of("simulate", "--out", text).refused(Exit.BAD_INPUT, text.toString(), "already there");
        assertThat(text).hasContent("not a recording");
    }
}
