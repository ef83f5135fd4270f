package plumbline.viewer3d.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.Street;
import plumbline.viewer3d.render.Colouring;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.tool.ClipTool;
import plumbline.viewer3d.tool.Measure;
import plumbline.viewer3d.tool.MeasureTool;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.Clip;

/** Four views of one street with a real pointer: one cursor, one clip, and measures between known places. */
class SplitViewTest {
    private static final PointBlock POINTS = Street.points(Street.CAR);
    private SceneView main;
    private SplitView split;
    private Window window;

    @BeforeEach
    void open() throws Exception {
        window = Window.open(
                () -> {
                    main = new SceneView(RendererChoice.SPLAT);
                    main.reducedMotionProperty().set(true);
                    split = new SplitView(main, RendererChoice.SPLAT);
                    return split;
                },
                1000, 700);
        Window.fx(() -> {
            main.setScene(new SceneSnapshot(
                    List.of(new PointLayer("lidar", POINTS, Pose.IDENTITY, Colouring.single(POINTS, 0xC0C8D0))), List.of(),
                    List.of()));
            return null;
        });
        Window.until(() -> main.statusProperty().get().pointsDrawn() > 0);
    }

    @AfterEach
    void close() {
        Window.fx(() -> {
            split.close();
            main.close();
            return null;
        });
        window.close();
    }

    private Point2D at(SceneView view, Vec3 place) {
        Point2D p = Window.fx(() -> view.project(place).orElseThrow());
        return Window.screen(view, p.getX(), p.getY());
    }

    @Test
    void fourViewsShareSceneClipAndCursor() throws Exception {
        Window.fx(() -> {
            split.countProperty().set(4);
            return null;
        });
        Window.until(() -> split.shown().size() == 4
                && split.shown().stream().allMatch(v -> v.statusProperty().get().pointsDrawn() > 100));
        assertThat(split.shown().stream().skip(1).allMatch(v -> v.cameraProperty().get().orthographic())).isTrue();
        Vec3 place = new Vec3(8, 2, 0);
        window.robot.moveTo(at(main, place));
        Window.until(() -> split.shown().stream().allMatch(v -> v.marks().cursor().isPresent()));
        List<Vec3> cursors = Window.fx(() -> split.shown().stream().map(v -> v.marks().cursor().orElseThrow()).toList());
        assertThat(cursors).allMatch(cursors.getFirst()::equals);
        assertThat(cursors.getFirst().distance(place)).isLessThan(0.4);

        SceneView top = split.shown().get(1);
        window.robot.moveTo(at(top, new Vec3(10, -3, 0)));
        Window.until(() -> main.marks().cursor().filter(c -> c.distance(new Vec3(10, -3, 0)) < 0.4).isPresent());

        long before = Window.fx(() -> top.statusProperty().get().pointsDrawn());
        Window.fx(() -> {
            main.setClip(Clip.to(Box.upright(new Vec3(8, 2, 0), 4, 4, 4, 0)));
            return null;
        });
        Window.until(() -> top.clip().equals(main.clip()) && top.statusProperty().get().pointsDrawn() < before / 2);
        Window.fx(() -> {
            split.next();
            return null;
        });
        Window.until(() -> split.shown().size() == 1 && main.getWidth() == split.getWidth());
        assertThat(main.marks().cursor()).isEmpty();
    }

    @Test
    void clicksMeasureBetweenPointsAndEnterEndsAnArea() throws Exception {
        List<Measure> made = new ArrayList<>();
        MeasureTool tool = new MeasureTool(made::add);
        Window.fx(() -> {
            main.setCamera(new Camera(new Vec3(8, 0, 30), new Vec3(8, 0, 0), new Vec3(1, 0, 0), Math.toRadians(50), 0), false);
            main.toolProperty().set(Optional.of(tool));
            return null;
        });
        Window.until(() -> main.project(new Vec3(4, 4, 0)).isPresent());
        click(new Vec3(14, 6, 0));
        click(new Vec3(14, -6, 0));
        Window.until(() -> made.size() == 1);
        assertThat(made.getFirst().value()).isCloseTo(12, within(0.3));
        assertThat(POINTS.size()).as("snapped to points of the street").isGreaterThan(0);
        assertThat(made.getFirst().places()).allMatch(p -> nearest(p) < 1e-6);

        Window.fx(() -> {
            tool.setKind(Measure.Kind.AREA);
            return null;
        });
        click(new Vec3(14, 6, 0));
        click(new Vec3(14, -6, 0));
        click(new Vec3(15, -8, 0));
        window.robot.type(KeyCode.BACK_SPACE);
        click(new Vec3(2, -6, 0));
        window.robot.type(KeyCode.ENTER);
        Window.until(() -> made.size() == 2);
        assertThat(made.getLast().value()).isCloseTo(72, within(3.0));
        assertThat(made.getLast().places()).hasSize(3);
    }

    private static double nearest(Vec3 p) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < POINTS.size(); i++) {
            least = Math.min(least, POINTS.point(i).distance(p));
        }
        return least;
    }

    private void click(Vec3 place) {
        Point2D p = at(main, place);
        window.robot.moveTo(p.add(3, 0));
        window.robot.moveTo(p);
        window.robot.press(MouseButton.PRIMARY);
        window.robot.release(MouseButton.PRIMARY);
        // Two clicks at one place within half a second would be a double click.
        window.robot.moveTo(p.add(40, 40));
    }

    @Test
    void aFaceOfTheClipBoxFollowsThePointer() throws Exception {
        Box box = Box.upright(new Vec3(8, 0, 1), 6, 6, 3, 0);
        ClipTool tool = new ClipTool(() -> main.clip().box(), b -> main.setClip(Clip.to(b)));
        Window.fx(() -> {
            main.setClip(Clip.to(box));
            main.toolProperty().set(Optional.of(tool));
            return null;
        });
        Point2D from = at(main, new Vec3(8, 3, 1));
        Point2D to = at(main, new Vec3(8, 5, 1));
        window.robot.moveTo(from);
        window.robot.press(MouseButton.PRIMARY);
        window.robot.moveTo(from.midpoint(to));
        window.robot.moveTo(to);
        window.robot.release(MouseButton.PRIMARY);
        Box now = Window.fx(() -> main.clip().box().orElseThrow());
        assertThat(now.width()).isCloseTo(8, within(0.2));
        assertThat(now.centre().y() - now.width() / 2).as("the other face stays").isCloseTo(-3, within(1e-6));
        Camera camera = Window.fx(() -> main.cameraProperty().get());
        assertThat(camera).as("the camera stays").isEqualTo(Camera.DEFAULT);
    }
}
