package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.Progress;
import plumbline.app.service.Sync;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.server.FolderHost;
import plumbline.storage.server.SyncServer;

/** From an edit to the server by the dialogs of the window, over a socket. */
class PushTest {
    private static final Actor TESS = new Actor("tess", "bench", "test");

    @TempDir
    Path temp;

    @Test
    void committedAndPushedTheServerHasTheSameVersion() throws Exception {
        try (WindowBench bench = new WindowBench(temp.resolve("home"));
                SyncServer server = SyncServer.start(
                        new FolderHost(Files.createDirectories(temp.resolve("data")), TESS), "127.0.0.1", 0,
                        Optional.empty())) {
            Window window = bench.window();
            bench.open(temp.resolve("project"), Shared.data("kitti_raw_0005/2011_09_26"));
            bench.key(KeyCode.F);
            Project project = window.session().project();
            assertThat(project.uncommittedEdits()).isEqualTo(1);
            bench.key(KeyCode.ENTER, true, false);
            bench.type("#commit-message", "One box looked at");
            bench.click("Commit version");
            await(() -> !window.overlays().isOpen());
            assertThat(project.uncommittedEdits()).isZero();

            bench.click("Local only");
            bench.type("#server-address", "http://127.0.0.1:" + server.port());
            bench.click("Push versions");
            await(() -> bench.texts().contains("Synced"));
            await(() -> bench.texts().stream().anyMatch(t -> t.startsWith("Sent ") && t.endsWith("objects.")));
            Sync.copy(Sync.remote(project).orElseThrow(), temp.resolve("copy"), TESS, Optional.empty(), Progress.NONE);
            try (Project copy = Projects.open(temp.resolve("copy"), TESS)) {
                assertThat(copy.head().orElseThrow().hash()).isEqualTo(project.head().orElseThrow().hash());
                assertThat(copy.labels(window.session().stored().hash()).all())
                        .containsExactlyInAnyOrderElementsOf(window.session().labels().all());
            }
        }
    }
}
