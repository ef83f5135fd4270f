package plumbline.storage.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.TileNode;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.point.LasStream;

class TileBuilderTest {
    private static final int POINTS = 1_600_000;

    @TempDir
    private Path folder;

    /** Points as a set that keeps duplicates: how many, and two sums of mixed bits of each. */
    private record Bag(long points, long sum, long xor) {
        static final Bag EMPTY = new Bag(0, 0, 0);

        Bag with(PointBlock b) {
            long s = sum;
            long x = xor;
            for (int i = 0; i < b.size(); i++) {
                if (!Double.isFinite(b.px(i) + b.py(i) + b.pz(i))) {
                    return without(b);
                }
                long h = hash(b, i);
                s += h;
                x ^= Long.rotateLeft(h * h, 17);
            }
            return new Bag(points + b.size(), s, x);
        }

        private Bag without(PointBlock b) {
            Bag bag = this;
            for (int i = 0; i < b.size(); i++) {
                if (Double.isFinite(b.px(i) + b.py(i) + b.pz(i))) {
                    long h = hash(b, i);
                    bag = new Bag(bag.points + 1, bag.sum + h, bag.xor ^ Long.rotateLeft(h * h, 17));
                }
            }
            return bag;
        }

        private static long hash(PointBlock b, int i) {
            long h = mix(Double.doubleToLongBits(b.px(i) + 0.0));
            h = mix(h + Double.doubleToLongBits(b.py(i) + 0.0));
            h = mix(h + Double.doubleToLongBits(b.pz(i) + 0.0));
            for (Column c : b.columns()) {
                h = mix(h + (c instanceof Column.Longs l ? l.values()[i] : Double.doubleToLongBits(c.get(i))));
            }
            return h;
        }

        private static long mix(long z) {
            long v = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
            v = (v ^ v >>> 27) * 0x94D049BB133111EBL;
            return v ^ v >>> 31;
        }
    }

    private static Bag tiles(TileFolder tiles) throws IOException {
        Bag bag = Bag.EMPTY;
        for (TileNode n : tiles.nodes()) {
            PointBlock points = tiles.exact(n.key());
            assertThat(points.size()).isEqualTo(n.points());
            bag = bag.with(points);
        }
        return bag;
    }

    private static Bag source(PointStream in) throws IOException {
        Bag[] bag = {Bag.EMPTY};
        in.read(b -> bag[0] = bag[0].with(b));
        return bag[0];
    }

    /** A hilly field far from zero, three quarters of its points in one small corner. */
    private Path las() throws IOException {
        Path file = folder.resolve("field.las");
        long state = 42;
        try (LasStream out = new LasStream(file)) {
            for (int from = 0; from < POINTS; from += 100_000) {
                int n = 100_000;
                double[][] xyz = new double[3][n];
                short[] intensity = new short[n];
                int[] red = new int[n];
                for (int i = 0; i < n; i++) {
                    state = state * 6364136223846793005L + 1442695040888963407L;
                    double u = (state >>> 40) / (double) (1 << 24);
                    double v = (state >>> 16 & 0xFFFFFF) / (double) (1 << 24);
                    double reach = i % 4 == 0 ? 200 : 1.5;
                    xyz[0][i] = 455_000 + u * reach;
                    xyz[1][i] = 5_411_000 + v * reach;
                    xyz[2][i] = 300 + 5 * Math.sin(u * reach / 9) * Math.cos(v * reach / 7);
                    intensity[i] = (short) (state >>> 50 & 255);
                    red[i] = (int) (state >>> 34 & 0xFFFF);
                }
                out.append(PointBlock.ofExact(
                        xyz[0], xyz[1], xyz[2],
                        List.of(new Column.Shorts("intensity", "u1", intensity), new Column.Ints("red", "u2", red))));
            }
            out.finish();
        }
        return file;
    }

    private static Map<String, byte[]> bytes(Path tiles) throws IOException {
        Map<String, byte[]> out = new HashMap<>();
        try (Stream<Path> all = Files.walk(tiles)) {
            for (Path p : all.filter(Files::isRegularFile).toList()) {
                out.put(tiles.relativize(p).toString(), Files.readAllBytes(p));
            }
        }
        return out;
    }

    private static void assertSame(Path a, Path b) throws IOException {
        Map<String, byte[]> x = bytes(a);
        Map<String, byte[]> y = bytes(b);
        assertThat(x.keySet()).isEqualTo(y.keySet());
        x.forEach((name, content) -> assertThat(content).as(name).isEqualTo(y.get(name)));
    }

    /** Stops at the n-th word about the tiles of chunks. */
    private static final class Stop implements Progress {
        private final String stage;
        private int left;

        Stop(String stage, int left) {
            this.stage = stage;
            this.left = left;
        }

        @Override
        public synchronized void update(String what, long done, long total) {
            if (what.equals(stage)) {
                left--;
            }
        }

