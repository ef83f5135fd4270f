package plumbline.viewer3d.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.Street;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.Projection;

/** Lines, outlines and key points drawn, dragged and cut over a view whose ground is flat. */
class ShapeToolTest {
    private static final Projection VIEW = Projection.of(Camera.DEFAULT, 1200, 800);

    /** A view of flat ground at z = 0, with one lidar point that is picked within 6 pixels. */
    private static final class FlatView implements ViewPort {
        private final Vec3 point;
        private String note = "";

        FlatView(Vec3 point) {
            this.point = point;
        }

        @Override
        public Projection projection() {
            return VIEW;
        }

        @Override
        public SceneSnapshot scene() {
            return SceneSnapshot.EMPTY;
        }

        @Override
        public Ground ground() {
            return Ground.estimate(PointBlock.EMPTY);
        }

        @Override
        public Optional<PointRenderer.Picked> pick(double x, double y) {
            Vec3 at = VIEW.pixel(point);
            return Math.hypot(at.x() - x, at.y() - y) < 6
                    ? Optional.of(new PointRenderer.Picked(0, 0, point))
                    : Optional.empty();
        }

        @Override
        public void setPreview(Optional<SceneSnapshot.BoxItem> item) {}

        @Override
        public void note(String sentence) {
            note = sentence;
        }

        @Override
        public Optional<Vec3> groundAt(double x, double y) {
            var ray = ray(x, y);
            double t = -ray.origin().z() / ray.direction().z();
            return t > 0 ? Optional.of(ray.at(t)) : Optional.empty();
        }
    }

    private final FlatView view = new FlatView(new Vec3(12, 3, 1.5));
    private final MemoryTarget target = new MemoryTarget(Street.block(List.of(new Vec3(12, 3, 1.5))));

    private static Pointer over(Vec3 place) {
        Vec3 p = VIEW.pixel(place);
        return Pointer.at(p.x(), p.y());
    }

    private static KeyEvent key(KeyCode code) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
    }

    private void click(Tool tool, Vec3 place) {
        Pointer at = over(place);
        tool.moved(at, view);
        if (tool.pressed(at, view)) {
            tool.released(at, view);
        } else {
            tool.clicked(at, view);
        }
    }

    private Label.Shape only() {
        return (Label.Shape) target.history.labels().all().getFirst();
    }

    @Test
    void aLineSticksToPointsAndGroundAndEndsWithEnter() {
        ShapeTool tool = new ShapeTool(target, Form.POLYLINE);
        click(tool, new Vec3(8, 0, 0));
        click(tool, new Vec3(12, 3, 1.5));
        assertThat(view.note).startsWith("Click: end");
        click(tool, new Vec3(15, -2, 0));
        assertThat(tool.key(key(KeyCode.BACK_SPACE), view)).isTrue();
        click(tool, new Vec3(16, 1, 0));
        assertThat(tool.guides(view).handles()).hasSize(4);
        assertThat(target.history.labels().size()).isZero();
        assertThat(tool.key(key(KeyCode.ENTER), view)).isTrue();
        assertThat(only().form()).isEqualTo(Form.POLYLINE);
        assertThat(only().vertices()).hasSize(3);
        assertThat(only().vertices().get(0).distance(new Vec3(8, 0, 0))).isLessThan(1e-6);
        assertThat(only().vertices().get(1)).isEqualTo(new Vec3(12, 3, 1.5));
        assertThat(only().vertices().get(2).distance(new Vec3(16, 1, 0))).isLessThan(1e-6);
        assertThat(target.selected()).contains(only().id());
        assertThat(tool.drawing()).isFalse();
        target.history.undo();
        assertThat(target.history.labels().size()).isZero();
    }

    @Test
    void anOutlineEndsOnItsFirstVertexNotBeforeItHasThree() {
        ShapeTool tool = new ShapeTool(target, Form.POLYGON);
        click(tool, new Vec3(8, -2, 0));
        click(tool, new Vec3(8, 2, 0));
        tool.key(key(KeyCode.ENTER), view);
        assertThat(target.said).containsExactly("The outline needs 3 vertices; 2 are set.");
        click(tool, new Vec3(14, 2, 0));
        click(tool, new Vec3(8, -2, 0));
        assertThat(only().form()).isEqualTo(Form.POLYGON);
        assertThat(only().vertices()).hasSize(3);
    }

    @Test
    void escapeDropsWhatIsBegun() {
        ShapeTool tool = new ShapeTool(target, Form.POINTS);
        click(tool, new Vec3(8, -2, 0));
        assertThat(tool.cancel(view)).isTrue();
        assertThat(tool.cancel(view)).isFalse();
        assertThat(target.history.labels().size()).isZero();
        assertThat(tool.key(key(KeyCode.ENTER), view)).isFalse();
    }

    @Test
    void verticesAreDraggedAddedAndTakenAwayBySelectToo() {
        ShapeTool tool = new ShapeTool(target, Form.POLYGON);
        for (Vec3 v : List.of(new Vec3(8, -2, 0), new Vec3(8, 2, 0), new Vec3(14, 0, 0))) {
            click(tool, v);
        }
        tool.key(key(KeyCode.ENTER), view);
        SelectTool select = new SelectTool(target);
        drag(select, new Vec3(8, 2, 0), new Vec3(9, 3, 0));
        assertThat(only().vertices().get(1).distance(new Vec3(9, 3, 0))).isLessThan(1e-6);
        drag(select, new Vec3(11, -1, 0), new Vec3(11, -4, 0));
        assertThat(only().vertices()).hasSize(4);
        assertThat(only().vertices().getLast().distance(new Vec3(11, -4, 0))).isLessThan(1e-6);
        assertThat(target.edits).endsWith("Move vertex of Car 001", "Add vertex to Car 001");
        select.moved(over(new Vec3(11, -4, 0)), view);
        assertThat(select.key(key(KeyCode.DELETE), view)).isTrue();
        assertThat(only().vertices()).hasSize(3);
        target.select(Optional.empty());
        select.clicked(over(new Vec3(8.5, 0.5, 0)), view);
        assertThat(target.selected()).contains(only().id());
        select.moved(over(new Vec3(30, 10, 0)), view);
        select.key(key(KeyCode.DELETE), view);
        assertThat(target.history.labels().size()).isZero();
        for (int i = 0; i < 4; i++) {
            target.history.undo();
        }
        assertThat(only().vertices().get(1).distance(new Vec3(8, 2, 0))).isLessThan(1e-6);
    }

    private void drag(Tool tool, Vec3 from, Vec3 to) {
        tool.moved(over(from), view);
        assertThat(tool.pressed(over(from), view)).isTrue();
        tool.dragged(over(to), view);
        tool.released(over(to), view);
    }
}
