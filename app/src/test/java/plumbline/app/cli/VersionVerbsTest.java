package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import plumbline.storage.project.Actor;
import plumbline.storage.server.FolderHost;
import plumbline.storage.server.SyncServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Versions, the audit log and sync as people use them: each test in a project of its own on one simulated street. */
class VersionVerbsTest {
    @TempDir
    static Path shared;

    private static Path street;

    @TempDir
    Path folder;

    @BeforeAll
    static void drive() {
        street = Run.street(shared);
    }

    private Path project() {
        return Run.project(folder.resolve("street-one"), street);
    }

    private static JsonNode labels(Path project) {
        return Run.json("label", "list", "--project", project).document().path("objects");
    }

    private void delete(Path project, JsonNode label) throws IOException {
        Map<String, Object> change = new HashMap<>(Map.of("id", label.path("id").asString(), "before", label));
        change.put("after", null);
        Path file = folder.resolve("delete.json");
        Files.write(file, JsonMapper.shared().writeValueAsBytes(Map.of("changes", List.of(change))));
        assertThat(Run.json("label", "apply", file, "--project", project).document().path("applied").asInt()).isEqualTo(1);
    }

    private static String commit(Path project, String message) {
        JsonNode v = Run.json("commit", "-m", message, "--project", project).document();
        assertThat(v.path("parents").isArray()).isTrue();
        return v.path("version").asString();
    }

    @Test
    void commitLogShowDiffCheckout() throws IOException {
        Path project = project();
        JsonNode before = labels(project);
        String first = Run.json("log", "--project", project).document().path("versions").get(0).path("version").asString();
        assertThat(Run.json("diff", "--project", project).document().path("changes").size()).isZero();
        JsonNode gone = before.get(3);
        delete(project, gone);
        JsonNode changes = Run.json("diff", "--project", project).document().path("changes");
        assertThat(changes.size()).isEqualTo(1);
        assertThat(changes.get(0).path("object")).isEqualTo(gone.path("id"));
        assertThat(changes.get(0).path("kind").asString()).isEqualTo("removed");
        assertThat(changes.get(0).has("group")).isTrue();
        Run.json("checkout", first, "--project", project).refused(Exit.CONFLICT, "not committed", "--discard");
        assertThat(labels(project).size()).isEqualTo(before.size() - 1);

        String second = commit(project, "Remove one");
        JsonNode log = Run.json("log", "--project", project).document().path("versions");
        assertThat(log.get(0).path("version").asString()).isEqualTo(second);
        assertThat(log.get(0).path("parents").get(0).asString()).isEqualTo(first);
        assertThat(log.get(0).path("message").asString()).isEqualTo("Remove one");
        assertThat(Run.json("show", second.substring(0, 10), "--project", project).document().path("changes"))
                .isEqualTo(changes);
        assertThat(Run.json("diff", first, second, "--project", project).document().path("changes")).isEqualTo(changes);
        assertThat(Run.json("diff", second, second, "--project", project).document().path("changes").size()).isZero();
        assertThat(Run.json("lineage", second, "--project", project).document().path("nodes").size()).isPositive();

        assertThat(Run.json("checkout", first, "--project", project).document().path("version").asString()).isEqualTo(first);
        assertThat(labels(project)).isEqualTo(before);
        delete(project, before.get(0));
        assertThat(Run.json("checkout", second, "--discard", "--project", project).exit()).isZero();
        assertThat(labels(project).size()).isEqualTo(before.size() - 1);
        assertThat(Run.of("diff", "--project", project, "--quiet").out()).isNotBlank();
        Run.json("show", "nope", "--project", project).refused(Exit.BAD_INPUT, "nope");
    }

