package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Scenarios by the command line: saved, found, changed, taken away, and carried to another project as a package. */
class ScenarioVerbsTest {
    @TempDir
    static Path shared;

    private static Path street;

    @TempDir
    Path folder;

    @BeforeAll
    static void drive() {
        street = shared.resolve("street");
        Run.json("simulate", "--out", street, "--frames", 5, "--points", 4000, "--cameras", 2, "--image", "64x40").document();
    }

    private Path project() {
        return Run.project(folder.resolve("one"), street);
    }

    private static List<String> names(Path project, String... words) {
        Object[] all = new Object[words.length + 4];
        all[0] = "scenario";
        all[1] = "list";
        System.arraycopy(words, 0, all, 2, words.length);
        all[words.length + 2] = "--project";
        all[words.length + 3] = project;
        JsonNode found = Run.json(all).document().path("scenarios");
        return StreamSupport.stream(found.spliterator(), false).map(s -> s.path("name").asString()).toList();
    }

    @Test
    void savedFoundChangedAndTakenAway() {
        Path project = project();
        JsonNode one = Run.json(
                        "scenario", "save", "Cut-in", "--frames", "1-3", "--tag", "night", "--note", "from the left",
                        "--project", project)
                .document()
                .path("scenarios")
                .get(0);
        Run.json("scenario", "save", "Whole pass", "--project", project).document();
        assertThat(names(project)).containsExactly("Whole pass", "Cut-in");
        assertThat(names(project, "#night")).containsExactly("Cut-in");
        assertThat(names(project, "left", "cut")).containsExactly("Cut-in");
        assertThat(names(project, "tram")).isEmpty();
        Run.json("scenario", "save", "Cut-in at dusk", "--frames", "1-2", "--replace", "cut-in", "--project", project).document();
        assertThat(names(project)).containsExactly("Whole pass", "Cut-in at dusk");
        Run.json("scenario", "remove", one.path("id").asString(), "--project", project).document();
        assertThat(names(project)).containsExactly("Whole pass");
        Run.json("scenario", "play", "Cut-in", "--project", project).refused(Exit.BAD_INPUT, "no scenario \"Cut-in\"");
        Run.json("scenario", "save", "A", "--frames", "3", "--project", project).refused(Exit.USAGE, "120-180");
        Run.json("scenario", "save", "A", "--frames", "3-9", "--project", project).refused(Exit.USAGE, "0 to 4");
    }

    @Test
    void aPackageReplaysTheSameInAnotherProject() throws IOException {
        Path project = project();
        Run.json("scenario", "save", "Cut-in", "--frames", "1-3", "--tag", "night", "--note", "n", "--project", project).document();
        for (String name : List.of("package.zip", "package")) {
            Path out = folder.resolve(name);
            JsonNode export = Run.json("scenario", "export", "Cut-in", "--out", out, "--project", project).document();
            assertThat(export.path("losses")).isEmpty();
            Path other = folder.resolve("other-" + name);
            Run.json("init", other).document();
            JsonNode in = Run.json("scenario", "import", out, "--project", other).document();
            assertThat(in.path("frames").asInt()).isEqualTo(3);
            JsonNode here = Run.json("scenario", "play", "Cut-in", "--project", project).document().path("frames");
            JsonNode there = Run.json("scenario", "play", "Cut-in", "--project", other).document().path("frames");
            assertThat(there.size()).isEqualTo(3).isEqualTo(here.size());
            for (int i = 0; i < here.size(); i++) {
                assertThat(there.get(i).path("frame").asInt()).isEqualTo(i);
                for (String key : List.of("time", "points", "boxes", "ageNanos")) {
                    assertThat(there.get(i).path(key)).as(key + " of sweep " + i).isEqualTo(here.get(i).path(key));
                }
            }
            assertThat(here.get(0).path("boxes").asInt()).isPositive();
            assertThat(names(other, "#night")).containsExactly("Cut-in");
        }
        Run.json("scenario", "export", "Cut-in", "--out", folder.resolve("package"), "--project", project)
                .refused(Exit.BAD_INPUT, "there already");
        JsonNode acts = Run.json("audit", "log", "--project", project).document().path("entries");
        assertThat(acts.toString()).contains("export:scenario:");
    }

    @Test
    void aPackageOfWhichAByteDiffersIsRefused() throws IOException {
        Path project = project();
        Run.json("scenario", "save", "Cut-in", "--frames", "1-2", "--project", project).document();
        Path out = folder.resolve("package");
        Run.json("scenario", "export", "Cut-in", "--out", out, "--project", project).document();
        Path labels = out.resolve("labels.openlabel.json");
        byte[] bytes = Files.readAllBytes(labels);
        bytes[bytes.length / 2] ^= 1;
        Files.write(labels, bytes);
        Path other = folder.resolve("other");
        Run.json("init", other).document();
        Run.json("scenario", "import", out, "--project", other)
                .refused(Exit.BAD_INPUT, "labels.openlabel.json", "SHA-256 differs", "Nothing was imported");
        assertThat(names(other)).isEmpty();
        Run.json("scenario", "import", labels, "--project", other).refused(Exit.BAD_INPUT, "sound zip");
    }

    @Test
    void playWritesAPictureOfEverySweep() throws IOException {
        Path project = project();
        Run.json("scenario", "save", "Cut-in", "--frames", "2-3", "--project", project).document();
        Path pictures = folder.resolve("pictures");
        JsonNode frames = Run.json(
                        "scenario", "play", "Cut-in", "--out", pictures, "--size", "160x90", "--project", project)
                .document()
                .path("frames");
        assertThat(frames).hasSize(2);
        assertThat(Files.size(pictures.resolve("00001.png"))).isGreaterThan(500);
    }
}
