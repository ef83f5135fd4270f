package plumbline.viewer3d.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.Street;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.render.SceneSnapshot.Spread;
import plumbline.viewer3d.render.gl.GlRenderer;
import plumbline.viewer3d.render.splat.SplatRenderer;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.CameraMoves;
import plumbline.viewer3d.view.Clip;
import plumbline.viewer3d.view.PointStyle;
import plumbline.viewer3d.view.PointStyle.Mode;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewAxis;
import plumbline.viewer3d.view.ViewState;

/** Every way of drawing points: the same in both renderers, and each doing what it says. */
class PictureLooksTest {
    private static final int W = 480;
    private static final int H = 300;
    private static final Camera LOOK =
            new Camera(new Vec3(0, -6, 6), new Vec3(10, 2, 0), new Vec3(0, 0, 1), Math.toRadians(50), 0);
    private static final Camera ABOVE = CameraMoves.axis(CameraMoves.toggleOrtho(LOOK), ViewAxis.TOP);
    private static final PointStyle STYLE = PointStyle.DEFAULT;
    private static final PointBlock GROUND = Street.points();
    private static final PointBlock CAR = onlyAbove(Street.points(Street.CAR));

    private static PointBlock onlyAbove(PointBlock all) {
        List<Vec3> up = new ArrayList<>();
        for (int i = GROUND.size(); i < all.size(); i++) {
            up.add(all.point(i));
        }
        return Street.block(up);
    }

    private static SceneSnapshot street(double groundOpacity, double carOpacity) {
        PointLayer ground = new PointLayer(
                "ground", GROUND, Pose.IDENTITY,
                Colouring.height(GROUND, new Legend.Range(0, 0.01), ColourMap.VIRIDIS)).withOpacity(groundOpacity);
        PointLayer car = new PointLayer("car", CAR, Pose.IDENTITY, Colouring.single(CAR, 0xF6A04D))
                .withOpacity(carOpacity);
        return new SceneSnapshot(List.of(ground, car), List.of(), List.of());
    }

    private record Look(SceneSnapshot scene, ViewState view) {}

    private static Map<String, Look> looks() {
        Map<String, Look> out = new LinkedHashMap<>();
        SceneSnapshot plain = street(1, 1);
        for (Camera c : List.of(LOOK, ABOVE)) {
            String from = c.orthographic() ? " from above" : "";
            ViewState v = new ViewState(c, W, H, STYLE);
            out.put("adaptive" + from, new Look(plain, v));
            out.put("fixed pixels" + from, new Look(plain, v.withStyle(STYLE.withMode(Mode.PIXELS, 3))));
            out.put("metres" + from, new Look(plain, v.withStyle(STYLE.withMode(Mode.METRES, 0.2))));
            out.put("squares" + from,
                    new Look(plain, v.withStyle(STYLE.withMode(Mode.PIXELS, 5).withRound(false))));
            out.put("no light" + from, new Look(plain, v.withStyle(STYLE.withEyeDome(0))));
            out.put("gaps" + from, new Look(plain, v.withStyle(STYLE.withFillGaps(true))));
            out.put("veil" + from, new Look(street(1, 0.4), v));
            out.put("ground veiled, gaps" + from, new Look(street(0.5, 1), v.withStyle(STYLE.withFillGaps(true))));
            out.put("hidden layer" + from, new Look(street(0, 1), v));
            Box room = Box.upright(new Vec3(9, 2, 0.5), 8, 5, 1.4, 0.4);
            out.put("clip box" + from, new Look(plain, v.withClip(Clip.to(room))));
            out.put("outside of a box" + from,
                    new Look(plain, v.withClip(new Clip(Optional.of(room), true, Optional.empty()))));
            out.put("slab" + from,
                    new Look(plain, v.withClip(Clip.to(new Clip.Slab(new Vec3(1, 1, 0), 6, 16)))));
            out.put("twice the scale" + from, new Look(plain, new ViewState(c, W, H, 2, STYLE, Clip.NONE)));
            out.put("three times the scale" + from,
                    new Look(plain, new ViewState(c, W, H, 3, STYLE.withFillGaps(true), Clip.NONE)));
            PointLayer coarse = plain.points().getFirst()
                    .withSpread(Optional.of(new Spread(0.25, new Vec3(10, 0, 0), 0b01010001)));
            out.put("spread" + from, new Look(new SceneSnapshot(List.of(coarse), List.of(), List.of()), v));
        }
        return out;
    }

