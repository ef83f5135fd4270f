package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plumbline.annotation.Shared;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code info} says of real files what other programs say of them, and refuses the broken ones in a sentence. */
class InfoTest {
    @TempDir
    Path folder;

    private static JsonNode expected(String file) throws Exception {
        return JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build()
                .readTree(Files.readAllBytes(Shared.data("expected/" + file)));
    }

    @TestFactory
    Stream<DynamicTest> pointFilesAsOthersReadThem() throws Exception {
        return expected("pointclouds.json").properties().stream()
                .filter(e -> e.getKey().matches(".*\\.(pcd|ply|las)"))
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> pointFile(e.getKey(), e.getValue())));
    }

    private static void pointFile(String name, JsonNode want) {
        Path file = Shared.data(name);
        if (want.has("malformed_or_unparsed")) {
            Run.json("info", file).refused(Exit.BAD_INPUT, file.toString());
            return;
        }
        JsonNode info = Run.json("info", file).document();
        assertThat(info.path("format").asString()).startsWith(name.substring(name.lastIndexOf('.') + 1));
        boolean bodyIsMissing = want.has("header_point_count") && !want.has("points_bounds_min");
        assertThat(info.path("points").asLong()).isEqualTo(bodyIsMissing ? 0 : points(want));
        if (bodyIsMissing) {
            assertThat(info.path("problems").size()).isPositive();
        }
        assertThat(info.path("crs").isMissingNode()).isFalse();
        if (want.has("points_bounds_min")) {
            for (int i = 0; i < 3; i++) {
                assertThat(info.path("bounds").path("min").get(i).asDouble())
                        .isCloseTo(want.path("points_bounds_min").get(i).asDouble(), within(1e-6));
                assertThat(info.path("bounds").path("max").get(i).asDouble())
                        .isCloseTo(want.path("points_bounds_max").get(i).asDouble(), within(1e-6));
            }
        }
        List<String> axes = List.of("x", "y", "z");
        for (int i = 0; i < 3 && want.path("stats").has("x"); i++) {
            JsonNode stats = want.path("stats").path(axes.get(i));
            assertThat(info.path("bounds").path("min").get(i).asDouble()).isCloseTo(stats.path("min").asDouble(), within(1e-6));
            assertThat(info.path("bounds").path("max").get(i).asDouble()).isCloseTo(stats.path("max").asDouble(), within(1e-6));
        }
        List<String> fields = new ArrayList<>();
        info.path("fields").forEach(f -> {
            fields.add(f.path("name").asString().toLowerCase(Locale.ROOT));
            assertThat(f.path("type").asString()).matches("[fiu][1248]");
        });
        assertThat(fields).contains("x", "y", "z");
    }

    private static long points(JsonNode want) {
        if (want.has("header_point_count")) {
            return want.path("header_point_count").asLong();
        }
        return want.has("points")
                ? want.path("points").asLong()
                : StreamSupport.stream(want.path("elements").spliterator(), false)
                        .filter(e -> e.path("name").asString().equals("vertex"))
                        .findFirst().orElseThrow().path("count").asLong();
    }

    @TestFactory
    Stream<DynamicTest> recordingsAsOthersReadThem() throws Exception {
        return expected("bags.json").properties().stream()
                .filter(e -> e.getKey().endsWith(".mcap"))
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> recording(e.getKey(), e.getValue())));
    }

    private static void recording(String name, JsonNode want) {
        JsonNode info = Run.json("info", Shared.data(name)).document();
        assertThat(info.path("format").asString()).isEqualTo("mcap");
        assertThat(info.path("start").asLong()).isEqualTo(want.path("time_range_ns").get(0).asLong());
        assertThat(info.path("end").asLong()).isEqualTo(want.path("time_range_ns").get(1).asLong());
        assertThat(info.path("topics").size()).isEqualTo(want.path("topics").size());
        info.path("topics").forEach(t -> {
            JsonNode topic = want.path("topics").path(t.path("name").asString());
            assertThat(t.path("type").asString()).isEqualTo(topic.path("type").asString());
            assertThat(t.path("messages").asLong()).isEqualTo(topic.path("count").asLong());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "kitti_raw_0005/2011_09_26/2011_09_26_drive_0005_sync, kitti-raw, 154, velodyne, image_02",
        "nuscenes_keyframe, nuscenes-keyframe, 1, LIDAR_TOP, CAM_FRONT",
        "dgp_test_scene/scene_02, dgp, 3, LIDAR, CAMERA_01",
        "ros2_bags/kitti_0005_f0-1_zstd.mcap, mcap, 2, '', ''",
    })
    void sequences(String path, String format, int frames, String lidar, String camera) {
        JsonNode info = Run.json("info", Shared.data(path)).document();
        assertThat(info.path("format").asString()).isEqualTo(format);
        assertThat(info.path("frames").asInt()).isEqualTo(frames);
        List<String> sensors = new ArrayList<>();
        info.path("sensors").forEach(s -> sensors.add(s.path("id").asString() + " " + s.path("kind").asString()));
        assertThat(sensors).anyMatch(s -> s.endsWith(" lidar")).anyMatch(s -> s.endsWith(" camera"));
        if (!lidar.isEmpty()) {
            assertThat(sensors).contains(lidar + " lidar", camera + " camera");
        }
        assertThat(info.path("end").asLong()).isGreaterThanOrEqualTo(info.path("start").asLong());
        assertThat(info.path("start").asLong()).isPositive();
    }

    @Test
    void cutFilesAreRefusedOrSayWhereTheyEnd() throws Exception {
        for (String name : List.of(
                "pointclouds/pdal/las/simple.las", "pointclouds/pcl/car6.pcd", "pointclouds/pdal/ply/simple_binary.ply",
                "pointclouds/pcl/colored_cloud.pcd", "ros2_bags/kitti_0005_f0-1_zstd.mcap")) {
            byte[] whole = Files.readAllBytes(Shared.data(name));
            for (double share : new double[] {0.001, 0.3, 0.9}) {
                Path cut = folder.resolve(share + name.substring(name.lastIndexOf('/') + 1));
                Files.write(cut, java.util.Arrays.copyOf(whole, (int) (whole.length * share)));
                Run run = Run.json("info", cut);
                if (run.exit() == Exit.DONE) {
                    assertThat(run.document().path("problems").size()).as(cut.toString()).isPositive();
                } else {
                    run.refused(Exit.BAD_INPUT, cut.toString());
                }
            }
        }
    }
}
