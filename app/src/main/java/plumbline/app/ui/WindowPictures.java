package plumbline.app.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;
import plumbline.app.Tasks;
import plumbline.app.service.Settings;
import plumbline.viewer3d.render.RendererChoice;

/** Pictures of the window as a person would see it, taken without anybody in front of it. */
public final class WindowPictures {
    private static final long QUIET_NANOS = 1_200_000_000L;
    private static final long NO_VIEW_NANOS = 5_000_000_000L;
    private static final long LONGEST_NANOS = 25_000_000_000L;

    private WindowPictures() {}

    /**
     * Opens a project in a window of its own, waits until nothing new has been drawn for a while, and writes a PNG.
     * Sizes in layout pixels. Not from the window's thread.
     */
    public static void take(Path project, String workspace, boolean dark, int width, int height, Path png, Settings settings)
            throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable begin = () -> begin(project, workspace, dark, width, height, png, settings, done);
        try {
            Platform.startup(begin);
            Platform.setImplicitExit(false);
        } catch (IllegalStateException alreadyRunning) {
            Platform.runLater(begin);
        }
        try {
            done.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(png + ": " + Failures.sentence(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(png + ": the window was not ready within a minute. Nothing was written.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(png + ": stopped before the picture was taken.", e);
        }
    }

    private static void begin(
            Path project, String workspace, boolean dark, int width, int height, Path png, Settings settings,
            CompletableFuture<Void> done) {
        Tasks tasks = new Tasks();
        Stage stage = new Stage();
        Window window = new Window(stage, WindowApp.parts(settings, tasks, RendererChoice.AUTO), dark, width, height);
        stage.show();
        window.openPath(project);
        long from = System.nanoTime();
        Timeline watch = new Timeline();
        boolean[] there = new boolean[1];
        watch.getKeyFrames().add(new KeyFrame(Duration.millis(100), e -> {
            if (window.openSession().isPresent() && !there[0]) {
                there[0] = true;
                window.show(workspace);
            }
            if (settled(window, there[0], from)) {
                watch.stop();
                finish(window, stage, tasks, png, done);
            }
        }));
        watch.setCycleCount(Timeline.INDEFINITE);
        watch.play();
    }

    private static boolean settled(Window window, boolean open, long from) {
        long now = System.nanoTime();
        long drew = window.drewNanos();
        boolean quiet = drew == 0 ? now - from > NO_VIEW_NANOS : now - drew > QUIET_NANOS;
        return open && quiet && now - from > 2 * QUIET_NANOS || now - from > LONGEST_NANOS;
    }

    private static void finish(Window window, Stage stage, Tasks tasks, Path png, CompletableFuture<Void> done) {
        try {
            window.snapshotTo(png);
            done.complete(null);
        } catch (IOException e) {
            done.completeExceptionally(e);
        } finally {
            window.close();
            stage.close();
            tasks.close();
        }
    }
}
