package plumbline.viewer3d.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.Ray;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.Street;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.Projection;

class BoxEditTest {
    private static final Box BOX = Street.CAR;
    private static final Projection VIEW = Projection.of(Camera.DEFAULT, 1200, 800);

    private static Ray ray(Vec3 through) {
        Vec3 p = VIEW.pixel(through);
        return VIEW.ray(p.x(), p.y());
    }

    @Test
    void aFaceMovesAndTheOppositeOneStaysWithAltBothMove() {
        for (int axis = 0; axis < 3; axis++) {
            for (int sign : new int[] {-1, 1}) {
                Box grown = BoxMoves.moveFace(BOX, axis, sign, 0.4, false);
                assertThat(BoxMoves.size(grown, axis)).isCloseTo(BoxMoves.size(BOX, axis) + 0.4, within(1e-9));
                assertThat(BoxMoves.faceCentre(grown, axis, -sign).distance(BoxMoves.faceCentre(BOX, axis, -sign)))
                        .isLessThan(1e-9);
                Box both = BoxMoves.moveFace(BOX, axis, sign, 0.4, true);
                assertThat(both.centre()).isEqualTo(BOX.centre());
                assertThat(BoxMoves.size(both, axis)).isCloseTo(BoxMoves.size(BOX, axis) + 0.8, within(1e-9));
            }
        }
        assertThat(BoxMoves.moveFace(BOX, 0, 1, -100, false).length()).isEqualTo(BoxMoves.SMALLEST);
    }

