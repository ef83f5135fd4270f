package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One use of the command line in this process: the exit code and what it wrote to either stream. */
record Run(int exit, String out, String err) {
    private static final JsonMapper ONE_DOCUMENT =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    static Run of(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = PlumblineCommand.line();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int exit = line.execute(Stream.of(words).map(Object::toString).toArray(String[]::new));
        line.getOut().flush();
        line.getErr().flush();
        Run run = new Run(exit, out.toString(), err.toString());
        assertThat(run.out + run.err).as(Arrays.toString(words)).doesNotContain("\tat ", "Exception", "defect");
        return run;
    }

    /** With {@code --json --quiet}; nothing but the document is on standard output. */
    static Run json(Object... words) {
        return of(Stream.concat(Stream.of(words), Stream.of("--json", "--quiet")).toArray());
    }

    /** The one document, after an expected exit code. */
    JsonNode document(int expectedExit) {
        assertThat(exit).as(err).isEqualTo(expectedExit);
        return ONE_DOCUMENT.readTree(out);
    }

    JsonNode document() {
        return document(Exit.DONE);
    }

    /** Refused with this code, in one sentence on standard error that holds these words. */
    void refused(int expectedExit, String... words) {
        assertThat(exit).as(err).isEqualTo(expectedExit);
        assertThat(out).isEmpty();
        assertThat(err).isNotBlank();
        for (String word : words) {
            assertThat(err).contains(word);
        }
    }

    /** A street of two sweeps and small images, as a folder. */
    static Path street(Path folder) {
        Path out = folder.resolve("street");
        assertThat(of("simulate", "--out", out, "--frames", 2, "--points", 12000, "--image", "64x48", "--quiet").exit)
                .isEqualTo(Exit.DONE);
        return out;
    }

    /** A project with what lies at a path. */
    static Path project(Path folder, Path capture) {
        assertThat(of("init", folder, "--quiet").exit).isEqualTo(Exit.DONE);
        json("import", capture, "--project", folder).document();
        return folder;
    }
}
