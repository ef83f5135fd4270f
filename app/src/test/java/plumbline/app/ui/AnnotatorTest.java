package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.Labels;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.Project;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.view.ViewAxis;

/** What an annotator does in the first minute, with keys and pointer, over files on disk. */
class AnnotatorTest {
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
    void drawsClassesNudgesAndTakesBackOnDisk() throws Exception {
        bench.open(temp.resolve("project"), Shared.data("kitti_raw_0005/2011_09_26"));
        Cuboid car = selected().orElseThrow();
        tabBringsTheNextObjectIntoView(car);
        drawAgain(car);
        Labels drawn = labels();
        Cuboid made = selected().orElseThrow();

        String other = window.session().ontology().classes().stream()
                .filter(c -> c.hotkey() > 0 && !c.name().equals(made.className()))
                .min(Comparator.comparingInt(c -> c.hotkey()))
                .orElseThrow()
                .name();
        int digit = window.session().ontology().find(other).orElseThrow().hotkey();
        bench.key(KeyCode.valueOf("DIGIT" + digit));
        assertThat(selected().orElseThrow().className()).isEqualTo(other);
        for (KeyCode nudge : List.of(KeyCode.W, KeyCode.A, KeyCode.S, KeyCode.D)) {
            Vec3 before = selected().orElseThrow().box().centre();
            bench.key(nudge);
            assertThat(selected().orElseThrow().box().centre().distance(before)).isBetween(0.0499, 0.0501);
        }
        Labels nudged = labels();
        bench.key(KeyCode.Z, true, false);
        bench.key(KeyCode.Z, true, false);
        assertThat(labels()).isNotEqualTo(nudged);
        bench.key(KeyCode.Z, true, true);
        Labels now = labels();
        assertThat(now.find(made.id())).isPresent();
        assertThat(now.size()).isEqualTo(drawn.size());
        assertThat(onDisk().all()).containsExactlyInAnyOrderElementsOf(now.all());
    }

    @Test
    void aDragInPerspectiveFindsTheWayTheCarStands() throws Exception {
        bench.open(temp.resolve("project"), Shared.data("kitti_raw_0005/2011_09_26"));
        Cuboid van = selected().orElseThrow();
        bench.key(KeyCode.DELETE);
        int before = labels().size();
        await(() -> view().project(van.box().centre()).isPresent() && inView(view().project(van.box().centre()).get()));
        List<Point2D> corners = onFx(() -> Arrays.stream(van.box().corners()).map(c -> view().project(c).orElseThrow()).toList());
        double left = corners.stream().mapToDouble(Point2D::getX).min().orElseThrow();
        double right = corners.stream().mapToDouble(Point2D::getX).max().orElseThrow();
        double low = corners.stream().mapToDouble(Point2D::getY).max().orElseThrow();
        double middle = onFx(() -> view().project(van.box().centre()).orElseThrow().getY());
        bench.drag(view(), new Point2D(left - 6, 2 * middle - low - 6), new Point2D(right + 6, low + 6));
        await(() -> labels().size() > before);
        Box made = selected().orElseThrow().box();
        double off = Math.IEEEremainder(made.yaw() - van.box().yaw(), Math.PI);
        assertThat(Math.toDegrees(off)).isBetween(-6.0, 6.0);
        assertThat(made.centre().distance(van.box().centre())).isLessThan(0.5);
    }

    private void tabBringsTheNextObjectIntoView(Cuboid first) throws Exception {
        bench.key(KeyCode.TAB);
        Cuboid next = selected().orElseThrow();
        assertThat(next.id()).isNotEqualTo(first.id());
        await(() -> view().project(next.box().centre()).filter(this::inView).isPresent());
        await(this::selectedRowIsSeen);
    }

    private boolean inView(Point2D at) {
        return at.getX() > 0 && at.getY() > 0 && at.getX() < view().getWidth() && at.getY() < view().getHeight();
    }

    private boolean selectedRowIsSeen() {
        ScrollPane list = (ScrollPane) row().getParent().getParent().getParent().getParent();
        var seen = list.localToScene(list.getBoundsInLocal());
        return seen.contains(row().localToScene(row().getBoundsInLocal()).getCenterX(),
                row().localToScene(row().getBoundsInLocal()).getCenterY());
    }

    private Node row() {
        return window.scene().getRoot().lookupAll(".list-row").stream()
                .filter(n -> n.getPseudoClassStates().contains(Parts.SELECTED))
                .findFirst()
                .orElseThrow();
    }

    /** Deletes a box and draws it anew from above: a drag about its points gives a box that fits them. */
    private void drawAgain(Cuboid car) throws Exception {
        PointBlock points = window.session().points(car.frame());
        onFx(() -> {
            window.selection().set(Optional.of(car.id()));
            view().reducedMotionProperty().set(true);
            view().frame(car.box());
            view().view(ViewAxis.TOP);
            return car;
        });
        bench.key(KeyCode.DELETE);
        assertThat(labels().find(car.id())).isEmpty();
        int before = labels().size();
        bench.key(KeyCode.B);
        Vec3 c = car.box().centre();
        double reach = Math.hypot(car.box().length(), car.box().width()) / 2;
        Point2D centre = onFx(() -> view().project(c).orElseThrow());
        double pixels = onFx(() -> view().projection().pixelsPerMetreAt(c)) * reach;
        bench.drag(view(), centre.subtract(pixels, pixels), centre.add(pixels, pixels));
        await(() -> labels().size() > before);
        Cuboid made = selected().orElseThrow();
        assertThat(made.box().centre().distance(c)).isLessThan(1.5);
        assertThat(PointsInBox.count(points, made.box()))
                .isGreaterThan(PointsInBox.count(points, car.box()) * 6 / 10);
    }

    @Test
    void aCaptureDroppedOnTheStartScreenBecomesAProjectBesideIt() throws Exception {
        StringBuilder pcd = new StringBuilder("VERSION .7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\n"
                + "WIDTH 400\nHEIGHT 1\nVIEWPOINT 0 0 0 1 0 0 0\nPOINTS 400\nDATA ascii\n");
        for (int i = 0; i < 400; i++) {
            pcd.append(i % 20).append(' ').append(i / 20).append(" 0.5\n");
        }
        Path file = Files.writeString(temp.resolve("yard_07.pcd"), pcd);
        onFx(() -> {
            window.openPath(file);
            return file;
        });
        bench.click("Next");
        await(() -> bench.texts().contains("No contract"));
        bench.click("Next");
        await(() -> bench.texts().contains("Sensors left out"));
        bench.click("Next");
        bench.click("Import capture");
        await(() -> window.openSession().isPresent());
        Project project = window.session().project();
        assertThat(project.name()).isEqualTo("yard 07");
        assertThat(project.folder()).isEqualTo(temp.resolve("yard-07-project"));
        assertThat(window.session().points(0).size()).isEqualTo(400);
    }

    private SceneView view() {
        return (SceneView) window.scene().getRoot().lookup(".scene-view");
    }

    private Optional<Cuboid> selected() {
        return window.selection().get().flatMap(id -> labels().find(id)).map(Cuboid.class::cast);
    }

    private Labels labels() {
        return window.session().labels();
    }

    private Labels onDisk() {
        return window.session().project().labels(window.session().stored().hash());
    }
}
