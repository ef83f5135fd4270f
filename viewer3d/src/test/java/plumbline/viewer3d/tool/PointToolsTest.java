package plumbline.viewer3d.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.Street;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.render.splat.SplatRenderer;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.Clip;
import plumbline.viewer3d.view.PointStyle;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.Rays;
import plumbline.viewer3d.view.ViewState;

/** The tools that choose points, over a street drawn by the Java renderer; against what each point's own place says. */
class PointToolsTest {
    private static final int W = 900;
    private static final int H = 600;
    /** Two walls behind each other, seen from the front. */
    private static final Box NEAR = Box.upright(new Vec3(10, 0, 1.5), 0.2, 6, 3, 0);
    private static final Box FAR = Box.upright(new Vec3(20, 0, 1.5), 0.2, 6, 3, 0);
    private static final Camera FRONT = new Camera(
            new Vec3(-2, 0, 1.5), new Vec3(10, 0, 1.5), new Vec3(0, 0, 1), Math.toRadians(50), 0);

    private static final class Drawn implements ViewPort, AutoCloseable {
        private final SplatRenderer renderer = new SplatRenderer("test");
        private final ViewState state = new ViewState(FRONT, W, H, PointStyle.DEFAULT.withMode(PointStyle.Mode.PIXELS, 15));
        private final SceneSnapshot scene;
        private Clip clip = Clip.NONE;

        Drawn(PointLayer... layers) {
            scene = new SceneSnapshot(List.of(layers), List.of(), List.of());
            renderer.render(scene, state, ByteBuffer.allocateDirect(W * H * 4));
        }

        @Override
        public Projection projection() {
            return Projection.of(FRONT, W, H);
        }

        @Override
        public SceneSnapshot scene() {
            return scene;
        }

        @Override
        public Ground ground() {
            return Ground.estimate(PointBlock.EMPTY);
        }

        @Override
        public Clip clip() {
            return clip;
        }

        @Override
        public Optional<PointRenderer.Picked> pick(double x, double y) {
            return renderer.pick((int) x, (int) y);
        }

        @Override
        public Optional<Seen> seen(double left, double top, double width, double height) {
            return Optional.of(Seen.of(
                    renderer.visible((int) left, (int) top, (int) Math.ceil(width), (int) Math.ceil(height)), state, 1));
        }

        @Override
        public void setPreview(Optional<SceneSnapshot.BoxItem> item) {}

        @Override
        public void note(String sentence) {}

        @Override
        public Optional<Vec3> groundAt(double x, double y) {
            return Rays.atHeight(ray(x, y), 0);
        }

        @Override
        public void close() {
            renderer.close();
        }
    }

    private static final class Hands implements MaskTarget {
        final List<LayerPoints> strokes = new ArrayList<>();
        final List<Boolean> erased = new ArrayList<>();
        LayerPoints lit = LayerPoints.NONE;
        LayerPoints chosen = LayerPoints.NONE;

        @Override
        public Optional<PointIndex> index(PointBlock points) {
            return Optional.of(PointIndex.of(points));
        }

        @Override
        public LayerPoints open(LayerPoints points, boolean erase) {
            return points;
        }

        @Override
        public void light(LayerPoints points, boolean erase) {
            lit = points;
        }

        @Override
        public void stroke(LayerPoints points, boolean erase) {
            strokes.add(points);
            erased.add(erase);
        }

        @Override
        public void choose(LayerPoints points, String how) {
            chosen = points;
        }

        @Override
        public LayerPoints chosen() {
            return chosen;
        }

        @Override
        public String paints() {
            return "Car";
        }
    }

    private static PointLayer layer(Pose viewFromBlock, int argb, Box... boxes) {
        PointBlock points = Street.points(boxes);
        int[] colours = new int[points.size()];
        java.util.Arrays.fill(colours, argb);
        return new PointLayer("sweep", points, viewFromBlock, colours);
    }

    private static PointRuns where(PointLayer l, java.util.function.Predicate<Vec3> inView) {
        BitSet out = new BitSet();
        for (int i = 0; i < l.points().size(); i++) {
            if (inView.test(l.viewFromBlock().apply(l.points().point(i)))) {
                out.set(i);
            }
        }
        return PointRuns.of(out);
    }

    private static boolean in(Box wall, Vec3 p) {
        return wall.withSize(wall.length() + 0.02, wall.width() + 0.02, wall.height() + 0.02).contains(p.x(), p.y(), p.z())
                && p.z() > 0.05;
    }

