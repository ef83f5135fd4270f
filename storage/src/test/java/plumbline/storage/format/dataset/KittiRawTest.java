package plumbline.storage.format.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Origin;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.storage.format.CaptureJson;
import plumbline.storage.format.Captures;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;

class KittiRawTest {
    private static final SensorId CAMERA = new SensorId("image_02");
    private static final String DRIVE = "2011_09_26_drive_0005_sync";

    private static Path day() {
        return Shared.data("kitti_raw_0005/2011_09_26");
    }

    private static JsonValue expected() throws IOException {
        return JsonValue.parse(Shared.data("expected/kitti_raw_0005.json"));
    }

    @Test
    void opensByTheDriveAndByItsDay() throws Exception {
        try (CaptureSource a = Captures.open(day());
                CaptureSource b = Captures.open(day().resolve(DRIVE))) {
            Capture c = a.capture();
            assertThat(c).isEqualTo(b.capture());
            assertThat(c.name()).isEqualTo(DRIVE);
            assertThat(c.sensors()).extracting(s -> s.id().value()).containsExactly("velodyne", "image_02", "oxts");
            assertThat(c.frames()).hasSize(154);
            assertThat(c.frames()).filteredOn(f -> f.sample(c.referenceLidar()).isPresent()).hasSize(8);
            assertThat(c.frames()).filteredOn(f -> f.sample(CAMERA).isPresent()).hasSize(8);
            assertThat(c.trajectory().size()).isEqualTo(154);
            assertThat(c.problems()).isEmpty();
            assertThat(c.frames().get(0).timeNanos()).isEqualTo(1_317_042_272_335_337_762L);
            assertThat(CaptureJson.read("json", CaptureJson.write(c))).isEqualTo(c);
        }
    }

    @Test
    void posesAreThoseOfTheDevelopmentKit() throws Exception {
        try (CaptureSource source = Captures.open(day())) {
            List<JsonValue> poses = expected().get("T_world_imu_all_frames").items();
            Capture c = source.capture();
            for (Frame f : c.frames()) {
                double[] wanted = poses.get(f.index()).matrix(4, 4);
                Projections.posesAgree(f.worldFromEgo(), wanted, 1e-8);
                Projections.posesAgree(c.trajectory().worldFromEgo(f.index()), wanted, 1e-8);
            }
        }
    }

    @Test
    void sweepsFallOnTheImagesAndIntoTheBoxesAsComputedElsewhere() throws Exception {
        try (CaptureSource source = Captures.open(day())) {
            Capture c = source.capture();
            LensModel lens = c.sensor(CAMERA).orElseThrow().lens().orElseThrow();
            for (Map.Entry<String, JsonValue> e : expected().fields("frames").entrySet()) {
                JsonValue wanted = e.getValue();
                Frame frame = c.frames().get(Integer.parseInt(e.getKey()));
                Sample sweep = frame.sample(c.referenceLidar()).orElseThrow();
                PointBlock points = source.points(sweep);
                assertThat(points.size()).isEqualTo((int) wanted.get("n_points").number());
                Pose cameraFromLidar = Projections.cameraFromLidar(frame.sample(CAMERA).orElseThrow(), sweep);
                JsonValue image = wanted.get("projection").get("image_02");
                Projections.samplesAgree(image.get("samples"), points, lens, cameraFromLidar);
                assertThat(Projections.inImage(points, lens, cameraFromLidar, 0))
                        .isEqualTo((int) image.get("n_in_image").number());
                List<Label.Cuboid> boxes = source.labels().cuboids(frame.index());
                List<JsonValue> wantedBoxes = wanted.get("tracklet_boxes").items();
                assertThat(boxes).hasSameSizeAs(wantedBoxes);
                for (JsonValue w : wantedBoxes) {
                    String track = Long.toString(w.get("index").integer(0, 99));
                    Label.Cuboid box = boxes.stream()
                            .filter(b -> b.track().value().equals(track))
                            .findFirst()
                            .orElseThrow();
                    assertThat(box.className()).isEqualTo(w.get("type").text());
                    double[] centre = w.get("center_velo").numbers(3);
                    assertThat(box.box().centre().distance(new plumbline.annotation.scene.Vec3(
                                    centre[0], centre[1], centre[2])))
                            .isLessThan(1e-12);
                    assertThat(box.box().yaw()).isCloseTo(w.get("yaw_velo").number(), within(1e-12));
                    assertThat(Projections.inBox(points, box.box()))
                            .isEqualTo((int) w.get("points_inside").number());
                }
            }
        }
    }

