package plumbline.storage.format.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointFormat;
import plumbline.storage.format.PointQuery;

/** Views of a part of a COPC file read that part; what is written is a COPC file with all points. */
class CopcTest {
    @TempDir
    Path folder;

    private record View(PointBlock points, long bytesRead) {}

    private static View view(Path path, PointQuery query) throws IOException {
        try (PointInput in = PointInput.of(path); LasFile file = LasFile.open(in, query)) {
            PointCollector all = new PointCollector();
            for (int i = 0; i < file.count(); i++) {
                assertThat(file.read(i, all)).isEmpty();
            }
            return new View(all.block(), in.bytesRead());
        }
    }

    private static int inside(PointBlock points, Vec3 min, Vec3 max) {
        int n = 0;
        PointQuery.Region region = new PointQuery.Region(min, max);
        for (int i = 0; i < points.size(); i++) {
            n += region.holds(points.px(i), points.py(i), points.pz(i)) ? 1 : 0;
        }
        return n;
    }

    @Test
    void aRemoteCornerReadsOnlyItsNodes() throws IOException {
        Path path = Shared.data("pointclouds/pdal/copc/lone-star.copc.laz");
        PointFormat.Info info = new Copc().inspect(path);
        View all = view(path, PointQuery.ALL);
        assertThat(all.points().size()).isEqualTo(518_862);
        Vec3 max = new Vec3(info.min().x() + 8, info.max().y(), info.max().z());
        View corner = view(path, PointQuery.ALL.within(info.min(), max));
        assertThat(corner.points().size()).isEqualTo(inside(all.points(), info.min(), max)).isPositive();
        assertThat(corner.bytesRead()).isLessThan(all.bytesRead() / 2);
        View coarse = view(path, PointQuery.ALL.spacing(1));
        assertThat(coarse.bytesRead()).isLessThan(all.bytesRead() / 4);
        assertThat(coarse.points().size()).isBetween(1, all.points().size() / 4);
        try (PointInput in = PointInput.of(path)) {
            new Copc().inspect(in);
            assertThat(in.bytesRead()).isLessThan(5_000);
        }
    }

    @Test
    void pagesOfThePagesAreFollowed() throws IOException {
        Path path = Shared.data("pointclouds/laspy/simple_with_page.copc.laz");
        PointFormat.Info info = new Copc().inspect(path);
        assertThat(view(path, PointQuery.ALL.within(info.min(), info.max())).points().size()).isEqualTo(1065);
    }

    @Test
    void everyPointIsInTheWrittenTreeOnce() throws IOException {
        for (int format : new int[] {1, 3, 7, 8}) {
            int n = 150_000;
            Path las = LasSamples.write(folder.resolve("a.las"), format, 2, n, 8);
            Path copc = folder.resolve("a.copc.laz");
            assertThat(PointConversion.convert(las, copc).points()).isEqualTo(n);
            View all = view(las, PointQuery.ALL);
            View back = view(copc, PointQuery.ALL);
            assertThat(places(back.points())).isEqualTo(places(all.points()));
            PointFormat.Info info = new Copc().inspect(copc);
            assertThat(info.format()).startsWith("copc 1.0");
            assertThat(info.points()).isEqualTo(n);
            assertThat(info.problems()).isEmpty();
            Vec3 middle = new Vec3(
                    (info.min().x() + info.max().x()) / 2, (info.min().y() + info.max().y()) / 2, info.max().z());
            View corner = view(copc, PointQuery.ALL.within(info.min(), middle));
            assertThat(corner.points().size()).isEqualTo(inside(all.points(), info.min(), middle));
            assertThat(corner.bytesRead()).isLessThan(back.bytesRead());
            ByteBuffer head = ByteBuffer.wrap(Files.readAllBytes(copc)).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(LasHeader.text(head, 377, 16)).isEqualTo("copc");
            assertThat(head.getShort(375 + 18)).isEqualTo((short) 1);
        }
    }