    private static Pointer shift(double x, double y) {
        return new Pointer(x, y, true, false, false, 1);
    }

    @Test
    void aRectangleTakesWhatIsSeenAndThroughTakesWhatIsBehindToo() {
        PointLayer l = layer(Pose.IDENTITY, 0xFF808080, NEAR, FAR);
        try (Drawn view = new Drawn(l)) {
            Hands hands = new Hands();
            BoxSelectTool tool = new BoxSelectTool(hands);
            tool.pressed(Pointer.at(W / 2 - 90, H / 2 - 70), view);
            tool.dragged(Pointer.at(W / 2 + 90, H / 2 + 50), view);
            tool.released(Pointer.at(W / 2 + 90, H / 2 + 50), view);
            PointRuns seen = hands.chosen.layer(0);
            PointRuns far = where(l, p -> in(FAR, p));
            assertThat(seen.intersect(where(l, p -> in(NEAR, p))).count()).isGreaterThan(300);
            long seenFar = seen.intersect(far).count();
            tool.pressed(shift(W / 2 - 90, H / 2 - 70), view);
            tool.dragged(shift(W / 2 + 90, H / 2 + 50), view);
            tool.released(shift(W / 2 + 90, H / 2 + 50), view);
            Projection p = view.projection();
            PointRuns expected = where(l, v -> p.visible(v).filter(a -> a.x() >= W / 2 - 90 && a.x() < W / 2 + 90
                    && a.y() >= H / 2 - 70 && a.y() < H / 2 + 50).isPresent());
            assertThat(hands.chosen.layer(0).difference(expected).count()).isLessThan(5);
            assertThat(hands.chosen.layer(0).intersect(far).count()).isGreaterThan(300);
            assertThat(seenFar).as("seen through gaps").isLessThan(hands.chosen.layer(0).intersect(far).count() / 20);
            assertThat(hands.strokes).as("nothing is edited before Enter").isEmpty();
        }
    }

    @Test
    void lassoAndPolygonEncloseTheSameAndCtrlAdds() {
        PointLayer l = layer(Pose.ofEuler(0.5, 0.2, 0, 0, 0, 0.1), 0xFF808080, NEAR);
        double[][] corners = {{400, 200}, {560, 240}, {520, 380}, {380, 360}};
        try (Drawn view = new Drawn(l)) {
            Hands hands = new Hands();
            PolygonTool polygon = new PolygonTool(hands);
            for (double[] c : corners) {
                polygon.clicked(Pointer.at(c[0], c[1]), view);
            }
            polygon.clicked(Pointer.at(600, 10), view);
            polygon.key(key(KeyCode.BACK_SPACE, false), view);
            assertThat(polygon.key(key(KeyCode.ENTER, true), view)).isTrue();
            LayerPoints first = hands.chosen;
            assertThat(first.count()).isGreaterThan(300);
            LassoTool lasso = new LassoTool(hands);
            lasso.pressed(shift(400, 200), view);
            for (double[] c : corners) {
                lasso.dragged(shift(c[0], c[1]), view);
            }
            lasso.released(shift(380, 360), view);
            assertThat(hands.chosen).isEqualTo(first);
            lasso.pressed(Pointer.at(200, 300), view);
            lasso.dragged(new Pointer(240, 300, true, false, true, 1), view);
            lasso.dragged(new Pointer(240, 420, true, false, true, 1), view);
            lasso.released(new Pointer(200, 420, true, false, true, 1), view);
            assertThat(hands.chosen.count()).isGreaterThan(first.count());
            assertThat(first.minus(hands.chosen).isEmpty()).isTrue();
        }
    }