    @Test
    void labelsOfFramesWithoutASweepAreKept() throws Exception {
        try (CaptureSource source = Captures.open(day())) {
            assertThat(source.labels().size()).isEqualTo(717);
            assertThat(source.labels().cuboids(153)).isNotEmpty();
            Label.Cuboid first = source.labels().cuboids(0).getFirst();
            assertThat(first.origin()).isEqualTo(Origin.IMPORTED);
            assertThat(first.attributes())
                    .containsEntry("occlusion", "visible")
                    .containsEntry("state", "labelled")
                    .containsEntry("truncation", "in image");
            assertThat(source.ontology().find("Van")).isPresent();
        }
    }

    @Test
    void imagesAndRawBytesAreTheFiles() throws Exception {
        try (CaptureSource source = Captures.open(day())) {
            Frame f = source.capture().frames().get(3);
            byte[] png = Files.readAllBytes(day().resolve(DRIVE).resolve("image_02/data/0000000003.png"));
            assertThat(source.image(f.sample(CAMERA).orElseThrow())).isEqualTo(png);
            Sample sweep = f.sample(source.capture().referenceLidar()).orElseThrow();
            assertThat(source.raw(sweep)).hasSize(16 * source.points(sweep).size());
            assertThatThrownBy(() -> source.image(sweep)).isInstanceOf(FormatException.class);
            Sample outside = new Sample(CAMERA, 0, Pose.IDENTITY, "png", "../calib_cam_to_cam.txt");
            assertThatThrownBy(() -> source.raw(outside)).hasMessageContaining("outside the folder");
        }
    }

    @Test
    void whatIsMissingIsNamedAndTheRestIsRead(@TempDir Path dir) throws Exception {
        Path drive = copy(dir);
        Files.delete(dir.resolve("calib_cam_to_cam.txt"));
        Files.writeString(drive.resolve("oxts/data/0000000001.txt"), "49.0 8.4 one two");
        Files.delete(drive.resolve("oxts/data/0000000002.txt"));
        try (CaptureSource source = Captures.open(dir)) {
            Capture c = source.capture();
            assertThat(c.problems()).extracting(p -> p.where() + p.what()).hasSize(2)
                    .anySatisfy(p -> assertThat(p).contains("calib_cam_to_cam.txt", "missing"))
                    .anySatisfy(p -> assertThat(p).contains("0000000001.txt", "line 1", "\"one\" is no number"));
            assertThat(c.sensors()).extracting(s -> s.id().value()).containsExactly("velodyne", "oxts");
            assertThat(c.frames()).hasSize(154);
            assertThat(c.trajectory().size()).isEqualTo(152);
            assertThat(c.frames().get(2).worldFromEgo()).isEqualTo(c.frames().get(3).worldFromEgo());
        }
    }

    @Test
    void brokenTextsAreRefusedByLine(@TempDir Path dir) throws Exception {
        Path drive = copy(dir);
        Path times = drive.resolve("velodyne_points/timestamps.txt");
        Files.writeString(times, Files.readString(times).replaceFirst("04:32.4", "04:72.4"));
        assertThatThrownBy(() -> Captures.open(dir))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("timestamps.txt, line 2");
    }

    @Test
    void brokenTrackletsAreRefusedByLine(@TempDir Path dir) throws Exception {
        Path xml = copy(dir).resolve("tracklet_labels.xml");
        String sound = Files.readString(xml);
        Files.writeString(xml, sound.replaceFirst("<ty>[^<]*</ty>", "<ty>left</ty>"));
        assertThatThrownBy(() -> Captures.open(dir))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("tracklet_labels.xml, line ")
                .hasMessageContaining("\"left\" for ty is no number");
        Files.writeString(xml, sound.substring(0, sound.length() / 2));
        assertThatThrownBy(() -> Captures.open(dir))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("not sound XML");
        Path secret = Files.writeString(dir.resolve("secret"), "Van");
        Files.writeString(xml, sound
                .replaceFirst("<!DOCTYPE boost_serialization>", "<!DOCTYPE b [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>")
                .replaceFirst("<objectType>Van", "<objectType>&x;"));
        assertThatThrownBy(() -> Captures.open(dir)).isInstanceOf(FormatException.class);
    }

    @Test
    void aCutSweepIsRefusedByItsByte() {
        assertThatThrownBy(() -> new KittiBin().decode("a.bin", new byte[16 * 3 + 5]))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("a.bin, byte 48");
    }

    /** The drive's small files, so that a test can break them. */
    private static Path copy(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(day())) {
            for (Path p : all.toList()) {
                Path to = dir.resolve(day().relativize(p).toString());
                if (Files.isDirectory(p)) {
                    Files.createDirectories(to);
                } else if (Files.size(p) < 800_000) {
                    Files.write(to, Files.readAllBytes(p));
                }
            }
        }
        return dir.resolve(DRIVE);
    }
}
