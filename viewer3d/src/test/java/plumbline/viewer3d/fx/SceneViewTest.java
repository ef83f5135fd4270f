package plumbline.viewer3d.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javafx.geometry.Point2D;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.BoxIou;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.Street;
import plumbline.viewer3d.render.Colouring;
import plumbline.viewer3d.render.Palette;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.tool.CuboidTool;
import plumbline.viewer3d.tool.MemoryTarget;
import plumbline.viewer3d.tool.SelectTool;
import plumbline.viewer3d.tool.Tool;
import plumbline.viewer3d.view.Camera;

class SceneViewTest {
    private static final LabelId CAR = new LabelId("car");
    private static final PointBlock POINTS = Street.points(Street.CAR);
    private SceneView view;
    private Window window;
    private MemoryTarget target;

    @BeforeEach
    void open() throws Exception {
        window = Window.open(() -> view = new SceneView(RendererChoice.SPLAT), 900, 600);
    }

    @AfterEach
    void close() {
        Window.fx(() -> {
            view.close();
            return null;
        });
        window.close();
    }

    private static Label.Cuboid car(boolean finalised) {
        return new Label.Cuboid(
                CAR, new TrackId("014"), "Car", 0, Street.CAR, new TreeMap<>(), Origin.HAND, finalised, 1);
    }

    private static SceneSnapshot snapshot(MemoryTarget t) {
        List<BoxItem> boxes = t.cuboids().stream()
                .map(c -> new BoxItem(
                        c.id(), c.box(), Palette.label(0),
                        t.selected().equals(Optional.of(c.id())) ? BoxStyle.SELECTED : BoxStyle.NORMAL,
                                "CA " + c.track()))
                .toList();
        return new SceneSnapshot(
                List.of(new PointLayer("lidar", POINTS, Pose.IDENTITY, Colouring.single(POINTS, 0xC0C8D0))), boxes,
                        List.of());
    }

    private void show(Tool tool, MemoryTarget t) throws Exception {
        target = t;
        Window.fx(() -> {
            view.toolProperty().set(Optional.of(tool));
            view.setScene(snapshot(t));
            t.history.listen(e -> view.setScene(snapshot(t)));
            return null;
        });
        Window.until(() -> view.statusProperty().get().pointsDrawn() > 0);
    }

    private Point2D at(Vec3 place) {
        Point2D p = Window.fx(() -> view.project(place).orElseThrow());
        return Window.screen(view, p.getX(), p.getY());
    }

    private void drag(Point2D from, Point2D to) {
        window.robot.moveTo(from);
        window.robot.press(MouseButton.PRIMARY);
        window.robot.moveTo(from.midpoint(to));
        window.robot.moveTo(to);
        window.robot.release(MouseButton.PRIMARY);
    }

    @Test
    void showsThePicturesPointsAndFindsTheOneUnderAPixel() throws Exception {
        show(new SelectTool(new MemoryTarget(POINTS)), new MemoryTarget(POINTS));
        Vec3 known = POINTS.point(POINTS.size() - 1);
        Point2D p = Window.fx(() -> view.project(known).orElseThrow());
        var picked = Window.fx(() -> view.pick(p.getX(), p.getY())).orElseThrow();
        Point2D back = Window.fx(() -> view.project(picked.positionView()).orElseThrow());
        assertThat(back.distance(p)).isLessThan(4);
        assertThat(picked.positionView()).isEqualTo(POINTS.point(picked.index()));
        WritableImage image = Window.fx(() -> view.snapshot(null, null));
        int x = (int) p.getX();
        int y = (int) p.getY();
        assertThat(image.getPixelReader().getArgb(x, y) & 0xFF).isGreaterThan(0x40);
        assertThat(image.getPixelReader().getArgb(5, 5)).isBetween(0xFF101010, 0xFF1A1A28);
        assertThat(view.statusProperty().get().renderer()).isEqualTo("splat");
    }

