package plumbline.app.ui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import plumbline.app.Tasks;
import plumbline.app.service.Settings;
import plumbline.storage.format.AtomicFile;
import plumbline.viewer3d.render.RendererChoice;

/** Pictures of the window at a workspace, for reports and guides: a real window on a project, taken when it has settled. */
public final class WindowPictures {
    private static final long QUIET_NANOS = 1_500_000_000L;
    private static final long LONGEST_SECONDS = 180;

    private WindowPictures() {}

    /**
     * Opens the project, shows the workspace, presses keys there ({@code Shift+C}), waits until nothing is loading, and
     * saves a PNG.
     */
    public static void take(
            Path project, String workspace, List<String> keys, boolean dark, int width, int height, Path png,
            Settings settings)
            throws IOException {
        List<KeyEvent> presses = keys.stream().map(WindowPictures::key).toList();
        startToolkit();
        CompletableFuture<Path> done = new CompletableFuture<>();
        Tasks.onFx(() -> new Shot(done, project, workspace, presses, png).start(dark, width, height, settings));
        try {
            done.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("The window could not be drawn: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("The window did not settle within " + LONGEST_SECONDS + " s.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped.", e);
        }
    }

    /** The window as it is now, as a PNG; on the FX thread. */
    static void save(Window window, Path png) throws IOException {
        save(window.scene(), png);
    }

    /** A scene as it is now; on the FX thread. */
    static void save(Scene scene, Path png) throws IOException {
        var image = SwingFXUtils.fromFXImage(scene.snapshot(null), null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", bytes)) {
            throw new IOException(png + ": no writer for PNG in this Java");
        }
        AtomicFile.write(png, bytes.toByteArray());
    }

    private static KeyEvent key(String words) {
        if (KeyCombination.valueOf(words) instanceof KeyCodeCombination k) {
            return new KeyEvent(
                    KeyEvent.KEY_PRESSED, "", "", k.getCode(), down(k.getShift()), down(k.getControl()), down(k.getAlt()),
                    false);
        }
        throw new IllegalArgumentException("--press takes keys such as C or Shift+C, not \"" + words + "\".");
    }

    private static boolean down(KeyCombination.ModifierValue m) {
        return m == KeyCombination.ModifierValue.DOWN;
    }

    static void startToolkit() {
        try {
            Platform.startup(() -> Platform.setImplicitExit(false));
        } catch (IllegalStateException e) {
            // It runs already: an earlier picture started it.
            Platform.setImplicitExit(false);
        }
    }

    /** One picture; lives on the FX thread. */
    private static final class Shot extends AnimationTimer {
        private final CompletableFuture<Path> done;
        private final Path project;
        private final String workspace;
        private final List<KeyEvent> presses;
        private final Path png;
        private final Tasks tasks = new Tasks();
        private Optional<Window> window = Optional.empty();
        private long quietSince;
        private int stage;

        Shot(CompletableFuture<Path> done, Path project, String workspace, List<KeyEvent> presses, Path png) {
            this.done = done;
            this.presses = presses;
            this.project = project;
            this.workspace = workspace.substring(0, 1).toUpperCase(Locale.ROOT) + workspace.substring(1).toLowerCase(Locale.ROOT);
            this.png = png;
        }

        void start(boolean dark, int width, int height, Settings settings) {
            Stage stage = new Stage();
            Window w = new Window(stage, WindowApp.parts(settings, tasks, RendererChoice.AUTO), dark, width, height);
            window = Optional.of(w);
            stage.show();
            stage.setWidth(width);
            stage.setHeight(height);
            w.openPath(project);
            quietSince = System.nanoTime();
            start();
        }

        @Override
        public void handle(long now) {
            if (!tasks.idle()) {
                quietSince = now;
            } else if (now - quietSince > QUIET_NANOS) {
                quietSince = now;
                advance(window.orElseThrow());
            }
        }

        /** Open, then the workspace, then what a person does first there, then the picture. */
        private void advance(Window w) {
            try {
                switch (stage++) {
                    case 0 -> w.show(workspace);
                    case 1 -> first(w);
                    case 2 -> presses.forEach(k -> Event.fireEvent(w.scene().getRoot(), k));
                    default -> {
                        save(w, png);
                        finish(w);
                        done.complete(png);
                    }
                }
            } catch (IOException | IllegalArgumentException | IllegalStateException e) {
                finish(w);
                done.completeExceptionally(e);
            }
        }

        private void first(Window w) {
            w.workspace().ifPresent(current -> {
                switch (workspace) {
                    case "Annotate" -> {
                        if (w.selection().get().isEmpty()) {
                            current.key(press(KeyCode.TAB, false));
                        }
                    }
                    case "Calibrate" -> current.key(press(KeyCode.R, true));
                    default -> { }
                }
            });
        }

        private static KeyEvent press(KeyCode code, boolean control) {
            return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false);
        }

        private void finish(Window w) {
            stop();
            w.close();
            w.stage().hide();
            tasks.close();
        }
    }
}
