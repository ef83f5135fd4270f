package plumbline.storage.format.minimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PlumblinePoints;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.Captures;
import plumbline.storage.format.FormatException;

/** On a real scene: what is left out is nowhere in what is handed on, and the rest is untouched. */
class MinimisedSourceTest {
    @TempDir
    Path folder;

    private static CaptureSource scene() throws IOException {
        return Captures.open(Shared.data("dgp_test_scene/scene_02"));
    }

    private Minimisation rules(CaptureSource scene, String yaml) throws IOException {
        Path file = folder.resolve("rules.yaml");
        Files.writeString(file, yaml);
        return MinimisationFile.read(file, scene.capture());
    }

    private static String square(double x, double y, double half) {
        return "[[" + (x - half) + ", " + (y - half) + "], [" + (x + half) + ", " + (y - half) + "], [" + (x + half) + ", "
                + (y + half) + "], [" + (x - half) + ", " + (y + half) + "]]";
    }

    @Test
    void nothingOfAnExcludedPlaceIsHandedOn() throws IOException {
        CaptureSource whole = scene();
        Frame frame = whole.capture().frames().get(1);
        Vec3 car = whole.capture().worldFromLidar(frame).apply(whole.labels().cuboids(1).getFirst().box().centre());
        try (MinimisedSource left = new MinimisedSource(
                whole, rules(whole, "exclude: [" + square(car.x(), car.y(), 6) + "]"))) {
            long dropped = 0;
            for (Frame f : left.capture().frames()) {
                Sample sweep = f.sample(left.capture().referenceLidar()).orElseThrow();
                PointBlock points = left.points(sweep);
                Pose world = sweep.worldFromSensor();
                for (int i = 0; i < points.size(); i++) {
                    Vec3 at = world.apply(points.point(i));
                    assertThat(Math.abs(at.x() - car.x()) < 6 && Math.abs(at.y() - car.y()) < 6).isFalse();
                }
                assertThat(PlumblinePoints.decode("sweep", left.raw(sweep)).size()).isEqualTo(points.size());
                dropped += whole.points(whole.capture().frames().get(f.index()).sample(sweep.sensor()).orElseThrow()).size()
                        - points.size();
            }
            assertThat(dropped).isPositive();
            for (Label l : left.labels().all()) {
                if (l instanceof Label.Cuboid c) {
                    Vec3 at = whole.capture()
                            .worldFromLidar(whole.capture().frames().get(c.frame()))
                            .apply(c.box().centre());
                    assertThat(Math.abs(at.x() - car.x()) < 6 && Math.abs(at.y() - car.y()) < 6).isFalse();
                }
            }
            assertThat(left.labels().size()).isLessThan(whole.labels().size()).isPositive();
            assertThat(left.leftOut()).startsWith(dropped + " points, 0 images, ");
        }
    }

    @Test
    void aMaskTakesTheOwnBonnetAndTheRestIsTheSame() throws IOException {
        CaptureSource whole = scene();
        String lidar = whole.capture().referenceLidar().value();
        try (MinimisedSource left = new MinimisedSource(
                whole, rules(whole, "masks: [{sensor: " + lidar + ", azimuth: [150, -150], range: [0, 20]}]"))) {
            Frame f = left.capture().frames().getFirst();
            Sample sweep = f.sample(left.capture().referenceLidar()).orElseThrow();
            PointBlock all = whole.points(whole.capture().frames().getFirst().sample(sweep.sensor()).orElseThrow());
            PointBlock points = left.points(sweep);
            int at = 0;
            for (int i = 0; i < all.size(); i++) {
                double range = Math.sqrt(all.px(i) * all.px(i) + all.py(i) * all.py(i) + all.pz(i) * all.pz(i));
                boolean behind = Math.abs(Math.toDegrees(Math.atan2(all.py(i), all.px(i)))) >= 150 && range <= 20;
                if (!behind) {
                    assertThat(points.point(at)).isEqualTo(all.point(i));
                    at++;
                }
            }
            assertThat(points.size()).isEqualTo(at).isLessThan(all.size());
            assertThat(left.capture().sensors()).hasSameSizeAs(whole.capture().sensors());
            Sample image = f.samples().values().stream()
                    .filter(s -> left.capture().sensor(s.sensor()).orElseThrow().kind() == SensorKind.CAMERA)
                    .findFirst()
                    .orElseThrow();
            assertThat(left.raw(image)).isEqualTo(whole.raw(image));
        }
    }

    @Test
    void droppedSensorsAndForbiddenGroundTakeTheirImagesAlong() throws IOException {
        CaptureSource whole = scene();
        SensorId camera = whole.capture().sensors(SensorKind.CAMERA).getFirst().id();
        Vec3 rig = whole.capture().frames().getFirst().worldFromEgo().apply(Vec3.ZERO);
        try (MinimisedSource left = new MinimisedSource(whole, rules(whole, "drop_sensors: [" + camera + "]"))) {
            assertThat(left.capture().sensor(camera)).isEmpty();
            assertThat(left.capture().samples()).noneMatch(s -> s.sensor().equals(camera)).isNotEmpty();
        }
        CaptureSource again = scene();
        try (MinimisedSource left = new MinimisedSource(
                again, rules(again, "keep: [" + square(rig.x() + 10_000, rig.y(), 5) + "]"))) {
            assertThat(left.capture().samples())
                    .noneMatch(s -> left.capture().sensor(s.sensor()).orElseThrow().kind() == SensorKind.CAMERA);
            Frame f = left.capture().frames().getFirst();
            assertThat(left.points(f.sample(left.capture().referenceLidar()).orElseThrow()).size()).isZero();
            assertThat(left.labels().size()).isZero();
        }
    }

    @Test
    void aSlipOfThePenStopsTheImport() throws IOException {
        try (CaptureSource scene = scene()) {
            String lidar = scene.capture().referenceLidar().value();
            for (String[] wrong : List.of(
                    new String[] {"exlude: []", "\"exlude\" is not known"},
                    new String[] {"{}", "says nothing"},
                    new String[] {"exclude: [[[1, 2], [3, 4]]]", "three corners"},
                    new String[] {"exclude: [[[1, 2], [3, 4], [5, .nan]]]", "corner 2"},
                    new String[] {"masks: [{sensor: nobody}]", "no sensor \"nobody\""},
                    new String[] {"masks: [{sensor: " + lidar + ", range: [5, 1]}]", "before its beginning"},
                    new String[] {"drop_sensors: [" + lidar + "]", "reference lidar"},
                    new String[] {"crs: EPSG:4326\nkeep: [[[1, 2], [3, 4], [5, 6]]]", "The capture's world is"},
                    new String[] {"keep: [", "not YAML"})) {
                assertThatThrownBy(() -> rules(scene, wrong[0]))
                        .as(wrong[0])
                        .isInstanceOf(FormatException.class)
                        .hasMessageContaining("rules.yaml")
                        .hasMessageContaining(wrong[1]);
            }
        }
    }
}
