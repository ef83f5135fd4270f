package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.geometry.BoxIou;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.Simulations;
import plumbline.qa.simulate.SimulationOptions;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.view.ViewAxis;

/** How few gestures and keys an object takes, on a simulated street whose truth is known. */
class FastHandsTest {
    @TempDir
    Path temp;

    private WindowBench bench;
    private Window window;

    @BeforeEach
    void open() throws Exception {
        bench = new WindowBench(temp.resolve("home"));
        window = bench.window();
        Path street = temp.resolve("street");
        Simulations.write(new SimulationOptions(20, 30_000, 1, 64, 64, List.of(), List.of()), street, Progress.NONE);
        bench.open(temp.resolve("project"), street);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void aVehicleInOneGestureAndItsTrackOverTwentyFramesInFourKeys() throws Exception {
        List<Cuboid> truth = parkedCarSeenInAllFrames();
        onFx(() -> {
            window.session().apply(new ChangeSet("Clear", window.session().labels().all().stream()
                    .map(Change::delete).toList()));
            view().reducedMotionProperty().set(true);
            view().frame(truth.getFirst().box());
            view().view(ViewAxis.TOP);
            return truth;
        });
        bench.key(KeyCode.B);
        bench.key(KeyCode.DIGIT1);
        altClick(truth.getFirst());
        await(() -> window.session().labels().size() == 1);
        Cuboid made = (Cuboid) window.session().labels().all().getFirst();
        assertThat(BoxIou.iou3d(made.box(), truth.getFirst().box())).as("after one gesture").isGreaterThan(0.7);
        for (int key = 1; key <= 4; key++) {
            int wanted = Math.min(20, 1 + 5 * key);
            bench.key(KeyCode.CLOSE_BRACKET);
            await(() -> window.session().labels().size() == wanted);
            onFx(() -> {
                window.frame().set(wanted - 1);
                window.selection().set(window.session().labels().inFrame(wanted - 1).stream().findFirst().map(Label::id));
                return wanted;
            });
        }
        double worst = 1;
        double sum = 0;
        for (Cuboid t : truth) {
            double iou = BoxIou.iou3d(t.box(), window.session().labels().cuboids(t.frame()).getFirst().box());
            worst = Math.min(worst, iou);
            sum += iou;
        }
        assertThat(sum / truth.size()).as("mean IoU over the track").isGreaterThan(0.7);
        assertThat(worst).isGreaterThan(0.5);
        oneBoxForAllFramesIsNoWorse(truth, sum / truth.size());
        theGridEditsTheFrameUnderThePointer();
    }

    private void theGridEditsTheFrameUnderThePointer() throws Exception {
        onFx(() -> {
            window.frame().set(3);
            window.selection().set(window.session().labels().inFrame(3).stream().findFirst().map(Label::id));
            return window;
        });
        var labels = window.session().labels();
        bench.key(KeyCode.G);
        await(() -> cells().size() > 3 && bench.quiet() && cellOf(2).getWidth() > 0);
        int frame = 2;
        // The grid may lay its cells out once more after the pointer came.
        for (int i = 0; i < 5 && !onFx(() -> cellOf(2).isHover()); i++) {
            Region cell = onFx(() -> cellOf(2));
            bench.moveTo(cell, new Point2D(cell.getWidth() / 2, 60));
            await(bench::quiet);
        }
        await(() -> cellOf(2).isHover());
        bench.key(KeyCode.W);
        await(() -> !window.session().labels().equals(labels));
        Cuboid before = labels.cuboids(frame).getFirst();
        Cuboid after = window.session().labels().cuboids(frame).getFirst();
        assertThat(after.box().centre().distance(before.box().centre())).isCloseTo(0.05, within(1e-9));
        assertThat(after.origin()).isEqualTo(Origin.HAND);
        assertThat(window.session().labels().cuboids(3)).isEqualTo(labels.cuboids(3));
        bench.key(KeyCode.ESCAPE);
        await(() -> cells().isEmpty());
    }

    private Region cellOf(int frame) {
        return cells().stream()
                .filter(n -> n.getAccessibleText().startsWith("Frame " + frame + ","))
                .map(Region.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private List<Node> cells() {
        return List.copyOf(window.scene().getRoot().lookupAll(".batch-cell"));
    }

    /** Shift+F refits on all sweeps together and writes the one box to every frame; Ctrl+Z takes it back whole. */
    private void oneBoxForAllFramesIsNoWorse(List<Cuboid> truth, double before) throws Exception {
        var labels = window.session().labels();
        onFx(() -> {
            window.frame().set(0);
            window.selection().set(labels.inFrame(0).stream().findFirst().map(Label::id));
            return before;
        });
        bench.key(KeyCode.F, false, true);
        await(() -> !window.session().labels().equals(labels));
        double sum = 0;
        for (Cuboid t : truth) {
            sum += BoxIou.iou3d(t.box(), window.session().labels().cuboids(t.frame()).getFirst().box());
        }
        assertThat(sum / truth.size()).isGreaterThan(before - 0.05);
        bench.key(KeyCode.Z, true, false);
        assertThat(window.session().labels()).isEqualTo(labels);
    }

    private void altClick(Cuboid car) throws Exception {
        PointBlock points = window.session().points(car.frame());
        int[] inside = PointsInBox.indices(points, car.box());
        int top = inside[0];
        for (int i : inside) {
            top = points.pz(i) > points.pz(top) ? i : top;
        }
        Vec3 roof = points.point(top);
        // What a click meets is what was drawn last.
        await(() -> view().project(roof)
                .flatMap(at -> view().pick(at.getX(), at.getY()))
                .filter(hit -> car.box().contains(
                        hit.positionView().x(), hit.positionView().y(), hit.positionView().z()))
                .isPresent());
        bench.altClick(view(), onFx(() -> view().project(roof).orElseThrow()));
    }

    private List<Cuboid> parkedCarSeenInAllFrames() throws Exception {
        return onFx(() -> {
            for (Cuboid c : window.session().labels().cuboids(0)) {
                List<Cuboid> track = window.session().labels().ofTrack(new TrackId(c.track().value())).stream()
                        .map(Cuboid.class::cast)
                        .sorted((a, b) -> a.frame() - b.frame())
                        .toList();
                double range = Math.hypot(c.box().centre().x(), c.box().centre().y());
                if (c.className().equals("Car") && track.size() == 20 && range > 8 && range < 25
                        && Optional.of("parked").equals(Optional.ofNullable(c.attributes().get("state")))
                        && PointsInBox.count(window.session().points(0), c.box()) > 100) {
                    return track;
                }
            }
            throw new AssertionError("the street has no such car");
        });
    }

    private SceneView view() {
        return (SceneView) window.scene().getRoot().lookup(".scene-view");
    }
}
