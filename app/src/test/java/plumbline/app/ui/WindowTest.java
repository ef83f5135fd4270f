package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.onFx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.storage.project.Project;

/** A real window on the headless platform over a real project on disk. */
class WindowTest {
    @TempDir
    Path temp;

    private WindowBench bench;
    private Window window;

    @BeforeEach
    void open() throws Exception {
        bench = new WindowBench(temp.resolve("home"));
        window = bench.window();
        bench.open(temp.resolve("project"), Shared.data("kitti_raw_0005/2011_09_26"));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void aKeyEditsTheSelectedBoxOnDiskAndCtrlZTakesItBack() throws Exception {
        var id = onFx(() -> window.selection().get().orElseThrow());
        bench.key(KeyCode.F);
        assertThat(onFx(() -> window.session().labels().find(id).orElseThrow().finalised())).isTrue();
        Project project = window.session().project();
        assertThat(project.uncommittedEdits()).isEqualTo(1);
        assertThat(project.labels(window.session().stored().hash()).find(id).orElseThrow().finalised()).isTrue();
        bench.key(KeyCode.Z, true, false);
        assertThat(onFx(() -> window.session().labels().find(id).orElseThrow().finalised())).isFalse();
        bench.key(KeyCode.SPACE);
        assertThat(onFx(() -> window.frame().get())).isEqualTo(1);
    }

    @Test
    void theWindowIsPaintedAndThePaletteOpensAndCloses() throws Exception {
        Path png = temp.resolve("window.png");
        onFx(() -> {
            WindowPictures.save(window, png);
            return null;
        });
        assertThat(colours(png)).isGreaterThan(300);
        bench.key(KeyCode.K, true, false);
        assertThat(onFx(() -> window.overlays().isOpen())).isTrue();
        bench.key(KeyCode.ESCAPE);
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
}
