package plumbline.viewer3d.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.Street;
import plumbline.viewer3d.render.Colouring;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.view.Camera;

/** Every way to move, by a real pointer and real keys over a street: what is under the pointer stays there. */
class NavigationTest {
    private static final PointBlock POINTS = Street.points(Street.CAR);
    private static final Vec3 PLACE = new Vec3(8, 3, 0);

    private SceneView view;
    private Window window;

    @BeforeEach
    void open() throws Exception {
        window = Window.open(() -> view = new SceneView(RendererChoice.SPLAT), 900, 600);
        Window.fx(() -> {
            view.reducedMotionProperty().set(true);
            view.setScene(new SceneSnapshot(
                    List.of(new PointLayer("lidar", POINTS, Pose.IDENTITY, Colouring.single(POINTS, 0xC0C8D0))), List.of(),
                    List.of()));
            return null;
        });
        Window.until(() -> view.statusProperty().get().pointsDrawn() > 0);
    }

    @AfterEach
    void close() {
        Window.fx(() -> {
            view.close();
            return null;
        });
        window.close();
    }

    private Camera camera() {
        return Window.fx(() -> view.cameraProperty().get());
    }

    private Point2D pixel(Vec3 place) {
        return Window.fx(() -> view.project(place).orElseThrow());
    }

    private Point2D screen(Vec3 place) {
        Point2D p = pixel(place);
        return Window.screen(view, p.getX(), p.getY());
    }

    /** The place that the view itself finds there: a point of the street beside the one asked for. */
    private Vec3 found(Vec3 place) {
        Point2D p = pixel(place);
        return Window.fx(() -> view.pick(p.getX(), p.getY()).orElseThrow().positionView());
    }

    private void drag(MouseButton button, Point2D from, Point2D to) {
        window.robot.moveTo(from);
        window.robot.press(button);
        window.robot.moveTo(from.midpoint(to));
        window.robot.moveTo(to);
        window.robot.release(button);
    }

    @Test
    void orbitTurnsAboutThePointUnderThePointer() {
        Vec3 pivot = found(PLACE);
        Camera before = camera();
        Point2D at = pixel(pivot);
        drag(MouseButton.PRIMARY, screen(PLACE), screen(PLACE).add(120, 40));
        Camera after = camera();
        assertThat(after.eye().distance(before.eye())).isGreaterThan(2);
        assertThat(after.eye().distance(pivot)).isCloseTo(before.eye().distance(pivot), within(1e-6));
        assertThat(pixel(pivot).distance(at)).isLessThan(1e-3);
    }

    @Test
    void panKeepsTheGroundUnderThePointer() {
        Vec3 grabbed = found(PLACE);
        double height = camera().eye().z();
        Point2D to = screen(PLACE).add(-90, 60);
        drag(MouseButton.SECONDARY, screen(PLACE), to);
        assertThat(screen(grabbed).distance(to)).isLessThan(4);
        assertThat(camera().eye().z()).as("along the ground").isCloseTo(height, within(0.05));
    }

    @Test
    void theWheelZoomsToWhatIsUnderThePointer() {
        Vec3 focus = found(PLACE);
        double before = camera().eye().distance(focus);
        Point2D at = pixel(focus);
        window.robot.moveTo(screen(PLACE));
        window.robot.scroll(3, VerticalDirection.UP);
        // Which way is nearer differs between robots; that the place stays under the pointer does not.
        assertThat(Math.abs(camera().eye().distance(focus) - before)).isGreaterThan(0.2);
        assertThat(pixel(focus).distance(at)).isLessThan(3);
    }

    @Test
    void theRightButtonWithKeysFlies() throws Exception {
        Camera before = camera();
        window.robot.moveTo(screen(PLACE));
        window.robot.press(MouseButton.SECONDARY);
        window.robot.press(KeyCode.W);
        Window.until(() -> view.cameraProperty().get().eye().x() > before.eye().x() + 0.5);
        window.robot.release(KeyCode.W);
        window.robot.press(KeyCode.E);
        Window.until(() -> view.cameraProperty().get().eye().z() > before.eye().z() + 0.3);
        window.robot.release(KeyCode.E);
        window.robot.release(MouseButton.SECONDARY);
        Camera there = camera();
        assertThat(there.target().minus(there.eye()).distance(before.target().minus(before.eye()))).isLessThan(1e-6);
        window.robot.type(KeyCode.W);
        assertThat(camera()).as("without the button W is no flight").isEqualTo(there);
    }

    @Test
    void keypadAndHomeTakeFixedViews() {
        Window.fx(() -> {
            view.requestFocus();
            return null;
        });
        window.robot.type(KeyCode.NUMPAD7);
        assertThat(looking().z()).isCloseTo(-1, within(1e-9));
        window.robot.type(KeyCode.NUMPAD9);
        assertThat(looking().x()).as("from the front, towards the car").isCloseTo(-1, within(1e-9));
        window.robot.type(KeyCode.NUMPAD3);
        assertThat(looking().y()).as("from the right side").isCloseTo(1, within(1e-9));
        window.robot.type(KeyCode.NUMPAD1);
        assertThat(looking().x()).isCloseTo(1, within(1e-9));
        window.robot.type(KeyCode.NUMPAD5);
        assertThat(camera().orthographic()).isTrue();
        window.robot.type(KeyCode.NUMPAD5);
        assertThat(camera().orthographic()).isFalse();
        window.robot.type(KeyCode.HOME);
        assertThat(camera()).isEqualTo(Camera.DEFAULT);
    }

    private Vec3 looking() {
        Camera c = camera();
        return c.target().minus(c.eye()).normalized();
    }

    @Test
    void aRightClickThatStaysAsksForTheMenuAndADragDoesNot() {
        AtomicInteger asked = new AtomicInteger();
        Window.fx(() -> {
            view.marks().onMenu(e -> asked.incrementAndGet());
            return null;
        });
        drag(MouseButton.SECONDARY, screen(PLACE), screen(PLACE).add(80, 10));
        assertThat(asked).hasValue(0);
        window.robot.moveTo(screen(PLACE));
        window.robot.press(MouseButton.SECONDARY);
        window.robot.release(MouseButton.SECONDARY);
        assertThat(asked).hasValue(1);
    }
}
