package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every file of the test data by {@code info}: read, or refused in a sentence that names it. Every point file by {@code info},
 * {@code convert}, {@code tiles} and {@code import}, with the number of points that other programs find in it.
 */
class EveryDataFileTest {
    /** By PDAL, for what the other programs do not read; a grid of PTX holds its empty places too. */
    private static final Map<String, Integer> BY_PDAL = Map.of(
            "pointclouds/pdal/pts/bunny_8.pts", 8,
            "pointclouds/pdal/ptx/1.2-with-color.ptx", 1065,
            "pointclouds/pdal/ptx/no-color.ptx", 15,
            "pointclouds/pdal/laz/simple-laszip-compressor-version-1.2r0.laz", 1065,
            "pointclouds/pdal/ept/1.2-with-color/ept-data/0-0-0-0.laz", 1065,
            "nuscenes_keyframe/n015-2018-07-24-11-22-45+0800__LIDAR_TOP__1532402927647951.pcd.bin", 34_688,
            "rellis3d/000104.bin", 131_072,
            "kitti_raw_0005/2011_09_26/2011_09_26_drive_0005_sync/velodyne_points/data/0000000000.bin", 123_397);

    /** Larger ones are converted and tiled by other tests. */
    private static final long SMALL = 1 << 19;

    @TempDir
    Path folder;

    private static Map<String, Integer> points() throws IOException {
        JsonNode all = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build()
                .readTree(Files.readAllBytes(Shared.data("expected/pointclouds.json")));
        Map<String, Integer> out = new LinkedHashMap<>();
        all.properties().forEach(e -> {
            JsonNode v = e.getValue();
            if (v.has("decoded_point_count")) {
                out.put(e.getKey(), v.path("decoded_point_count").asInt());
            } else if (v.has("scans")) {
                int sum = 0;
                for (JsonNode s : v.path("scans")) {
                    sum += s.path("points").asInt();
                }
                out.put(e.getKey(), sum);
            } else if (v.has("rows_read") || v.has("points")) {
                out.put(e.getKey(), v.path("points").asInt());
            }
        });
        out.putAll(BY_PDAL);
        return out;
    }

    @Test
    void pointFilesHoldTheSameByEveryVerb() throws IOException {
        Path project = folder.resolve("project");
        assertThat(Run.of("init", project, "--quiet").exit()).isZero();
        Map<String, Integer> files = points();
        assertThat(files).hasSizeGreaterThan(50);
        int n = 0;
        for (Map.Entry<String, Integer> e : files.entrySet()) {
            Path file = Shared.data(e.getKey());
            JsonNode info = Run.json("info", file).document();
            assertThat(info.path("points").asInt()).as("info " + e.getKey()).isEqualTo(e.getValue());
            if (Files.size(file) > SMALL) {
                continue;
            }
            Path out = folder.resolve(n++ + ".ply");
            JsonNode converted = Run.json("convert", file, out).document();
            assertThat(converted.path("points").asInt()).as("convert " + e.getKey()).isEqualTo(e.getValue());
            assertThat(Run.json("info", out).document().path("points").asInt()).as("read back").isEqualTo(e.getValue());
            JsonNode brought = Run.json("import", file, "--project", project).document();
            assertThat(brought.path("points").asInt()).as("import " + e.getKey()).isEqualTo(e.getValue());
            if (n % 4 == 0) {
                JsonNode tiles = Run.json("tiles", file, "--out", folder.resolve("tiles-" + n)).document();
                assertThat(tiles.path("points").asInt()).as("tiles " + e.getKey()).isBetween(e.getValue() / 2, e.getValue());
            }
        }
        assertThat(n).isGreaterThan(35);
    }

    @Test
    void anyOtherFileIsReadOrRefusedInASentence() throws IOException {
        Path root = Shared.data("README.md").getParent();
        Map<String, Path> kinds = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(Files::isRegularFile).sorted().forEach(p ->
                    kinds.putIfAbsent(root.relativize(p).toString().replaceAll("[0-9]{3,}|mcap_conformance/.*", "N"), p));
        }
        assertThat(kinds).hasSizeGreaterThan(120);
        for (Path p : kinds.values()) {
            Run run = Run.json("info", p);
            if (run.exit() == Exit.DONE) {
                assertThat(run.document().path("format").asString()).as(p.toString()).isNotBlank();
            } else {
                run.refused(Exit.BAD_INPUT, p.getFileName().toString());
            }
        }
    }

    @Test
    void labelsArePointsToNobodyAndPacketsSayHowToConvertThem() {
        Run.json("info", Shared.data("kitti_raw_0005/labels_same_sequence/kitti_tracking_label_02_0000.txt"))
                .refused(Exit.BAD_INPUT, "line 1", "DontCare");
        for (Object[] words : List.of(
                new Object[] {"info"}, new Object[] {"import", "--project", Run.project(folder.resolve("p"),
                        Shared.data("pointclouds/pcl/bun0.pcd"))})) {
            Path pcap = Shared.data("sensor_raw/ouster/OS-1-32-G_v2.1.1_1024x10.pcap");
            Run.json(Stream.concat(Stream.of(words), Stream.of(pcap)).toArray())
                    .refused(Exit.BAD_INPUT, "OS-1-32-G_v2.1.1_1024x10.pcap", "ouster-cli source");
        }
    }
}
