package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.scene.Progress;
import plumbline.app.service.Simulations;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.view.Camera;

/** A cloud of millions of points given to the window. */
class CloudTest {
    private static final List<String> HEAVY = List.of(
            "plumbline.storage.tile.TileCodec", "plumbline.storage.tile.TileIndex", "plumbline.storage.tile.TileBuilder",
            "plumbline.viewer3d.lod.LodSelection");

    @TempDir
    Path temp;

    /** Looks over the shoulder of the window's thread, often, for work that does not belong there. */
    private static final class Watch implements AutoCloseable {
        private final List<String> seen = new CopyOnWriteArrayList<>();
        private final ScheduledExecutorService eyes = Executors.newSingleThreadScheduledExecutor();

        Watch(Thread window) {
            eyes.scheduleWithFixedDelay(
                    () -> Arrays.stream(window.getStackTrace())
                            .map(StackTraceElement::getClassName)
                            .filter(HEAVY::contains)
                            .forEach(seen::add),
                    0, 4, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            eyes.shutdownNow();
        }
    }

    @Test
    void aLargeCloudIsSeenWhileItIsPreparedAndStaysInTheHand() throws Exception {
        Path las = temp.resolve("yard.las");
        Simulations.cloud(las, 4_000_000, 7, Progress.NONE);
        try (WindowBench bench = new WindowBench(temp.resolve("home"));
                Watch watch = new Watch(onFx(Thread::currentThread))) {
            Window window = bench.window();
            onFx(() -> {
                window.openPath(las);
                return las;
            });
            await(() -> view(window).map(v -> v.statusProperty().get().pointsDrawn() > 1000).orElse(false));
            assertThat(window.openSession()).as("no project is made for looking").isEmpty();
            SceneView view = onFx(() -> view(window).orElseThrow());
            await(() -> bench.quiet() && view.statusProperty().get().missing() == 0
                    && view.statusProperty().get().pointsDrawn() > 200_000);
            assertThat(onFx(bench::texts)).anyMatch(t -> t.contains(" of 4.00\u00A0M points"));
            assertThat(onFx(bench::texts)).contains("4\u00A0000\u00A0000");

            Camera before = onFx(() -> view.cameraProperty().get());
            Point2D middle = new Point2D(view.getWidth() / 2, view.getHeight() / 2);
            bench.drag(view, middle, middle.add(160, 20));
            Camera after = onFx(() -> view.cameraProperty().get());
            assertThat(after.eye().distance(before.eye())).isGreaterThan(1);
            await(() -> view.statusProperty().get().missing() == 0);
            bench.key(KeyCode.C);
            await(() -> bench.texts().contains("Height") && bench.quiet());
            bench.key(KeyCode.HOME);
            assertThat(watch.seen).as("tiles read or chosen on the window's thread").isEmpty();

            bench.click("Close cloud");
            await(() -> window.visitor().isEmpty());
            List<Path> kept = new ArrayList<>();
            try (Stream<Path> cache = Files.list(temp.resolve("home/cache/tiles"))) {
                cache.forEach(kept::add);
            }
            assertThat(kept).singleElement().satisfies(f -> assertThat(f.resolve("tiles.json")).exists());
        }
    }

    private static Optional<SceneView> view(Window window) {
        Node found = window.scene().getRoot().lookup(".scene-view");
        return Optional.ofNullable((SceneView) found);
    }
}
