package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;
import javafx.embed.swing.SwingFXUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.viewer3d.fx.SceneView;

/** The command that changes what draws, in a window over a recorded sweep. */
class RendererSwitchTest {
    @TempDir
    Path temp;

    @Test
    void openGlDrawsTheSameSceneAndTheStatusBarSaysWho() throws Exception {
        try (WindowBench bench = new WindowBench(temp.resolve("home"))) {
            Window window = bench.window();
            bench.open(temp.resolve("project"), Shared.data("kitti_raw_0005/2011_09_26"));
            onFx(() -> {
                window.selection().set(Optional.empty());
                return window;
            });
            await(() -> view(window).statusProperty().get().pointsDrawn() > 0);
            assertThat(onFx(bench::texts)).anyMatch(t -> t.startsWith("Java drawing · "));
            BufferedImage byJava = picture(window);
            var camera = onFx(() -> view(window).cameraProperty().get());

            onFx(() -> {
                window.drawn().turn();
                return window;
            });
            await(() -> bench.texts().stream()
                    .anyMatch(t -> t.startsWith("Drawn with OpenGL 3.3") || t.startsWith("OpenGL does not answer here: ")));
            boolean there = onFx(() -> view(window).statusProperty().get().renderer()).equals("gl");
            assertThat(onFx(bench::texts)).anyMatch(t -> t.startsWith(there ? "OpenGL 3.3 · " : "Java drawing · "));
            assumeTrue(there, "OpenGL's picture is not compared: no OpenGL context comes up on this machine");
            assertThat(onFx(() -> view(window).cameraProperty().get())).isEqualTo(camera);
            assertThat(difference(byJava, picture(window))).isLessThan(6);

            onFx(() -> {
                window.drawn().turn();
                return window;
            });
            await(() -> bench.texts().contains("Java draws."));
            assertThat(difference(byJava, picture(window))).isLessThan(0.5);
        }
    }

    private static SceneView view(Window window) {
        return (SceneView) window.scene().getRoot().lookup(".scene-view");
    }

    private static BufferedImage picture(Window window) throws Exception {
        return onFx(() -> SwingFXUtils.fromFXImage(view(window).snapshot(null, null), null));
    }

    /** Mean difference of a colour channel, of 255, over blocks of 4 x 4 pixels: points may land a pixel apart. */
    private static double difference(BufferedImage a, BufferedImage b) {
        double sum = 0;
        int blocks = 0;
        for (int y = 0; y + 4 <= a.getHeight(); y += 4) {
            for (int x = 0; x + 4 <= a.getWidth(); x += 4) {
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs(mean(a, x, y, shift) - mean(b, x, y, shift));
                }
                blocks++;
            }
        }
        return sum / blocks / 3;
    }

    private static double mean(BufferedImage image, int x0, int y0, int shift) {
        double sum = 0;
        for (int y = y0; y < y0 + 4; y++) {
            for (int x = x0; x < x0 + 4; x++) {
                sum += image.getRGB(x, y) >> shift & 255;
            }
        }
        return sum / 16;
    }
}
