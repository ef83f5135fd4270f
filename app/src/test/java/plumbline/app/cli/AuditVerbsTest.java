package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.label.LabelId;
import plumbline.app.service.Settings;
import plumbline.app.service.Traces;
import plumbline.storage.audit.TimeAuthority;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.server.FolderHost;
import plumbline.storage.server.SyncServer;
import tools.jackson.databind.JsonNode;

/** The audit log's verbs against paper, a server and a time-stamping authority. */
class AuditVerbsTest {
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
    void bring() {
        project = Run.project(folder.resolve("p"), street);
    }

    private JsonNode verify(int exit, Object... more) {
        List<Object> words = new ArrayList<>(List.of("audit", "verify", "--project", project));
        words.addAll(Arrays.asList(more));
        return Run.json(words.toArray()).document(exit);
    }

    private void sql(String... statements) throws SQLException {
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + project.resolve("plumbline.db"));
                Statement s = c.createStatement()) {
            for (String text : statements) {
                s.executeUpdate(text);
            }
        }
    }

    @Test
    void paperAnchorsTheLogAndFindsACutTail() throws IOException, SQLException {
        assertThat(verify(Exit.DONE).path("anchored").asBoolean()).isFalse();
        Path paper = folder.resolve("paper.txt");
        JsonNode made = Run.json("audit", "checkpoint", "--out", paper, "--project", project).document();
        assertThat(Files.readString(paper)).isEqualTo(made.path("checkpoints").get(0).asString());
        JsonNode report = verify(Exit.DONE, "--checkpoint", paper, "--key", made.path("keys").get(0).asString());
        assertThat(report.path("anchored").asBoolean()).isTrue();
        assertThat(report.path("logs").get(0).path("anchoredSize").asLong())
                .isEqualTo(report.path("entries").asLong() - 1);
        assertThat(Run.of("audit", "verify", "--checkpoint", paper, "--project", project).out())
                .contains("unanchored since entry");
        Run.json("audit", "verify", "--checkpoint", street.resolve("capture.json"), "--project", project)
                .refused(Exit.BAD_INPUT, "capture.json");
        // Somebody cuts the tail and makes everything in the folder fit.
        sql("DELETE FROM audit_rows WHERE sequence >= 2",
                "UPDATE audit_logs SET size = 2, last_hash = (SELECT hash FROM audit WHERE sequence = 1), peaks = 'x'");
        Files.delete(project.resolve("audit.head"));
        JsonNode cut = verify(Exit.CHECK_FAILED, "--checkpoint", paper, "--key", made.path("keys").get(0).asString());
        assertThat(cut.path("valid").asBoolean()).isFalse();
        assertThat(cut.path("anchored").asBoolean()).isFalse();
        assertThat(cut.path("broken").path("log").asString()).isNotBlank();
    }

    @Test
    void anAuthoritysTimeAnchorsTheLog() throws Exception {
        try (TimeAuthority tsa = TimeAuthority.start()) {
            Path certificate = folder.resolve("tsa.pem");
            Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(tsa.certificate().getEncoded())
                    + "\n-----END CERTIFICATE-----\n");
            Path paper = folder.resolve("paper.txt");
            Run.json("audit", "checkpoint", "--tsa", tsa.address(), "--project", project)
                    .refused(Exit.USAGE, "--tsa-cert");
            JsonNode made = Run.json(
                            "audit", "checkpoint", "--out", paper, "--tsa", tsa.address(), "--tsa-cert", certificate,
                            "--project", project)
                    .document();
            assertThat(made.path("stamped").isNull()).isFalse();
            assertThat(made.path("files").size()).isEqualTo(2);
            assertThat(verify(Exit.DONE).path("anchored").asBoolean()).isFalse();
            JsonNode report = verify(Exit.DONE, "--tsa-cert", certificate);
            assertThat(report.path("anchored").asBoolean()).isTrue();
            assertThat(report.path("logs").get(0).path("by").asString()).contains("time stamp");
        }
        try (TimeAuthority other = TimeAuthority.start()) {
            Path certificate = folder.resolve("other.der");
            Files.write(certificate, other.certificate().getEncoded());
            JsonNode report = verify(Exit.DONE, "--tsa-cert", certificate);
            assertThat(report.path("anchored").asBoolean()).isFalse();
            assertThat(report.path("notes").toString()).contains("does not hold");
        }
    }

    @Test
    void aServerThatSawTheLogAnchorsItAndAReplayedFolderIsFound() throws IOException {
        Actor server = new Actor("server", "rack", "sync");
        Path old = folder.resolve("old.db");
        Path oldHead = folder.resolve("old.head");
        try (SyncServer running = SyncServer.start(
                new FolderHost(folder.resolve("data"), server), "127.0.0.1", 0, Optional.empty())) {
            String url = "http://127.0.0.1:" + running.port();
            Files.copy(project.resolve("plumbline.db"), old);
            Files.copy(project.resolve("audit.head"), oldHead);
            Run.json("push", url, "--project", project).document();
            JsonNode report = verify(Exit.DONE, "--against", "remote");
            assertThat(report.path("anchored").asBoolean()).isTrue();
            assertThat(report.path("logs").get(0).path("anchoredSize").asLong()).isEqualTo(report.path("entries").asLong());
            assertThat(Run.json("audit", "log", "--action", "audit.checkpoint", "--project", project)
                    .document().path("entries").size()).isEqualTo(1);
            Run.json("push", url, "--project", project).document();
            assertThat(Run.json("audit", "log", "--action", "audit.checkpoint", "--project", project)
                    .document().path("entries").size()).as("nothing new, nothing signed").isEqualTo(1);
            // The whole folder as it was before: nothing in it can tell.
            Files.copy(old, project.resolve("plumbline.db"), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(oldHead, project.resolve("audit.head"), StandardCopyOption.REPLACE_EXISTING);
            assertThat(verify(Exit.DONE).path("valid").asBoolean()).isTrue();
            JsonNode replayed = verify(Exit.CHECK_FAILED, "--against", url + "/p");
            assertThat(replayed.path("firstBroken").asString()).contains("removed").contains(url);
        }
    }

    @Test
    void aProofIsCheckedWithNothingButTheProof() {
        JsonNode log = Run.json("audit", "log", "--user", Settings.fromEnvironment().user(), "--project", project).document();
        Path paper = folder.resolve("paper.txt");
        Run.json("audit", "checkpoint", "--out", paper, "--project", project).document();
        Run.json("export", "--format", "openlabel", "--out", folder.resolve("o.json"), "--project", project).document();
        Run.json("audit", "checkpoint", "--project", project).document();
        assertThat(log.path("entries").size()).isPositive();
        JsonNode proof = Run.json("audit", "proof", "1", "--since", paper, "--project", project).document();
        byte[] hash = sha256(new byte[] {0}, Base64.getDecoder().decode(proof.path("leafData").asString()));
        assertThat(HexFormat.of().formatHex(hash)).isEqualTo(proof.path("leafHash").asString());
        long index = proof.path("leafIndex").asLong();
        long last = proof.path("treeSize").asLong() - 1;
        for (JsonNode p : proof.path("inclusionPath")) {
            byte[] other = HexFormat.of().parseHex(p.asString());
            boolean left = index % 2 == 1 || index == last;
            hash = left ? sha256(new byte[] {1}, other, hash) : sha256(new byte[] {1}, hash, other);
            while (left && index % 2 == 0 && index > 0) {
                index /= 2;
                last /= 2;
            }
            index /= 2;
            last /= 2;
        }
        assertThat(HexFormat.of().formatHex(hash)).isEqualTo(proof.path("root").asString());
        String[] note = proof.path("checkpoint").asString().split("\n");
        assertThat(note[1]).isEqualTo(proof.path("treeSize").asString());
        assertThat(Base64.getDecoder().decode(note[2])).isEqualTo(hash);
        assertThat(proof.path("consistency").path("oldSize").asLong()).isLessThan(proof.path("treeSize").asLong());
        Run.json("audit", "proof", "999", "--project", project).refused(Exit.BAD_INPUT, "999");
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest d = MessageDigest.getInstance("SHA-256");
            for (byte[] p : parts) {
                d.update(p);
            }
            return d.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPayloadIsSealedKeptAndPutBack() throws IOException {
        Path kept = folder.resolve("kept.json");
        JsonNode imported = Run.json("audit", "log", "--action", "capture.import", "--project", project).document()
                .path("entries").get(0);
        String entry = imported.path("log").asString() + "/" + imported.path("sequence").asLong();
        Run.json("audit", "seal", entry, "--reason", "names a place", "--keep", kept, "--project", project).document();
        JsonNode report = verify(Exit.DONE);
        assertThat(report.path("notes").toString()).contains("was sealed");
        JsonNode now = Run.json("audit", "log", "--action", "capture.*", "--project", project).document().path("entries");
        assertThat(now).anySatisfy(e -> assertThat(e.path("detail").asString()).isEmpty());
        Run.json("audit", "seal", entry, "--reason", "again", "--project", project).refused(Exit.BAD_INPUT, "sealed already");
        Files.writeString(folder.resolve("wrong.json"), Files.readString(kept, StandardCharsets.UTF_8).replace("labels", "lables"));
        Run.json("audit", "unseal", folder.resolve("wrong.json"), "--reason", "x", "--project", project)
                .refused(Exit.BAD_INPUT, "not the payload");
        Run.json("audit", "unseal", kept, "--reason", "the court asked", "--project", project).document();
        assertThat(verify(Exit.DONE).path("notes").toString()).doesNotContain("sealed");
        Run.json("audit", "log", "--since", "yesterday", "--project", project).refused(Exit.USAGE, "yesterday");
        assertThat(Run.json("audit", "log", "--since", "2999-01-01", "--project", project).document().path("entries")).isEmpty();
    }

    @Test
    void lineageBothWaysAndInOtherWords() throws IOException {
        Run.json("export", "--format", "openlabel", "--out", folder.resolve("o.json"), "--project", project).document();
        Run.json("label", "import", folder.resolve("o.json"), "--project", project).document();
        Run.json("qa", "run", "--project", project);
        JsonNode list = Run.json("label", "list", "--project", project).document().path("objects");
        try (Project p = Projects.openReadOnly(project, new Actor("anna", "bench", "audit"))) {
            String capture = p.captures().getFirst().hash().hex();
            JsonNode down = Run.json("lineage", capture, "--down", "--project", project).document();
            assertThat(kinds(down)).contains("capture", "labels", "version", "export", "check").doesNotContain("calibration");
            assertThat(kinds(Run.json("lineage", capture, "--up", "--project", project).document()))
                    .containsExactlyInAnyOrder("capture", "calibration", "import");
            assertThat(down.path("orphans")).isEmpty();
            JsonNode near = Run.json("lineage", capture, "--depth", 1, "--limit", 3, "--project", project).document();
            assertThat(near.path("nodes").size()).isEqualTo(3);
            assertThat(near.path("more").asBoolean()).isTrue();
            assertThat(Run.json("lineage", capture, "--format", "prov", "--project", project).document().has("wasDerivedFrom"))
                    .isTrue();
            assertThat(Run.json("lineage", capture, "--format", "openlineage", "--project", project).document().size())
                    .isPositive();
            Traces.Trace t = Traces.of(
                    p, p.captures().getFirst().hash(), new LabelId(list.get(0).path("id").asString()));
            assertThat(t.steps()).extracting(Traces.Step::stage).contains(
                    Traces.Stage.IMPORT, Traces.Stage.CAPTURE, Traces.Stage.CALIBRATION, Traces.Stage.ONTOLOGY,
                    Traces.Stage.VERSION, Traces.Stage.EXPORT);
        }
    }

    private static List<String> kinds(JsonNode graph) {
        List<String> out = new ArrayList<>();
        graph.path("nodes").forEach(n -> out.add(n.path("kind").asString()));
        return out.stream().distinct().toList();
    }
}
