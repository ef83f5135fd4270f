package plumbline.qa.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PlumblinePoints;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Vec3;

class SimulatedCaptureTest {
    private static final SensorId LIDAR = new SensorId("lidar_top");
    private static final SensorId FRONT = new SensorId("cam_front");

    private static SimulatedCapture small(long seed) {
        return new SimulatedCapture(new SimulationOptions(6, 40_000, seed, 240, 150, List.of()));
    }

    @Test
    void sameSeedSameBytesOtherSeedOtherBytes() throws Exception {
        SimulatedCapture a = small(5);
        SimulatedCapture b = small(5);
        SimulatedCapture other = small(6);
        // Asked in another order, so that nothing can depend on what was made before.
        List<Sample> samples = new ArrayList<>(a.capture().frames().get(3).samples().values());
        Map<String, byte[]> first = new TreeMap<>();
        for (Sample s : samples) {
            first.put(s.key(), a.raw(s));
        }
        for (Sample s : samples.reversed()) {
            assertThat(b.raw(s)).as(s.key()).isEqualTo(first.get(s.key()));
            assertThat(other.raw(s)).as(s.key()).isNotEqualTo(first.get(s.key()));
        }
        assertThat(b.capture()).usingRecursiveComparison().ignoringFields("trajectory").isEqualTo(a.capture());
        assertThat(b.labels()).isEqualTo(a.labels());
    }

    @Test
    void theRigIsDescribed() throws Exception {
        SimulatedCapture c = small(1);
        Capture capture = c.capture();
        assertThat(capture.frames()).hasSize(6);
        assertThat(capture.sensors(SensorKind.CAMERA)).hasSize(6);
        assertThat(capture.sensor(new SensorId("cam_rear")).orElseThrow().lens().orElseThrow())
                .isInstanceOf(LensModel.KannalaBrandt.class);
        assertThat(capture.frames().get(1).timeNanos() - capture.frames().get(0).timeNanos()).isEqualTo(100_000_000L);
        assertThat(capture.samples()).isSortedAccordingTo((p, q) -> Long.compare(p.timeNanos(), q.timeNanos()));
        Sample image = capture.frames().get(0).sample(FRONT).orElseThrow();
        assertThat(ImageIO.read(new ByteArrayInputStream(c.image(image))).getWidth()).isEqualTo(240);
        Sample sweep = capture.frames().get(2).sample(LIDAR).orElseThrow();
        assertThat(capture.trajectory().at(sweep.timeNanos()).orElseThrow())
                .isEqualTo(capture.frames().get(2).worldFromEgo());
        PointBlock decoded = PlumblinePoints.decode("sweep", c.raw(sweep));
        assertThat(decoded.x()).containsExactly(c.points(sweep).x());
        assertThat(decoded.column("classification")).isEmpty();
        Sample imu = capture.frames().get(2).sample(new SensorId("imu")).orElseThrow();
        assertThat(new String(c.raw(imu), java.nio.charset.StandardCharsets.UTF_8)).startsWith("{\"acceleration\":[");
    }

    @Test
    void anHourNeedsNothingUntilItIsRead() throws Exception {
        SimulatedCapture c = new SimulatedCapture(new SimulationOptions(10_000, 50_000, 2, 320, 200, List.of()));
        assertThat(c.capture().frames()).hasSize(10_000);
        Sample last = c.capture().frames().get(9_999).sample(LIDAR).orElseThrow();
        assertThat(c.points(last).size()).isBetween(35_000, 65_000);
    }

    /**
     * The share of a vehicle's points that lie in its box, for the vehicles near in front, where nothing is
     * distorted.
     */
    @Test
    void pointsOfVehiclesLieInTheirBoxes() throws Exception {
        SimulatedCapture c = small(3);
        Frame frame = c.capture().frames().get(2);
        PointBlock p = c.truthPoints(frame.sample(LIDAR).orElseThrow());
        Column instance = p.column("instance").orElseThrow();
        int vehicles = 0;
        for (Label.Cuboid l : c.truthLabels().cuboids(2)) {
            long object = Long.parseLong(l.id().value().substring(1, l.id().value().indexOf('-')));
            int all = 0;
            int inside = 0;
            for (int i = 0; i < p.size(); i++) {
                if (instance.get(i) == object) {
                    all++;
                    inside += l.box().containsWithin(p.px(i), p.py(i), p.pz(i), 0.45) ? 1 : 0;
                }
            }
            assertThat(all).as(l.id().value()).isPositive();
            if (l.className().equals("Car") && all > 100) {
                vehicles++;
                assertThat(inside / (double) all).as(l.id().value()).isGreaterThan(0.97);
            }
        }
        assertThat(vehicles).isGreaterThan(4);
    }

    /**
     * Lidar and camera see one world: a point projected at its own time falls on the object that it was measured on.
     */
    @Test
    void pointsFallOnTheirObjectsInTheImage() throws Exception {
        SimulatedCapture c = new SimulatedCapture(new SimulationOptions(3, 40_000, 3, 480, 300, List.of()));
        Frame frame = c.capture().frames().get(1);
        for (String camera : List.of("cam_front", "cam_right", "cam_rear")) {
            Sample image = frame.sample(new SensorId(camera)).orElseThrow();
            int[] objects = c.truthObjects(image);
            PointBlock p = c.truthPoints(frame.sample(LIDAR).orElseThrow());
            Column instance = p.column("instance").orElseThrow();
            Column time = p.column("time").orElseThrow();
            LensModel lens = c.capture().sensor(image.sensor()).orElseThrow().lens().orElseThrow();
            Pose cameraFromWorld = image.worldFromSensor().inverse();
            Pose egoFromLidar = c.capture().sensor(LIDAR).orElseThrow().egoFromSensor();
            double[] uv = new double[2];
            int all = 0;
            int right = 0;
            for (int i = 0; i < p.size(); i++) {
                long at = frame.timeNanos() + Math.round(time.get(i) * 1e9);
                Pose worldFromLidar = c.capture().trajectory().nearest(at).times(egoFromLidar);
                Vec3 q = cameraFromWorld.apply(worldFromLidar.apply(p.point(i)));
                // Parked ones only: they stand still between the beam and the shutter.
                if (instance.get(i) >= 100_000 && lens.project(q.x(), q.y(), q.z(), uv)) {
                    int u = (int) Math.round(uv[0]);
                    int v = (int) Math.round(uv[1]);
                    if (u >= 0 && v >= 0 && u < lens.width() && v < lens.height()) {
                        all++;
                        right += objects[v * lens.width() + u] == (int) instance.get(i) ? 1 : 0;
                    }
                }
            }
            assertThat(all).as(camera).isGreaterThan(100);
            assertThat(right / (double) all).as(camera).isGreaterThan(0.85);
        }
    }
}