    @Test
    void aChangedAuditEntryIsFound() throws IOException, SQLException {
        Path project = project();
        delete(project, labels(project).get(0));
        JsonNode good = Run.json("audit", "verify", "--project", project).document();
        assertThat(good.path("valid").asBoolean()).isTrue();
        assertThat(good.path("firstBroken").isNull()).isTrue();
        assertThat(good.has("anchored")).isTrue();
        assertThat(good.path("root").asString()).matches("[0-9a-f]{64}");
        JsonNode log = Run.json("audit", "log", "--project", project).document().path("entries");
        assertThat(log.size()).isGreaterThan(2);
        Run.json("audit", "log", "--limit", 0, "--project", project).refused(Exit.USAGE, "--limit");
        Run.json("info", project).refused(Exit.BAD_INPUT, "plumbline status");
        assertThat(good.path("entries").asLong()).isGreaterThanOrEqualTo(log.size());
        try (var db = DriverManager.getConnection("jdbc:sqlite:" + project.resolve("plumbline.db"));
                var change = db.prepareStatement("UPDATE audit_rows SET user = 1 WHERE sequence = 2")) {
            assertThat(change.executeUpdate()).isEqualTo(1);
        }
        JsonNode bad = Run.json("audit", "verify", "--project", project).document(Exit.CHECK_FAILED);
        assertThat(bad.path("valid").asBoolean()).isFalse();
        assertThat(bad.path("firstBroken").asString()).contains("2");
        Run people = Run.of("audit", "verify", "--project", project);
        assertThat(people.exit()).isEqualTo(Exit.CHECK_FAILED);
        assertThat(people.out()).contains("Broken", bad.path("firstBroken").asString());
    }

    @Test
    void pushCloneEditPushPull() throws IOException {
        Path first = project();
        Actor server = new Actor("server", "test", "serve");
        try (SyncServer running = SyncServer.start(
                new FolderHost(folder.resolve("data"), server), "127.0.0.1", 0, Optional.of("secret"))) {
            String url = "http://127.0.0.1:" + running.port();
            Run.json("push", url, "--project", first).refused(Exit.DENIED, "--token");
            JsonNode sent = Run.json("push", url, "--token", "secret", "--project", first).document();
            assertThat(sent.path("sent").path("bytes").asLong()).isPositive();
            assertThat(sent.path("received").path("bytes").isNumber()).isTrue();
            assertThat(sent.path("refs").size()).isPositive();
            assertThat(sent.path("chunks").isNumber()).isTrue();
            JsonNode again = Run.json("push", "--token", "secret", "--project", first).document();
            assertThat(again.path("objects").asInt()).isZero();

            Path second = folder.resolve("copy");
            JsonNode cloned = Run.json("clone", url, second, "--token", "secret").document();
            assertThat(cloned.path("received").path("bytes").asLong()).isPositive();
            assertThat(labels(second)).isEqualTo(labels(first));
            assertThat(root(second)).isEqualTo(root(first));
            Run.json("clone", url, second, "--token", "secret").refused(Exit.BAD_INPUT, second.toString());
            Run.json("clone", url + "/other", folder.resolve("c"), "--token", "secret")
                    .refused(Exit.BAD_INPUT, "other", "street-one");

            delete(second, labels(second).get(0));
            Run.json("pull", "--token", "secret", "--project", second).refused(Exit.CONFLICT, "not committed");
            String version = commit(second, "From the copy");
            JsonNode ahead = Run.json("status", "--token", "secret", "--project", second).document();
            assertThat(ahead.path("ahead").asInt()).isEqualTo(1);
            assertThat(ahead.path("behind").asInt()).isZero();
            Run.json("push", "--token", "secret", "--project", second).document();
            JsonNode behind = Run.json("status", "--token", "secret", "--project", first).document();
            assertThat(behind.path("behind").asInt()).isEqualTo(1);
            Run.json("pull", "--token", "secret", "--project", first).document();
            JsonNode level = Run.json("status", "--token", "secret", "--project", first).document();
            assertThat(level.path("version").asString()).isEqualTo(version);
            assertThat(level.path("behind").asInt() + level.path("ahead").asInt()).isZero();
            assertThat(labels(first)).isEqualTo(labels(second));

            delete(first, labels(first).get(0));
            commit(first, "Here");
            delete(second, labels(second).get(1));
            commit(second, "There");
            Run.json("push", "--token", "secret", "--project", first).document();
            Run.json("push", "--token", "secret", "--project", second).refused(Exit.CONFLICT);
        }
        JsonNode offline = Run.json("status", "--project", first).document();
        assertThat(offline.path("offline").asString()).contains("not reached");
        Run.json("push", "--project", first).refused(Exit.BAD_INPUT, "not reached");
    }

