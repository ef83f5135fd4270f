package plumbline.viewer3d.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.Street;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;
import plumbline.viewer3d.render.SceneSnapshot.LineItem;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.render.splat.SplatRenderer;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.CameraMoves;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewAxis;
import plumbline.viewer3d.view.ViewState;

class RenderersTest {
    private static final int W = 640;
    private static final int H = 400;
    private static final Camera LOOK =
            new Camera(new Vec3(0, -6, 6), new Vec3(10, 2, 0), new Vec3(0, 0, 1), Math.toRadians(50), 0);
    private static final Camera ABOVE = CameraMoves.axis(CameraMoves.toggleOrtho(LOOK), ViewAxis.TOP);

    private static SceneSnapshot street() {
        PointBlock points = Street.points(Street.CAR);
        int[] argb = Colouring.labelsOverIntensity(points, List.of(new Colouring.Tint(Street.CAR, Palette.label(0))));
        List<BoxItem> boxes = List.of(
                new BoxItem(new LabelId("a"), Street.CAR, Palette.label(0), BoxStyle.SELECTED, "CA 001"),
                new BoxItem(
                        new LabelId("b"), Street.CAR.withCentre(new Vec3(14, -3, 0.8)), Palette.label(1),
                                BoxStyle.NORMAL, "PE 002"),
                new BoxItem(new LabelId("c"), Street.CAR.withCentre(new Vec3(6, 5, 0.8)), 0, BoxStyle.REMOVED, ""));
        LineItem line = new LineItem(List.of(new Vec3(0, 0, 0.1), new Vec3(20, 3, 0.1)), 0x6CB1FF, 2, true);
        return new SceneSnapshot(List.of(new PointLayer("l", points, Pose.IDENTITY, argb)), boxes, List.of(line));
    }

    private static int[] draw(PointRenderer r, SceneSnapshot scene, ViewState view) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(view.width() * view.height() * 4);
        r.render(scene, view, buffer);
        int[] out = new int[view.width() * view.height()];
        buffer.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(out);
        return out;
    }

    @Test
    void bothRenderersDrawTheSamePicture() {
        try (PointRenderer gl = Renderers.create(RendererChoice.GL);
                PointRenderer splat = Renderers.create(RendererChoice.SPLAT)) {
            Assumptions.assumeTrue(gl.name().equals("gl"), () -> "skipped: no OpenGL here; " + gl.description());
            for (Camera camera : List.of(LOOK, ABOVE)) {
                ViewState view = new ViewState(camera, W, H, 2, 0.5);
                new Likeness(draw(gl, street(), view), draw(splat, street(), view), W, H).check("street");
            }
        }
    }

    @Test
    void bothPickThePointThatIsDrawn() {
        for (RendererChoice choice : List.of(RendererChoice.SPLAT, RendererChoice.GL)) {
            try (PointRenderer r = Renderers.create(choice)) {
                SceneSnapshot scene = street();
                draw(r, scene, new ViewState(LOOK, W, H, 2, 0.5));
                Projection p = Projection.of(LOOK, W, H);
                Vec3 roof = Street.CAR.centre().plus(new Vec3(0, 0, 0.8));
                Vec3 pixel = p.pixel(roof);
                PointRenderer.Picked picked = r.pick((int) pixel.x(), (int) pixel.y()).orElseThrow();
                assertThat(picked.positionView()).isEqualTo(scene.points().getFirst().points().point(picked.index()));
                assertThat(picked.positionView().distance(roof)).as(choice.name()).isLessThan(0.3);
                assertThat(r.pick(2, 2)).isEmpty();
                assertThat(r.pick(-50, 3 * H)).isEmpty();
            }
        }
    }

    @Test
    void theNearerPointWinsAndAHiddenOneIsNotDrawn() {
        PointBlock points = Street.block(List.of(new Vec3(10, 0, 0), new Vec3(5, 0, 0), new Vec3(3, 0, 0)));
        int[] argb = {0xFFFF0000, 0xFF00FF00, 0x000000FF};
        Camera ahead = new Camera(Vec3.ZERO, new Vec3(1, 0, 0), new Vec3(0, 0, 1), 1, 0);
        SceneSnapshot scene =
                new SceneSnapshot(List.of(new PointLayer("l", points, Pose.IDENTITY, argb)), List.of(), List.of());
        try (PointRenderer r = new SplatRenderer("test")) {
            int[] picture = draw(r, scene, new ViewState(ahead, 101, 101, 2, 0));
            assertThat(picture[50 * 101 + 50]).isEqualTo(0xFF00FF00);
            assertThat(r.pick(50, 50).map(PointRenderer.Picked::index)).isEqualTo(Optional.of(1));
            assertThat(picture[0]).isEqualTo(0xFF000000 | Look.TOP_RGB);
            assertThat(picture[101 * 101 - 1]).isEqualTo(0xFF000000 | Look.BOTTOM_RGB);
        }
    }

    @Test
    void coordinatesInTheMillionsDoNotShake() {
        double[] x = {400_000.25, 400_001.25};
        PointBlock far = PointBlock.ofExact(x, new double[] {5_600_000.5, 5_600_000.5}, new double[] {90, 90},
                List.of());
        PointBlock near = PointBlock.ofExact(new double[] {0.25, 1.25}, new double[] {0.5, 0.5}, new double[2],
                List.of());
        Vec3 shift = new Vec3(400_000, 5_600_000, 90);
        Camera here = new Camera(new Vec3(-3, 0.5, 1), new Vec3(0.5, 0.5, 0), new Vec3(0, 0, 1), 0.6, 0);
        try (PointRenderer r = new SplatRenderer("test")) {
            int[] a = draw(r, one(near), new ViewState(here, 300, 200, 3, 0));
            int[] b = draw(r, one(far), new ViewState(CameraMoves.moved(here, shift), 300, 200, 3, 0));
            assertThat(b).isEqualTo(a);
        }
    }

    private static SceneSnapshot one(PointBlock points) {
        PointLayer layer = new PointLayer("l", points, Pose.IDENTITY, Colouring.single(points, 0xFFFFFF));
        return new SceneSnapshot(List.of(layer), List.of(), List.of());
    }

    @Test
    void aBufferThatIsTooSmallIsRefused() {
        try (PointRenderer r = new SplatRenderer("test")) {
            assertThatThrownBy(() -> r.render(street(), new ViewState(LOOK, W, H, 2, 0), ByteBuffer.allocateDirect(16)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("640 x 400");
        }
    }

    @Test
    void automaticChoiceSaysWhy() {
        try (PointRenderer r = Renderers.create(RendererChoice.AUTO)) {
            if (r.name().equals("splat")) {
                assertThat(r.description()).startsWith("Java drawing, ");
            } else {
                assertThat(r.description()).doesNotContain("llvmpipe").startsWith("OpenGL 3.3");
            }
        }
    }

    @Test
    void aPictureFileHoldsThePictureAndItsTags() throws Exception {
        ViewState view = new ViewState(LOOK, W, H, 2, 0.5);
        Pictures.Picture plain = Pictures.png(street(), view, RendererChoice.SPLAT, false);
        Pictures.Picture tagged = Pictures.png(street(), view, RendererChoice.SPLAT);
        var image = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(tagged.png()));
        assertThat(image.getWidth()).isEqualTo(W);
        assertThat(image.getHeight()).isEqualTo(H);
        assertThat(plain.drawn().points()).isBetween(5_000L, 50_000L);
        assertThat(tagged.png()).isNotEqualTo(plain.png());
    }
}
