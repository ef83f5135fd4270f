package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.Progress;
import plumbline.app.Tasks;
import plumbline.app.service.Imports;
import plumbline.app.service.Settings;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.viewer3d.render.RendererChoice;

/** A real window on the headless platform over a real project on disk. */
class WindowTest {
    @TempDir
    Path temp;

    private final Tasks tasks = new Tasks();
    private Stage stage;
    private Window window;

    @BeforeEach
    void open() throws Exception {
        Path recording = Shared.data("kitti_raw_0005/2011_09_26");
        Path folder = temp.resolve("project");
        try (Project p = Projects.init(folder, "Test drive", new Actor("tess", "bench", "test"))) {
            Imports.importPath(p, recording, Governance.DEFAULT, Progress.NONE);
        }
        CompletableFuture<Void> up = new CompletableFuture<>();
        try {
            Platform.startup(() -> up.complete(null));
        } catch (IllegalStateException alreadyRunning) {
            up.complete(null);
        }
        up.get(20, TimeUnit.SECONDS);
        Platform.setImplicitExit(false);
        onFx(() -> {
            stage = new Stage();
            Settings settings = new Settings(temp.resolve("home"), "tess", "bench");
            window = new Window(stage, WindowApp.parts(settings, tasks, RendererChoice.SPLAT), true, 1280, 800);
            stage.show();
            window.openPath(folder);
            return null;
        });
        await(() -> window.openSession().isPresent() && window.selection().get().isPresent() && window.drewNanos() > 0);
    }

    @AfterEach
    void close() throws Exception {
        onFx(() -> {
            window.close();
            stage.close();
            return null;
        });
        tasks.close();
    }

    @Test
    void aKeyEditsTheSelectedBoxOnDiskAndCtrlZTakesItBack() throws Exception {
        var id = onFx(() -> window.selection().get().orElseThrow());
        onFx(() -> press(KeyCode.F, false));
        assertThat(onFx(() -> window.session().labels().find(id).orElseThrow().finalised())).isTrue();
        Project project = window.session().project();
        assertThat(project.uncommittedEdits()).isEqualTo(1);
        assertThat(project.labels(window.session().stored().hash()).find(id).orElseThrow().finalised()).isTrue();
        onFx(() -> press(KeyCode.Z, true));
        assertThat(onFx(() -> window.session().labels().find(id).orElseThrow().finalised())).isFalse();
        onFx(() -> press(KeyCode.SPACE, false));
        assertThat(onFx(() -> window.frame().get())).isEqualTo(1);
    }

    @Test
    void theWindowIsPaintedAndThePaletteOpensAndCloses() throws Exception {
        Path png = temp.resolve("window.png");
        onFx(() -> {
            window.snapshotTo(png);
            return null;
        });
        assertThat(colours(png)).isGreaterThan(300);
        onFx(() -> press(KeyCode.K, true));
        assertThat(onFx(() -> window.overlays().isOpen())).isTrue();
        onFx(() -> press(KeyCode.ESCAPE, false));
        assertThat(onFx(() -> window.overlays().isOpen())).isFalse();
    }

    private static int colours(Path png) throws IOException {
        assertThat(Files.size(png)).isPositive();
        var image = ImageIO.read(png.toFile());
        Set<Integer> seen = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y += 2) {
            for (int x = 0; x < image.getWidth(); x += 2) {
                seen.add(image.getRGB(x, y));
            }
        }
        return seen.size();
    }

    private Object press(KeyCode code, boolean control) {
        Event.fireEvent(
                window.scene().getRoot(),
                        new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
        return code;
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get(30, TimeUnit.SECONDS);
    }

    /** Looks once a frame, on the window's thread. */
    private static void await(BooleanSupplier there) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Platform.runLater(() -> new AnimationTimer() {
            @Override
            public void handle(long now) {
                if (there.getAsBoolean()) {
                    stop();
                    done.complete(null);
                }
            }
        }.start());
        done.get(30, TimeUnit.SECONDS);
    }
}