    private static String root(Path project) {
        return Run.json("audit", "verify", "--project", project).document().path("root").asString();
    }

    @Test
    void theVerbServeServesUntilItIsStopped() throws InterruptedException {
        Path project = project();
        CountDownLatch said = new CountDownLatch(1);
        StringWriter out = new StringWriter();
        CommandLine line = PlumblineCommand.line();
        line.setOut(new PrintWriter(out) {
            @Override
            public void flush() {
                super.flush();
                said.countDown();
            }
        });
        int[] exit = {-1};
        Thread serving = new Thread(() ->
                exit[0] = line.execute("serve", "--data", folder.resolve("data").toString(), "--port", "0", "--json"));
        serving.start();
        assertThat(said.await(30, TimeUnit.SECONDS)).isTrue();
        String url = JsonMapper.shared().readTree(out.toString()).path("url").asString();
        assertThat(Run.json("push", url, "--project", project).document().path("objects").asInt()).isPositive();
        serving.interrupt();
        serving.join(30_000);
        assertThat(exit[0]).isZero();
        Run.json("push", url, "--project", project).refused(Exit.BAD_INPUT, "not reached");
        Run.json("serve", "--data", folder.resolve("data"), "--host", "0.0.0.0").refused(Exit.BAD_INPUT, "token");
    }

    @Test
    void whatWasSimulatedIsImportedAgain() {
        Path mcap = folder.resolve("street.mcap");
        JsonNode truth = Run.json(
                        "simulate", "--out", mcap, "--frames", 2, "--points", 2000, "--image", "32x32", "--fault",
                        "calibration:cam_front:yaw=1.0", "--fault", "time:cam_left:ms=40")
                .document();
        assertThat(truth.path("truth").path("faults").size()).isEqualTo(2);
        assertThat(Path.of(truth.path("truthFile").asString())).isNotEmptyFile();
        assertThat(truth.path("truth").path("faults").get(0).toString()).contains("cam_front");
        Path project = Run.project(folder.resolve("p"), mcap);
        JsonNode captures = Run.json("status", "--project", project).document().path("captures");
        assertThat(captures.get(0).path("frames").asInt()).isEqualTo(2);
        assertThat(labels(project).size()).isEqualTo(truth.path("labels").asInt());
        Run.json("simulate", "--out", mcap).refused(Exit.BAD_INPUT, mcap.toString());

        Path las = folder.resolve("cloud.las");
        JsonNode cloud = Run.json("simulate", "--out", las, "--static", 5000, "--seed", 7).document();
        assertThat(cloud.path("points").asLong()).isEqualTo(5000);
        assertThat(cloud.has("truth")).isTrue();
        assertThat(Run.json("info", las).document().path("points").asLong()).isEqualTo(5000);
        Run.json("simulate", "--out", folder.resolve("cloud.pcd"), "--static", 50).refused(Exit.BAD_INPUT, ".las");
    }

    @Test
    void progressGoesToStandardErrorAndQuietHasNone() {
        Path loud = folder.resolve("loud");
        assertThat(Run.of("init", loud).err()).isEmpty();
        Run run = Run.of("import", street, "--project", loud, "--json");
        run.document();
        assertThat(run.err()).contains("Importing");
        assertThat(Run.of("import", street, "--project", loud, "--quiet").err()).isEmpty();
    }