    private static int[] draw(PointRenderer r, Look look) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(W * H * 4);
        r.render(look.scene(), look.view(), buffer);
        int[] out = new int[W * H];
        buffer.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(out);
        return out;
    }

    @Test
    void bothRenderersDrawEveryLookTheSame() {
        try (PointRenderer gl = Renderers.create(RendererChoice.GL);
                PointRenderer splat = Renderers.create(RendererChoice.SPLAT)) {
            Assumptions.assumeTrue(gl.name().equals("gl"), () -> "skipped: no OpenGL here; " + gl.description());
            Map<Integer, String> seen = new LinkedHashMap<>();
            looks().forEach((name, look) -> {
                int[] a = draw(gl, look);
                int[] b = draw(splat, look);
                new Likeness(a, b, W, H).check(name);
                String twin = seen.put(java.util.Arrays.hashCode(b), name);
                assertThat(twin).as(name + " looks like another look").isNull();
            });
        }
    }

    @Test
    void aContextThatIsLostIsMadeAgainAndThePictureIsTheSame() {
        try (PointRenderer r = Renderers.create(RendererChoice.GL)) {
            Assumptions.assumeTrue(r.name().equals("gl"), () -> "skipped: no OpenGL here; " + r.description());
            Look look = new Look(street(1, 0.5), new ViewState(LOOK, W, H, STYLE));
            int[] before = draw(r, look);
            PointRenderer first = ((RevivingRenderer) r).current();
            ((GlRenderer) first).lose();
            assertThat(r.pick(W / 2, H / 2)).as("nothing is shown until the next picture").isEmpty();
            assertThat(draw(r, look)).isEqualTo(before);
            assertThat(((RevivingRenderer) r).current()).isNotSameAs(first);
            assertThat(r.name()).isEqualTo("gl");
            assertThat(r.pick(W / 2, H / 2)).isPresent();
        }
    }

    @Test
    void whatIsCutAwayIsNotThere() {
        Box room = Box.upright(new Vec3(9, 2, 0.5), 8, 5, 1.4, 0.4);
        Clip slab = Clip.to(new Clip.Slab(new Vec3(1, 1, 0), 6, 16));
        for (Clip clip : List.of(
                Clip.to(room), new Clip(Optional.of(room), true, Optional.empty()), slab,
                new Clip(Optional.of(room), false, slab.slab()))) {
            try (PointRenderer r = new SplatRenderer("test")) {
                Look look = new Look(street(1, 1), new ViewState(LOOK, W, H, STYLE).withClip(clip));
                draw(r, look);
                VisiblePoints v = r.visible(0, 0, W, H);
                int shown = 0;
                for (int y = 0; y < H; y++) {
                    for (int x = 0; x < W; x++) {
                        Optional<PointRenderer.Picked> p = v.at(x, y);
                        shown += p.isPresent() ? 1 : 0;
                        assertThat(p.map(PointRenderer.Picked::positionView).map(clip::keeps).orElse(true)).isTrue();
                    }
                }
                assertThat(shown).isGreaterThan(1000);
            }
        }
    }

    @Test
    void aVeilMixesItsColourWithWhatIsBehind() {
        PointBlock near = Street.block(List.of(new Vec3(3, 0, 0)));
        PointBlock far = Street.block(List.of(new Vec3(6, 0, 0)));
        PointLayer veil = new PointLayer("veil", near, Pose.IDENTITY, new int[] {0xFFFF0000}).withOpacity(0.25);
        PointLayer behind = new PointLayer("behind", far, Pose.IDENTITY, new int[] {0xFF0000FF});
        Camera ahead = new Camera(Vec3.ZERO, new Vec3(1, 0, 0), new Vec3(0, 0, 1), 1, 0);
        ViewState view = new ViewState(ahead, W, H, STYLE.withMode(Mode.PIXELS, 9).withEyeDome(0));
        for (RendererChoice choice : List.of(RendererChoice.SPLAT, RendererChoice.GL)) {
            try (PointRenderer r = Renderers.create(choice)) {
                int[] both = draw(r, new Look(scene(veil, behind), view));
                assertThat(both[H / 2 * W + W / 2]).as(r.name()).isEqualTo(0xFF4000BF);
                int[] swapped = draw(r, new Look(scene(veil.withOpacity(1), behind.withOpacity(0.25)), view));
                assertThat(swapped[H / 2 * W + W / 2]).isEqualTo(0xFFFF0000);
                // What is behind the veil is what a click means; where nothing is, the veil.
                draw(r, new Look(scene(veil, behind), view));
                assertThat(r.pick(W / 2, H / 2).map(PointRenderer.Picked::layer)).hasValue(1);
                draw(r, new Look(scene(veil), view));
                assertThat(r.pick(W / 2, H / 2).map(PointRenderer.Picked::layer)).hasValue(0);
            }
        }
    }

    private static SceneSnapshot scene(PointLayer... layers) {
        return new SceneSnapshot(List.of(layers), List.of(), List.of());
    }

    @Test
    void sizesAreInPixelsOrMetresAsAsked() {
        PointBlock one = Street.block(List.of(new Vec3(10, 0, 0)));
        SceneSnapshot scene = scene(new PointLayer("p", one, Pose.IDENTITY, new int[] {-1}));
        Camera ahead = new Camera(Vec3.ZERO, new Vec3(1, 0, 0), new Vec3(0, 0, 1), 1, 0);
        double perMetre = Projection.of(ahead, W, H).pixelsPerMetre() / 10;
        assertThat(lit(scene, new ViewState(ahead, W, H, STYLE.withMode(Mode.PIXELS, 2).withRound(false))))
                .isEqualTo(4);
        long metres = lit(scene, new ViewState(ahead, W, H, STYLE.withMode(Mode.METRES, 0.5).withRound(false)));
        assertThat(Math.sqrt(metres)).isCloseTo(0.5 * perMetre, org.assertj.core.api.Assertions.within(1.0));
        assertThat(lit(scene, new ViewState(ahead, W, H, STYLE.withMode(Mode.PIXELS, 12)))).isBetween(105L, 121L);
    }

    private static long lit(SceneSnapshot scene, ViewState view) {
        try (PointRenderer r = new SplatRenderer("test")) {
            r.render(scene, view, ByteBuffer.allocateDirect(W * H * 4));
            return java.util.Arrays.stream(r.visible(0, 0, W, H).numbers()).filter(n -> n != VisiblePoints.NONE).count();
        }
    }

    @Test
    void gapsInASurfaceCloseAndItsEdgeStaysWhereItIs() {
        List<Vec3> wall = new ArrayList<>();
        for (int i = 0; i <= 60; i++) {
            for (int j = 0; j <= 60; j++) {
                if (i % 3 != 0 || j % 3 != 0) {
                    wall.add(new Vec3(4 + (i - 30) * 0.02, (j - 30) * 0.02, 0));
                }
            }
        }
        PointBlock block = Street.block(wall);
        Camera down = new Camera(new Vec3(4, 0, 10), new Vec3(4, 0, 0), new Vec3(1, 0, 0), 1, H * 0.02 / 2);
        SceneSnapshot scene = scene(new PointLayer("w", block, Pose.IDENTITY, Colouring.single(block, 0xFFFFFF)));
        ViewState view = new ViewState(down, W, H, STYLE.withMode(Mode.PIXELS, 1).withRound(false).withEyeDome(0));
        long open = lit(scene, view);
        long closed = lit(scene, view.withStyle(view.style().withFillGaps(true)));
        // 61 points 2 pixels apart, 121 pixels from the first to the last; the outline keeps its notches.
        assertThat(open).isLessThan(4_000);
        assertThat(closed).isBetween(12_500L, 122L * 122);
    }

    @Test
    void changedColoursShareWhatDidNotChange() {
        int n = 3 * PointColours.PART + 100;
        PointColours before = PointColours.of(new int[n]);
        PointColours after = before.with(new int[] {5, 7, n - 1}, i -> 0xFF000000 | i);
        assertThat(after.argb(7)).isEqualTo(0xFF000007);
        assertThat(after.argb(n - 1)).isEqualTo(0xFF000000 | n - 1);
        assertThat(before.argb(7)).isZero();
        assertThat(after.part(1)).isSameAs(before.part(1));
        assertThat(after.part(2)).isSameAs(before.part(2));
        int[] stretch = new int[PointColours.PART];
        java.util.Arrays.fill(stretch, -1);
        PointColours across = after.with(PointColours.PART - 10, stretch);
        assertThat(across.argb(PointColours.PART - 11)).isZero();
        assertThat(across.argb(PointColours.PART - 10)).isEqualTo(-1);
        assertThat(across.argb(2 * PointColours.PART - 11)).isEqualTo(-1);
        assertThat(across.argb(2 * PointColours.PART - 10)).isZero();
        assertThat(across.part(3)).isSameAs(after.part(3));
    }

    @Test
    void bothRenderersShowColoursThatChangedInPart() {
        int n = 2 * PointColours.PART;
        List<Vec3> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            all.add(new Vec3(10, (i % 256 - 128) * 0.02, (i / 256 - 128) * 0.02));
        }
        PointBlock block = Street.block(all);
        Camera ahead = new Camera(Vec3.ZERO, new Vec3(1, 0, 0), new Vec3(0, 0, 1), 1, 0);
        ViewState view = new ViewState(ahead, W, H, STYLE.withEyeDome(0));
        PointLayer layer = new PointLayer("p", block, Pose.IDENTITY, Colouring.single(block, 0x404040));
        int[] some = java.util.stream.IntStream.range(0, n).filter(i -> i % 256 > 128).toArray();
        PointLayer changed = layer.withColours(layer.colours().with(some, i -> 0xFFFFFFFF));
        try (PointRenderer gl = Renderers.create(RendererChoice.GL);
                PointRenderer splat = Renderers.create(RendererChoice.SPLAT)) {
            draw(gl, new Look(scene(layer), view));
            new Likeness(draw(gl, new Look(scene(changed), view)), draw(splat, new Look(scene(changed), view)), W, H)
                    .check("changed colours");
        }
    }
}
