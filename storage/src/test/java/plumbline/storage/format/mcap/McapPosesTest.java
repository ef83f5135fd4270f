package plumbline.storage.format.mcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.ros.PointCloud2Codec;
import plumbline.storage.format.ros.RosHeader;
import plumbline.storage.format.ros.RosPose;
import plumbline.storage.format.ros.TfMessage;

/** Where the vehicle was, from what different robots record. */
class McapPosesTest {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final PointBlock CLOUD = PointBlock.of(new float[2], new float[2], new float[2], List.of());

    @TempDir
    Path folder;

    @FunctionalInterface
    private interface Filler {
        void fill(McapWriter out) throws IOException;
    }

    private Capture recorded(Filler filler) throws IOException {
        Path file = folder.resolve("robot.mcap");
        try (McapWriter out = new McapWriter(Files.newOutputStream(file), "ros2", "test", 1 << 20)) {
            filler.fill(out);
        }
        try (CaptureSource source = new McapCapture().open(file)) {
            return source.capture();
        }
    }

    private static int channel(McapWriter out, String topic, String type) throws IOException {
        return out.channel(topic, out.schema(type, "ros2msg", ""), "cdr", new TreeMap<>());
    }

    private static void way(McapWriter out, int channel, String child, int messages, double speed) throws IOException {
        for (int i = 0; i < messages; i++) {
            long t = START + i * 100_000_000L;
            RosPose pose = new RosPose(new RosHeader(t, "odom"), child, Pose.translation(speed * i, 0, 0));
            out.message(channel, t, t, pose.writeOdometry(new double[3], new double[3]));
        }
    }

    @Test
    void odometryOfTheBusiestTopicIsTheTrajectoryAndIsNotMixed() throws IOException {
        Capture c = recorded(out -> {
            int points = channel(out, "/front/points", "sensor_msgs/msg/PointCloud2");
            int coarse = channel(out, "/odom", "nav_msgs/msg/Odometry");
            int fine = channel(out, "/odometry/filtered", "nav_msgs/msg/Odometry");
            way(out, coarse, "base_link", 3, -100);
            way(out, fine, "base_link", 11, 1);
            long t = START + 250_000_000L;
            out.message(points, t, t, PointCloud2Codec.encode(CLOUD, "base_link", t));
        });
        assertThat(c.trajectory().size()).isEqualTo(11);
        assertThat(c.world()).isEqualTo("odom");
        assertThat(c.frames()).hasSize(1);
        assertThat(c.frames().getFirst().worldFromEgo().translation().distance(new Vec3(2.5, 0, 0))).isLessThan(1e-9);
        assertThat(c.problems()).anyMatch(p -> p.what().contains("/odom, /odometry/filtered"));
    }

    @Test
    void odometryOfAnotherFrameOfTheVehicleIsCarriedOver() throws IOException {
        Capture c = recorded(out -> {
            int points = channel(out, "/front/points", "sensor_msgs/msg/PointCloud2");
            int fixed = channel(out, "/tf_static", "tf2_msgs/msg/TFMessage");
            int odometry = channel(out, "/odom", "nav_msgs/msg/Odometry");
            RosHeader base = new RosHeader(START, "base_link");
            out.message(fixed, START, START, new TfMessage(List.of(
                    new RosPose(base, "lidar", Pose.translation(0, 0, 2)),
                    new RosPose(base, "imu", Pose.translation(0, 1, 0))), List.of()).write());
            way(out, odometry, "imu", 5, 1);
            long t = START + 100_000_000L;
            out.message(points, t, t, PointCloud2Codec.encode(CLOUD, "lidar", t));
        });
        assertThat(c.frames().getFirst().worldFromEgo().translation()).isEqualTo(new Vec3(1, -1, 0));
        assertThat(c.samples().getFirst().worldFromSensor().translation()).isEqualTo(new Vec3(1, -1, 2));
        assertThat(c.problems()).isEmpty();
    }

    @Test
    void whatIsNotConnectedIsSaid() throws IOException {
        Capture c = recorded(out -> {
            int points = channel(out, "/front/points", "sensor_msgs/msg/PointCloud2");
            int fixed = channel(out, "/tf_static", "tf2_msgs/msg/TFMessage");
            out.message(fixed, START, START, new TfMessage(List.of(new RosPose(
                    new RosHeader(START, "base_link"), "camera", Pose.IDENTITY)), List.of()).write());
            out.message(points, START, START, PointCloud2Codec.encode(CLOUD, "lidar", START));
            out.message(points, START + 5, START + 5, new byte[] {0, 1, 0, 0, 9});
        });
        assertThat(c.problems()).anyMatch(p -> p.what().contains("no transform leads from its frame \"lidar\""));
        assertThat(c.problems()).anyMatch(p -> p.what().contains("there are no poses"));
        assertThat(c.problems()).anyMatch(p -> p.what().contains("this message is left out"));
        assertThat(c.frames()).hasSize(1);
    }
}
