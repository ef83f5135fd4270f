package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Vec3;
import plumbline.app.Tasks;
import plumbline.app.service.Checks;
import plumbline.app.service.Imports;
import plumbline.app.service.Settings;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.viewer3d.render.RendererChoice;

/** Replay and Audit in a real window over a recorded scene with findings, an edit and two versions. */
class ReplayAndAuditTest {
    @TempDir
    Path temp;

    private final Tasks tasks = new Tasks();
    private Stage stage;
    private Window window;

    @BeforeEach
    void open() throws Exception {
        Path recording = Shared.data("dgp_test_scene/scene_02");
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
        await(() -> window.openSession().isPresent());
        Checks.run(window.session(), Progress.NONE);
        onFx(() -> {
            Label.Cuboid box = window.session().labels().cuboids(1).getFirst();
            Vec3 there = box.box().centre().plus(new Vec3(0.21, 0, 0));
            window.session().apply(ChangeSet.of("Move", Change.replace(box, box.withBox(box.box().withCentre(there)))));
            return null;
        });
        window.session().project().commit("One box moved");
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
    void replayPlaysWithTheClockAndAuditSaysWhatChanged() throws Exception {
        onFx(() -> {
            window.show("Replay");
            return null;
        });
        await(() -> texts().stream().anyMatch(t -> t.startsWith("Box holds no points")));
        assertThat(onFx(this::texts)).contains("usually −91 ms").doesNotContain("not yet");
        assertThat(onFx(() -> window.scene().getFocusOwner().getStyleClass())).doesNotContain("pl-tab");
        // Frames lie a second apart; the playhead stands at the first.
        assertThat(onFx(() -> window.frame().get())).isZero();
        long from = System.nanoTime();
        onFx(() -> press(KeyCode.SPACE, false));
        await(() -> window.frame().get() == 1);
        assertThat(System.nanoTime() - from).isBetween(800_000_000L, 4_000_000_000L);
        onFx(() -> press(KeyCode.SPACE, false));
        onFx(() -> press(KeyCode.N, false));
        assertThat(onFx(() -> window.selection().get())).isPresent();

        onFx(() -> {
            window.show("Audit");
            return null;
        });
        await(() -> texts().contains("~ Moved 0.21 m"));
        assertThat(onFx(this::texts)).contains("No orphans", "One box moved").noneMatch(t -> t.startsWith("mdi2"));
        onFx(() -> press(KeyCode.P, true));
        await(() -> texts().contains("Unanchored"));
        assertThat(onFx(() -> labels(window.scene().getRoot()).stream()
                        .filter(l -> "Unanchored".equals(l.getText()) && l.getStyleClass().contains("chip"))
                        .toList()))
                .isNotEmpty()
                .noneMatch(l -> l.getStyleClass().contains("high"));
    }

    private List<String> texts() {
        return labels(window.scene().getRoot()).stream().map(Labeled::getText).toList();
    }

    private static List<Labeled> labels(Node node) {
        List<Labeled> out = new ArrayList<>();
        if (node instanceof Labeled l && l.getText() != null) {
            out.add(l);
        }
        if (node instanceof Parent p) {
            p.getChildrenUnmodifiable().forEach(c -> out.addAll(labels(c)));
        }
        return out;
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
