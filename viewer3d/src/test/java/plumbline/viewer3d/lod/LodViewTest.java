package plumbline.viewer3d.lod;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.TileNode;
import plumbline.annotation.scene.TileSet;
import plumbline.annotation.scene.TileSource;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.ColourMap;
import plumbline.viewer3d.render.Legend;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.render.splat.SplatRenderer;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

class LodViewTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 200;
    private static final int PER_TILE = 400;

    /** A flat field of 1024 m, five levels of 20 x 20 points in each tile at the bottom of its cube. */
    private static final class Field implements TileSource {
        final List<TileKey> loads = Collections.synchronizedList(new ArrayList<>());
        private final Optional<CountDownLatch> gate;
        private final Optional<TileKey> bad;

        Field(Optional<CountDownLatch> gate, Optional<TileKey> bad) {
            this.gate = gate;
            this.bad = bad;
        }

        @Override
        public TileSet set() {
            return new TileSet(
                    "field", 1_000_000, Vec3.ZERO, new Vec3(1024, 1024, 0), Vec3.ZERO, 1024, 51.2,
                    List.of(new TileSet.Field("intensity", "u1", 0, 255)), Optional.empty(), true, List.of());
        }

        @Override
        public Optional<TileNode> node(TileKey key) {
            int mask = key.level() < 5 ? 0b01010101 : 0;
            return key.z() == 0 ? Optional.of(new TileNode(key, PER_TILE, 8000, mask)) : Optional.empty();
        }

        @Override
        public PointBlock load(TileKey key, Predicate<String> columns) throws IOException {
            try {
                if (gate.isPresent()) {
                    gate.get().await();
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            loads.add(key);
            if (bad.filter(key::equals).isPresent()) {
                throw new IOException("tile " + key + " is damaged");
            }
            float step = (float) (set().size(key) / 20);
            float[] x = new float[PER_TILE];
            float[] y = new float[PER_TILE];
            short[] intensity = new short[PER_TILE];
            for (int i = 0; i < PER_TILE; i++) {
                x[i] = (i % 20 + 0.5f) * step;
                y[i] = (i / 20 + 0.5f) * step;
                intensity[i] = (short) (i % 256);
            }
            return new PointBlock(
                    set().corner(key), x, y, new float[PER_TILE], Optional.empty(),
                    List.of(new Column.Shorts("intensity", "u1", intensity)));
        }

        @Override
        public PointBlock exact(TileKey key) throws IOException {
            return load(key, c -> true);
        }

        @Override
        public boolean refresh() {
            return false;
        }

        @Override
        public void close() {}
    }

    private static ViewState over(double x, double y, double height) {
        Camera c = new Camera(new Vec3(x - height / 2, y, height), new Vec3(x, y, 0), new Vec3(0, 0, 1), 0.9, 0);
        return new ViewState(c, WIDTH, HEIGHT, 2, 0);
    }

    private static List<TileNode> select(ViewState v, LodBudget budget) {
        Field field = new Field(Optional.empty(), Optional.empty());
        return LodSelection.of(field, Projection.of(v.camera(), WIDTH, HEIGHT), budget, Optional.empty());
    }

    private static LodBudget budget(long points) {
        return new LodBudget(points, 1 << 24, 3, 1000);
    }

    @Test
    void nearTilesAreFineAndTilesOutOfSightAreLeftOut() {
        List<TileNode> near = select(over(300, 300, 40), budget(1_000_000));
        assertThat(near.getFirst().key()).isEqualTo(TileKey.ROOT);
        for (int i = 1; i < near.size(); i++) {
            assertThat(near.subList(0, i)).extracting(TileNode::key).contains(near.get(i).key().parent());
        }
        assertThat(near).anyMatch(n -> n.key().level() == 5);
        assertThat(near).noneMatch(n -> n.key().level() == 5 && n.key().x() < 4);
        List<TileNode> far = select(over(512, 512, 3000), budget(1_000_000));
        assertThat(far).allMatch(n -> n.key().level() <= 1);
        assertThat(select(over(300, 300, 40), budget(5 * PER_TILE))).hasSize(5).isEqualTo(near.subList(0, 5));
    }

    @Test
    void aFrameNeverWaitsAndOnlyWhatTheNewestNeedsIsLoaded() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        Field field = new Field(Optional.of(gate), Optional.empty());
        try (LodView lod = new LodView(field, TileColoursOf.height(), budget(100_000), 1, () -> {})) {
            ViewState here = over(200, 200, 30);
            ViewState there = over(850, 850, 30);
            LodView.Frame first = lod.frame(here, Optional.empty());
            assertThat(first.layers()).isEmpty();
            assertThat(first.missing()).isGreaterThan(8);
            LodView.Frame second = lod.frame(there, Optional.empty());
            gate.countDown();
            assertThat(lod.await(10_000)).isTrue();
            LodView.Frame sharp = lod.frame(there, Optional.empty());
            assertThat(sharp.missing()).isZero();
            assertThat(sharp.layers()).hasSize(second.missing());
            assertThat(sharp.points()).isEqualTo((long) sharp.layers().size() * PER_TILE);
            // One was under way when the camera left; of the others none was loaded that is only seen from there.
            assertThat(field.loads).filteredOn(k -> k.level() >= 2 && k.x() < 1 << k.level() - 1).isEmpty();
        }
    }

    @Test
    void memoryKeepsToItsBudgetAndADamagedTileToItself() throws InterruptedException {
        TileKey bad = new TileKey(1, 0, 0, 0);
        Field field = new Field(Optional.empty(), Optional.of(bad));
        LodBudget small = new LodBudget(20_000, 40 * (16L * PER_TILE + 200), 3, 1000);
        try (LodView lod = new LodView(field, TileColoursOf.height(), small, 2, () -> {})) {
            for (int i = 0; i < 20; i++) {
                ViewState v = over(100 + 40 * i, 500, 60);
                LodView.Frame f = lod.frame(v, Optional.empty());
                for (int k = 0; k < 50 && f.missing() > 0; k++) {
                    assertThat(lod.await(10_000)).isTrue();
                    f = lod.frame(v, Optional.empty());
                }
                assertThat(f.missing()).isZero();
                assertThat(lod.cachedBytes()).isLessThanOrEqualTo((f.layers().size() + 45L) * (16L * PER_TILE + 200));
            }
            assertThat(lod.problems()).hasSize(1).first().extracting("what").isEqualTo("tile 1-0-0-0 is damaged");
            assertThat(field.loads.stream().filter(bad::equals)).hasSize(1);
        }
    }

    @Test
    void aMovingCameraShowsWhatFitsAndAStandingOneAll() throws InterruptedException {
        Field field = new Field(Optional.empty(), Optional.empty());
        LodBudget b = new LodBudget(400_000, 1 << 26, 0.2, 10);
        try (LodView lod = new LodView(field, TileColoursOf.height(), b, 2, () -> {})) {
            ViewState still = over(512, 512, 700);
            LodView.Frame all = lod.frame(still, Optional.empty());
            for (int k = 0; k < 50 && all.missing() > 0; k++) {
                assertThat(lod.await(10_000)).isTrue();
                all = lod.frame(still, Optional.empty());
            }
            assertThat(all.points()).isGreaterThan(300_000);
            LodView.Frame moving = all;
            for (int i = 1; i < 30; i++) {
                lod.took(moving.points() / 15_000.0);
                moving = lod.frame(over(512 + i * 0.01, 512, 700), Optional.empty());
            }
            assertThat(moving.points()).isBetween(100_000L, 170_000L);
            LodView.Frame again = lod.frame(over(512 + 29 * 0.01, 512, 700), Optional.empty());
            assertThat(again.points()).isGreaterThan(2 * moving.points());
        }
    }

    private static final class TileColoursOf {
        static TileColours height() {
            return new TileColours.ByHeight(new Legend.Range(0, 1), ColourMap.LAGOON);
        }
    }

    @Test
    void manySmallLayersDrawAsOneLargeOne() throws IOException {
        Field field = new Field(Optional.empty(), Optional.empty());
        List<PointLayer> layers = new ArrayList<>();
        float[][] all = new float[3][32 * PER_TILE];
        int[] argb = new int[32 * PER_TILE];
        for (int k = 0; k < 32; k++) {
            PointBlock b = field.load(new TileKey(5, k, 15, 0), c -> false);
            int[] colours = new int[PER_TILE];
            for (int i = 0; i < PER_TILE; i++) {
                colours[i] = 0xFF000000 | (k * PER_TILE + i) * 7919;
                int at = k * PER_TILE + i;
                all[0][at] = (float) b.px(i);
                all[1][at] = (float) b.py(i);
                argb[at] = colours[i];
            }
            layers.add(new PointLayer("t", b, Pose.IDENTITY, colours));
            layers.add(new PointLayer("none", PointBlock.EMPTY, Pose.IDENTITY, new int[0]));
        }
        PointLayer one = new PointLayer("all", PointBlock.of(all[0], all[1], all[2], List.of()), Pose.IDENTITY, argb);
        ViewState v = over(512, 490, 400);
        try (SplatRenderer renderer = new SplatRenderer("test")) {
            ByteBuffer parts = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 4);
            ByteBuffer whole = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 4);
            long drawn = renderer.render(new SceneSnapshot(layers, List.of(), List.of()), v, parts).points();
            long drawnWhole = renderer.render(new SceneSnapshot(List.of(one), List.of(), List.of()), v, whole).points();
            assertThat(drawn).isEqualTo(drawnWhole).isGreaterThan(5000);
            int differ = 0;
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                differ += parts.getInt(4 * i) == whole.getInt(4 * i) ? 0 : 1;
            }
            // Float offsets differ in their last digit, which may move a point over a pixel's edge.
            assertThat(differ).isLessThan(WIDTH * HEIGHT / 200);
        }
    }
}
