package plumbline.storage.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.project.Streets;
import plumbline.storage.project.Version;
import plumbline.storage.server.FolderHost;
import plumbline.storage.server.SyncServer;

/** Two copies of a project and a real server between them. */
class SyncTest {
    private static final Actor ANNA = new Actor("anna", "laptop", "test");
    private static final Actor BEN = new Actor("ben", "desk", "test");

    @TempDir
    Path temp;

    private SyncServer server;
    private URI url;
    private Project first;
    private Hash capture;

    @BeforeEach
    void aProjectWithOneEditAndAServer() throws IOException {
        server = SyncServer.start(new FolderHost(temp.resolve("server"), ANNA), "127.0.0.1", 0, Optional.empty());
        url = URI.create("http://127.0.0.1:" + server.port());
        first = Projects.init(temp.resolve("first"), "Harbour Road", ANNA);
        capture = first.importCapture(Streets.small(), Governance.DEFAULT, Progress.NONE).capture().hash();
        edit(first, "a");
        first.commit("First");
    }

    @AfterEach
    void stop() {
        first.close();
        server.close();
    }

    @Test
    void aCloneHasTheSameVersionLabelsAndAuditRoot() throws IOException {
        try (SyncClient client = new SyncClient(url, Optional.empty())) {
            SyncClient.Moved sent = client.push("Harbour Road", first.replica(), Progress.NONE);
            assertThat(sent.objects()).isPositive();
            assertThat(sent.refs()).containsExactly("heads/main");
            assertThat(client.projects()).containsExactly("Harbour Road");
        }
        try (Project copy = copy("second")) {
            assertThat(copy.head().map(Version::hash)).isEqualTo(first.head().map(Version::hash));
            assertThat(copy.labels(capture)).isEqualTo(first.labels(capture));
            assertThat(copy.ontology()).isEqualTo(first.ontology());
            assertThat(copy.verifyAudit().valid()).isTrue();
            assertThat(copy.verifyAudit().root()).isEqualTo(first.verifyAudit().root());
            assertThat(copy.verifyAudit().entries()).isEqualTo(first.verifyAudit().entries());
            try (var source = copy.openCapture(capture)) {
                var sample = source.capture().frames().get(1).sample(source.capture().referenceLidar()).orElseThrow();
                assertThat(source.points(sample).size()).isEqualTo(Streets.POINTS);
            }
            assertThat(copy.lineage(capture.hex()).orphans()).isEmpty();
        }
    }

    @Test
    void pushedTwiceNothingIsSentTwice() throws IOException {
        try (SyncClient client = new SyncClient(url, Optional.empty())) {
            client.push("Harbour Road", first.replica(), Progress.NONE);
        }
        try (SyncClient client = new SyncClient(url, Optional.empty())) {
            SyncClient.Moved again = client.push("Harbour Road", first.replica(), Progress.NONE);
            assertThat(again.objects()).isZero();
            assertThat(again.chunks()).isZero();
            assertThat(again.refs()).isEmpty();
        }
    }

    @Test
    void workGoesThereAndBack() throws IOException {
        push(first);
        try (Project copy = copy("second")) {
            edit(copy, "b");
            Version second = copy.commit("Second");
            push(copy);
            try (SyncClient client = new SyncClient(url, Optional.empty())) {
                assertThat(client.fetch("Harbour Road", first.replica(), Progress.NONE).refs()).containsExactly("heads/main");
            }
            assertThat(first.catchUp()).isTrue();
            assertThat(first.head().map(Version::hash)).contains(second.hash());
            assertThat(first.labels(capture)).isEqualTo(copy.labels(capture));
            assertThat(first.verifyAudit().valid()).isTrue();
            assertThat(first.verifyAudit().root()).isEqualTo(copy.verifyAudit().root());
        }
    }

    @Test
    void whatWentApartIsAConflictAndNothingIsOverwritten() throws IOException {
        push(first);
        try (Project copy = copy("second")) {
            edit(copy, "b");
            Version theirs = copy.commit("Theirs");
            push(copy);
            edit(first, "c");
            first.commit("Mine");
            assertThatThrownBy(() -> push(first))
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("Pull first")
                    .satisfies(e -> assertThat(((SyncException) e).kind()).isEqualTo(SyncException.Kind.CONFLICT));
            try (SyncClient client = new SyncClient(url, Optional.empty())) {
                assertThat(client.refs("Harbour Road")).containsEntry("heads/main", theirs.hash());
            }
        }
    }

    @Test
    void aServerThatIsNotThereIsOneSentence() throws IOException {
        int port = server.port();
        server.close();
        try (SyncClient client = new SyncClient(URI.create("http://127.0.0.1:" + port), Optional.empty())) {
            assertThatThrownBy(() -> client.push("Harbour Road", first.replica(), Progress.NONE))
                    .isInstanceOf(SyncException.class)
                    .hasMessageStartingWith("Server not reached");
        }
    }

    @Test
    void foreignHostNamesAndBadNamesAreRefused() throws IOException {
        assertThat(raw("GET /api/v1/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")).contains(" 403 ");
        assertThat(raw("GET /api/v1/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).contains(" 200 ");
        assertThat(raw("GET /api/v1/projects/%2e%2e%2fetc/refs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains(" 40");
        assertThat(temp.resolve("etc")).doesNotExist();
        assertThat(raw("GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains(" 200 ");
    }

    @Test
    void aTokenIsAskedForAndBeyondLoopbackDemanded() throws IOException {
        assertThatThrownBy(() -> SyncServer.start(new FolderHost(temp.resolve("o"), ANNA), "0.0.0.0", 0, Optional.empty()))
                .hasMessageContaining("token");
        try (SyncServer guarded =
                        SyncServer.start(new FolderHost(temp.resolve("g"), ANNA), "127.0.0.1", 0, Optional.of("secret"));
                SyncClient without = new SyncClient(URI.create("http://127.0.0.1:" + guarded.port()), Optional.empty());
                SyncClient with = new SyncClient(URI.create("http://127.0.0.1:" + guarded.port()), Optional.of("secret"))) {
            assertThatThrownBy(without::projects).isInstanceOf(SyncException.class).hasMessageContaining("token");
            assertThat(with.projects()).isEmpty();
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            // The first bytes carry the status; the server may keep the connection open after them.
            byte[] head = new byte[4096];
            int read = socket.getInputStream().read(head);
            return new String(head, 0, read, StandardCharsets.UTF_8);
        }
    }

    private void push(Project project) throws IOException {
        try (SyncClient client = new SyncClient(url, Optional.empty())) {
            client.push("Harbour Road", project.replica(), Progress.NONE);
        }
    }

    private Project copy(String folder) throws IOException {
        Project copy = Projects.initEmptyReplica(temp.resolve(folder), "Harbour Road", BEN);
        try (SyncClient client = new SyncClient(url, Optional.empty())) {
            client.fetch("Harbour Road", copy.replica(), Progress.NONE);
        }
        copy.catchUp();
        return copy;
    }

    private void edit(Project project, String id) {
        Label.Cuboid box = new Label.Cuboid(
                new LabelId(id), new TrackId(id), "Car", 1, Box.upright(new Vec3(5, 1, 0.7), 4.5, 1.8, 1.5, 0.1),
                new TreeMap<>(Map.of("state", "parked")), Origin.HAND, false, 1);
        project.journal(capture).append(Journal.Step.APPLY, ChangeSet.of("Draw Car " + id, Change.create(box)));
    }
}