    /** The tree must not depend on how much of it is divided in memory: as many points as take two rounds through files. */
    @Test
    void moreThanMemoryHoldsIsDividedFromFileToFile() throws IOException {
        int n = 1_000_000;
        int record = 30;
        byte[] records = new byte[n * record];
        ByteBuffer b = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
        long state = 7;
        for (int i = 0; i < n; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            b.putInt(i * record, (int) (state >>> 40)).putInt(i * record + 4, (int) (state >>> 16 & 0xFFFFFF));
            b.putInt(i * record + 8, i % 1000).putDouble(i * record + 22, i);
        }
        double[] scale = {0.001, 0.001, 0.001};
        boolean[] seen = new boolean[n];
        int[] nodes = {0};
        try (CopcTree tree = new CopcTree("made up", folder, record, scale, new double[3])) {
            tree.add(records, n);
            tree.nodes((node, some) -> {
                nodes[0]++;
                ByteBuffer in = ByteBuffer.wrap(some).order(ByteOrder.LITTLE_ENDIAN);
                assertThat(some).hasSize(node.points() * record);
                double edge = tree.edge() / (1 << node.level());
                TreeMap<Integer, Integer> cells = new TreeMap<>();
                int before = -1;
                for (int p = 0; p < some.length; p += record) {
                    int number = (int) in.getDouble(p + 22);
                    assertThat(number).isGreaterThan(before);
                    assertThat(seen[number]).isFalse();
                    seen[number] = true;
                    before = number;
                    double x = in.getInt(p) * 0.001 - tree.min(0);
                    double y = in.getInt(p + 4) * 0.001 - tree.min(1);
                    assertThat(x).isBetween(node.x() * edge - 1e-6, (node.x() + 1) * edge + 1e-6);
                    assertThat(y).isBetween(node.y() * edge - 1e-6, (node.y() + 1) * edge + 1e-6);
                    cells.merge((int) (x / edge * 128) * 1000 + (int) (y / edge * 128), 1, Integer::sum);
                }
                if (node.level() == 0) {
                    // All points are in one layer of the root's cells: nearly every cell has its one.
                    assertThat(cells.size()).isEqualTo(node.points()).isGreaterThan(16_000);
                }
            });
        }
        for (boolean s : seen) {
            assertThat(s).isTrue();
        }
        assertThat(nodes[0]).isGreaterThan(60);
        try (var left = Files.list(folder)) {
            assertThat(left.toList()).isEmpty();
        }
    }

    private static TreeMap<String, Integer> places(PointBlock points) {
        TreeMap<String, Integer> out = new TreeMap<>();
        var kind = points.column("classification").orElseThrow();
        var extra = points.column("extra_1").orElseThrow();
        for (int i = 0; i < points.size(); i += 1) {
            int k = (int) kind.get(i);
            out.merge(points.point(i) + " " + (k == 12 || k > 31 ? -1 : k == 1 ? -1 : k) + " " + extra.get(i), 1, Integer::sum);
        }
        return out;
    }

    @Test
    void damagedTreesAreNamed() throws IOException {
        Path copc = folder.resolve("d.copc.laz");
        PointConversion.convert(LasSamples.write(folder.resolve("d.las"), 6, 0, 60_000, 8), copc);
        byte[] bytes = Files.readAllBytes(copc);
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int pageAt = (int) b.getLong(375 + 54 + 40);
        PointQuery query = PointQuery.ALL.spacing(0.001);
        List<byte[]> damaged = new ArrayList<>();
        damaged.add(ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN).putInt(pageAt + 28, -1)
                .putLong(pageAt + 16, pageAt).putInt(pageAt + 24, 32).array());
        damaged.add(ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN).putInt(pageAt, 99).array());
        damaged.add(ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN).putLong(375 + 54 + 48, 1L << 40).array());
        damaged.add(ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN).putInt(pageAt + 24, 1 << 30).array());
        for (byte[] d : damaged) {
            Path bad = Files.write(folder.resolve("bad.copc.laz"), d);
            assertThatThrownBy(() -> view(bad, query)).isInstanceOf(FormatException.class).hasMessageContaining("bad.copc");
        }
    }
}
