package plumbline.storage.format.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.SensorKind;
import plumbline.storage.format.Captures;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.LabelFormat;
import plumbline.storage.format.label.LabelCloud;

class DatasetLayoutsTest {
    @TempDir
    Path folder;

    static byte[] bin(float... values) {
        ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float v : values) {
            out.putFloat(v);
        }
        return out.array();
    }

    @Test
    void kittiObjectHasItsCameraAndBoxes() throws IOException {
        try (CaptureSource source = Captures.open(Shared.data("kitti_object"))) {
            Capture c = source.capture();
            assertThat(c.format()).isEqualTo("kitti-object");
            assertThat(c.frames()).hasSize(1);
            assertThat(source.labels().cuboids(0)).extracting(Label::className).contains("Truck", "Car", "Cyclist");
            Label.Cuboid truck = source.labels().cuboids(0).stream()
                    .filter(l -> l.className().equals("Truck"))
                    .findFirst()
                    .orElseThrow();
            // The label's own line: 69 m ahead and a little left of the camera.
            assertThat(truck.box().centre().x()).isCloseTo(69.7, within(0.5));
            assertThat(truck.box().length()).isEqualTo(12.34);
            assertThat(c.problems()).extracting(Problem::what).anyMatch(w -> w.contains("1 of 1 scenes have no sweep"));
        }
    }

    /** Driving 2 m a frame ahead in the camera's frame is 2 m a frame along the lidar's x. */
    @Test
    void kittiOdometryAndSemanticKitti() throws IOException {
        Path sequence = Files.createDirectories(folder.resolve("sequences/07"));
        Files.createDirectories(folder.resolve("poses"));
        Files.writeString(sequence.resolve("calib.txt"), "P0: 700 0 600 0 0 700 180 0 0 0 1 0\nTr: 0 -1 0 0 0 0 -1 -0.1 1 0 0 -0.3\n");
        Files.writeString(sequence.resolve("times.txt"), "0.0\n0.1036\n0.2071\n");
        Files.writeString(
                folder.resolve("poses/07.txt"), "1 0 0 0 0 1 0 0 0 0 1 0\n1 0 0 0 0 1 0 0 0 0 1 2\n1 0 0 0 0 1 0 0 0 0 1 4\n");
        Files.createDirectories(sequence.resolve("velodyne"));
        Files.createDirectories(sequence.resolve("labels"));
        for (int i = 0; i < 3; i++) {
            Files.write(sequence.resolve("velodyne/00000" + i + ".bin"), bin(1, 2, 3, 0.5f, 4, 5, 6, 0.25f));
        }
        Files.write(sequence.resolve("labels/000001.label"), new byte[] {10, 0, 7, 0, 40, 0, 0, 0});
        Files.write(sequence.resolve("labels/000002.label"), new byte[] {10, 0, 7, 0, 40, 0, 0});
        try (CaptureSource source = Captures.open(sequence)) {
            Capture c = source.capture();
            assertThat(c.format()).isEqualTo("kitti-odometry");
            assertThat(c.trajectory().size()).isEqualTo(3);
            assertThat(c.trajectory().timeNanos(1)).isEqualTo(103_600_000);
            assertThat(c.trajectory().worldFromEgo(2).m03()).isCloseTo(4, within(1e-12));
            assertThat(c.trajectory().worldFromEgo(2).m13()).isCloseTo(0, within(1e-12));
            PointBlock plain = source.points(c.frames().get(0).sample(c.referenceLidar()).orElseThrow());
            assertThat(plain.column("label")).isEmpty();
            PointBlock known = source.points(c.frames().get(1).sample(c.referenceLidar()).orElseThrow());
            assertThat(((Column.Ints) known.column("label").orElseThrow()).values()).containsExactly(10, 40);
            assertThat(((Column.Ints) known.column("instance").orElseThrow()).values()).containsExactly(7, 0);
            assertThat(known.x()).containsExactly(1, 4);
            assertThatThrownBy(() -> source.points(c.frames().get(2).sample(c.referenceLidar()).orElseThrow()))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("do not belong together");
        }
    }

    /** Each of the 131,072 points has its class. */
    @Test
    void rellisSweepsHaveAClassForEachPoint() throws IOException {
        try (CaptureSource source = Captures.open(Shared.data("rellis3d"))) {
            Capture c = source.capture();
            PointBlock points = source.points(c.samples().getFirst());
            assertThat(points.size()).isEqualTo(131072);
            byte[] raw = Files.readAllBytes(Shared.data("rellis3d/000104.label"));
            Map<Integer, Integer> want = new TreeMap<>();
            for (int i = 0; i < raw.length; i += 4) {
                want.merge((raw[i] & 0xFF) | (raw[i + 1] & 0xFF) << 8, 1, Integer::sum);
            }
            Map<Integer, Integer> got = new TreeMap<>();
            for (int v : ((Column.Ints) points.column("label").orElseThrow()).values()) {
                got.merge(v, 1, Integer::sum);
            }
            assertThat(got).isEqualTo(want).hasSizeGreaterThan(3);
        }
    }

    @Test
    void sustechPointsScenesComeWithCamerasAndBoxes() throws IOException {
        Path scene = folder.resolve("scene");
        for (String d : new String[] {"lidar", "camera/front", "calib/camera", "label"}) {
            Files.createDirectories(scene.resolve(d));
        }
        byte[] cloud = Files.readAllBytes(Shared.data("labels_other/sly_pointcloud_dataset/ds0/pointcloud/frame1.pcd"));
        byte[] image = Files.readAllBytes(
                Shared.data("labels_other/sly_pointcloud_dataset/ds0/related_images/frame1_pcd/img2.png"));
        for (String n : new String[] {"1609834785.5", "1609834786.0"}) {
            Files.write(scene.resolve("lidar/" + n + ".pcd"), cloud);
            Files.write(scene.resolve("camera/front/" + n + ".png"), image);
        }
        Files.writeString(scene.resolve("calib/camera/front.json"),
                "{\"extrinsic\": [0,-1,0,0, 0,0,-1,0, 1,0,0,-0.5, 0,0,0,1], \"intrinsic\": [500,0,320,0,500,240,0,0,1]}");
        Files.writeString(scene.resolve("label/1609834786.0.json"),
                "[{\"obj_id\": \"5\", \"obj_type\": \"Car\", \"psr\": {\"position\": {\"x\": 10, \"y\": 2, \"z\": -1},"
                        + " \"scale\": {\"x\": 4.5, \"y\": 1.8, \"z\": 1.5}, \"rotation\": {\"x\": 0, \"y\": 0, \"z\": 0.3}}}]");
        try (CaptureSource source = Captures.open(scene)) {
            Capture c = source.capture();
            assertThat(c.format()).isEqualTo("sustechpoints");
            assertThat(c.frames()).hasSize(2);
            assertThat(c.frames().get(0).timeNanos()).isEqualTo(1_609_834_785_500_000_000L);
            assertThat(c.sensors(SensorKind.CAMERA)).singleElement()
                    .satisfies(s -> assertThat(s.egoFromSensor().m03()).isCloseTo(0.5, within(1e-12)));
            assertThat(source.labels().cuboids(1)).singleElement().satisfies(l -> {
                assertThat(l.track().value()).isEqualTo("5");
                assertThat(l.box().length()).isEqualTo(4.5);
                assertThat(l.box().frameFromBox().yaw()).isCloseTo(0.3, within(1e-12));
            });
            assertThat(source.points(c.frames().get(0).sample(c.referenceLidar()).orElseThrow()).size()).isEqualTo(100);
            // What is written reads back as it was.
            LabelFormat format = new plumbline.storage.format.label.SustechLabels();
            format.write(folder.resolve("out"), source.labels(), source.ontology(), c);
            Label.Cuboid back = format.read(folder.resolve("out"), c).labels().cuboids(1).getFirst();
            assertThat(back.box().frameFromBox().toRowMajor()).containsExactly(
                    source.labels().cuboids(1).getFirst().box().frameFromBox().toRowMajor(), within(1e-12));
        }
    }

    @Test
    void superviselyProjectsOpenFromAFolder() throws IOException {
        try (CaptureSource source = Captures.open(Shared.data("labels_other/sly_pointcloud_dataset"))) {
            Capture c = source.capture();
            assertThat(c.frames()).hasSize(2);
            assertThat(source.labels().size()).isEqualTo(3);
            assertThat(source.labels().cuboids(0)).anySatisfy(l -> {
                assertThat(l.className()).isEqualTo("car");
                assertThat(l.attributes()).containsEntry("tag3", "4s").containsEntry("tag1", "fd");
                assertThat(l.box().length()).isEqualTo(0.01);
            });
            assertThat(source.points(c.samples().stream()
                            .filter(s -> s.sensor().equals(c.referenceLidar()))
                            .findFirst()
                            .orElseThrow())
                    .size()).isEqualTo(100);
        }
    }

    @Test
    void cvatProjectsOpenFromAZip() throws IOException {
        try (CaptureSource source = Captures.open(Shared.data("labels_other/cvat_test_canvas3d.zip"))) {
            Capture c = source.capture();
            assertThat(c.frames()).hasSize(3);
            assertThat(c.samples()).hasSize(6);
            for (var f : c.frames()) {
                assertThat(source.points(f.sample(c.referenceLidar()).orElseThrow()).size()).isGreaterThan(1000);
            }
            assertThat(c.problems()).extracting(Problem::what).anyMatch(w -> w.contains("no calibration"));
        }
    }

    @Test
    void hostileAndCutZipsAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(Shared.data("labels_other/cvat_test_canvas3d.zip"));
        for (int percent = 3; percent < 100; percent += 8) {
            Path cut = folder.resolve("cut.zip");
            Files.write(cut, Arrays.copyOf(whole, whole.length * percent / 100));
            assertThatThrownBy(() -> Captures.open(cut)).isInstanceOf(FormatException.class)
                    .hasMessageContaining("is no whole zip");
        }
        Path away = folder.resolve("away.zip");
        zip(away, "p/pointcloud/a.pcd", new byte[10], "p/../../../etc/x.pcd", new byte[10]);
        assertThatThrownBy(() -> Captures.open(away)).hasMessageContaining("leads out of the zip");
        Path bomb = folder.resolve("bomb.zip");
        zip(bomb, "pointcloud/a.pcd", new byte[100_000_000]);
        try (CaptureSource source = Captures.open(bomb)) {
            assertThatThrownBy(() -> source.points(source.capture().samples().getFirst()))
                    .hasMessageContaining("200 times its size");
        }
    }

    private static void zip(Path file, Object... namesAndBytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndBytes.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndBytes[i]));
                zip.write((byte[]) namesAndBytes[i + 1]);
            }
        }
    }

    @Test
    void labelCloudBoxesAreReadAndWritten() throws IOException {
        Path cloud = folder.resolve("exemplary.xyz");
        Files.writeString(cloud, "0 0 0\n1 1 1\n");
        LabelFormat format = new LabelCloud();
        Path labels = Shared.data("labelcloud/labels");
        assertThat(format.recognises(labels)).isTrue();
        try (CaptureSource source = Captures.open(cloud)) {
            LabelFormat.Read read = format.read(labels, source.capture());
            assertThat(read.problems()).isEmpty();
            Label.Cuboid cart = read.labels().cuboids(0).getFirst();
            assertThat(cart.className()).isEqualTo("cart");
            assertThat(cart.box().length()).isEqualTo(0.75);
            assertThat(Math.toDegrees(cart.box().frameFromBox().yaw())).isCloseTo(-125, within(1e-9));
            assertThat(read.ontology().find("box")).isPresent();
            format.write(folder.resolve("out"), read.labels(), read.ontology(), source.capture());
            Label.Cuboid back = format.read(folder.resolve("out"), source.capture()).labels().cuboids(0).getFirst();
            assertThat(back.box().frameFromBox().toRowMajor())
                    .containsExactly(cart.box().frameFromBox().toRowMajor(), within(1e-9));
        }
    }
}
