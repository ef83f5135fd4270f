package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.geometry.Point2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.review.Verdict;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.Checks;

/** Verdicts by key, and a keyframe moved in time by the pointer. */
class FindingsAndTracksTest {
    @TempDir
    Path temp;

    private WindowBench bench;
    private Window window;

    @BeforeEach
    void open() throws Exception {
        bench = new WindowBench(temp.resolve("home"));
        window = bench.window();
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void oneTwoAndThreeCloseTheSelectedFinding() throws Exception {
        bench.open(temp.resolve("project"), Shared.data("dgp_test_scene/scene_02"));
        int found = Checks.run(window.session(), Progress.NONE).size();
        assertThat(found).isGreaterThan(3);
        onFx(() -> {
            window.checked();
            return found;
        });
        bench.click("Findings");
        await(() -> list().getItems().size() == found);
        onFx(() -> {
            list().requestFocus();
            list().getSelectionModel().select(0);
            return found;
        });
        Object first = onFx(() -> list().getSelectionModel().getSelectedItem());
        bench.key(KeyCode.DIGIT1);
        await(() -> list().getItems().size() == found - 1);
        assertThat(onFx(() -> list().getSelectionModel().getSelectedItem())).isNotNull().isNotEqualTo(first);

        bench.key(KeyCode.DIGIT2);
        await(() -> window.scene().getFocusOwner() instanceof TextField);
        assertThat(onFx(bench::texts)).anyMatch(t -> t.startsWith("A waived finding needs its reason"));
        onFx(() -> {
            ((TextInputControl) window.scene().getFocusOwner()).setText("seen on site");
            return found;
        });
        bench.key(KeyCode.ENTER);
        await(() -> list().getItems().size() == found - 2);

        bench.key(KeyCode.DIGIT3);
        await(() -> list().getItems().size() == found - 3);
        List<Verdict> verdicts = window.session().project().verdicts();
        Map<Verdict.Kind, String> why = verdicts.stream().collect(Collectors.toMap(Verdict::kind, Verdict::reason));
        assertThat(why).containsOnlyKeys(Verdict.Kind.FIXED, Verdict.Kind.WAIVED, Verdict.Kind.FALSE_ALARM)
                .containsEntry(Verdict.Kind.WAIVED, "seen on site");
    }

    private ListView<?> list() {
        return (ListView<?>) window.scene().getRoot().lookup("#findings");
    }

    @Test
    void aDiamondDraggedToAnotherFrameTakesItsBoxAlong() throws Exception {
        bench.open(temp.resolve("project"), Shared.data("kitti_raw_0005/2011_09_26"));
        TrackId track = new TrackId("walker");
        Box at = Box.upright(new Vec3(8, 2, -1), 0.8, 0.6, 1.7, 0);
        Cuboid start = box(track, 0, at);
        Cuboid end = box(track, 6, at.withCentre(new Vec3(11, 2, -1)));
        onFx(() -> {
            window.session().apply(ChangeSet.of("Walk", Change.create(start), Change.create(end)));
            window.selection().set(Optional.of(start.id()));
            return track;
        });
        drag(6, 4);
        assertThat(frames(track)).containsExactly(0, 1, 2, 3, 4);
        Cuboid moved = at(track, 4);
        assertThat(moved.origin()).isEqualTo(Origin.HAND);
        assertThat(at(track, 2).origin()).isEqualTo(Origin.INTERPOLATED);
        assertThat(onFx(() -> window.frame().get())).isEqualTo(4);

        onFx(() -> {
            window.selection().set(Optional.of(moved.id()));
            return track;
        });
        drag(4, 0);
        assertThat(frames(track)).as("not onto another keyframe").containsExactly(0, 1, 2, 3, 4);
        bench.key(KeyCode.Z, true, false);
        assertThat(frames(track)).containsExactly(0, 6);
        assertThat(window.session().project().labels(window.session().stored().hash()).ofTrack(track)).hasSize(2);
    }

    private static Cuboid box(TrackId track, int frame, Box box) {
        return new Cuboid(LabelId.random(), track, "Pedestrian", frame, box, new TreeMap<>(), Origin.HAND, false, 1);
    }

    private List<Integer> frames(TrackId track) throws Exception {
        return onFx(() -> window.session().labels().ofTrack(track).stream().map(l -> l.frame()).sorted().toList());
    }

    private Cuboid at(TrackId track, int frame) throws Exception {
        return onFx(() -> window.session().labels().ofTrack(track).stream()
                .filter(l -> l.frame() == frame).map(Cuboid.class::cast).findFirst().orElseThrow());
    }

    /** Drags on the selected track's lane, which is the first under the ruler. */
    private void drag(int from, int to) throws Exception {
        Canvas lanes = onFx(() -> (Canvas) window.scene().getRoot().lookup(".timeline").lookup("Canvas"));
        int last = window.session().capture().frames().size() - 1;
        double first = 220 + 14;
        double step = (onFx(lanes::getWidth) - first - 14) / last;
        bench.drag(lanes, new Point2D(first + from * step, 31), new Point2D(first + to * step, 31));
    }
}
