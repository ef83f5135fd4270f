package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real recordings through {@code import}, {@code project} and {@code label}, against numbers computed elsewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealCapturesTest {
    private static final String KITTI = "kitti_raw_0005/2011_09_26/2011_09_26_drive_0005_sync";

    @TempDir
    static Path folder;

    private Path project;
    private final Map<String, String> captures = new HashMap<>();

    @BeforeAll
    void bringIn() {
        project = folder.resolve("project");
        assertThat(Run.of("init", project, "--quiet").exit()).isZero();
        for (String path : new String[] {
            KITTI, "dgp_test_scene/scene_02", "nuscenes_keyframe", "ros2_bags/kitti_0005_f0-1_zstd.mcap",
            "pointclouds/pcl/car6.pcd", "pointclouds/pdal/las/simple.las", "pointclouds/pdal/ply/simple_binary.ply"}) {
            JsonNode done = Run.json("import", Shared.data(path), "--project", project).document();
            assertThat(done.path("reused").asBoolean()).as(path).isFalse();
            assertThat(done.path("quarantined").isArray()).isTrue();
            captures.put(path, done.path("capture").asString());
        }
    }

    private static JsonNode expected(String file) throws Exception {
        return JsonMapper.shared().readTree(Files.readAllBytes(Shared.data("expected/" + file)));
    }

    private JsonNode projected(String capture, int frame, String camera) {
        return Run.json("project", frame, "--sensor", camera, "--project", project, "--capture", captures.get(capture))
                .document();
    }

    /** Each sample that is in the answer too is at the same pixel and depth; all that lie well inside the image are. */
    private static void same(JsonNode answer, JsonNode samples) {
        Map<Integer, JsonNode> byIndex = new HashMap<>();
        answer.path("points").forEach(p -> byIndex.put(p.path("index").asInt(), p));
        double width = answer.path("width").asDouble();
        double height = answer.path("height").asDouble();
        assertThat(samples.size()).isPositive();
        for (JsonNode want : samples) {
            JsonNode got = byIndex.get(want.path("index").asInt());
            double u = want.path("u").asDouble();
            double v = want.path("v").asDouble();
            boolean inside = u >= 0 && v >= 0 && u <= width - 1 && v <= height - 1;
            assertThat(got).as("point %d at %.1f %.1f", want.path("index").asInt(), u, v)
                    .matches(g -> g != null || !inside, "is there when inside the image");
            if (got != null) {
                assertThat(got.path("u").asDouble()).isCloseTo(u, within(1e-6));
                assertThat(got.path("v").asDouble()).isCloseTo(v, within(1e-6));
                assertThat(got.path("depth").asDouble()).isCloseTo(want.path("depth").asDouble(), within(1e-6));
            }
        }
    }

    @Test
    void kittiPointsFallWhereTheyShould() throws Exception {
        JsonNode want = expected("kitti_raw_0005.json").path("frames");
        for (int frame : new int[] {0, 5}) {
            JsonNode image = want.path(Integer.toString(frame)).path("projection").path("image_02");
            JsonNode answer = projected(KITTI, frame, "image_02");
            assertThat(answer.path("width").asInt()).isEqualTo(image.path("image_size").get(0).asInt());
            same(answer, image.path("samples"));
            // Ours begin half a pixel earlier: the image reaches from -0.5 to width - 0.5.
            assertThat(answer.path("points").size())
                    .isCloseTo(image.path("n_in_image").asInt(), within(image.path("n_in_image").asInt() / 100));
            assertThat(answer.path("boxes").size()).isPositive();
        }
    }

    @Test
    void dgpPointsFallWhereTheyShould() throws Exception {
        JsonNode samples = expected("dgp_scene_02.json").path("samples");
        for (int frame = 0; frame < samples.size(); frame += 2) {
            for (var camera : samples.get(frame).path("cameras").properties()) {
                same(projected("dgp_test_scene/scene_02", frame, camera.getKey()), camera.getValue().path("samples"));
            }
        }
    }

    @Test
    void nuscenesPointsFallWhereTheyShould() throws Exception {
        for (var camera : expected("nuscenes_keyframe.json").path("cameras").properties()) {
            same(projected("nuscenes_keyframe", 0, camera.getKey()), camera.getValue().path("samples"));
        }
    }

    @Test
    void aFileOutsideAProjectGivesTheSameNumbers() throws Exception {
        JsonNode outside = Run.json(
                        "project", 0, "--sensor", "CAM_FRONT", "--path", Shared.data("nuscenes_keyframe"))
                .document();
        assertThat(outside).isEqualTo(projected("nuscenes_keyframe", 0, "CAM_FRONT"));
        Run.json("project", 0, "--sensor", "CAM_NONE", "--path", Shared.data("nuscenes_keyframe"))
                .refused(Exit.USAGE, "CAM_NONE", "CAM_FRONT");
        Run.json("project", 7, "--sensor", "CAM_FRONT", "--path", Shared.data("nuscenes_keyframe"))
                .refused(Exit.USAGE, "0 to 0");
    }

    @Test
    void theSameContentIsFoundAgain() {
        JsonNode again = Run.json("import", Shared.data(KITTI), "--project", project).document();
        assertThat(again.path("reused").asBoolean()).isTrue();
        assertThat(again.path("capture").asString()).isEqualTo(captures.get(KITTI));
        assertThat(again.path("frames").asInt()).isEqualTo(154);
        JsonNode status = Run.json("status", "--project", project).document();
        assertThat(status.path("captures").size()).isEqualTo(captures.size());
        assertThat(status.path("edits").asInt()).isZero();
    }

    @Test
    void labelsOfTheDatasetsAreThere() throws Exception {
        JsonNode kitti = Run.json("label", "list", "--project", project, "--capture", captures.get(KITTI)).document();
        assertThat(kitti.path("objects").size()).isEqualTo(717);
        JsonNode first = Run.json("label", "list", "--frame", 0, "--project", project, "--capture", captures.get(KITTI))
                .document().path("objects");
        JsonNode boxes = expected("kitti_raw_0005.json").path("frames").path("0").path("tracklet_boxes");
        assertThat(first.size()).isEqualTo(boxes.size());
        for (JsonNode box : boxes) {
            assertThat(first).anySatisfy(o -> {
                assertThat(o.path("class").asString()).isEqualTo(box.path("type").asString());
                for (int i = 0; i < 3; i++) {
                    assertThat(o.path("centre").get(i).asDouble())
                            .isCloseTo(box.path("center_velo").get(i).asDouble(), within(1e-6));
                }
            });
        }
    }

    @Test
    void kittiLabelsFromAFileComeAndGoAsOneEdit() {
        Path own = folder.resolve("own");
        Run.project(own, Shared.data(KITTI));
        Path file = Shared.data("kitti_raw_0005/labels_same_sequence/kitti_tracking_label_02_0000.txt");
        JsonNode done = Run.json("label", "import", file, "--project", own).document();
        assertThat(done.path("labels").asInt()).isPositive();
        JsonNode again = Run.json("label", "import", file, "--project", own).document();
        assertThat(again.path("labels")).isEqualTo(done.path("labels"));
        assertThat(again.path("replaced").asInt()).isZero();
        // New classes of the file count as one edit, its labels as another; the second time there is nothing to do.
        assertThat(Run.json("status", "--project", own).document().path("edits").asInt()).isEqualTo(2);
        Run.json("label", "import", Shared.data("pointclouds/pcl/car6.pcd"), "--project", own)
                .refused(Exit.BAD_INPUT, "car6.pcd", "openlabel");
    }

    @Test
    void aBrokenFileLeavesNothingBehind() {
        Run.json("import", Shared.data("pointclouds/pdal/ply/no_vertex.ply"), "--project", project)
                .refused(Exit.BAD_INPUT, "no_vertex.ply");
        assertThat(Run.json("status", "--project", project).document().path("captures").size()).isEqualTo(captures.size());
    }

    @Test
    void picturesOfThem() throws Exception {
        Path png = folder.resolve("pictures/top.png");
        JsonNode drawn = Run.json(
                        "render", Shared.data("pointclouds/pcl/car6.pcd"), "--view", "top", "--colour", "height",
                        "--size", "160x120", "--out", png)
                .document();
        assertThat(drawn.path("drawn").asLong()).isBetween(9000L, 10031L);
        assertThat(drawn.path("renderer").asString()).isIn("splat", "gl");
        var image = javax.imageio.ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(160);
        assertThat(image.getHeight()).isEqualTo(120);
        assertThat(java.util.stream.IntStream.range(0, 160 * 120)
                        .map(i -> image.getRGB(i % 160, i / 160)).distinct().count()).isGreaterThan(20);
        JsonNode few = Run.json(
                        "render", Shared.data("pointclouds/pcl/car6.pcd"), "--view", "top", "--budget", 500, "--size",
                        "160x120", "--out", png, "--renderer", "splat")
                .document();
        assertThat(few.path("drawn").asLong()).isBetween(400L, 500L);
        JsonNode seen = Run.json(
                        "render", project, "--capture", captures.get(KITTI), "--sensor", "image_02", "--out", png)
                .document();
        assertThat(seen.path("drawn").asLong()).isGreaterThan(10_000);
        assertThat(javax.imageio.ImageIO.read(png.toFile()).getWidth()).isEqualTo(1242);
        Run.json("render", Shared.data("pointclouds/pcl/car6.pcd"), "--colour", "nope", "--out", png)
                .refused(Exit.USAGE, "nope", "height");
        Run.json("render", Shared.data("pointclouds/pcl/car6.pcd"), "--view", "under", "--out", png)
                .refused(Exit.USAGE, "under");
        Run.json("render", Shared.data("pointclouds/pcl/car6.pcd"), "--sensor", "cam", "--out", png)
                .refused(Exit.BAD_INPUT, "cam");
        Run.json("render", project, "--camera", "1,2,3,1,2,3,0,0,1", "--out", png).refused(Exit.USAGE, "looks nowhere");
        Run.json("render", Shared.data("pointclouds/pcl/car6.pcd"), "--size", "7", "--out", png).refused(Exit.USAGE, "1600x1000");
    }

    @Test
    void pointFormatsIntoOneAnother() {
        for (String to : new String[] {"a.ply", "b.pcd", "c.las"}) {
            Path out = folder.resolve(to);
            JsonNode done = Run.json("convert", Shared.data("pointclouds/pdal/las/simple.las"), out).document();
            assertThat(done.path("points").asLong()).isEqualTo(1065);
            assertThat(done.path("losses").isArray()).isTrue();
            JsonNode info = Run.json("info", out).document();
            assertThat(info.path("points").asLong()).isEqualTo(1065);
            assertThat(info.path("bounds").path("min").get(0).asDouble()).isCloseTo(635619.85, within(1e-3));
            assertThat(info.path("bounds").path("max").get(2).asDouble()).isCloseTo(586.38, within(1e-3));
        }
        Run.json("convert", Shared.data("pointclouds/pdal/las/simple.las"), folder.resolve("d.nope"))
                .refused(Exit.BAD_INPUT, "d.nope", ".pcd");
    }
}
