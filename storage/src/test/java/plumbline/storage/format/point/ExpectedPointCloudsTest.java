package plumbline.storage.format.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.Captures;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointEncodings;
import plumbline.storage.format.PointFormat;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of other projects, against numbers that other software found in them. */
class ExpectedPointCloudsTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final String KITTI =
            "kitti_raw_0005/2011_09_26/2011_09_26_drive_0005_sync/velodyne_points/data/0000000000.bin";

    private static JsonNode expected() throws IOException {
        return JSON.readTree(Files.readAllBytes(Shared.data("expected/pointclouds.json")));
    }

    private static Map<String, JsonNode> files(String ending) throws IOException {
        Map<String, JsonNode> out = new TreeMap<>();
        expected().properties().forEach(e -> {
            if (e.getKey().endsWith(ending) && !e.getValue().has("malformed_or_unparsed")) {
                out.put(e.getKey(), e.getValue());
            }
        });
        return out;
    }

    private record Read(PointBlock points, List<Problem> problems) {
        IntToDoubleFunction field(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "x" -> points::px;
                case "y" -> points::py;
                case "z" -> points::pz;
                default -> points.column(name).orElseThrow(() -> new AssertionError(name))::get;
            };
        }
    }

    private static Read read(Path path) throws IOException {
        PointCollector all = new PointCollector();
        List<Problem> problems = PointConversion.format(path).read(path, all);
        return new Read(all.block(), problems);
    }

    private static void compareStats(String file, JsonNode stats, Read got, double relative) {
        stats.properties().forEach(e -> {
            IntToDoubleFunction field = got.field(e.getKey());
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            double sum = 0;
            int finite = 0;
            for (int i = 0; i < got.points().size(); i++) {
                double v = field.applyAsDouble(i);
                if (Double.isFinite(v)) {
                    min = Math.min(min, v);
                    max = Math.max(max, v);
                    sum += v;
                    finite++;
                }
            }
            JsonNode s = e.getValue();
            String what = file + " " + e.getKey();
            double size = Math.max(1, Math.max(Math.abs(min), Math.abs(max)));
            assertThat(min).as(what).isCloseTo(s.get("min").asDouble(), within(relative * size));
            assertThat(max).as(what).isCloseTo(s.get("max").asDouble(), within(relative * size));
            assertThat(sum / finite).as(what).isCloseTo(s.get("mean").asDouble(), within((relative + 1e-11) * size));
            if (s.has("finite")) {
                assertThat(finite).as(what).isEqualTo(s.get("finite").asInt());
            }
        });
    }

    @Test
    void everyPcdHoldsWhatItShould() throws IOException {
        Map<String, JsonNode> files = files(".pcd");
        assertThat(files.keySet()).hasSize(14);
        for (var e : files.entrySet()) {
            Path path = Shared.data(e.getKey());
            Read got = read(path);
            assertThat(got.points().size()).as(e.getKey()).isEqualTo(e.getValue().get("points").asInt());
            assertThat(got.problems()).as(e.getKey()).isEmpty();
            boolean text = e.getValue().get("data").asString().equals("ascii");
            compareStats(e.getKey(), e.getValue().get("stats"), got, text ? 1e-7 : 0);
            PointFormat.Info info = PointConversion.format(path).inspect(path);
            assertThat(info.points()).isEqualTo(got.points().size());
            List<String> names = new ArrayList<>();
            e.getValue().get("fields").forEach(f -> names.add(f.asString()));
            assertThat(info.fields()).extracting(PointFormat.Field::name).containsAll(
                    names.stream().filter(n -> !n.equals("_") && info.fields().stream()
                            .noneMatch(f -> f.name().startsWith(n + "_"))).toList());
        }
    }

    @Test
    void everyPlyHoldsWhatItShould() throws IOException {
        Map<String, JsonNode> files = files(".ply");
        assertThat(files.keySet()).hasSize(4);
        for (var e : files.entrySet()) {
            Read got = read(Shared.data(e.getKey()));
            assertThat(got.points().size()).as(e.getKey())
                    .isEqualTo(e.getValue().get("elements").get(0).get("count").asInt());
            assertThat(got.problems()).as(e.getKey()).isEmpty();
            compareStats(e.getKey(), e.getValue().get("stats"), got, 1e-7);
        }
    }

    @Test
    void everyLasHoldsWhatItShould() throws IOException {
        Map<String, JsonNode> files = files(".las");
        assertThat(files.keySet()).hasSize(18);
        files.putAll(files(".laz"));
        files.values().removeIf(x -> x.has("decode_error"));
        assertThat(files.keySet()).hasSizeGreaterThan(22);
        for (var e : files.entrySet()) {
            JsonNode x = e.getValue();
            Path path = Shared.data(e.getKey());
            Read got = read(path);
            PointFormat.Info info = PointConversion.format(path).inspect(path);
            assertThat(got.points().size()).as(e.getKey()).isEqualTo(x.path("decoded_point_count").asInt());
            assertThat(info.points()).isEqualTo(got.points().size());
            if (got.points().size() == 0) {
                assertThat(got.problems()).extracting(Problem::what).anyMatch(w -> w.contains("0 are there"));
                continue;
            }
            for (int a = 0; a < 3; a++) {
                IntToDoubleFunction f = got.field("xyz".substring(a, a + 1));
                double[] r = range(f, got.points().size());
                double scale = x.get("scale").get(a).asDouble();
                assertThat(r[0]).as(e.getKey()).isCloseTo(x.get("points_bounds_min").get(a).asDouble(), within(1e-9));
                assertThat(r[1]).as(e.getKey()).isCloseTo(x.get("points_bounds_max").get(a).asDouble(), within(1e-9));
                assertThat(r[2]).as(e.getKey()).isCloseTo(
                        x.get("mean_xyz").get(a).asDouble(), within(Math.min(scale, 1e-6 * Math.abs(r[2]) + 1e-9)));
                assertThat(f.applyAsDouble(0)).isCloseTo(x.get("first_point_xyz").get(a).asDouble(), within(1e-9));
                // One file states bounds that its own scale cannot reach; there the points' own are given.
                String source = e.getKey().endsWith("simple1_3.las") ? "points" : "header";
                double[] header = {
                    x.get(source + "_bounds_min").get(a).asDouble(), x.get(source + "_bounds_max").get(a).asDouble()
                };
                assertThat(a == 0 ? info.min().x() : a == 1 ? info.min().y() : info.min().z()).isEqualTo(header[0]);
                assertThat(a == 0 ? info.max().x() : a == 1 ? info.max().y() : info.max().z()).isEqualTo(header[1]);
            }
            compareRange(x, "intensity_min_max", got, "intensity");
            if (x.has("gps_time_min_max") && !e.getKey().contains("nan")) {
                compareRange(x, "gps_time_min_max", got, "gps_time");
            }
            for (int c = 0; c < 3 && x.has("rgb_min"); c++) {
                double[] r = range(got.field(List.of("red", "green", "blue").get(c)), got.points().size());
                assertThat(r[0]).isEqualTo(x.get("rgb_min").get(c).asDouble());
                assertThat(r[1]).isEqualTo(x.get("rgb_max").get(c).asDouble());
            }
            Map<String, Integer> classes = new TreeMap<>();
            Column classification = got.points().column("classification").orElseThrow();
            for (int i = 0; i < classification.size(); i++) {
                classes.merge(Integer.toString((int) classification.get(i)), 1, Integer::sum);
            }
            Map<String, Integer> wanted = new TreeMap<>();
            x.get("classification_counts").properties().forEach(c -> wanted.put(c.getKey(), c.getValue().asInt()));
            assertThat(classes).as(e.getKey()).isEqualTo(wanted);
        }
    }

    private static double[] range(IntToDoubleFunction f, int n) {
        double[] r = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0};
        for (int i = 0; i < n; i++) {
            r[0] = Math.min(r[0], f.applyAsDouble(i));
            r[1] = Math.max(r[1], f.applyAsDouble(i));
            r[2] += f.applyAsDouble(i) / n;
        }
        return r;
    }

    private static void compareRange(JsonNode x, String key, Read got, String field) {
        double[] r = range(got.field(field), got.points().size());
        assertThat(r[0]).isEqualTo(x.get(key).get(0).asDouble());
        assertThat(r[1]).isEqualTo(x.get(key).get(1).asDouble());
    }

    @Test
    void extraBytesKeepTheirNamesAndTypes() throws IOException {
        Read named = read(Shared.data("pointclouds/pdal/las/extrabytes.las"));
        List<String> names = named.points().columns().stream().map(Column::name).toList();
        assertThat(names).contains("Colors_0", "Colors_1", "Colors_2", "Flags_0", "Flags_1", "Intensity", "Time");
        Read plain = read(Shared.data("pointclouds/laspy/unregistered_extra_bytes.las"));
        assertThat(plain.points().column("extra_0")).isPresent();
        assertThat(plain.points().column("extra_3")).isPresent();
    }

    @Test
    void referenceSystemsAreNamed() throws IOException {
        assertThat(crs("pointclouds/pdal/las/epsg_4326.las")).contains("EPSG:4326");
        assertThat(crs("pointclouds/pdal/las/bad_vlr_count.las")).contains("EPSG:32617");
        assertThat(crs("pointclouds/pdal/las/simple.las")).isEmpty();
        assertThat(crs("pointclouds/pdal/autzen/autzen-bmx-2023.las")).isPresent();
    }

    private static Optional<String> crs(String file) throws IOException {
        return new Las().inspect(Shared.data(file)).crs();
    }

    @Test
    void brokenFilesAreNamedInPlainWords() throws IOException {
        assertThatThrownBy(() -> read(Shared.data("pointclouds/pdal/pcd/missingheader.pcd")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("name the file .xyz");
        assertThatThrownBy(() -> read(Shared.data("pointclouds/pdal/ply/no_vertex.ply")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("no element \"vertex\"");
        Read vlr = read(Shared.data("pointclouds/pdal/las/bad_vlr_count.las"));
        assertThat(vlr.points().size()).isEqualTo(10);
        assertThat(vlr.problems()).extracting(Problem::what)
                .anyMatch(w -> w.contains("3 variable length records are announced and 2 fit"));
    }

    @Test
    void aPointFileIsACaptureOfOneFrame() throws IOException {
        for (String file : List.of("pointclouds/pdal/las/simple.las", "pointclouds/pcl/milk_color.pcd",
                "pointclouds/open3d/fragment_002_slac.ply", "pointclouds/pcl/bun0.pcd", KITTI, "kitti_raw_0005")) {
            Path path = Shared.data(file);
            if (Files.isDirectory(path)) {
                assertThat(new PointFileCapture().recognises(path)).isFalse();
                continue;
            }
            try (CaptureSource source = Captures.open(path)) {
                var sample = source.capture().frames().getFirst().sample(source.capture().referenceLidar());
                PointBlock points = source.points(sample.orElseThrow());
                assertThat(points.size()).isGreaterThan(300);
                PointBlock again = PointEncodings.decode(
                        sample.orElseThrow().encoding(), file, source.raw(sample.orElseThrow()));
                SameBlock.assertSame(again, points);
            }
        }
    }

    @Test
    void packedColoursStandBesideTheField() throws IOException {
        PointBlock points = read(Shared.data("pointclouds/pcl/milk_color.pcd")).points();
        long packed = (long) points.column("rgba").orElseThrow().get(0);
        assertThat(points.column("red").orElseThrow().get(0)).isEqualTo(packed >> 16 & 0xFF);
        assertThat(points.column("blue").orElseThrow().get(0)).isEqualTo(packed & 0xFF);
    }
}
