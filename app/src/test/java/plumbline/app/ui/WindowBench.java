package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import plumbline.annotation.scene.Progress;
import plumbline.app.Tasks;
import plumbline.app.service.Imports;
import plumbline.app.service.Settings;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.viewer3d.render.RendererChoice;

/** A real window on the headless platform with hands: keys, a pointer, and patience. Used from a test's thread. */
final class WindowBench implements AutoCloseable {
    private final Tasks tasks = new Tasks();
    private final Stage stage;
    private final Window window;
    private final Robot robot;
    private final List<Throwable> troubles = new CopyOnWriteArrayList<>();

    WindowBench(Path home) throws Exception {
        CompletableFuture<Void> up = new CompletableFuture<>();
        try {
            Platform.startup(() -> up.complete(null));
        } catch (IllegalStateException alreadyRunning) {
            up.complete(null);
        }
        up.get(20, TimeUnit.SECONDS);
        Platform.setImplicitExit(false);
        stage = onFx(Stage::new);
        window = onFx(() -> {
            Settings settings = new Settings(home, "tess", "bench");
            Window w = new Window(stage, WindowApp.parts(settings, tasks, RendererChoice.SPLAT), true, 1280, 800);
            stage.show();
            return w;
        });
        robot = onFx(Robot::new);
        onFx(() -> {
            // The headless platform stumbles over drags by itself; only what went through our code counts.
            Thread.currentThread().setUncaughtExceptionHandler((thread, trouble) -> {
                if (Arrays.stream(trouble.getStackTrace()).anyMatch(f -> f.getClassName().startsWith("plumbline."))) {
                    troubles.add(trouble);
                }
            });
            return robot;
        });
    }

    Window window() {
        return window;
    }

    /** A project made in {@code folder}, one capture imported into it, shown and drawn. */
    void open(Path folder, Path recording) throws Exception {
        try (Project p = Projects.init(folder, "Test drive", new Actor("tess", "bench", "test"))) {
            Imports.importPath(p, recording, Governance.DEFAULT, Progress.NONE);
        }
        onFx(() -> {
            window.openPath(folder);
            return folder;
        });
        await(() -> window.openSession().isPresent() && window.selection().get().isPresent() && window.drawn().nanos() > 0);
    }

    /** True while no work of the window is unfinished. */
    boolean quiet() {
        return tasks.idle();
    }

    /** All words on labels and buttons that the window shows now. */
    List<String> texts() {
        return labelled(window.scene().getRoot()).stream().map(Labeled::getText).toList();
    }

    static List<Labeled> labelled(Node node) {
        List<Labeled> out = new ArrayList<>();
        if (node instanceof Labeled l && l.getText() != null) {
            out.add(l);
        }
        if (node instanceof Parent p) {
            p.getChildrenUnmodifiable().forEach(c -> out.addAll(labelled(c)));
        }
        return out;
    }

    void show(String workspace) throws Exception {
        onFx(() -> {
            window.show(workspace);
            return workspace;
        });
    }

    static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get(30, TimeUnit.SECONDS);
    }

    /** Looks once a frame, on the window's thread. */
    static void await(BooleanSupplier there) throws Exception {
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

    void key(KeyCode code) throws Exception {
        key(code, false, false);
    }

    void key(KeyCode code, boolean control, boolean shift) throws Exception {
        onFx(() -> {
            Node focused = window.scene().getFocusOwner();
            Event.fireEvent(
                    focused == null ? window.scene().getRoot() : focused,
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false));
            return code;
        });
    }

    /** Presses the main button at one place of a node, moves to another and lets go; layout pixels of the node. */
    void drag(Node node, Point2D from, Point2D to) throws Exception {
        moveTo(node, from);
        onFx(() -> {
            robot.mousePress(MouseButton.PRIMARY);
            return from;
        });
        for (int i = 1; i <= 4; i++) {
            moveTo(node, from.add(to.subtract(from).multiply(i / 4.0)));
        }
        onFx(() -> {
            robot.mouseRelease(MouseButton.PRIMARY);
            return to;
        });
    }

    /** Presses and lets go of the main button with Alt held; layout pixels of the node. */
    void altClick(Node node, Point2D at) throws Exception {
        for (EventType<MouseEvent> type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
            onFx(() -> {
                Point2D in = node.localToScene(at);
                Point2D s = node.localToScreen(at);
                Event.fireEvent(node, new MouseEvent(
                        type, in.getX(), in.getY(), s.getX(), s.getY(), MouseButton.PRIMARY, 1, false, false, true, false,
                        type == MouseEvent.MOUSE_PRESSED, false, false, false, false, true, null));
                return at;
            });
        }
    }

    /** Presses and lets go at one place of a node. */
    void press(MouseButton button, Node node, Point2D at) throws Exception {
        moveTo(node, at);
        onFx(() -> {
            robot.mousePress(button);
            robot.mouseRelease(button);
            return at;
        });
    }

    void moveTo(Node node, Point2D at) throws Exception {
        onFx(() -> {
            robot.mouseMove(node.localToScreen(at));
            return at;
        });
    }

    /** Puts words into the field with this id once it is there. */
    void type(String id, String words) throws Exception {
        await(() -> window.scene().getRoot().lookup(id) != null);
        onFx(() -> {
            ((TextInputControl) window.scene().getRoot().lookup(id)).setText(words);
            return words;
        });
    }

    /** Fires the button with these words, or the tab of this name where it shows only its icon, once it is there and can be pressed. */
    void click(String words) throws Exception {
        await(() -> button(window.scene().getRoot(), words).filter(b -> !b.isDisabled()).isPresent());
        onFx(() -> {
            button(window.scene().getRoot(), words).orElseThrow().fire();
            return words;
        });
    }

    private static Optional<ButtonBase> button(Node in, String words) {
        return labelled(in).stream()
                .filter(l -> l instanceof ButtonBase && (words.equals(l.getText()) || (words + ", tab").equals(l.getAccessibleText())))
                .map(ButtonBase.class::cast)
                .findFirst();
    }

    @Override
    public void close() throws Exception {
        onFx(() -> {
            window.close();
            stage.close();
            return window;
        });
        await(tasks::idle);
        tasks.close();
        onFx(() -> {
            window.dark().set(!window.dark().get());
            return window;
        });
        assertThat(troubles).as("thrown on the window's thread").isEmpty();
    }
}