    @Test
    void openGlShowsAndFindsTheSamePoint() throws Exception {
        show(new SelectTool(new MemoryTarget(POINTS)), new MemoryTarget(POINTS));
        String before = Window.fx(() -> view.statusProperty().get().description());
        Window.fx(() -> {
            view.setRenderer(RendererChoice.GL);
            return null;
        });
        // Without OpenGL the splatter takes over and says so in other words.
        Window.until(() -> !view.statusProperty().get().description().equals(before));
        Vec3 roof = Street.CAR.centre().plus(new Vec3(0, 0, 0.8));
        Point2D p = Window.fx(() -> view.project(roof).orElseThrow());
        var picked = Window.fx(() -> view.pick(p.getX(), p.getY())).orElseThrow();
        assertThat(picked.positionView().distance(roof)).isLessThan(0.4);
    }

    @Test
    void aRectangleOverThePointsBecomesABoxAroundThem() throws Exception {
        MemoryTarget t = new MemoryTarget(POINTS);
        show(new CuboidTool(t), t);
        drag(at(new Vec3(7.2, 4.4, 0)), at(new Vec3(12.8, -0.4, 0)));
        assertThat(t.edits).containsExactly("Add Car 001");
        Label.Cuboid made = t.cuboids().getFirst();
        assertThat(BoxIou.iou3d(made.box(), Street.CAR)).isGreaterThan(0.8);
        assertThat(t.selected()).contains(made.id());
    }

    @Test
    void altAndAClickMakesABoxOfWhatHangsTogether() throws Exception {
        MemoryTarget t = new MemoryTarget(POINTS);
        show(new CuboidTool(t), t);
        window.robot.press(KeyCode.ALT);
        window.robot.clickOn(at(Street.CAR.centre().plus(new Vec3(0, 0, 0.8))), MouseButton.PRIMARY);
        window.robot.release(KeyCode.ALT);
        assertThat(t.edits).containsExactly("Add Car 001");
        assertThat(BoxIou.iou3d(t.cuboids().getFirst().box(), Street.CAR)).isGreaterThan(0.8);
    }

    @Test
    void aFacesHandleResizesInOneEdit() throws Exception {
        MemoryTarget t = new MemoryTarget(POINTS, car(false));
        t.select(Optional.of(CAR));
        show(new SelectTool(t), t);
        Vec3 front = plumbline.viewer3d.tool.BoxMoves.faceCentre(Street.CAR, 0, 1);
        Vec3 ahead = plumbline.viewer3d.tool.BoxMoves.direction(Street.CAR, 0);
        drag(at(front), at(front.plus(ahead)));
        assertThat(t.edits).containsExactly("Resize Car 014");
        assertThat(t.cuboids().getFirst().box().length()).isCloseTo(Street.CAR.length() + 1, within(0.1));
        Window.fx(() -> t.history.undo());
        assertThat(t.cuboids().getFirst().box()).isEqualTo(Street.CAR);
    }

    @Test
    void keypadLooksFromAboveAndOnceMoreWithoutPerspective() throws Exception {
        show(new SelectTool(new MemoryTarget(POINTS)), new MemoryTarget(POINTS));
        Window.fx(() -> {
            view.reducedMotionProperty().set(true);
            view.requestFocus();
            return null;
        });
        window.robot.type(KeyCode.NUMPAD7);
        Camera top = view.cameraProperty().get();
        assertThat(top.eye().minus(top.target()).normalized().z()).isCloseTo(1, within(1e-9));
        window.robot.type(KeyCode.NUMPAD5);
        assertThat(view.cameraProperty().get().orthographic()).isTrue();
        assertThat(view.getAccessibleText()).isEqualTo("3D view, 0 objects, nothing selected");
    }

    @Test
    void anEmptyRectangleSaysWhatIsMissing() throws Exception {
        MemoryTarget t = new MemoryTarget(POINTS);
        show(new CuboidTool(t), t);
        drag(at(new Vec3(14, -6, 0)), at(new Vec3(17, -8, 0)));
        assertThat(t.edits).isEmpty();
        assertThat(t.said).containsExactly("No box found: 0 points, 12 needed.");
    }

