package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The ontology shown, proposed on, applied with the labels, and the queue that follows, from the command line. */
class OntologyVerbsTest {
    @TempDir
    Path folder;

    private Path steps(String json) throws IOException {
        return Files.writeString(folder.resolve("steps.json"), "{\"steps\": [" + json + "]}");
    }

    private static int count(JsonNode objects, String className) {
        int n = 0;
        for (JsonNode o : objects) {
            n += o.path("class").asString().equals(className) ? 1 : 0;
        }
        return n;
    }

    @Test
    void aProposalIsPreviewedAppliedAndLeavesTheExactQueue() throws IOException {
        Path project = Run.project(folder.resolve("project"), Run.street(folder));
        JsonNode before = Run.json("label", "list", "--project", project).document().path("objects");
        int cars = count(before, "Car");
        assertThat(cars).isPositive();
        int queued = Run.json("ontology", "queue", "--project", project).document().path("labels").asInt();
        Path file = steps("""
                {"do": "renameClass", "from": "Car", "to": "Passenger car"},
                {"do": "setAttribute", "of": "Passenger car", "attribute":
                  {"name": "lights", "values": ["on", "off"], "required": true, "scope": "track"}}""");
        JsonNode proposed = Run.json("ontology", "propose", file, "-m", "As the contract says", "--project", project).document();
        assertThat(proposed.path("id").asString()).isEqualTo("P1");
        assertThat(proposed.path("labels").asInt()).isEqualTo(cars);
        assertThat(proposed.path("queueNow").asInt()).isEqualTo(queued);
        int expected = proposed.path("queueAfter").asInt();
        assertThat(expected).isGreaterThanOrEqualTo(cars);
        JsonNode shown = Run.json("ontology", "show", "--project", project).document();
        assertThat(shown.path("proposals").get(0).path("what").asString()).isEqualTo("As the contract says");
        int version = shown.path("version").asInt();

        assertThat(Run.json("ontology", "apply", "P1", "--project", project).document().path("labels").asInt()).isEqualTo(cars);
        JsonNode after = Run.json("ontology", "show", "--project", project).document();
        assertThat(after.path("version").asInt()).isEqualTo(version + 1);
        assertThat(after.path("proposals")).isEmpty();
        assertThat(count(Run.json("label", "list", "--project", project).document().path("objects"), "Passenger car")).isEqualTo(cars);
        JsonNode queue = Run.json("ontology", "queue", "--project", project).document();
        assertThat(queue.path("labels").asInt()).isEqualTo(expected);
        assertThat(queue.path("queue").toString()).contains("lights is required and not set");
        assertThat(Run.json("audit", "verify", "--project", project).exit()).isZero();
    }

    @Test
    void whatIsNotSoundIsRefusedByItsStepAndProposalsCanBeWithdrawn() throws IOException {
        Path project = Run.project(folder.resolve("project"), Run.street(folder));
        Run.json("ontology", "propose", steps("{\"do\": \"burn\"}"), "--project", project)
                .refused(Exit.BAD_INPUT, "steps.json", "step 0", "burn");
        Run.json("ontology", "propose", steps("{\"do\": \"renameClass\", \"from\": \"Tram\", \"to\": \"Train\"}"), "--project", project)
                .refused(Exit.BAD_INPUT, "no class Tram");
        Path removal = steps("{\"do\": \"removeClass\", \"name\": \"Bus\"}");
        assertThat(Run.json("ontology", "propose", removal, "--dry-run", "--project", project).document().has("id")).isFalse();
        Run.json("ontology", "propose", removal, "--project", project);
        Run.json("ontology", "withdraw", "P1", "--project", project);
        Run.json("ontology", "apply", "P1", "--project", project).refused(Exit.BAD_INPUT, "P1");
        assertThat(Run.json("ontology", "show", "--project", project).document().path("classes").toString()).contains("Bus");
    }
}
