package plumbline.storage.format.point;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.mreutegg.laszip4j.LASPoint;
import com.github.mreutegg.laszip4j.LASReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointFormat;
import plumbline.storage.format.PointParts;
import plumbline.storage.format.PointQuery;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** LAZ against records that laz-perf decoded, against laszip4j, and against itself. */
class LazTest {
    @TempDir
    Path folder;

    private static byte[] records(Path path, List<Problem> problems) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LasFile file = LasFile.open(PointInput.of(path), PointQuery.ALL)) {
            problems.addAll(file.problems());
            for (int i = 0; i < file.count(); i++) {
                problems.addAll(file.records(i, null, (b, n) -> {
                    byte[] raw = new byte[n * file.header().recordBytes()];
                    b.get(0, raw);
                    out.writeBytes(raw);
                }));
            }
        }
        return out.toByteArray();
    }

    @Test
    void everyRecordIsAsLazPerfDecodesIt() throws IOException, NoSuchAlgorithmException {
        JsonNode expected = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build()
                .readTree(Files.readAllBytes(Shared.data("expected/pointclouds.json")));
        List<String> seen = new ArrayList<>();
        for (var e : expected.properties()) {
            if (e.getValue().has("decoded_records_sha256")) {
                byte[] raw = records(Shared.data(e.getKey()), new ArrayList<>());
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(raw);
                assertThat(HexFormat.of().formatHex(hash)).as(e.getKey())
                        .isEqualTo(e.getValue().get("decoded_records_sha256").asString());
                seen.add(e.getKey());
            }
        }
        assertThat(seen).filteredOn(s -> s.endsWith(".laz")).hasSizeGreaterThan(5);
    }

    @Test
    void filesOfBefore2011AreRead() throws IOException {
        List<Problem> problems = new ArrayList<>();
        byte[] old = records(Shared.data("pointclouds/pdal/laz/simple-laszip-compressor-version-1.2r0.laz"), problems);
        assertThat(problems).isEmpty();
        assertThat(old).isEqualTo(records(Shared.data("pointclouds/pdal/las/simple.las"), problems));
    }

    @Test
    void everyPointFormatComesBackBitByBit() throws IOException {
        for (int format = 0; format <= 10; format++) {
            for (int extra : new int[] {0, 5, 6}) {
                int n = extra == 0 ? 60_000 : 3_000;
                boolean oneChannel = extra == 5 || extra == 0 && format == 8;
                byte[] records = LasSamples.records(format, extra, n, 2 * format + (oneChannel ? 1 : 0));
                Path las = LasSamples.write(folder.resolve("a.las"), format, extra, n, records);
                Path laz = folder.resolve("a.laz");
                PointConversion.Result r = PointConversion.convert(las, laz);
                assertThat(r.points()).isEqualTo(n);
                assertThat(Files.size(laz)).isLessThan(Files.size(las));
                byte[] back = records(laz, new ArrayList<>());
                assertThat(Arrays.mismatch(back, records)).as("format " + format + ", " + extra).isEqualTo(-1);
                Path again = folder.resolve("b.las");
                PointConversion.convert(laz, again);
                assertThat(Arrays.mismatch(records(again, new ArrayList<>()), records)).isEqualTo(-1);
                if (format != 4 && format != 5 && format < 9) {
                    readByLaszip4j(laz, format, extra, n, records);
                }
            }
        }
    }

    private static void readByLaszip4j(Path laz, int format, int extra, int n, byte[] records) {
        ByteBuffer b = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
        int record = LasSamples.record(format, extra);
        int p = 0;
        int seen = 0;
        for (LASPoint point : new LASReader(laz.toFile()).getPoints()) {
            String what = "format " + format + ", point " + seen;
            assertThat(point.getX()).as(what).isEqualTo(b.getInt(p));
            assertThat(point.getY()).as(what).isEqualTo(b.getInt(p + 4));
            assertThat(point.getZ()).as(what).isEqualTo(b.getInt(p + 8));
            assertThat((short) point.getIntensity()).as(what).isEqualTo(b.getShort(p + 12));
            if (format == 1 || format == 3 || format >= 6) {
                assertThat(Double.doubleToRawLongBits(point.getGPSTime())).as(what)
                        .isEqualTo(b.getLong(p + (format >= 6 ? 22 : 20)));
            }
            int colours = format == 2 ? 20 : format == 3 ? 28 : format >= 7 ? 30 : 0;
            if (colours > 0) {
                assertThat((short) point.getRed()).as(what).isEqualTo(b.getShort(p + colours));
                assertThat((short) point.getBlue()).as(what).isEqualTo(b.getShort(p + colours + 4));
            }
            p += record;
            seen++;
        }
        assertThat(seen).isEqualTo(n);
    }

    @Test
    void oldFilesAgreeWithLaszip4jFieldByField() throws IOException {
        for (String name : List.of("laspy/extra.laz", "lidr/dbh.laz", "laspy/1_4_w_evlr.laz", "pdal/laz/simple.laz")) {
            Path laz = Shared.data("pointclouds/" + name);
            PointCollector all = new PointCollector();
            new Laz().read(laz, all);
            int i = 0;
            var block = all.block();
            var intensity = block.column("intensity").orElseThrow();
            for (LASPoint p : new LASReader(laz.toFile()).getPoints()) {
                assertThat((double) (char) p.getIntensity()).isEqualTo(intensity.get(i));
                i++;
            }
            assertThat(i).isEqualTo(block.size());
        }
    }

    @Test
    void filesCutAnywhereKeepTheirWholePoints() throws IOException {
        for (int format : new int[] {3, 7}) {
            int n = 160_000;
            Path las = LasSamples.write(folder.resolve("w.las"), format, 0, n, 4);
            Path laz = folder.resolve("w.laz");
            PointConversion.convert(las, laz);
            byte[] wanted = records(las, new ArrayList<>());
            byte[] bytes = Files.readAllBytes(laz);
            int most = 0;
            for (int part = 0; part < 100; part++) {
                Path cut = Files.write(folder.resolve("cut.laz"), Arrays.copyOf(bytes, bytes.length * part / 100));
                PointCollector all = new PointCollector();
                List<Problem> problems;
                try {
                    problems = new Laz().read(cut, all);
                } catch (FormatException e) {
                    assertThat(e).hasMessageContaining("cut.laz");
                    assertThat(most).isZero();
                    continue;
                }
                assertThat(problems.getLast().what()).contains("those " + all.size() + " are kept");
                assertThat(all.size()).isBetween(most, n - 1);
                byte[] kept = records(cut, new ArrayList<>());
                assertThat(Arrays.mismatch(kept, wanted)).isIn(-1, kept.length);
                most = all.size();
                if (part % 10 == 9) {
                    assertThat(new Laz().inspect(cut).points()).isEqualTo(most);
                }
            }
            assertThat(most).isGreaterThanOrEqualTo(150_000);
        }
    }

    @Test
    void announcedSizesAreNotBelieved() throws IOException {
        Path las = LasSamples.write(folder.resolve("h.las"), 7, 0, 1000, 4);
        Path laz = folder.resolve("h.laz");
        PointConversion.convert(las, laz);
        for (int what = 0; what < 3; what++) {
            ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(laz)).order(ByteOrder.LITTLE_ENDIAN);
            int pointsAt = b.getInt(96);
            if (what == 0) {
                b.putLong(247, 1_000_000_000_000L);
            } else if (what == 1) {
                b.putInt((int) b.getLong(pointsAt) + 4, -1);
            } else {
                b.putInt(pointsAt + 8 + 36 + 4, Integer.MAX_VALUE);
            }
            Path bad = Files.write(folder.resolve("bad.laz"), b.array());
            PointCollector all = new PointCollector();
            List<Problem> problems = new Laz().read(bad, all);
            assertThat(problems).as("%d", what).isNotEmpty();
            assertThat(all.size()).isEqualTo(what == 2 ? 0 : 1000);
        }
        ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(las)).order(ByteOrder.LITTLE_ENDIAN);
        b.putLong(247, 1_000_000_000_000L);
        Path bad = Files.write(folder.resolve("bad.las"), b.array());
        assertThat(new Las().inspect(bad).points()).isEqualTo(1000);
    }

    @Test
    void layersThatNobodyAskedForAreLeftOut() throws IOException {
        int n = 120_000;
        Path laz = folder.resolve("s.laz");
        PointConversion.convert(LasSamples.write(folder.resolve("s.las"), 8, 3, n, 9), laz);
        PointCollector all = new PointCollector();
        new Laz().read(laz, all);
        PointCollector some = new PointCollector();
        try (PointParts parts = new Laz().open(laz, PointQuery.columns("classification", "nir", "extra_2"))) {
            for (int i = 0; i < parts.count(); i++) {
                assertThat(parts.read(i, some)).isEmpty();
            }
        }
        assertThat(some.block().columns()).hasSize(3);
        for (var c : some.block().columns()) {
            SameBlock.assertSame(c, all.block().column(c.name()).orElseThrow());
        }
        assertThat(some.block().pz(n - 1)).isEqualTo(all.block().pz(n - 1));
    }

    @Test
    void headersSayWhatIsInside() throws IOException {
        PointFormat.Info info = new Laz().inspect(Shared.data("pointclouds/lidr/dbh.laz"));
        assertThat(info.format()).isEqualTo("laz 1.4 (point format 1)");
        assertThat(info.points()).isEqualTo(1369);
    }
}
