package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.PointBlock;
import plumbline.viewer3d.fx.SceneView;

/** Points of a recorded sweep painted in the window: a car by brush, taken back, there again after a restart. */
class SegmentationTest {
    @TempDir
    Path temp;

    private Window window;

    private SceneView view() {
        return (SceneView) window.scene().getRoot().lookup(".scene-view");
    }

    private List<Label.PointMask> masks() {
        return window.session().labels().all().stream()
                .filter(Label.PointMask.class::isInstance)
                .map(Label.PointMask.class::cast)
                .toList();
    }

    private List<Label> onDisk() {
        return window.session().project().labels(window.session().stored().hash()).all();
    }

    /** With {@code -Dplumbline.pictures=folder} the window is kept as a file to look at. */
    private void picture(String name) throws Exception {
        String folder = System.getProperty("plumbline.pictures", "");
        if (!folder.isEmpty()) {
            Path to = Files.createDirectories(Path.of(folder)).resolve(name + ".png");
            onFx(() -> {
                WindowPictures.save(window, to);
                return name;
            });
        }
    }

    private Label.Cuboid car() {
        return (Label.Cuboid) window.session().labels().find(window.selection().get().orElseThrow()).orElseThrow();
    }

    private void run(String name) throws Exception {
        onFx(() -> {
            window.workspace().orElseThrow().commands().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow().run().run();
            return name;
        });
    }

    /** Ground, clusters, split, join, boxes to masks and back, each one step to take back. */
    private void wholeMasks(WindowBench bench, Label.Cuboid car) throws Exception {
        int before = masks().size();
        bench.key(KeyCode.ESCAPE);
        bench.key(KeyCode.DIGIT9);
        bench.key(KeyCode.Z);
        await(() -> bench.texts().stream().anyMatch(t -> t.endsWith("points ground")));
        picture("ground-chosen");
        bench.key(KeyCode.ENTER);
        await(() -> masks().size() == before + 1);
        Label.PointMask ground = masks().stream().filter(m -> m.className().equals("Other")).findFirst().orElseThrow();
        assertThat(ground.points().count()).isGreaterThan(5_000);
        bench.key(KeyCode.TAB);
        await(() -> bench.texts().stream().anyMatch(t -> t.endsWith("points unlabelled cluster")));
        picture("cluster-offered");
        bench.key(KeyCode.A);
        bench.key(KeyCode.DIGIT8);
        bench.key(KeyCode.ENTER);
        await(() -> masks().stream().anyMatch(m -> m.className().equals("Pole")));
        assertThat(masks().stream().filter(m -> m.className().equals("Pole")).findFirst().orElseThrow().points()
                .intersect(ground.points()).isEmpty()).isTrue();
        int poles = masks().size();
        run("Make masks from the boxes of this frame");
        await(() -> masks().stream().anyMatch(m -> m.className().equals("Cyclist")));
        picture("boxes-as-masks");
        bench.key(KeyCode.Z, true, false);
        await(() -> masks().size() == poles);
        run("Fit boxes to the masks of this frame");
        await(() -> window.session().labels().cuboids(window.frame().get()).stream()
                .anyMatch(c -> c.track().equals(masks().stream()
                        .filter(m -> m.className().equals("Van") && m.instance() == 1).findFirst().orElseThrow().track())));
        bench.key(KeyCode.Z, true, false);
    }

    @Test
    void aCarIsPaintedTakenBackPaintedAgainAndThereAfterARestart() throws Exception {
        Path project = temp.resolve("project");
        try (WindowBench bench = new WindowBench(temp.resolve("home"))) {
            window = bench.window();
            bench.open(project, Shared.data("kitti_raw_0005/2011_09_26"));
            onFx(() -> {
                view().reducedMotionProperty().set(true);
                view().frame(car().box());
                return null;
            });
            PointBlock points = window.session().points(window.frame().get());
            Label.Cuboid car = car();
            bench.key(KeyCode.U);
            bench.key(KeyCode.CLOSE_BRACKET);
            await(bench::quiet);
            Point2D at = onFx(() -> view().project(car.box().centre()).orElseThrow());
            // The first move asks for the index of the points, which is made beside.
            bench.moveTo(view(), at.add(3, 0));
            await(bench::quiet);
            bench.moveTo(view(), at);
            picture("brush-hover");
            bench.drag(view(), at.add(-25, 0), at.add(25, 0));
            await(() -> masks().size() == 1);
            picture("brush-painted");
            Label.PointMask mask = masks().getFirst();
            assertThat(mask.className()).isEqualTo(car.className());
            long inside = 0;
            for (int i = 0; i < points.size(); i++) {
                inside += mask.points().contains(i) && car.box().contains(points.px(i), points.py(i), points.pz(i)) ? 1 : 0;
            }
            assertThat(mask.points().count()).isGreaterThan(30);
            assertThat(inside).as("of %d painted", mask.points().count()).isGreaterThan(mask.points().count() / 2);
            assertThat(onDisk()).contains(mask);
            bench.key(KeyCode.Z, true, false);
            await(() -> masks().isEmpty());
            assertThat(onDisk()).doesNotContain(mask);
            bench.key(KeyCode.Z, true, true);
            await(() -> masks().equals(List.of(mask)));

            bench.key(KeyCode.ESCAPE);
            bench.key(KeyCode.L, false, true);
            double r = 60;
            bench.key(KeyCode.R);
            bench.key(KeyCode.R);
            bench.key(KeyCode.M);
            bench.drag(view(), at.add(-r, -r), at.add(r, r / 3));
            picture("box-chosen");
            assertThat(masks()).as("before Enter").isEqualTo(List.of(mask));
            bench.key(KeyCode.DIGIT4);
            bench.key(KeyCode.A);
            bench.key(KeyCode.ENTER);
            await(() -> masks().stream().anyMatch(m -> m.instance() == 1));
            Label.PointMask van = masks().stream().filter(m -> m.instance() == 1).findFirst().orElseThrow();
            assertThat(van.className()).isEqualTo("Van");
            assertThat(window.selection().get()).contains(van.id());
            picture("box-taken");
            assertThat(PointsInBox.count(points, car.box())).isPositive();
            wholeMasks(bench, car);
        }
        try (WindowBench again = new WindowBench(temp.resolve("home"))) {
            window = again.window();
            onFx(() -> {
                window.openPath(project);
                return project;
            });
            await(() -> window.openSession().isPresent());
            assertThat(masks()).anyMatch(m -> m.className().equals("Van") && m.points().count() > 30);
            assertThat(Optional.of(masks().size())).hasValueSatisfying(n -> assertThat(n).isPositive());
        }
    }
}