    /** A wall of points 1.02 m in front of the middle of a box that is 2.16 m long. */
    private static PointBlock wall() {
        Random random = new Random(5);
        List<Vec3> points = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            points.add(new Vec3(1.02 - 0.01 * random.nextDouble(), random.nextDouble() - 0.5,
                    random.nextDouble() - 0.4));
        }
        points.set(0, new Vec3(1.02, 0, 0));
        return Street.block(points);
    }

    @Test
    void aFaceNearTheOutermostPointSticksThere() {
        Box box = Box.upright(Vec3.ZERO, 2.16, 1.4, 1.2, 0);
        Snap snap = Snap.of(wall(), box, 0, 1);
        assertThat(snap.near(1.08).orElseThrow()).isCloseTo(1.02, within(1e-6));
        assertThat(snap.near(0.95).orElseThrow()).isCloseTo(1.02, within(1e-6));
        assertThat(snap.near(1.2)).isEmpty();
        assertThat(snap.near(0.5)).isEmpty();
        assertThat(Snap.words(1.02 - 1.08)).isEqualTo("Snapped to inner point, \u22120.06 m");
    }

    @Test
    void draggingAFaceFollowsThePointerAndCtrlIgnoresTheSnap() {
        Vec3 face = BoxMoves.faceCentre(BOX, 0, 1);
        Vec3 unit = BoxMoves.direction(BOX, 0);
        BoxDrag drag = BoxDrag.Face.of(BOX, 0, 1, ray(face), Street.points(BOX));
        BoxDrag.Step free = drag.to(ray(face.plus(unit.times(0.05))), false, true);
        assertThat(free.box().length()).isCloseTo(BOX.length() + 0.05, within(1e-6));
        BoxDrag.Step stuck = drag.to(ray(face.plus(unit.times(0.05))), false, false);
        assertThat(stuck.snapped()).isTrue();
        assertThat(stuck.box().length()).isCloseTo(BOX.length(), within(0.02));
        assertThat(stuck.note()).isEqualTo("Snapped to inner point, \u22120.05 m");
        assertThat(drag.to(ray(face.plus(unit.times(0.8))), false, false).box().length())
                .isCloseTo(BOX.length() + 0.8, within(1e-6));
    }

    @Test
    void theRingTurnsAboutTheMiddle() {
        double floor = BOX.centre().z() - BOX.height() / 2;
        Vec3 ahead = new Vec3(BOX.centre().x() + 3, BOX.centre().y(), floor);
        Vec3 left = new Vec3(BOX.centre().x(), BOX.centre().y() + 3, floor);
        BoxDrag drag = BoxDrag.Turn.of(BOX, ray(ahead)).orElseThrow();
        BoxDrag.Step step = drag.to(ray(left), false, false);
        assertThat(step.box().yaw()).isCloseTo(BOX.yaw() + Math.PI / 2, within(1e-6));
        assertThat(step.box().centre()).isEqualTo(BOX.centre());
        assertThat(step.note()).isEqualTo("+90.0\u00b0");
    }

    @Test
    void handlesAreFoundWhereTheyAreDrawn() {
        BoxHandles handles = new BoxHandles(BOX);
        for (BoxHandles.Grip g : BoxHandles.SOLID) {
            Vec3 at = VIEW.pixel(handles.place(g));
            BoxHandles.Grip hit = handles.hit(VIEW, at.x(), at.y()).orElseThrow();
            Vec3 other = VIEW.pixel(handles.place(hit));
            assertThat(Math.hypot(other.x() - at.x(), other.y() - at.y())).isLessThan(8);
        }
        assertThat(handles.hit(VIEW, 5, 5)).isEmpty();
    }

    @Test
    void keysMoveAlongTheSideThatTheCameraLooksAlong() {
        BoxKeys.Axes axes = BoxKeys.Axes.seen(BOX, new Vec3(0.1, -1, -0.4));
        Box w = BoxKeys.nudge(KeyCode.W, false, 1, BOX, axes).orElseThrow().box();
        assertThat(w.centre().minus(BOX.centre()).dot(BoxMoves.direction(BOX, 1))).isCloseTo(-0.05, within(1e-9));
        Box a = BoxKeys.nudge(KeyCode.A, false, 5, BOX, axes).orElseThrow().box();
        assertThat(a.centre().minus(BOX.centre()).dot(BoxMoves.direction(BOX, 0))).isCloseTo(0.25, within(1e-9));
        Box up = BoxKeys.nudge(KeyCode.W, true, 0.2, BOX, axes).orElseThrow().box();
        assertThat(up.centre().z() - BOX.centre().z()).isCloseTo(0.01, within(1e-9));
        assertThat(BoxKeys.nudge(KeyCode.F, false, 1, BOX, axes)).isEqualTo(Optional.empty());
    }

    @Test
    void edgesAndCornersOfASideViewResizeAndTheInsideMoves() {
        PlaneView top = new PlaneView(PlaneView.Side.TOP, BOX, 300, 200, 40);
        PlaneView.Snaps none = new PlaneView.Snaps(Snap.NONE, Snap.NONE);
        double right = top.x(BOX.length() / 2);
        PlaneView.Grip edge = top.hit(right, 100).orElseThrow();
        assertThat(edge).isEqualTo(new PlaneView.Grip(1, 0, false));
        assertThat(top.drag(edge, none, right, 100, right + 20, 130, false, false).box().length())
                .isCloseTo(BOX.length() + 0.5, within(1e-9));
        PlaneView.Grip corner = top.hit(right, top.y(BOX.width() / 2)).orElseThrow();
        Box grown = top.drag(corner, none, 0, 0, 20, -40, false, false).box();
        assertThat(grown.length()).isCloseTo(BOX.length() + 0.5, within(1e-9));
        assertThat(grown.width()).isCloseTo(BOX.width() + 1, within(1e-9));
        assertThat(top.hit(150, 100)).contains(PlaneView.Grip.INSIDE);
        Box moved = top.drag(PlaneView.Grip.INSIDE, none, 0, 0, 40, 0, false, false).box();
        assertThat(moved.centre().minus(BOX.centre()).dot(BoxMoves.direction(BOX, 0))).isCloseTo(1, within(1e-9));
        assertThat(top.hit(5, 5)).isEmpty();
    }

    @Test
    void inTheRearViewTheLeftSideIsOnTheLeft() {
        PlaneView rear = new PlaneView(PlaneView.Side.REAR, BOX, 300, 200, 40);
        PlaneView.Snaps none = new PlaneView.Snaps(Snap.NONE, Snap.NONE);
        double left = rear.x(-BOX.width() / 2);
        Box grown = rear.drag(rear.hit(left, 100).orElseThrow(), none, left, 100, left - 40, 100, false, false).box();
        assertThat(grown.width()).isCloseTo(BOX.width() + 1, within(1e-9));
        assertThat(grown.centre().minus(BOX.centre()).dot(BoxMoves.direction(BOX, 1))).isCloseTo(0.5, within(1e-9));
    }
}
