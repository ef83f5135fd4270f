package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Path;
import javafx.scene.input.KeyCode;
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
import plumbline.app.service.Checks;

/** Replay and Audit in a real window over a recorded scene with findings, an edit and two versions. */
class ReplayAndAuditTest {
    @TempDir
    Path temp;

    private WindowBench bench;
    private Window window;

    @BeforeEach
    void open() throws Exception {
        bench = new WindowBench(temp.resolve("home"));
        window = bench.window();
        bench.open(temp.resolve("project"), Shared.data("dgp_test_scene/scene_02"));
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
        bench.close();
    }

    @Test
    void replayPlaysWithTheClockAndAuditSaysWhatChanged() throws Exception {
        bench.show("Replay");
        await(() -> bench.texts().stream().anyMatch(t -> t.startsWith("Box holds no points")));
        assertThat(onFx(bench::texts)).contains("usually −91 ms").doesNotContain("not yet");
        assertThat(onFx(() -> window.scene().getFocusOwner().getStyleClass())).doesNotContain("pl-tab");
        // Frames lie a second apart; the playhead stands at the first.
        assertThat(onFx(() -> window.frame().get())).isZero();
        long from = System.nanoTime();
        bench.key(KeyCode.SPACE);
        await(() -> window.frame().get() == 1);
        assertThat(System.nanoTime() - from).isBetween(800_000_000L, 4_000_000_000L);
        bench.key(KeyCode.SPACE);
        bench.key(KeyCode.N);
        assertThat(onFx(() -> window.selection().get())).isPresent();

        bench.show("Audit");
        await(() -> bench.texts().contains("~ Moved 0.21 m"));
        assertThat(onFx(bench::texts)).contains("No orphans", "One box moved").noneMatch(t -> t.startsWith("mdi2"));
        bench.key(KeyCode.P, true, false);
        await(() -> bench.texts().contains("Chain holds"));
        assertThat(onFx(() -> WindowBench.labelled(window.scene().getRoot()).stream()
                        .filter(l -> "Unanchored".equals(l.getText()) && l.getStyleClass().contains("chip"))
                        .toList()))
                .isNotEmpty()
                .noneMatch(l -> l.getStyleClass().contains("high"));
    }
}
