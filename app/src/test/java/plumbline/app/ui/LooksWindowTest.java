package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.app.ui.looks.LooksPanel;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.view.PointStyle;

/** The looks of points, chosen in the window over a recorded sweep. */
class LooksWindowTest {
    @TempDir
    Path temp;

    private static SceneView view(Window window) {
        return (SceneView) window.scene().getRoot().lookup(".scene-view");
    }

    @Test
    void looksAreChosenByKeyShownAtOnceAndKept() throws Exception {
        try (WindowBench bench = new WindowBench(temp.resolve("home"))) {
            Window window = bench.window();
            bench.open(temp.resolve("project"), Shared.data("kitti_raw_0005/2011_09_26"));
            onFx(() -> {
                window.selection().set(Optional.empty());
                return window;
            });
            await(() -> bench.quiet() && view(window).statusProperty().get().pointsDrawn() > 0);
            long all = onFx(() -> view(window).statusProperty().get().pointsDrawn());
            KeyEvent open = new KeyEvent(KeyEvent.KEY_PRESSED, "C", "c", KeyCode.C, true, false, false, false);
            assertThat(onFx(() -> window.workspace().orElseThrow().key(open))).isTrue();
            LooksPanel panel = onFx(() -> (LooksPanel) window.scene().getRoot().lookup(".looks-panel"));
            assertThat(onFx(panel::isVisible)).isTrue();
            await(() -> panel.lookup(".field") != null);

            ObjectProperty<Looks> looks = window.looks("annotate");
            onFx(() -> {
                looks.set(looks.get().withFilter(new Looks.Between("distance", 0, 12))
                        .withStyle(looks.get().style().withMode(PointStyle.Mode.PIXELS, 4)));
                return looks;
            });
            await(() -> bench.quiet() && view(window).statusProperty().get().pointsDrawn() < all * 0.8);
            assertThat(onFx(() -> view(window).style().mode())).isEqualTo(PointStyle.Mode.PIXELS);
            assertThat(onFx(bench::texts)).contains("Looks, 1 filter");

            onFx(() -> {
                @SuppressWarnings("unchecked")
                ComboBox<String> colour = (ComboBox<String>) panel.getContent().lookup(".pl-combo");
                colour.setValue("height");
                return colour;
            });
            await(() -> bench.texts().contains("Height") && looks.get().colour().equals("height"));
            Path kept = temp.resolve("home/looks/annotate.txt");
            await(() -> Files.exists(kept) && text(kept).contains("colour=height") && text(kept).contains("12.0 distance"));
            onFx(() -> {
                panel.getContent().lookupAll(".slider").forEach(s -> assertThat(((Slider) s).getAccessibleText()).isNotBlank());
                panel.getContent().lookupAll(".combo-box").forEach(c -> assertThat(((Control) c).getAccessibleText()).isNotBlank());
                panel.getContent().lookupAll(".check-box").forEach(c -> assertThat(((Labeled) c).getText()).isNotBlank());
                return panel;
            });
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return "";
        }
    }
}
