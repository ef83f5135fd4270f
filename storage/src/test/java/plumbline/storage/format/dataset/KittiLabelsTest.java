package plumbline.storage.format.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.Captures;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.LabelFormat;
import plumbline.storage.format.LabelFormats;
import plumbline.storage.format.json.JsonValue;

class KittiLabelsTest {
    private static final String TRACKING = "kitti_raw_0005/labels_same_sequence/kitti_tracking_label_02_0000.txt";
    private final KittiLabel2 label2 = new KittiLabel2();
    private final KittiTracking tracking = new KittiTracking();

    @TempDir
    private Path dir;

    private static CaptureSource kitti() throws Exception {
        return Captures.open(Shared.data("kitti_raw_0005/2011_09_26"));
    }

    @Test
    void trackingLabelsStandAndHoldPointsAsComputedElsewhere() throws Exception {
        Map<String, JsonValue> frames = JsonValue.parse(Shared.data("expected/kitti_raw_0005.json")).fields("frames");
        try (CaptureSource source = kitti()) {
            Capture c = source.capture();
            Path file = Shared.data(TRACKING);
            assertThat(LabelFormats.ALL).filteredOn(f -> recognises(f, file)).extracting(LabelFormat::name)
                    .containsExactly("kitti-tracking");
            LabelFormat.Read read = tracking.read(file, c);
            assertThat(read.problems()).isEmpty();
            for (Map.Entry<String, JsonValue> e : frames.entrySet()) {
                Frame frame = c.frames().get(Integer.parseInt(e.getKey()));
                PointBlock points = source.points(frame.sample(c.referenceLidar()).orElseThrow());
                List<JsonValue> wanted = e.getValue().get("label_02_boxes").items();
                List<Label.Cuboid> boxes = read.labels().cuboids(frame.index());
                assertThat(boxes).hasSameSizeAs(wanted);
                for (JsonValue w : wanted) {
                    String track = Long.toString(w.get("track_id").integer(0, 99));
                    Label.Cuboid box = boxes.stream().filter(b -> b.track().value().equals(track)).findFirst().orElseThrow();
                    double[] centre = w.get("center_velo").numbers(3);
                    assertThat(box.className()).isEqualTo(w.get("type").text());
                    assertThat(box.box().centre().distance(new Vec3(centre[0], centre[1], centre[2]))).isLessThan(1e-8);
                    assertThat(Projections.inBox(points, box.box())).isEqualTo((int) w.get("points_inside").number());
                }
            }
            assertThat(read.labels().all()).filteredOn(l -> l.className().equals("DontCare")).hasSize(378);
            assertThat(read.labels().cuboids(0).getFirst().attributes()).containsEntry("occluded", "none");
        }
    }

