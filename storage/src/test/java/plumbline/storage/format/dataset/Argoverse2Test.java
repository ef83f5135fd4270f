package plumbline.storage.format.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.SensorKind;
import plumbline.storage.format.Captures;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.arrow.ArrowTable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class Argoverse2Test {
    private static final String LOG = "av2/adcf7d18-0510-35b0-a2fa-b4cea13a6d76";
    private static final long SWEEP = 315973157959879000L;

    @TempDir
    Path folder;

    private static JsonNode expected() throws IOException {
        return new JsonMapper().readTree(Files.readAllBytes(Shared.data("expected/av2_adcf7d18.json")));
    }

    @Test
    void posesTracksAndPointsInBoxesAreThoseCountedIndependently() throws IOException {
        JsonNode want = expected();
        try (CaptureSource source = Captures.open(Shared.data(LOG))) {
            Capture c = source.capture();
            assertThat(c.format()).isEqualTo("argoverse2");
            assertThat(c.trajectory().size()).isEqualTo(want.get("n_ego_poses").asInt());
            assertThat(source.labels().size()).isEqualTo(want.get("n_annotations").asInt());
            assertThat(c.frames()).hasSize(want.get("n_annotation_frames").asInt());
            assertThat(source.labels().all().stream().map(Label::track).distinct().count())
                    .isEqualTo(want.get("n_tracks").asLong());
            Map<String, Long> classes = new TreeMap<>(source.labels().all().stream()
                    .collect(Collectors.groupingBy(Label::className, Collectors.counting())));
            Map<String, Long> named = new TreeMap<>();
            want.get("categories").properties().forEach(e -> named.put(e.getKey(), e.getValue().asLong()));
            assertThat(classes).isEqualTo(named);

            JsonNode sweep = want.get("sweeps").get(Long.toString(SWEEP));
            var frame = c.frames().stream().filter(f -> f.timeNanos() == SWEEP).findFirst().orElseThrow();
            pose(frame.worldFromEgo(), sweep.get("ego_pose"));
            PointBlock points = source.points(frame.sample(c.referenceLidar()).orElseThrow());
            assertThat(points.size()).isEqualTo(sweep.get("n_points").asInt());
            bounds(points, sweep);
            Map<String, Label.Cuboid> byTrack = source.labels().cuboids(frame.index()).stream()
                    .collect(Collectors.toMap(l -> l.track().value(), l -> l));
            assertThat(byTrack).hasSize(47);
            for (JsonNode box : sweep.get("boxes")) {
                Label.Cuboid l = byTrack.get(box.get("track").asString());
                assertThat(PointsInBox.count(points, l.box()))
                        .as(l.track().value())
                        .isEqualTo(box.get("stored_num_interior_pts").asInt());
                assertThat(l.attributes().get("num_interior_pts"))
                        .isEqualTo(box.get("stored_num_interior_pts").asString());
                assertThat(l.className()).isEqualTo(box.get("category").asString());
            }
        }
    }

    private static void pose(Pose got, JsonNode want) {
        Pose p = Pose.of(
                want.get("tx_m").asDouble(), want.get("ty_m").asDouble(), want.get("tz_m").asDouble(),
                want.get("qx").asDouble(), want.get("qy").asDouble(), want.get("qz").asDouble(),
                want.get("qw").asDouble());
        assertThat(got.toRowMajor()).containsExactly(p.toRowMajor(), within(1e-12));
    }

    private static void bounds(PointBlock points, JsonNode want) {
        double[] min = {9e9, 9e9, 9e9};
        double[] max = {-9e9, -9e9, -9e9};
        for (int i = 0; i < points.size(); i++) {
            double[] p = {points.px(i), points.py(i), points.pz(i)};
            for (int a = 0; a < 3; a++) {
                min[a] = Math.min(min[a], p[a]);
                max[a] = Math.max(max[a], p[a]);
            }
        }
        for (int a = 0; a < 3; a++) {
            assertThat(min[a]).isEqualTo(want.get("xyz_min").get(a).asDouble());
            assertThat(max[a]).isEqualTo(want.get("xyz_max").get(a).asDouble());
        }
        range(points.column("laser_number").orElseThrow(), want.get("laser_numbers"));
        range(points.column("offset_ns").orElseThrow(), want.get("offset_ns_min_max"));
    }

    private static void range(Column c, JsonNode want) {
        double min = Double.MAX_VALUE;
        double max = -Double.MAX_VALUE;
        for (int i = 0; i < c.size(); i++) {
            min = Math.min(min, c.get(i));
            max = Math.max(max, c.get(i));
        }
        assertThat(min).isEqualTo(want.get(0).asDouble());
        assertThat(max).isEqualTo(want.get(1).asDouble());
    }

    /** The log's own calibration lies elsewhere in the test data; together they make a whole rig. */
    @Test
    void camerasComeFromTheCalibration() throws IOException {
        Path log = Files.createDirectory(folder.resolve("log"));
        Files.copy(Shared.data(LOG).resolve("city_SE3_egovehicle.feather"), log.resolve("city_SE3_egovehicle.feather"));
        Files.createDirectory(log.resolve("calibration"));
        for (String n : new String[] {"intrinsics.feather", "egovehicle_SE3_sensor.feather"}) {
            Files.copy(Shared.data("av2/test_log/calibration").resolve(n), log.resolve("calibration").resolve(n));
        }
        Path images = Files.createDirectories(log.resolve("sensors/cameras/ring_front_center"));
        Files.write(images.resolve(SWEEP + ".jpg"), new byte[] {1});
        try (CaptureSource source = Captures.open(log)) {
            assertThat(source.capture().sensors(SensorKind.CAMERA)).hasSize(9)
                    .allMatch(s -> s.lens().orElseThrow().fx() > 1000 && s.lens().orElseThrow().width() > 1000);
            assertThat(source.capture().samples()).singleElement()
                    .satisfies(s -> assertThat(s.timeNanos()).isEqualTo(SWEEP));
        }
    }

    @Test
    void aCutTableKeepsItsWholeBatchesAndSaysWhere() throws IOException {
        byte[] sweep = Files.readAllBytes(Shared.data(LOG).resolve("sensors/lidar/" + SWEEP + ".feather"));
        int before = 0;
        for (int percent = 1; percent < 99; percent += 3) {
            byte[] cut = Arrays.copyOf(sweep, (int) (sweep.length * (long) percent / 100));
            int rows = ArrowTable.read("cut", cut).rows();
            assertThat(ArrowTable.read("cut", cut).problems()).singleElement()
                    .satisfies(p -> assertThat(p.where()).startsWith("cut, byte "));
            assertThat(rows).isBetween(before, 100660);
            before = rows;
            assertThatThrownBy(() -> new Argoverse2Sweep().decode("cut", cut)).hasMessageContaining("rows before it");
        }
        assertThat(before).isEqualTo(65536);
        assertThatThrownBy(() -> ArrowTable.read("cut", Arrays.copyOf(sweep, 100))).hasMessageContaining("schema");
    }

    /** No damage may cost more than a sentence. */
    @Test
    void damagedBytesAreRefusedWithASentence() throws IOException {
        byte[] poses = Files.readAllBytes(Shared.data("av2/test_log/calibration/egovehicle_SE3_sensor.feather"));
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 4000; i++) {
            byte[] bad = poses.clone();
            for (int n = 0; n < 3; n++) {
                bad[8 + random.nextInt(bad.length - 8)] = (byte) random.nextInt(256);
            }
            try {
                ArrowTable.read("bad", bad);
            } catch (FormatException e) {
                assertThat(e).hasMessageStartingWith("bad");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }
}