    private static KeyEvent key(KeyCode code, boolean shift) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false);
    }

    @Test
    void theBrushPaintsABallLightsUpBeforeAndAltErases() {
        PointLayer l = layer(Pose.translation(0.3, 0, 0), 0xFF808080, NEAR, FAR);
        try (Drawn view = new Drawn(l)) {
            Hands hands = new Hands();
            BrushTool brush = new BrushTool(hands);
            brush.setRadius(0.6);
            brush.moved(Pointer.at(W / 2, H / 2), view);
            PointRuns under = hands.lit.layer(0);
            assertThat(under.count()).isGreaterThan(40);
            assertThat(under.minus(where(l, p -> in(NEAR.withCentre(new Vec3(10.3, 0, 1.5)), p))).count()).isZero();
            assertThat(hands.strokes).isEmpty();
            brush.pressed(Pointer.at(W / 2, H / 2), view);
            brush.dragged(Pointer.at(W / 2 + 60, H / 2), view);
            brush.released(Pointer.at(W / 2 + 60, H / 2), view);
            assertThat(hands.strokes).hasSize(1);
            assertThat(hands.erased).containsExactly(false);
            PointRuns stroke = hands.strokes.getFirst().layer(0);
            assertThat(stroke.count()).isGreaterThan(under.count());
            assertThat(under.minus(stroke).isEmpty()).as("what was lit is painted").isTrue();
            Pointer alt = new Pointer(W / 2, H / 2, false, true, false, 1);
            brush.pressed(alt, view);
            brush.released(alt, view);
            assertThat(hands.erased).containsExactly(false, true);
            assertThat(hands.strokes.getLast().layer(0)).isEqualTo(under);
            assertThat(brush.scrolled(Pointer.at(W / 2, H / 2), 40, view)).isTrue();
            assertThat(brush.radiusMetres()).isGreaterThan(0.6);
            assertThat(hands.lit.count()).isGreaterThan(under.count());
            brush.pressed(Pointer.at(W / 2, H / 2), view);
            assertThat(brush.cancel(view)).isTrue();
            brush.released(Pointer.at(W / 2, H / 2), view);
            assertThat(hands.strokes).hasSize(2);
        }
    }

    @Test
    void thePlaneCutsWhatIsChosen() {
        PointLayer l = layer(Pose.IDENTITY, 0xFF808080, NEAR);
        try (Drawn view = new Drawn(l)) {
            Hands hands = new Hands();
            hands.chosen = new LayerPoints(List.of(where(l, p -> in(NEAR, p))));
            LayerPoints wall = hands.chosen;
            PlaneTool plane = new PlaneTool(hands);
            Vec3 mark = view.projection().pixel(new Vec3(9.9, 0, 1.0));
            assertThat(plane.pressed(Pointer.at(mark.x(), mark.y()), view)).isTrue();
            Vec3 up = view.projection().pixel(new Vec3(9.9, 0, 2.0));
            plane.dragged(Pointer.at(up.x(), up.y()), view);
            plane.released(Pointer.at(up.x(), up.y()), view);
            PointRuns above = wall.layer(0).intersect(where(l, p -> p.z() >= 2.0));
            assertThat(hands.chosen.layer(0).difference(above).count()).isLessThan(25);
            assertThat(above.count()).isGreaterThan(300);
            assertThat(hands.strokes).isEmpty();
        }
    }

    @Test
    void whatIsNotShownIsNeverTaken() {
        PointLayer hidden = layer(Pose.IDENTITY, 0x00808080, NEAR);
        PointLayer shown = layer(Pose.IDENTITY, 0xFF808080, NEAR);
        try (Drawn view = new Drawn(hidden, shown.withOpacity(0), shown)) {
            view.clip = Clip.to(new Clip.Slab(new Vec3(0, 0, 1), 1, 2));
            ScreenRegion all = ScreenRegion.of(new double[] {0, 0, W, 0, W, H, 0, H}, W, H);
            LayerPoints found = PointQuery.under(all, view, Optional.empty());
            assertThat(found.layer(0).isEmpty()).isTrue();
            assertThat(found.layer(1).isEmpty()).isTrue();
            assertThat(found.layer(2).count()).isGreaterThan(500);
            assertThat(found.layer(2).minus(where(shown, p -> p.z() > 0.999 && p.z() < 2.001)).isEmpty()).isTrue();
        }
    }

    @Test
    void theIndexFindsWhatALookAtEveryPointFinds() {
        Random random = new Random(3);
        PointLayer l = layer(Pose.IDENTITY, -1, NEAR, FAR);
        PointIndex index = PointIndex.of(l.points());
        for (int i = 0; i < 50; i++) {
            Vec3 at = new Vec3(random.nextDouble() * 70 - 25, random.nextDouble() * 50 - 25, random.nextDouble() * 3);
            double r = 0.1 + random.nextDouble() * 4;
            assertThat(index.within(at, r).difference(where(l, p -> p.distance(at) <= r)).count()).isLessThan(2);
        }
        assertThat(PointIndex.of(PointBlock.EMPTY).within(Vec3.ZERO, 5).isEmpty()).isTrue();
    }
}