    @Test
    void draggingTheSelectedBoxIsOneEditAndEscTakesADragBack() throws Exception {
        MemoryTarget t = new MemoryTarget(POINTS, car(false));
        t.select(Optional.of(CAR));
        show(new SelectTool(t), t);
        Vec3 roof = Street.CAR.frameFromBox().apply(new Vec3(1.4, 0.6, 0.8));
        window.robot.moveTo(at(roof)).press(MouseButton.PRIMARY).moveTo(at(roof.plus(new Vec3(3, 0, 0))));
        window.robot.type(KeyCode.ESCAPE);
        window.robot.release(MouseButton.PRIMARY);
        assertThat(t.edits).isEmpty();
        drag(at(roof), at(roof.plus(new Vec3(2, 1, 0))));
        assertThat(t.edits).containsExactly("Move Car 014");
        Box moved = t.cuboids().getFirst().box();
        assertThat(moved.centre().x()).isCloseTo(Street.CAR.centre().x() + 2, within(0.15));
        assertThat(moved.centre().y()).isCloseTo(Street.CAR.centre().y() + 1, within(0.15));
        assertThat(moved.centre().z()).isEqualTo(Street.CAR.centre().z());
    }

    @Test
    void keysNudgeAndAFinalisedBoxSaysHowToOpenIt() throws Exception {
        MemoryTarget t = new MemoryTarget(POINTS, car(false));
        t.select(Optional.of(CAR));
        show(new SelectTool(t), t);
        Window.fx(() -> {
            view.requestFocus();
            return null;
        });
        window.robot.type(KeyCode.Q);
        assertThat(t.edits).containsExactly("Turn Car 014");
        assertThat(t.cuboids().getFirst().box().yaw()).isCloseTo(0.3 + Math.toRadians(1), within(1e-9));

        MemoryTarget locked = new MemoryTarget(POINTS, car(true));
        locked.select(Optional.of(CAR));
        show(new SelectTool(locked), locked);
        window.robot.type(KeyCode.W);
        assertThat(locked.edits).isEmpty();
        assertThat(locked.said).containsExactly("Car 014 is finalised. Press F to open it.");
    }

    @Test
    void aClickSelectsAndADragOverNothingTurnsTheView() throws Exception {
        MemoryTarget t = new MemoryTarget(POINTS, car(false));
        show(new SelectTool(t), t);
        window.robot.moveTo(at(Street.CAR.centre()));
        Window.until(() -> view.hoveredProperty().get().equals(Optional.of(CAR)));
        window.robot.clickOn(MouseButton.PRIMARY);
        assertThat(t.selected()).contains(CAR);
        window.robot.clickOn(at(new Vec3(15, -6, 0)), MouseButton.PRIMARY);
        assertThat(t.selected()).isEmpty();
        Camera before = view.cameraProperty().get();
        Vec3 pivot = new Vec3(12, -4, 0);
        Point2D from = at(pivot);
        drag(from, from.add(80, 0));
        Camera after = view.cameraProperty().get();
        assertThat(after.eye().z()).isCloseTo(before.eye().z(), within(1e-6));
        assertThat(after.eye().distance(pivot)).isCloseTo(before.eye().distance(pivot), within(0.5));
        assertThat(after.eye().distance(before.eye())).isGreaterThan(2);
    }

    @Test
    void theWheelKeepsThePlaceUnderThePointer() throws Exception {
        show(new SelectTool(new MemoryTarget(POINTS)), new MemoryTarget(POINTS));
        Vec3 place = new Vec3(8, -5, 0);
        Point2D before = at(place);
        Camera camera = view.cameraProperty().get();
        window.robot.moveTo(before);
        window.robot.scroll(3, javafx.geometry.VerticalDirection.UP);
        Window.until(() -> !view.cameraProperty().get().equals(camera));
        assertThat(at(place).distance(before)).isLessThan(8);
        assertThat(view.cameraProperty().get().eye().distance(place)).isNotCloseTo(camera.eye().distance(place),
                within(0.1));
    }
}
