package plumbline.storage.format.mcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.Captures;
import plumbline.storage.format.point.SameBlock;
import plumbline.storage.format.ros.PointCloud2Codec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recordings that other tools wrote. */
class McapCaptureTest {
    private static final SensorId LIDAR = new SensorId("velodyne_points");
    private static final SensorId CAMERA = new SensorId("cam2");

    @Test
    void aKittiDriveHasItsSensorsFramesAndPoses() throws IOException {
        try (CaptureSource source = Captures.open(Shared.data("ros2_bags/kitti_0005_f0-1_zstd.mcap"))) {
            Capture c = source.capture();
            assertThat(c.problems()).allMatch(p -> p.what().contains("nearest"));
            assertThat(c.format()).isEqualTo("mcap");
            assertThat(c.world()).isEqualTo("map");
            assertThat(c.referenceLidar()).isEqualTo(LIDAR);
            assertThat(c.sensors()).extracting(Sensor::kind).containsExactlyInAnyOrder(
                    SensorKind.LIDAR, SensorKind.CAMERA, SensorKind.IMU, SensorKind.GNSS);
            assertThat(c.trajectory().size()).isEqualTo(12);
            assertThat(c.frames()).hasSize(2);
            assertThat(c.samples()).hasSize(2 + 2 + 12 + 12);
            Frame second = c.frames().get(1);
            assertThat(second.timeNanos()).isEqualTo(1317042272438625628L);
            assertThat(second.sample(CAMERA).orElseThrow().timeNanos()).isEqualTo(1317042272449188864L);
            // Each sample stands where the vehicle was at its own time, not at the frame's.
            Sample image = second.sample(CAMERA).orElseThrow();
            Pose expected = c.trajectory().at(image.timeNanos()).orElseThrow()
                    .times(c.sensor(CAMERA).orElseThrow().egoFromSensor());
            assertThat(image.worldFromSensor()).isEqualTo(expected);
            assertThat(image.worldFromSensor()).isNotEqualTo(c.frames().get(0).sample(CAMERA).orElseThrow()
                    .worldFromSensor());
            assertThat(source.image(image)).startsWith(0xFF, 0xD8);
        }
    }

    @Test
    void pointsProjectWhereTheDatasetSaysTheyDo() throws IOException {
        JsonNode expected = new JsonMapper().readTree(Files.readAllBytes(Shared.data("expected/kitti_raw_0005.json")));
        int compared = 0;
        try (CaptureSource source = Captures.open(Shared.data("ros2_bags/kitti_0005_f0-1_zstd.mcap"))) {
            Capture c = source.capture();
            Sensor camera = c.sensor(CAMERA).orElseThrow();
            LensModel lens = camera.lens().orElseThrow();
            // The bag's transform holds of P_rect_02's fourth column only its first number over the focal length.
            double shiftZ = 0.002745884;
            double shiftY = (0.2163791 - lens.cy() * shiftZ) / lens.fy();
            double shiftX = (44.85728 - lens.cx() * shiftZ) / lens.fx() - 44.85728 / lens.fx();
            Pose cameraFromLidar = Pose.translation(shiftX, shiftY, shiftZ).times(camera.egoFromSensor().inverse())
                    .times(c.sensor(LIDAR).orElseThrow().egoFromSensor());
            for (int f = 0; f < 2; f++) {
                JsonNode frame = expected.get("frames").get(Integer.toString(f));
                PointBlock points = source.points(c.frames().get(f).sample(LIDAR).orElseThrow());
                assertThat(points.size()).isEqualTo(frame.get("n_points").asInt());
                int inImage = 0;
                double[] uv = new double[2];
                for (int i = 0; i < points.size(); i++) {
                    Vec3 p = cameraFromLidar.apply(points.point(i));
                    inImage += lens.project(p.x(), p.y(), p.z(), uv) && lens.inImage(uv[0], uv[1]) ? 1 : 0;
                }
                JsonNode projection = frame.get("projection").get("image_02");
                assertThat(inImage).isCloseTo(projection.get("n_in_image").asInt(), within(2));
                for (JsonNode s : projection.get("samples")) {
                    int i = s.get("index").asInt();
                    assertThat(points.px(i)).isEqualTo(s.get("xyz").get(0).asDouble());
                    Vec3 p = cameraFromLidar.apply(points.point(i));
                    assertThat(lens.project(p.x(), p.y(), p.z(), uv)).isTrue();
                    // The bag's quaternions round the calibration's seven printed digits.
                    assertThat(uv[0]).isCloseTo(s.get("u").asDouble(), within(1e-3));
                    assertThat(uv[1]).isCloseTo(s.get("v").asDouble(), within(1e-3));
                    assertThat(p.z()).isCloseTo(s.get("depth").asDouble(), within(1e-4));
                    compared++;
                }
                double[] sum = new double[3];
                for (int i = 0; i < points.size(); i++) {
                    sum[0] += points.px(i);
                    sum[1] += points.py(i);
                    sum[2] += points.pz(i);
                }
                for (int a = 0; a < 3; a++) {
                    assertThat(sum[a] / points.size())
                            .isCloseTo(frame.get("xyz_mean").get(a).asDouble(), within(1e-9));
                }
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(20);
    }

    @Test
    void aRealPointCloudMessageKeepsEveryField() throws IOException {
        byte[] raw = Files.readAllBytes(Shared.data("ros2_bags/pointcloud2_dds_message.bin"));
        PointBlock points = new PointCloud2Codec().decode("message", raw);
        assertThat(points.size()).isGreaterThan(10_000);
        PointBlock again = new PointCloud2Codec().decode("again", PointCloud2Codec.encode(points, "lidar", 5));
        SameBlock.assertSame(again, points);
    }

    @Test
    void aRobotWithoutLidarHasItsWayByTf() throws IOException {
        try (CaptureSource source = Captures.open(Shared.data("trajectories/evo/nav2_turtlebot.mcap"))) {
            Capture c = source.capture();
            assertThat(c.frames()).isEmpty();
            assertThat(c.problems()).anyMatch(p -> p.what().contains("no PointCloud2"));
            assertThat(c.world()).isEqualTo("map");
            assertThat(c.trajectory().size()).isGreaterThan(2500);
            // The first odom pose of the file, seen through the first map-from-odom transform.
            Pose mapFromOdom = Pose.of(7.373419480818952, 7.498881454252156, 0, 0, 0,
                    Math.sin(Math.atan2(0.3397711172628823, 0.940508154070943) / 2),
                    Math.cos(Math.atan2(0.3397711172628823, 0.940508154070943) / 2));
            Vec3 at = mapFromOdom.apply(new Vec3(-2.8019166340612314, 1.0977901491292252, 0));
            Vec3 got = c.trajectory().worldFromEgo(0).translation();
            assertThat(got.distance(at)).isLessThan(1e-9);
        }
    }
}
