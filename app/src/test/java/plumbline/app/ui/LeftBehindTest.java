package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;

/** Work that ends after its person has gone elsewhere, or has closed the project. The bench fails on anything thrown. */
class LeftBehindTest {
    @TempDir
    Path temp;

    @Test
    void aCheckThatEndsInAnotherWorkspaceWaitsThereWithItsVerdict() throws Exception {
        try (WindowBench bench = new WindowBench(temp.resolve("home"))) {
            bench.open(temp.resolve("project"), Shared.data("dgp_test_scene/scene_02"));
            bench.show("Calibrate");
            bench.key(KeyCode.R, true, false);
            bench.show("Annotate");
            await(bench::quiet);
            bench.show("Calibrate");
            await(() -> bench.texts().stream().anyMatch(t -> t.startsWith("Depth edges on the picture")));
            assertThat(onFx(bench::texts)).noneMatch(t -> t.equals("Checking"));
        }
    }

    @Test
    void aProjectClosedInTheMiddleOfItsWorkStaysClosed() throws Exception {
        try (WindowBench bench = new WindowBench(temp.resolve("home"))) {
            bench.open(temp.resolve("project"), Shared.data("kitti_raw_0005/2011_09_26"));
            bench.show("Replay");
            bench.show("Audit");
            bench.show("Annotate");
            bench.key(KeyCode.W, true, true);
            await(bench::quiet);
            bench.key(KeyCode.L, true, true);
            assertThat(onFx(bench::texts)).contains("Projects");
        }
    }
}
