package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.scene.Progress;
import plumbline.app.service.Samples;
import plumbline.storage.access.Action;
import plumbline.storage.access.Role;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

/** Logging in by the window's dialog, what the policy then denies, and another purpose. */
class AccessWindowTest {
    @TempDir
    Path temp;

    @Test
    void whoLogsInWorksUnderTheirNameAndForTheirPurpose() throws Exception {
        Actor tess = new Actor("tess", "bench", "test");
        Path folder = Samples.create(temp.resolve("sample"), tess, Progress.NONE);
        try (Project p = Projects.open(folder, tess)) {
            p.access().add("tess", Set.of(Role.ADMIN, Role.FIELD_LEAD), Optional.empty());
            p.access().add("otto", Set.of(Role.AUDITOR), Optional.of("correct horse"));
            p.access().setPassword("tess", Optional.of("tess's secret"));
        }
        try (WindowBench bench = new WindowBench(temp.resolve("home"))) {
            Window window = bench.window();
            onFx(() -> {
                window.openPath(folder);
                return folder;
            });
            bench.type("#login-name", "otto");
            bench.type("#login-password", "correct horse");
            picture(window, "login-dark", true);
            picture(window, "login-light", false);
            bench.click("Log in");
            await(() -> window.openSession().isPresent() && window.drawn().nanos() > 0);
            assertThat(window.session().project().actor().user()).isEqualTo("otto");
            assertThat(window.session().whyNot(Action.LABEL_WRITE)).hasValueSatisfying(why ->
                    assertThat(why).contains("auditors-only-look"));

            onFx(() -> {
                window.scene().getRoot().lookup("#purpose").fireEvent(new javafx.event.ActionEvent());
                return folder;
            });
            await(() -> javafx.stage.Window.getWindows().size() > 1);
            picture(window, "purposes-light", false);
            picture(window, "purposes-dark", true);
            onFx(() -> {
                javafx.scene.control.ContextMenu menu = (javafx.scene.control.ContextMenu) javafx.stage.Window.getWindows()
                        .stream().filter(javafx.scene.control.ContextMenu.class::isInstance).findFirst().orElseThrow();
                menu.getItems().stream().filter(i -> i.getText().equals("audit")).findFirst().orElseThrow().fire();
                menu.hide();
                return menu;
            });
            await(() -> bench.texts().contains("Purpose: audit"));
            assertThat(window.session().project().actor().purpose()).isEqualTo("audit");
            assertThat(window.session().project().auditLog(20)).anySatisfy(e -> {
                assertThat(e.purpose()).isEqualTo("audit");
                assertThat(e.action()).isEqualTo("session.open");
                assertThat(e.user()).isEqualTo("otto");
            });
        }
    }

    /** The window, and what hangs over it, as files to look at. */
    private static void picture(Window window, String name, boolean dark) throws Exception {
        onFx(() -> {
            window.dark().set(dark);
            return name;
        });
        onFx(() -> {
            Path folder = java.nio.file.Files.createDirectories(Path.of("target", "pictures"));
            WindowPictures.save(window, folder.resolve(name + ".png"));
            for (javafx.stage.Window w : javafx.stage.Window.getWindows()) {
                if (w instanceof javafx.scene.control.ContextMenu) {
                    javax.imageio.ImageIO.write(
                            javafx.embed.swing.SwingFXUtils.fromFXImage(w.getScene().snapshot(null), null), "png",
                            folder.resolve(name + "-menu.png").toFile());
                }
            }
            return name;
        });
    }
}
