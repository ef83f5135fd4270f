package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.storage.project.Actor;
import plumbline.storage.server.FolderHost;
import plumbline.storage.server.SyncServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two people on two copies of one project with a server between them, both editing: pull, merge, decide, push. */
class MergeVerbsTest {
    @TempDir
    static Path shared;

    private static Path street;

    @TempDir
    Path folder;

    private SyncServer server;
    private Path first;
    private Path second;

    @BeforeAll
    static void drive() {
        street = Run.street(shared);
    }

    @BeforeEach
    void twoCopies() throws IOException {
        first = Run.project(folder.resolve("street-one"), street);
        server = SyncServer.start(
                new FolderHost(folder.resolve("data"), new Actor("server", "test", "serve")), "127.0.0.1", 0,
                Optional.empty());
        String url = "http://127.0.0.1:" + server.port();
        Run.json("push", url, "--project", first).document();
        second = folder.resolve("copy");
        Run.json("clone", url, second).document();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static JsonNode label(Path project, int i) {
        return Run.json("label", "list", "--project", project).document().path("objects").get(i);
    }

    private static JsonNode named(Path project, JsonNode label) {
        for (JsonNode l : Run.json("label", "list", "--project", project).document().path("objects")) {
            if (l.path("id").equals(label.path("id"))) {
                return l;
            }
        }
        throw new AssertionError("no label " + label.path("id"));
    }

    private void change(Path project, JsonNode label, String key, Object value) throws IOException {
        Map<String, Object> after = new HashMap<>();
        label.properties().forEach(e -> after.put(e.getKey(), e.getValue()));
        after.put(key, value);
        Path file = folder.resolve("change.json");
        Files.write(file, JsonMapper.shared().writeValueAsBytes(
                Map.of("changes", List.of(Map.of("id", label.path("id").asString(), "after", after)))));
        Run.json("label", "apply", file, "--project", project).document();
        Run.json("commit", "-m", "Change " + key, "--project", project).document();
    }

    @Test
    void aForkIsPulledMergedAndPushed() throws IOException {
        JsonNode one = label(first, 0);
        change(second, one, "class", "Van");
        Run.json("push", "--project", second).document();
        change(first, label(first, 0), "attributes", Map.of("occluded", "mostly"));
        Run.json("push", "--project", first).refused(Exit.CONFLICT, "Pull first");
        JsonNode fork = Run.json("pull", "--project", first).document(Exit.CONFLICT).path("fork");
        assertThat(fork.path("name").asString()).isEqualTo("origin/main");
        assertThat(fork.path("ahead").asInt()).isEqualTo(1);
        assertThat(fork.path("behind").asInt()).isEqualTo(1);

        JsonNode merged = Run.json("merge", "origin/main", "--project", first).document();
        assertThat(merged.path("parents").size()).isEqualTo(2);
        assertThat(merged.path("conflicts").size()).isZero();
        assertThat(merged.path("changes").get(0).path("object")).isEqualTo(one.path("id"));
        assertThat(merged.path("changes").get(0).path("kind").asString()).isEqualTo("changed");
        assertThat(merged.path("changes").get(0).path("group").asString()).isEqualTo("class");
        JsonNode now = named(first, one);
        assertThat(now.path("class").asString()).isEqualTo("Van");
        assertThat(now.path("attributes").path("occluded").asString()).isEqualTo("mostly");

        Run.json("push", "--project", first).document();
        Run.json("pull", "--project", second).document();
        assertThat(named(second, one)).isEqualTo(now);
        assertThat(Run.json("audit", "verify", "--project", second).document().path("valid").asBoolean()).isTrue();
        assertThat(Run.json("merge", "origin/main", "--project", second).out()).contains("\"conflicts\" : [ ]");
    }

    @Test
    void conflictsAreListedDecidedAndTravel() throws IOException {
        JsonNode one = label(first, 0);
        JsonNode two = label(first, 1);
        change(second, one, "class", "Van");
        change(second, label(second, 1), "track", "77");
        Run.json("push", "--project", second).document();
        change(first, label(first, 0), "class", "Truck");
        change(first, label(first, 1), "track", "88");
        JsonNode open = Run.json("pull", "--merge", "--project", first).document(Exit.CONFLICT);
        assertThat(open.path("conflicts").size()).isEqualTo(2);
        assertThat(open.path("merging").isString()).isTrue();
        Run.json("push", "--project", first).refused(Exit.CONFLICT, "Pull first");
        Run.json("merge", "--continue", "--strict", "true", "--project", first).refused(Exit.CONFLICT, "strict");

        JsonNode standing = Run.json("status", "--project", first).document().path("merge");
        assertThat(standing.path("name").asString()).isEqualTo("origin/main");
        assertThat(standing.path("open").asInt()).isEqualTo(2);

        JsonNode listed = Run.json("conflicts", "--project", first).document().path("conflicts");
        assertThat(listed).extracting(c -> c.path("group").asString()).containsExactlyInAnyOrder("class", "track");
        JsonNode ofClass = listed.get(listed.get(0).path("group").asString().equals("class") ? 0 : 1);
        JsonNode shown = Run.json("conflicts", "show", ofClass.path("id").asString(), "--project", first).document();
        assertThat(shown.path("ours").path("class").asString()).isEqualTo("Truck");
        assertThat(shown.path("theirs").path("class").asString()).isEqualTo("Van");

        Run.json("conflicts", "resolve", ofClass.path("id").asString(), "--value", "Bus", "--why", "it is one", "--project",
                first).document(Exit.CONFLICT);
        assertThat(named(first, one).path("class").asString()).isEqualTo("Bus");
        JsonNode rest = Run.json("conflicts", "resolve", "--all", "--group", "track", "--take", "newest", "--project", first)
                .document();
        assertThat(rest.path("decided").size()).isEqualTo(1);
        assertThat(named(first, two).path("track").asString()).isEqualTo("88");
        String version = Run.json("merge", "--continue", "-m", "Both", "--project", first).document().path("version").asString();

        Run.json("push", "--project", first).document();
        Run.json("pull", "--project", second).document();
        JsonNode there = Run.json("conflicts", "--all", "--of", version, "--project", second).document().path("conflicts");
        assertThat(there).hasSize(2);
        assertThat(there).extracting(c -> c.path("open").asBoolean()).containsOnly(false);
        assertThat(there).extracting(c -> c.path("decision").path("why").asString()).contains("it is one");
        assertThat(Run.json("lineage", version, "--project", second).document().path("orphans").size()).isZero();
    }

    @Test
    void aMergeIsAbortedAndWrongUseIsASentence() throws IOException {
        JsonNode one = label(first, 0);
        change(second, one, "class", "Van");
        Run.json("push", "--project", second).document();
        change(first, label(first, 0), "class", "Truck");
        Run.json("pull", "--merge", "--project", first).document(Exit.CONFLICT);
        String id = Run.json("conflicts", "--project", first).document().path("conflicts").get(0).path("id").asString();
        Run.json("conflicts", "resolve", id, "--take", "both", "--project", first).refused(Exit.USAGE, "one value");
        Run.json("conflicts", "resolve", id, "--take", "mine", "--project", first).refused(Exit.USAGE, "mine");
        Run.json("conflicts", "resolve", "--all", "--project", first).refused(Exit.USAGE, "--take");
        Run.json("merge", "origin/main", "--project", first).refused(Exit.BAD_INPUT, "--abort");
        Run.json("merge", "--abort", "--project", first).document();
        assertThat(named(first, one).path("class").asString()).isEqualTo("Truck");
        Run.json("merge", "--abort", "--project", first).refused(Exit.BAD_INPUT, "No merge");
        Run.json("merge", "nowhere", "--project", first).refused(Exit.BAD_INPUT, "nowhere");
    }
}