    private static boolean recognises(LabelFormat format, Path path) {
        try {
            return format.recognises(path);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatTheTextsHoldReadsBackEqual() throws Exception {
        try (CaptureSource source = kitti()) {
            Capture c = source.capture();
            Labels labels = tracking.read(Shared.data(TRACKING), c).labels();
            List<Path> files = label2.write(dir, labels, Ontology.STREET, c);
            assertThat(files).hasSize(2 * 154).allMatch(Files::exists);
            assertThat(label2.recognises(dir)).isTrue();
            LabelFormat.Read read = label2.read(dir, c);
            assertThat(read.problems()).isEmpty();
            same(labels, read.labels(), c);
            Path text = dir.resolve("label_02/0000.txt");
            assertThat(tracking.write(text, labels, Ontology.STREET, c)).hasSize(2);
            Labels tracked = tracking.read(text, c).labels();
            same(labels, tracked, c);
            Path folder = dir.resolve("tracking");
            assertThat(tracking.write(folder, labels, Ontology.STREET, c)).containsExactly(
                    folder.resolve("label_02/0000.txt"), folder.resolve("calib/0000.txt"));
            assertThat(tracking.recognises(folder)).isTrue();
            assertThat(tracking.read(folder, c).labels()).isEqualTo(tracked);
            assertThat(tracked.ofTrack(new TrackId("0"))).hasSameSizeAs(labels.ofTrack(new TrackId("0")));
        }
    }

    @Test
    void datasetsReadBackEqualOnceTheyAreLevel() throws Exception {
        for (String data : List.of("dgp_test_scene/scene_02", "nuscenes_keyframe", "kitti_raw_0005/2011_09_26")) {
            try (CaptureSource source = Captures.open(Shared.data(data))) {
                Capture c = source.capture();
                Path first = dir.resolve(data.substring(0, 4));
                label2.write(first, source.labels(), source.ontology(), c);
                Labels level = label2.read(first, c).labels();
                int seen = 0;
                for (Label l : source.labels().all()) {
                    if (l instanceof Label.Cuboid box) {
                        seen += KittiRig.of(c, c.frames().stream().filter(f -> f.index() == l.frame()).findFirst())
                                .view(box.box()).isPresent() ? 1 : 0;
                    }
                }
                assertThat(seen).isPositive();
                assertThat(level.all()).filteredOn(l -> l instanceof Label.Cuboid).hasSize(seen);
                for (Label l : level.all()) {
                    if (l instanceof Label.Cuboid box) {
                        assertThat(source.labels().cuboids(l.frame())).anySatisfy(o -> {
                            assertThat(o.className()).isEqualTo(box.className());
                            assertThat(o.box().centre().distance(box.box().centre())).isLessThan(1e-6);
                            assertThat(o.box().volume()).isEqualTo(box.box().volume());
                        });
                    }
                }
                assertThat(label2.losses(level, c)).noneMatch(loss -> loss.what().contains("roll and pitch"));
                Path second = dir.resolve(data.substring(0, 4) + "-again");
                label2.write(second, level, source.ontology(), c);
                same(level, label2.read(second, c).labels(), c);
            }
        }
    }

    /** Equal by frame and in order of the lines, for what a line has: all but ids, tracks and origin. */
    private static void same(Labels a, Labels b, Capture c) {
        for (Frame f : c.frames()) {
            List<Label.Cuboid> left = sorted(a.cuboids(f.index()));
            List<Label.Cuboid> right = sorted(b.cuboids(f.index()));
            assertThat(right).hasSameSizeAs(left);
            for (int i = 0; i < left.size(); i++) {
                Box p = left.get(i).box();
                Box q = right.get(i).box();
                assertThat(q.centre().distance(p.centre())).isLessThan(1e-6);
                assertThat(List.of(q.length(), q.width(), q.height())).isEqualTo(List.of(p.length(), p.width(), p.height()));
                assertThat(Math.abs(q.rotation().dot(p.rotation()))).isGreaterThan(1 - 1e-12);
                assertThat(right.get(i).className()).isEqualTo(left.get(i).className());
                assertThat(right.get(i).confidence()).isEqualTo(left.get(i).confidence());
                assertThat(right.get(i).attributes()).isEqualTo(left.get(i).attributes());
            }
            assertThat(images(b, f.index())).containsExactlyInAnyOrderElementsOf(images(a, f.index()));
        }
    }

    private static List<Label.Cuboid> sorted(List<Label.Cuboid> boxes) {
        List<Label.Cuboid> out = new ArrayList<>(boxes);
        out.sort((p, q) -> Double.compare(p.box().centre().x(), q.box().centre().x()));
        return out;
    }

    private static List<List<Object>> images(Labels labels, int frame) {
        List<List<Object>> out = new ArrayList<>();
        for (Label l : labels.inFrame(frame)) {
            if (l instanceof Label.ImageBox b) {
                out.add(List.of(b.className(), b.camera(), b.left(), b.top(), b.right(), b.bottom(), b.attributes()));
            }
        }
        return out;
    }

    @Test
    void lossesAreCountedBeforeTheyHappen() throws Exception {
        try (CaptureSource source = kitti()) {
            Capture c = source.capture();
            Map<String, Long> losses = new TreeMap<>();
            label2.losses(source.labels(), c).forEach(l -> losses.put(l.what(), l.labels()));
            long behind = losses.get("cuboids that camera image_02 does not see are not written");
            assertThat(behind).isBetween(1L, 716L);
            assertThat(losses)
                    .containsEntry("roll and pitch against camera image_02 are set to level", 717 - behind)
                    .containsEntry("attributes other than occluded and truncated are not kept", 717 - behind)
                    .containsEntry("which labels of different frames are one object is not kept", 717L)
                    .containsEntry("ids, origin, review and whether a label is finalised are not kept", 717L);
            assertThat(tracking.losses(source.labels(), c)).extracting(LabelFormat.Loss::what)
                    .contains("track names become numbers");
            label2.write(dir, source.labels(), source.ontology(), c);
            assertThat(label2.read(dir, c).labels().all()).filteredOn(l -> l instanceof Label.Cuboid)
                    .hasSize((int) (717 - behind));
            Labels other = Labels.of(List.of(new Label.ImageBox(
                    new LabelId("a"), new TrackId("a"), "traffic light", 0, new SensorId("elsewhere"), 1, 2, 3, 4,
                    new TreeMap<>(), Origin.HAND, false)));
            assertThat(label2.losses(other, c)).extracting(LabelFormat.Loss::what)
                    .contains("image boxes of other cameras are not written");
            assertThat(label2.losses(Labels.EMPTY, c)).isEmpty();
        }
    }

    @Test
    void theLabelledCameraIsChosenBeforeTheFirst() throws Exception {
        try (CaptureSource source = kitti()) {
            Capture c = source.capture();
            List<Sensor> sensors = new ArrayList<>(c.sensors());
            sensors.add(0, new Sensor(
                    new SensorId("image_00"), SensorKind.CAMERA, Pose.IDENTITY,
                    c.sensor(new SensorId("image_02")).orElseThrow().lens()));
            Capture both = new Capture(
                    c.name(), c.format(), c.world(), sensors, c.referenceLidar(), c.frames(), c.samples(), c.trajectory(),
                    c.problems());
            assertThat(KittiRig.of(both, Optional.of(c.frames().getFirst())))
                    .isEqualTo(KittiRig.of(c, Optional.of(c.frames().getFirst())));
        }
    }

    @Test
    void anObjectOfTheBenchmarkIsReadByItsOwnCalibration() throws Exception {
        Path training = Shared.data("kitti_object/training");
        assertThat(label2.recognises(training)).isTrue();
        try (CaptureSource source = kitti()) {
            LabelFormat.Read read = label2.read(training, source.capture());
            assertThat(read.problems()).isEmpty();
            assertThat(read.labels().cuboids(1)).extracting(Label.Cuboid::className)
                    .containsExactly("Truck", "Car", "Cyclist");
            Box truck = read.labels().cuboids(1).getFirst().box();
            // 69.44 m ahead of the camera, which stands 27 cm before the lidar.
            assertThat(truck.centre().x()).isCloseTo(69.7, org.assertj.core.api.Assertions.within(0.1));
            assertThat(truck.length()).isEqualTo(12.34);
            assertThat(read.labels().inFrame(1)).filteredOn(l -> l.className().equals("DontCare")).hasSize(4);
        }
    }

    @Test
    void brokenTextsAreRefusedByLine() throws Exception {
        String sound = "Car 0.00 0 1.85 387.63 181.54 423.81 203.12 1.67 1.87 3.69 -16.53 2.39 58.49 1.57";
        Path folder = Files.createDirectories(dir.resolve("label_2"));
        try (CaptureSource source = kitti()) {
            for (String broken : List.of(
                    sound.replace("1.87", "wide"), sound.replace(" 1.57", ""), sound.replace("58.49", "NaN"),
                    sound + " 0.5 0.5", sound.replace("0.00 0 ", "0.00 0.5 "))) {
                Files.writeString(folder.resolve("000002.txt"), sound + "\n" + broken + "\n");
                assertThatThrownBy(() -> label2.read(dir, source.capture()))
                        .as(broken)
                        .isInstanceOf(FormatException.class)
                        .hasMessageContaining("000002.txt, line 2");
                Path track = Files.writeString(dir.resolve("0000.txt"), "0 1 " + sound + "\n0 2 " + broken + "\n");
                assertThatThrownBy(() -> tracking.read(track, source.capture())).hasMessageContaining("0000.txt, line 2");
            }
            Path track = Files.writeString(dir.resolve("0000.txt"), "first 1 " + sound);
            assertThatThrownBy(() -> tracking.read(track, source.capture())).hasMessageContaining("line 1");
            Files.writeString(folder.resolve("000002.txt"), sound + "\n");
            Files.writeString(folder.resolve("000999.txt"), sound + "\n");
            LabelFormat.Read read = label2.read(dir, source.capture());
            assertThat(read.labels().cuboids(2)).hasSize(1);
            assertThat(read.problems()).extracting(p -> p.what())
                    .anySatisfy(w -> assertThat(w).contains("no frame 999"))
                    .anySatisfy(w -> assertThat(w).contains("no calibration beside"));
            assertThatThrownBy(() -> label2.read(dir.resolve("nowhere"), source.capture()))
                    .isInstanceOf(FormatException.class);
        }
    }
}
