package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.storage.access.PolicyFile;
import plumbline.storage.project.Actor;
import plumbline.storage.server.FolderHost;
import plumbline.storage.server.SyncServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Users, policy and every door that they guard, through the command line. */
class AccessVerbsTest {
    @TempDir
    static Path shared;

    private static Path street;

    @TempDir
    Path folder;

    private Path project;

    @BeforeAll
    static void drive() {
        street = Run.street(shared);
    }

    @BeforeEach
    void project() {
        project = Run.project(folder.resolve("street"), street);
    }

    /** An admin, an annotator and a curator, none with a password. */
    private void people() {
        Run.json("user", "add", "ada", "--role", "admin", "--no-password", "--project", project).document();
        as("ada", "user", "add", "ann", "--role", "annotator", "--no-password").document();
        as("ada", "user", "add", "cleo", "--role", "curator", "--no-password").document();
        as("ada", "user", "add", "rita", "--role", "reviewer", "--no-password").document();
        as("ada", "user", "add", "otto", "--role", "auditor", "--no-password").document();
    }

    private Run as(String user, Object... words) {
        return Run.json(java.util.stream.Stream.concat(
                java.util.stream.Stream.of(words), java.util.stream.Stream.of("--as", user, "--project", project))
                .toArray());
    }

    private Path secret(String password) throws IOException {
        return Files.writeString(folder.resolve("secret-" + password.hashCode()), password + "\n");
    }

    private List<JsonNode> log(String action) {
        JsonNode entries = as("otto", "audit", "log", "--limit", 1000).document().path("entries");
        return entries.valueStream().filter(e -> e.path("action").asString().equals(action)).toList();
    }

    private Path edit(String key, Object value) throws IOException {
        JsonNode label = as("rita", "label", "list").document().path("objects").get(0);
        Map<String, Object> after = new HashMap<>();
        label.properties().forEach(e -> after.put(e.getKey(), e.getValue()));
        after.put(key, value);
        Path file = folder.resolve("change-" + key + ".json");
        Files.write(file, JsonMapper.shared().writeValueAsBytes(
                Map.of("changes", List.of(Map.of("id", label.path("id").asString(), "after", after)))));
        return file;
    }

    @Test
    void aProjectWithoutUsersIsItsOwnersAndGovernedAllTheSame() {
        JsonNode users = Run.json("user", "list", "--project", project).document();
        assertThat(users.path("users")).isEmpty();
        assertThat(users.path("standing").asString()).isEqualTo("owner");
        JsonNode policy = Run.json("policy", "show", "--project", project).document();
        assertThat(policy.path("number").asInt()).isEqualTo(1);
        assertThat(policy.path("text").asString()).isEqualTo(PolicyFile.defaultText());
        assertThat(Run.of("audit", "log", "--limit", 100, "--json", "--quiet", "--project", project).out())
                .contains(policy.path("hash").asString());
        assertThat(Run.json("policy", "explain", "--user", "whoever", "--action", "export", "--project", project)
                .document().path("rule").asString()).isEqualTo("owner");
    }

    @Test
    void theFirstUserIsAnAdminAndTheLastAdminStays() {
        Run.json("user", "add", "ann", "--role", "annotator", "--no-password", "--project", project)
                .refused(Exit.BAD_INPUT, "first user has to be an admin");
        people();
        as("ada", "user", "role", "ada", "annotator").refused(Exit.BAD_INPUT, "last admin");
        as("ada", "user", "disable", "ada").refused(Exit.BAD_INPUT, "last admin");
        as("ann", "user", "add", "eve", "--role", "admin", "--no-password").refused(Exit.DENIED, "default-deny", "Ask ada");
        as("ada", "user", "add", "eve", "--role", "king", "--no-password").refused(Exit.USAGE, "field lead");
        as("ada", "user", "role", "ann", "annotator,reviewer").document();
        assertThat(as("ann", "user", "list").document().path("users").get(1).path("roles").toString())
                .isEqualTo("[\"annotator\",\"reviewer\"]");
        assertThat(log("user.change")).hasSize(6);
    }

