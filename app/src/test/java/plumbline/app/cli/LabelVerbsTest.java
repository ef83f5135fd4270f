package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Labels listed, changed, proposed, checked, exported and read back, on a simulated street. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabelVerbsTest {
    @TempDir
    static Path folder;

    private Path project;

    @BeforeAll
    void bringIn() {
        project = Run.project(folder.resolve("project"), Run.street(folder));
    }

    private JsonNode objects(Object... more) {
        Object[] words = new Object[4 + more.length];
        System.arraycopy(new Object[] {"label", "list", "--project", project}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return Run.json(words).document().path("objects");
    }

    private JsonNode find(String id) {
        for (JsonNode o : objects()) {
            if (o.path("id").asString().equals(id)) {
                return o;
            }
        }
        return JsonMapper.shared().nullNode();
    }

    private Run apply(Object changes, Object... more) throws IOException {
        Path file = folder.resolve("changes.json");
        Files.write(file, JsonMapper.shared().writeValueAsBytes(Map.of("what", "Edit", "changes", changes)));
        Object[] words = new Object[5 + more.length];
        System.arraycopy(new Object[] {"label", "apply", file, "--project", project}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return Run.json(words);
    }

    private static Map<String, Object> car(double x) {
        return Map.of("class", "Car", "track", "900", "frame", 1, "centre", List.of(x, 2, 0.5), "size", List.of(4.5, 1.9, 1.6));
    }

    @Test
    void aClassThatNobodyKnowsIsRefusedUnlessItIsAskedFor() throws IOException {
        Map<String, Object> tram = new java.util.HashMap<>(car(10));
        tram.put("class", "Tram");
        apply(List.of(Map.of("id", "tram-1", "after", tram)))
                .refused(Exit.BAD_INPUT, "no class Tram", "Pedestrian", "--add-classes");
        assertThat(find("tram-1").isNull()).isTrue();
        assertThat(apply(List.of(Map.of("id", "tram-1", "after", tram)), "--add-classes").exit()).isZero();
        assertThat(find("tram-1").path("class").asString()).isEqualTo("Tram");
        assertThat(apply(List.of(Map.of("id", "tram-1", "after", tram, "before", find("tram-1")))).exit()).isZero();
    }

    @Test
    void aProjectThatIsOpenElsewhereIsAConflict() throws IOException {
        try (var busy = plumbline.storage.project.Projects.open(
                project, new plumbline.storage.project.Actor("tess", "bench", "test"))) {
            apply(List.of(Map.of("id", "x", "after", car(10)))).refused(Exit.CONFLICT, "open in another window");
        }
    }

    @Test
    void createReplaceDelete() throws IOException {
        JsonNode made = apply(List.of(Map.of("id", "new-1", "after", car(10)))).document();
        assertThat(made.path("applied").asInt()).isEqualTo(1);
        assertThat(made.path("objects").get(0).path("id").asString()).isEqualTo("new-1");
        JsonNode shown = find("new-1");
        assertThat(shown.path("rotation").get(3).asDouble()).isEqualTo(1);
        assertThat(shown.path("origin").asString()).isEqualTo("hand");

        ObjectNode moved = (ObjectNode) shown.deepCopy();
        moved.putArray("centre").add(11.0).add(2.0).add(0.5);
        assertThat(apply(List.of(Map.of("id", "new-1", "before", shown, "after", moved))).exit()).isZero();
        assertThat(find("new-1")).isEqualTo(JsonMapper.shared().readTree(moved.toString()));
        // The same again starts from what is no longer so.
        apply(List.of(Map.of("id", "new-1", "before", shown, "after", moved)))
                .refused(Exit.CONFLICT, "new-1", "Nothing was applied");
        Map<String, Object> delete = new java.util.HashMap<>(Map.of("id", "new-1"));
        delete.put("after", null);
        assertThat(apply(List.of(delete)).document().path("applied").asInt()).isEqualTo(1);
        assertThat(find("new-1").isNull()).isTrue();
        apply(List.of(delete)).refused(Exit.BAD_INPUT, "new-1", "change 0");
    }

    @Test
    void worldCoordinatesGoThereAndBack() throws IOException {
        JsonNode lidar = objects("--frame", 1).get(0);
        JsonNode world = objects("--frame", 1, "--world").get(0);
        assertThat(world.path("id")).isEqualTo(lidar.path("id"));
        assertThat(world.path("centre")).isNotEqualTo(lidar.path("centre"));
        ObjectNode after = (ObjectNode) world.deepCopy();
        after.put("class", "Van");
        JsonNode done = apply(List.of(Map.of("before", world, "after", after)), "--world").document();
        JsonNode now = find(lidar.path("id").asString());
        assertThat(now.path("class").asString()).isEqualTo("Van");
        for (int i = 0; i < 3; i++) {
            assertThat(now.path("centre").get(i).asDouble()).isCloseTo(lidar.path("centre").get(i).asDouble(), within(1e-6));
            assertThat(done.path("objects").get(0).path("centre").get(i).asDouble())
                    .isCloseTo(world.path("centre").get(i).asDouble(), within(1e-6));
        }
    }

    @Test
    void allOrNothing() throws IOException {
        JsonNode before = objects();
        Map<String, Object> wrong = new java.util.HashMap<>(car(3));
        wrong.put("frame", 99);
        apply(List.of(Map.of("id", "a", "after", car(1)), Map.of("id", "b", "after", wrong)))
                .refused(Exit.BAD_INPUT, "changes.json", "change 1", "frame 99", "0 to 1");
        wrong = new java.util.HashMap<>(car(3));
        wrong.put("size", List.of(1, 2));
        apply(List.of(Map.of("id", "a", "after", car(1)), Map.of("id", "b", "after", wrong)))
                .refused(Exit.BAD_INPUT, "change 1", "size");
        wrong.put("size", List.of(1, -2, 1));
        apply(List.of(Map.of("id", "a", "after", car(1)), Map.of("id", "b", "after", wrong)))
                .refused(Exit.BAD_INPUT, "change 1");
        apply(List.of(Map.of("id", "a", "after", car(1)), Map.of("id", "a", "after", car(2))))
                .refused(Exit.BAD_INPUT, "two changes of a");
        apply(List.of(Map.of("id", "a", "after", car(1)), Map.of("id", "b", "before", car(1), "after", car(2))))
                .refused(Exit.CONFLICT, "b");
        apply(List.of("nonsense")).refused(Exit.BAD_INPUT, "change 0");
        apply("none").refused(Exit.BAD_INPUT, "changes");
        assertThat(objects()).isEqualTo(before);
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"changes\": [ {]}");
        Run.json("label", "apply", broken, "--project", project).refused(Exit.BAD_INPUT, "broken.json", "byte", "not JSON");
        Run.json("label", "apply", folder, "--project", project).refused(Exit.BAD_INPUT, folder.toString());
        Run.json("label", "apply", folder.resolve("none.json"), "--project", project)
                .refused(Exit.BAD_INPUT, "none.json");
    }

    @Test
    void aProposalCanBeApplied() throws IOException {
        JsonNode near = Run.json("project", 0, "--sensor", "cam_front", "--project", project).document().path("boxes");
        assertThat(near.size()).isPositive();
        int proposed = 0;
        for (JsonNode o : objects("--frame", 0)) {
            JsonNode c = o.path("centre");
            if (Math.hypot(c.get(0).asDouble(), c.get(1).asDouble()) > 15 || !o.path("class").asString().equals("Car")) {
                continue;
            }
            Run fit = Run.json(
                    "label", "fit", "--frame", 0, "--at", c.get(0) + "," + c.get(1) + "," + c.get(2), "--project", project);
            JsonNode found = fit.document(fit.exit() == Exit.DONE ? Exit.DONE : Exit.CHECK_FAILED).path("objects");
            if (!found.isEmpty() && proposed++ == 0) {
                ObjectNode label = (ObjectNode) found.get(0).deepCopy();
                label.put("track", "fit");
                assertThat(label.path("points").asInt()).isPositive();
                assertThat(label.path("size").get(0).asDouble()).isBetween(2.0, 7.0);
                apply(List.of(Map.of("id", "fitted", "after", label))).document();
                assertThat(find("fitted").path("centre")).isEqualTo(label.path("centre"));
            }
        }
        assertThat(proposed).isPositive();
        Run.json("label", "fit", "--frame", 0, "--at", "1,2", "--project", project).refused(Exit.USAGE, "three numbers");
        Run.json("label", "list", "--frame", 9, "--project", project).refused(Exit.USAGE, "0 to 1");
        Run.json("label", "fit", "--frame", 9, "--at", "1,2,3", "--project", project).refused(Exit.USAGE, "0 to 1");
        Run.json("label", "fit", "--frame", 0, "--at", "1,2,3", "--class", "Boat", "--project", project)
                .refused(Exit.USAGE, "Boat");
        assertThat(Run.json("label", "fit", "--frame", 0, "--at", "0,0,400", "--project", project)
                        .document(Exit.CHECK_FAILED).path("objects").size()).isZero();
    }

    @Test
    void exportsAreValidAndListTheirLosses() throws IOException {
        Path file = folder.resolve("out/labels.json");
        JsonNode done = Run.json("export", "--format", "openlabel", "--out", file, "--project", project).document();
        assertThat(done.path("files").size()).isEqualTo(1);
        Path written = Path.of(done.path("files").get(0).asString());
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(Shared.data("openlabel/schema/openlabel_json_schema-v1.0.0.json")));
        assertThat(schema.validate(Files.readString(written), InputFormat.JSON)).isEmpty();

        JsonNode dry = Run.json(
                        "export", "--format", "kitti", "--out", folder.resolve("kitti"), "--dry-run", "--project", project)
                .document();
        assertThat(dry.path("files").size()).isZero();
        assertThat(folder.resolve("kitti")).doesNotExist();
        JsonNode kitti = Run.json("label", "export", "--format", "kitti", "--out", folder.resolve("kitti"), "--project", project)
                .document();
        assertThat(kitti.path("losses")).isEqualTo(dry.path("losses"));
        assertThat(kitti.path("losses").size()).isPositive();
        kitti.path("files").forEach(f -> assertThat(Path.of(f.asString())).isNotEmptyFile());
        Run.json("export", "--format", "nope", "--out", file, "--project", project).refused(Exit.USAGE, "nope", "openlabel");

        // What was written is what stands: importing it changes nothing.
        JsonNode back = Run.json("label", "import", written, "--project", project).document();
        assertThat(back.path("labels").asInt()).isEqualTo(objects().size());
        assertThat(back.path("replaced").asInt()).isZero();
    }

    @Test
    void theSameLabelsGiveTheSameFindings() {
        Run first = Run.json("qa", "run", "--project", project);
        JsonNode findings = first.document(Exit.CHECK_FAILED).path("findings");
        assertThat(findings.size()).isPositive();
        findings.forEach(f -> {
            for (String key : List.of("rule", "severity", "object", "frame", "message", "evidence")) {
                assertThat(f.has(key)).as(key).isTrue();
            }
        });
        assertThat(Run.json("qa", "run", "--project", project).document(Exit.CHECK_FAILED)).isEqualTo(first.document(1));
        JsonNode rules = Run.json("qa", "rules").document().path("rules");
        assertThat(rules.size()).isGreaterThan(5);
        String one = findings.get(0).path("rule").asString();
        JsonNode only = Run.json("qa", "run", "--rule", one, "--project", project).document(Exit.CHECK_FAILED);
        only.path("findings").forEach(f -> assertThat(f.path("rule").asString()).isEqualTo(one));
        Run.json("qa", "run", "--rule", "nope", "--project", project).refused(Exit.USAGE, "nope");
    }

    @Test
    void lineageOfALabel() {
        String id = objects().get(0).path("id").asString();
        JsonNode graph = Run.json("lineage", id, "--project", project).document();
        assertThat(graph.path("nodes")).anySatisfy(n -> assertThat(n.path("kind").asString()).isEqualTo("capture"));
        assertThat(graph.path("nodes")).anySatisfy(n -> assertThat(n.path("kind").asString()).isEqualTo("label"));
        assertThat(graph.path("edges").size()).isPositive();
        assertThat(graph.has("orphans")).isTrue();
    }

    @Test
    void calibrationIsShownAndChecked() {
        JsonNode shown = Run.json("calib", "show", "--project", project).document().path("sensors");
        assertThat(shown).anySatisfy(s -> {
            assertThat(s.path("id").asString()).isEqualTo("cam_front");
            assertThat(s.path("egoFromSensor").size()).isGreaterThanOrEqualTo(12);
        });
        Run check = Run.json("calib", "check", "--project", project);
        JsonNode report = check.document(check.exit() == Exit.DONE ? Exit.DONE : Exit.CHECK_FAILED);
        assertThat(report.has("culprit")).isTrue();
        report.path("sensors").forEach(s -> {
            for (String key : List.of(
                    "pair", "rotationDegrees", "translationMetres", "timeOffsetMs", "confidence", "verdict")) {
                assertThat(s.has(key)).as(key).isTrue();
            }
        });
    }
}
