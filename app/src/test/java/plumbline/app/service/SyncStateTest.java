package plumbline.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.scene.Progress;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Project;
import plumbline.storage.server.FolderHost;
import plumbline.storage.server.SyncServer;

/** The words of the chip, against a real server on this computer. */
class SyncStateTest {
    private static final Actor TESS = new Actor("tess", "bench", "test");

    @TempDir
    Path temp;

    @Test
    void theChipFollowsTheServer() throws Exception {
        try (Project project = made()) {
            assertThat(SyncState.ask(project, Optional.empty()).words()).isEqualTo("Local only");
            project.commit("first");
            try (SyncServer server = SyncServer.start(
                    new FolderHost(Files.createDirectories(temp.resolve("data")), TESS), "127.0.0.1", 0,
                    Optional.empty())) {
                URI at = URI.create("http://127.0.0.1:" + server.port());
                Sync.push(project, at, Optional.empty(), Progress.NONE);
                assertThat(SyncState.ask(project, Optional.empty()).words()).isEqualTo("Synced");
                project.setOntology(project.ontology());
                project.commit("second");
                assertThat(SyncState.ask(project, Optional.empty()).words()).isEqualTo("1 to send");
            }
            assertThat(SyncState.ask(project, Optional.empty()).words()).isEqualTo("Offline, 1 to send");
            try (SyncServer server = SyncServer.start(
                    new FolderHost(temp.resolve("data"), TESS), "127.0.0.1", 0, Optional.of("open sesame"))) {
                project.setSetting("remote", "http://127.0.0.1:" + server.port() + "/" + project.name());
                assertThat(SyncState.ask(project, Optional.empty()).words()).isEqualTo("Server asks for a token");
                assertThat(SyncState.ask(project, Optional.of("open sesame")).words()).isEqualTo("1 to send");
            }
        }
    }

    private Project made() throws Exception {
        StringBuilder pcd = new StringBuilder("VERSION .7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\n"
                + "WIDTH 20\nHEIGHT 1\nVIEWPOINT 0 0 0 1 0 0 0\nPOINTS 20\nDATA ascii\n");
        for (int i = 0; i < 20; i++) {
            pcd.append(i).append(" 0 0.5\n");
        }
        Path file = Files.writeString(temp.resolve("yard.pcd"), pcd);
        return NewProjects.around(
                        file, NewProjects.folderFor(temp, NewProjects.nameFor(file)), NewProjects.nameFor(file), TESS,
                        Governance.DEFAULT, Progress.NONE)
                .project();
    }

    @Test
    void aProjectThatCouldNotBeFilledIsTakenAway() throws Exception {
        Path broken = Files.writeString(temp.resolve("broken.pcd"), "no header at all");
        Path folder = NewProjects.folderFor(temp, NewProjects.nameFor(broken));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> NewProjects.around(
                        broken, folder, "broken", TESS, Governance.DEFAULT, Progress.NONE))
                .isInstanceOf(java.io.IOException.class);
        assertThat(folder).doesNotExist();
        assertThat(broken).exists();
    }
}