        @Override
        public synchronized boolean cancelled() {
            return left <= 0;
        }
    }

    @Test
    void everyPointIsOnceInTheTreeWhateverTheThreadsAndStops() throws IOException {
        PointStream in = new PointFileStream(las());
        Path one = folder.resolve("one");
        TileBuilder.Built built = TileBuilder.build(in, one, 1, Progress.NONE);
        assertThat(built.points()).isEqualTo(POINTS);
        assertThat(built.resumed()).isFalse();
        assertThat(one.resolve("building")).doesNotExist();
        try (TileFolder tiles = TileFolder.open(one)) {
            assertThat(tiles.set().complete()).isTrue();
            assertThat(tiles.nodes()).hasSize((int) built.tiles());
            assertThat(tiles(tiles)).isEqualTo(source(in));
            evenly(tiles, TileKey.ROOT);
        }
        Path three = folder.resolve("three");
        TileBuilder.build(in, three, 3, Progress.NONE);
        assertSame(three, one);

        Path stopped = folder.resolve("stopped");
        assertThatThrownBy(() -> TileBuilder.build(in, stopped, 2, new Stop("Reading points", 3)))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> TileBuilder.build(in, stopped, 1, new Stop("Building tiles", 2)))
                .isInstanceOf(CancellationException.class);
        assertThat(stopped.resolve("tiles.json")).doesNotExist();
        try (TileFolder tiles = TileFolder.open(stopped)) {
            assertThat(tiles.set().complete()).isFalse();
            assertThat(tiles.load(TileKey.ROOT, c -> true).size()).isBetween(10_000, 300_000);
            assertThat(tiles.node(TileKey.ROOT).orElseThrow().childMask()).isNotZero();
            // As a kill in the middle of a file leaves it.
            Files.writeString(stopped.resolve(".plumbline-1.part"), "half a file");
            assertThat(TileBuilder.build(in, stopped, 2, Progress.NONE).resumed()).isTrue();
            assertThat(tiles.refresh()).isTrue();
            assertThat(tiles.set().complete()).isTrue();
        }
        assertSame(stopped, one);
        assertThat(TileBuilder.build(in, stopped, 2, Progress.NONE).points()).isEqualTo(POINTS);
    }

    /** No two points of an inner tile are nearer than its spacing, float offsets are what the exact positions say. */
    private static void evenly(TileFolder tiles, TileKey key) throws IOException {
        PointBlock exact = tiles.exact(key);
        PointBlock floats = tiles.load(key, "red"::equals);
        assertThat(floats.columns()).extracting(Column::name).containsExactly("red");
        assertThat(exact.size()).isGreaterThan(1000);
        double spacing = tiles.set().spacing(key);
        for (int i = 0; i < exact.size(); i += 37) {
            assertThat(floats.point(i).distance(exact.point(i))).isLessThan(1e-4);
            assertThat(floats.column("red").orElseThrow().get(i)).isEqualTo(exact.column("red").orElseThrow().get(i));
            for (int k = 0; k < exact.size(); k++) {
                if (k != i) {
                    assertThat(exact.point(i).distance(exact.point(k))).isGreaterThan(spacing * 0.9999);
                }
            }
        }
    }

    @Test
    void aDamagedTileIsToldAndTheOthersServe() throws IOException {
        Path out = folder.resolve("tiles");
        TileBuilder.build(new PointFileStream(las()), out, 2, Progress.NONE);
        Path top = out.resolve("nodes/top.bin");
        byte[] bytes = Files.readAllBytes(top);
        bytes[100] ^= 1;
        Files.write(top, bytes);
        int damaged = 0;
        try (TileFolder tiles = TileFolder.open(out)) {
            for (TileNode n : tiles.nodes()) {
                try {
                    tiles.load(n.key(), c -> true);
                } catch (FormatException e) {
                    damaged++;
                    assertThat(e).hasMessageContaining("top.bin, tile " + n.key()).hasMessageContaining("damaged");
                }
            }
        }
        assertThat(damaged).isEqualTo(1);
        Files.write(top, java.util.Arrays.copyOf(bytes, 50));
        try (TileFolder tiles = TileFolder.open(out)) {
            assertThatThrownBy(() -> tiles.exact(TileKey.ROOT)).hasMessageContaining("the file ends before the tile does");
        }
        Path index = out.resolve("index.bin");
        byte[] list = Files.readAllBytes(index);
        list[list.length / 2] ^= 4;
        Files.write(index, list);
        assertThatThrownBy(() -> TileFolder.open(out)).isInstanceOf(FormatException.class).hasMessageContaining("index");
    }

    /** Blocks as given, whatever they hold. */
    private record Given(List<PointBlock> blocks, Vec3 min, Vec3 max) implements PointStream {
        @Override
        public Source source() {
            return new Source("given", 1, "now");
        }

        @Override
        public long expected() {
            return blocks.stream().mapToLong(PointBlock::size).sum();
        }

        @Override
        public Optional<Grid> grid() {
            return Optional.empty();
        }

        @Override
        public Optional<String> crs() {
            return Optional.empty();
        }

        @Override
        public List<Problem> read(Consumer<PointBlock> sink) {
            blocks.forEach(sink);
            return List.of();
        }
    }

    @Test
    void pointsBeyondTheSaidBoundsWithoutPlaceOrInOneSpotAreKeptOrCounted() throws IOException {
        float[] x = {0, 1, Float.NaN, 900, -5};
        float[] y = {0, 1, 2, 3, 4};
        float[] z = {0, -0f, 2, Float.MIN_VALUE, 4};
        long[] wide = {1, Long.MIN_VALUE, 3, -1, Long.MAX_VALUE};
        PointBlock odd = PointBlock.of(x, y, z, List.of(new Column.Longs("stamp", "u8", wide)));
        int n = 900_000;
        float[] same = new float[n];
        java.util.Arrays.fill(same, 0.5f);
        PointBlock spot = PointBlock.of(same, same, same, List.of(new Column.Longs("stamp", "u8", new long[n])));
        PointStream in = new Given(List.of(odd, spot), Vec3.ZERO, new Vec3(1, 1, 1));
        TileBuilder.Built built = TileBuilder.build(in, folder.resolve("t"), 2, Progress.NONE);
        assertThat(built.points()).isEqualTo(n + 4);
        assertThat(built.unplaced()).isEqualTo(1);
        try (TileFolder tiles = TileFolder.open(folder.resolve("t"))) {
            assertThat(tiles.set().min().distance(new Vec3(-5, 0, 0))).isZero();
            assertThat(tiles(tiles)).isEqualTo(source(in));
        }
        TileBuilder.Built none = TileBuilder.build(
                new Given(List.of(), Vec3.ZERO, Vec3.ZERO), folder.resolve("none"), 2, Progress.NONE);
        assertThat(none.tiles()).isZero();
        try (TileFolder tiles = TileFolder.open(folder.resolve("none"))) {
            assertThat(tiles.node(TileKey.ROOT)).isEmpty();
        }
    }

    /** What an earlier start left and a power cut took back: neither tiles nor points put aside are believed. */
    @Test
    void whatAPowerCutDamagedIsMadeAgain() throws IOException {
        int n = 5000;
        float[][] xyz = new float[3][n];
        for (int i = 0; i < n; i++) {
            xyz[0][i] = i % 71;
            xyz[1][i] = i % 53;
            xyz[2][i] = i % 7 * 0.25f;
        }
        PointStream in = new Given(
                List.of(PointBlock.of(xyz[0], xyz[1], xyz[2], List.of())), Vec3.ZERO, new Vec3(71, 53, 2));
        Path whole = folder.resolve("whole");
        TileBuilder.build(in, whole, 2, Progress.NONE);
        for (boolean spill : new boolean[] {false, true}) {
            Path cut = folder.resolve("cut-" + spill);
            assertThatThrownBy(() -> TileBuilder.build(in, cut, 1, new Stop("Building tiles", 1)))
                    .isInstanceOf(CancellationException.class);
            flip(cut.resolve("nodes/0-0-0-0.bin"));
            if (spill) {
                flip(cut.resolve("building/spill-0.bin"));
            }
            assertThat(TileBuilder.build(in, cut, 1, Progress.NONE).resumed()).isEqualTo(!spill);
            assertSame(cut, whole);
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void realFilesComeBackPointForPoint() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(Shared.data("pointclouds"))) {
            all.filter(p -> p.toString().matches(".*\\.(las|pcd|ply)")).forEach(files::add);
        }
        int done = 0;
        for (Path file : files) {
            PointStream in;
            Bag wanted;
            try {
                in = new PointFileStream(file);
                wanted = source(in);
            } catch (FormatException e) {
                // Files made to be refused.
                continue;
            }
            Path out = folder.resolve("tiles-" + done++);
            TileBuilder.Built built = TileBuilder.build(in, out, 2, Progress.NONE);
            assertThat(built.points()).as(file.toString()).isEqualTo(wanted.points());
            try (TileFolder tiles = TileFolder.open(out)) {
                assertThat(tiles(tiles)).as(file.toString()).isEqualTo(wanted);
            }
        }
        assertThat(done).isGreaterThan(20);
    }

    @Test
    void aFolderOfOtherThingsIsLeftAlone() throws IOException {
        Path mine = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(mine.resolve("letter.txt"), "dear");
        assertThatThrownBy(() -> TileBuilder.build(
                        new Given(List.of(), Vec3.ZERO, Vec3.ZERO), mine, 1, Progress.NONE))
                .hasMessageContaining("holds other things");
        assertThat(mine.resolve("letter.txt")).exists();
    }
}
