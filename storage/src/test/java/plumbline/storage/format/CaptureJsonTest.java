package plumbline.storage.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.RollingShutter;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;

class CaptureJsonTest {
    private static final SensorId LIDAR = new SensorId("lidar");
    private static final SensorId CAMERA = new SensorId("camera \"ü\"");

    private static Pose randomPose(Random r) {
        return Pose.of(
                r.nextGaussian() * 1e6, r.nextGaussian(), r.nextGaussian() * 1e-7,
                r.nextGaussian(), r.nextGaussian(), r.nextGaussian(), r.nextGaussian());
    }

    private static Capture capture(int frames) {
        Random r = new Random(4);
        List<Sensor> sensors = List.of(
                new Sensor(LIDAR, SensorKind.LIDAR, randomPose(r), Optional.empty()),
                new Sensor(CAMERA, SensorKind.CAMERA, randomPose(r), Optional.of(
                        new LensModel.Pinhole(1242, 375, 721.5377, 721.5377, 609.5593, 172.854, -0.0))),
                new Sensor(new SensorId("c2"), SensorKind.CAMERA, Pose.IDENTITY, Optional.of(
                        new LensModel.RadialTangential(
                                9, 8, 1, 2, 3, 4, .1, .2, .3, .4, .5, .6, .7, Double.MIN_VALUE))),
                new Sensor(new SensorId("c3"), SensorKind.CAMERA, Pose.IDENTITY, Optional.of(
                        new LensModel.KannalaBrandt(9, 8, 1, 2, 3, 4, .1, .2, .3, .4, Double.POSITIVE_INFINITY))),
                new Sensor(new SensorId("c4"), SensorKind.CAMERA, Pose.IDENTITY, Optional.of(
                        new LensModel.Mei(9, 8, 1, 2, 3, 4, .9, .1, .2, .3, .4)),
                        Optional.of(new RollingShutter(-15_000_000, 30_000_000))));
        List<Sample> samples = new ArrayList<>();
        List<Frame> list = new ArrayList<>();
        long[] times = new long[frames];
        List<Pose> poses = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            times[i] = 1_700_000_000_123_456_789L + i * 100_000_000L;
            Sample lidar = new Sample(LIDAR, times[i], randomPose(r), "kitti-bin", "velodyne/" + i + ".bin");
            Sample image = new Sample(CAMERA, times[i] + 5, randomPose(r), "png", "image/" + i + ".png");
            samples.add(lidar);
            samples.add(image);
            poses.add(randomPose(r));
            Map<SensorId, Sample> of = new HashMap<>(Map.of(LIDAR, lidar));
            of.put(CAMERA, i == 1 ? new Sample(CAMERA, 3, Pose.IDENTITY, "png", "only in the frame") : image);
            list.add(new Frame(i, times[i], poses.getLast(), of));
        }
        return new Capture(
                "a name", "test", "ENU", sensors, LIDAR, list, samples, new Trajectory(times, poses),
                List.of(new Problem("file, line 3", "a tab\tand a \"quote\"")));
    }

    @Test
    void readsBackEqualAndWritesTheSameBytes() throws Exception {
        Capture c = capture(5);
        byte[] json = CaptureJson.write(c);
        Capture back = CaptureJson.read("capture.json", json);
        assertThat(back).isEqualTo(c);
        assertThat(CaptureJson.write(back)).isEqualTo(json);
    }

    @Test
    void tenThousandFramesStayWithinAHundredBytesANumberRow() throws Exception {
        Capture c = capture(10_000);
        byte[] json = CaptureJson.write(c);
        assertThat(json.length).isLessThan(15_000_000);
        assertThat(CaptureJson.read("capture.json", json)).isEqualTo(c);
    }

    @Test
    void aCutDocumentIsRefusedAtAnyPlace() {
        byte[] json = CaptureJson.write(capture(2));
        for (int n = 0; n < json.length; n += 7) {
            byte[] cut = Arrays.copyOf(json, n);
            assertThatThrownBy(() -> CaptureJson.read("capture.json", cut))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("capture.json, byte ");
        }
    }

    @Test
    void wrongValuesAreNamedWithTheirPlace() {
        String json = new String(CaptureJson.write(capture(2)), StandardCharsets.UTF_8);
        Map<String, String> wrong = Map.of(
                "\"plumbline_capture\":1", "\"plumbline_capture\":2",
                "\"kind\":\"lidar\"", "\"kind\":\"sonar\"",
                "\"model\":\"pinhole\"", "\"model\":\"mirror\"",
                "\"lidar\":2", "\"lidar\":2000000",
                "\"index\":0", "\"index\":\"0\"",
                "\"world\":", "\"globe\":",
                "\"fx\":721.5377", "\"fx\":\"wide\"",
                "\"problems\":[", "\"samples\":[");
        wrong.forEach((from, to) -> {
            assertThat(json).contains(from);
            byte[] broken = json.replace(from, to).getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> CaptureJson.read("capture.json", broken))
                    .as(to)
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("capture.json, byte ");
        });
    }
}