    @Test
    void branchTagBlameRestoreRevertReflog() throws IOException {
        Path project = project();
        JsonNode first = Run.json("log", "--project", project).document().path("versions").get(0);
        assertThat(first.path("signature").asString()).isEqualTo("signed");
        JsonNode gone = labels(project).get(3);
        String id = gone.path("id").asString();
        JsonNode fields = Run.json("blame", id, "--project", project).document().path("fields");
        assertThat(fields.get(0).path("group").asString()).isEqualTo("geometry");
        assertThat(fields.get(0).path("version")).isEqualTo(first.path("version"));
        delete(project, gone);
        Run.json("branch", "trial", "--switch", "--project", project).refused(Exit.CONFLICT, "not committed");
        String second = commit(project, "One less");
        JsonNode restored = Run.json("restore", first.path("version").asString(), id, "--project", project).document();
        assertThat(restored.path("restored").get(0).asString()).isEqualTo(id);
        assertThat(labels(project)).contains(gone);
        Run.json("revert", second, "--project", project).refused(Exit.CONFLICT, "not committed");
        Run.json("checkout", second, "--discard", "--project", project).document();
        JsonNode reverted = Run.json("revert", second, "--project", project).document();
        assertThat(reverted.path("parents").get(0).asString()).isEqualTo(second);
        assertThat(reverted.path("conflicts").size()).isZero();
        assertThat(labels(project)).contains(gone);
        assertThat(Run.json("tag", "v1", second, "--project", project).document().path("tags").get(0).path("version").asString())
                .isEqualTo(second);
        assertThat(Run.json("branch", "trial", "v1", "--switch", "--project", project).document().path("branch").asString())
                .isEqualTo("trial");
        Run.json("branch", "trial", "--delete", "--project", project).refused(Exit.BAD_INPUT, "worked on");
        Run.json("branch", "main", "--switch", "--project", project).document();
        assertThat(Run.json("branch", "trial", "--delete", "--project", project).document().path("branches").size())
                .isEqualTo(1);
        JsonNode move = Run.json("reflog", "--project", project).document().path("moves").get(0);
        assertThat(move.path("ref").asString()).isEqualTo("heads/trial");
        assertThat(move.path("before").asString()).isEqualTo(second);
        assertThat(move.path("after").isNull()).isTrue();
        assertThat(Run.of("diff", first.path("version").asString(), second, "--project", project).out()).contains("removed");
        Run.json("reflog", "--limit", "0", "--project", project).refused(Exit.USAGE, "--limit");
    }

    @Test
    void doctorFindsAndRepairMends() throws IOException, SQLException {
        Path project = project();
        assertThat(Run.json("doctor", "--project", project).document().path("project").path("faults").size()).isZero();
        JsonNode before = labels(project);
        try (var c = DriverManager.getConnection("jdbc:sqlite:" + project.resolve("plumbline.db"));
                var s = c.createStatement()) {
            s.execute("DELETE FROM labels");
        }
        assertThat(Run.json("doctor", "--project", project).document(Exit.CHECK_FAILED).path("project").path("faults").size())
                .isEqualTo(1);
        assertThat(Run.json("repair", "--project", project).document().path("repaired").size()).isEqualTo(1);
        assertThat(labels(project)).isEqualTo(before);
        assertThat(Run.of("repair", "--project", project).out()).contains("Nothing is wrong");
        assertThat(Run.of("compact", "--dry-run", "--project", project).out()).contains("No object is without use");
        assertThat(Run.json("compact", "--project", project).document().path("objects").asInt()).isZero();
    }

    @Test
    void aBenchmarkAnswersWithMetricValueAndUnit() {
        assertThat(Run.json("bench").document().path("benchmarks").toString()).contains("\"versions\"");
        Run run = Run.json("bench", "versions", "--size", "500", "--folder", folder);
        JsonNode answer = run.document(run.exit());
        assertThat(answer.path("metric").asString()).isEqualTo("bulk import");
        assertThat(answer.path("value").asDouble()).isPositive();
        assertThat(answer.path("unit").asString()).isEqualTo("labels/s");
        assertThat(answer.path("results").size()).isGreaterThan(5);
        assertThat(folder).isEmptyDirectory();
        Run.json("bench", "nothing").refused(Exit.USAGE, "versions");
    }
}