    @Test
    void eachDoorRefusesWithTheRuleAndLeavesAnEntry() throws IOException {
        people();
        as("stranger", "label", "list").refused(Exit.DENIED, "unknown-user");
        as("ada", "label", "list").refused(Exit.DENIED, "default-deny", "read this capture");
        as("ada", "render", project, "--out", folder.resolve("x.png")).refused(Exit.DENIED, "default-deny");
        Path change = edit("class", "Truck");
        as("cleo", "label", "apply", change).refused(Exit.DENIED, "default-deny", "change labels");
        as("ann", "label", "apply", change).document();
        as("otto", "commit", "-m", "by an auditor").refused(Exit.DENIED, "auditors-only-look");
        as("ann", "export", "--format", "openlabel", "--out", folder.resolve("out.json"))
                .refused(Exit.DENIED, "default-deny", "curator, field lead".split(", ")[0], "Ask ada");
        assertThat(folder.resolve("out.json")).doesNotExist();
        as("ann", "import", street).refused(Exit.DENIED, "import a capture");
        as("ann", "audit", "log").refused(Exit.DENIED, "read the audit log");
        as("cleo", "policy", "set", Files.writeString(folder.resolve("p.yaml"), PolicyFile.defaultText()))
                .refused(Exit.DENIED, "change the policy");
        as("otto", "push", "http://127.0.0.1:1").refused(Exit.DENIED, "auditors-only-look");
        as("cleo", "tag", "done").document();
        as("otto", "tag", "mine").refused(Exit.DENIED, "auditors-only-look");
        as("ada", "user", "disable", "ann").document();
        as("ann", "label", "list").refused(Exit.DENIED, "disabled-user");
        List<JsonNode> denials = log("access.denied");
        assertThat(denials).hasSize(12);
        assertThat(denials.stream().map(d -> d.path("object").asString()).toList())
                .contains("capture.read", "label.write", "version.commit", "export", "capture.import", "audit.read",
                        "policy.change", "sync.push", "version.refs");
        assertThat(denials.toString()).contains("unknown-user", "disabled-user", "auditors-only-look");
        Run.json("audit", "verify", "--project", project).document();
    }

    @Test
    void nobodyAcceptsTheirOwnLabel() throws IOException {
        people();
        as("ann", "label", "apply", edit("class", "Truck")).document();
        as("ann", "label", "apply", edit("review", "accepted")).refused(Exit.DENIED, "default-deny", "review labels");
        as("rita", "label", "apply", edit("class", "Van")).document();
        as("rita", "label", "apply", edit("review", "accepted")).refused(Exit.DENIED, "own-label", "nobody accepts");
        as("ann", "label", "apply", edit("class", "Bus")).document();
        as("rita", "label", "apply", edit("review", "accepted")).document();
        as("rita", "label", "apply", edit("class", "Car")).refused(Exit.DENIED, "own-label");
        assertThat(log("access.denied").toString()).contains("own-label");
    }

    @Test
    void aPasswordIsAskedForAndFailuresLockTheAccount() throws IOException {
        Path right = secret("correct horse");
        Path wrong = secret("wrong horse");
        people();
        as("ada", "user", "add", "pia", "--role", "annotator", "--new-password-file", right).document();
        as("pia", "label", "list").refused(Exit.DENIED, "login", "has a password");
        as("pia", "label", "list", "--password-file", right).document();
        for (int i = 0; i < 5; i++) {
            as("pia", "label", "list", "--password-file", wrong).refused(Exit.DENIED, "is wrong");
        }
        as("pia", "label", "list", "--password-file", right).refused(Exit.DENIED, "Too many failed logins");
        as("ada", "user", "passwd", "pia", "--new-password-file", secret("another horse")).document();
        as("pia", "label", "list", "--password-file", right).refused(Exit.DENIED, "is wrong");
        as("pia", "user", "passwd", "pia", "--password-file", secret("another horse"), "--new-password-file", right)
                .document();
        as("pia", "label", "list", "--password-file", right).document();
        assertThat(log("access.login")).hasSize(3);
        assertThat(log("access.failed")).hasSize(7);
        assertThat(as("otto", "audit", "log", "--limit", 1000).out()).doesNotContain("horse", "argon2");
        as("ada", "user", "add", "zoe", "--role", "annotator", "--new-password-file", secret("short"))
                .refused(Exit.USAGE, "8 to 1024");
    }

    @Test
    void aPolicyMayDemandAPurposeAndExplainsItself() throws IOException {
        people();
        String capture = as("rita", "status").document().path("captures").path(0).path("hash").asString("");
        Path demanding = Files.writeString(folder.resolve("p.yaml"),
                PolicyFile.defaultText().replace("required: false", "required: true").replace("capture check, ", ""));
        as("ada", "policy", "set", demanding).refused(Exit.BAD_INPUT, "no admin", "capture check");
        JsonNode set = as("ada", "policy", "set", demanding, "--purpose", "audit").document();
        assertThat(set.path("number").asInt()).isEqualTo(2);
        as("ann", "label", "list").refused(Exit.DENIED, "rule \"purpose\"");
        as("ann", "label", "list", "--purpose", "annotation").document();
        assertThat(Run.json("audit", "log", "--limit", 1000, "--as", "otto", "--purpose", "audit", "--project", project)
                .out()).contains(set.path("hash").asString()).contains("\\\"rule\\\":\\\"purpose\\\"");
        JsonNode denied = as("ann", "policy", "explain", "--action", "export", "--purpose", "annotation").document(Exit.DENIED);
        assertThat(denied.path("rule").asString()).isEqualTo("default-deny");
        assertThat(denied.path("mayDo").toString()).contains("curator", "field lead");
        assertThat(denied.path("grantors").toString()).isEqualTo("[\"admin\"]");
        JsonNode allowed = as("cleo", "policy", "explain", "--action", "export", "--purpose", "annotation").document();
        assertThat(allowed.path("rule").asString()).isEqualTo("curate");
        assertThat(as("cleo", "lineage", "policy:" + set.path("hash").asString(), "--purpose", "annotation").document().path("edges")).isNotEmpty();
        as("ada", "policy", "set", Files.writeString(folder.resolve("q.yaml"), "audit: off\n"), "--purpose", "audit")
                .refused(Exit.BAD_INPUT, "q.yaml");
        assertThat(capture).isNotNull();
    }

    @Test
    void aServerAsksWhoItIsAndDecidesByItsOwnPolicy() throws IOException {
        Path data = folder.resolve("data");
        Actor host = new Actor("server", "test", "serve");
        String url;
        try (SyncServer server = SyncServer.start(new FolderHost(data, host), "127.0.0.1", 0, Optional.empty())) {
            url = "http://127.0.0.1:" + server.port();
            Run.json("push", url, "--project", project).document();
        }
        Path there = data.resolve("street");
        Path right = secret("correct horse");
        Run.json("user", "add", "ada", "--role", "admin", "--no-password", "--project", there).document();
        Run.json("user", "add", "ann", "--role", "annotator", "--new-password-file", right, "--as", "ada", "--project", there)
                .document();
        Run.json("user", "add", "otto", "--role", "auditor", "--new-password-file", right, "--as", "ada", "--project", there)
                .document();
        try (SyncServer server = SyncServer.start(new FolderHost(data, host), "127.0.0.1", 0, Optional.empty())) {
            String again = "http://127.0.0.1:" + server.port() + "/street";
            Run.json("pull", again, "--project", project, "--as", "ann").refused(Exit.DENIED, "say who you are");
            Run.json("pull", again, "--project", project, "--as", "ann", "--password-file", secret("wrong horse"))
                    .refused(Exit.DENIED, "is wrong");
            Run.json("pull", again, "--project", project, "--as", "ann", "--password-file", right).document();
            Run.json("push", again, "--project", project, "--as", "otto", "--password-file", right)
                    .refused(Exit.DENIED, "default-deny");
            Run.json("pull", again, "--project", project, "--as", "ada", "--password-file", right)
                    .refused(Exit.DENIED, "a name alone proves nothing");
            Run.json("clone", again, folder.resolve("copy"), "--as", "ann", "--password-file", right).document();
        }
        String log = Run.json("audit", "log", "--limit", 1000, "--as", "ada", "--project", there).out();
        assertThat(log).contains("access.login", "access.failed", "access.denied", "sync.pull");
        Run.json("audit", "verify", "--project", there).document();
    }
}
