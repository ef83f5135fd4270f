package plumbline.storage.format.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.storage.format.CaptureJson;
import plumbline.storage.format.Captures;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;

class DgpTest {
    private static final String SCENE = "scene_fe9f29d3bde25d182dcf88caf1011acd8cc13624.json";

    private static Path scene() {
        return Shared.data("dgp_test_scene/scene_02");
    }

    @Test
    void opensByDatasetFolderSceneFolderAndFile() throws Exception {
        try (CaptureSource a = Captures.open(scene());
                CaptureSource b = Captures.open(scene().resolve(SCENE));
                CaptureSource c = Captures.open(scene().getParent().resolve("scene_dataset_v1.0.json"));
                CaptureSource d = Captures.open(scene().getParent())) {
            assertThat(a.capture()).isEqualTo(b.capture());
            assertThat(c.capture()).isEqualTo(d.capture());
            assertThat(c.capture().samples()).isEqualTo(a.capture().samples());
            assertThat(c.capture().problems()).anySatisfy(p -> {
                assertThat(p.where()).contains("scene_01");
                assertThat(p.what()).contains("missing");
            });
            assertThat(a.capture().sensors()).hasSize(7);
            assertThat(a.capture().samples()).hasSize(21);
            assertThat(CaptureJson.read("json", CaptureJson.write(a.capture()))).isEqualTo(a.capture());
        }
    }

    @Test
    void farDatesKeepTheirDifferences() throws Exception {
        try (CaptureSource source = Captures.open(scene())) {
            Capture c = source.capture();
            assertThat(c.problems()).singleElement().satisfies(p -> assertThat(p.what()).contains("400 years earlier"));
            long first = java.time.Instant.parse("2064-11-12T01:04:10.027900Z").getEpochSecond() * 1_000_000_000L;
            assertThat(c.frames().getFirst().timeNanos()).isEqualTo(first + 27_900_000);
            assertThat(c.frames().get(1).timeNanos() - c.frames().get(0).timeNanos()).isEqualTo(990_458_000L);
            Sample camera = c.frames().getFirst().sample(new SensorId("CAMERA_01")).orElseThrow();
            assertThat(c.frames().getFirst().timeNanos() - camera.timeNanos()).isEqualTo(91_370_000L);
        }
    }

    @Test
    void posesProjectionsAndBoxesAreAsComputedElsewhere() throws Exception {
        List<JsonValue> expected =
                JsonValue.parse(Shared.data("expected/dgp_scene_02.json")).get("samples").items();
        try (CaptureSource source = Captures.open(scene())) {
            Capture c = source.capture();
            assertThat(c.frames()).hasSameSizeAs(expected);
            for (Frame frame : c.frames()) {
                JsonValue wanted = expected.get(frame.index());
                Sample sweep = frame.sample(c.referenceLidar()).orElseThrow();
                PointBlock points = source.points(sweep);
                assertThat(points.size()).isEqualTo((int) wanted.get("n_points").number());
                Projections.posesAgree(sweep.worldFromSensor(), wanted.get("T_world_lidar").matrix(4, 4), 1e-8);
                Projections.posesAgree(c.worldFromLidar(frame), wanted.get("T_world_lidar").matrix(4, 4), 1e-8);
                cameras(c, frame, wanted, points, sweep, source);
                boxes(source.labels().cuboids(frame.index()), wanted, points);
            }
        }
    }

    private static void cameras(
            Capture c, Frame frame, JsonValue wanted, PointBlock points, Sample sweep, CaptureSource source)
            throws IOException {
        Map<String, JsonValue> cameras = wanted.fields("cameras");
        assertThat(cameras).hasSize(6);
        for (Map.Entry<String, JsonValue> e : cameras.entrySet()) {
            SensorId id = new SensorId(e.getKey());
            Sample image = frame.sample(id).orElseThrow();
            LensModel lens = c.sensor(id).orElseThrow().lens().orElseThrow();
            Projections.posesAgree(image.worldFromSensor(), e.getValue().get("T_world_camera").matrix(4, 4), 1e-8);
            var cameraFromLidar = Projections.cameraFromLidar(image, sweep);
            Projections.samplesAgree(e.getValue().get("samples"), points, lens, cameraFromLidar);
            assertThat(Projections.inImage(points, lens, cameraFromLidar, 0))
                    .isEqualTo((int) e.getValue().get("n_lidar_in_image").number());
            assertThat(source.labels().inFrame(frame.index()))
                    .filteredOn(l -> l instanceof Label.ImageBox b && b.camera().equals(id))
                    .hasSize((int) e.getValue().get("n_boxes2d").number());
        }
    }

    private static void boxes(List<Label.Cuboid> boxes, JsonValue wanted, PointBlock points) throws IOException {
        assertThat(boxes).hasSameSizeAs(wanted.get("boxes").items());
        for (JsonValue w : wanted.get("boxes").items()) {
            String track = Long.toString(w.get("instance_id").integer(0, Long.MAX_VALUE));
            Label.Cuboid box = boxes.stream().filter(b -> b.track().value().equals(track)).findFirst().orElseThrow();
            double[] lwh = w.get("lwh").numbers(3);
            double[] centre = w.get("center_lidar").numbers(3);
            assertThat(new double[] {box.box().length(), box.box().width(), box.box().height()}).isEqualTo(lwh);
            assertThat(box.box().centre().x()).isCloseTo(centre[0], within(1e-12));
            assertThat(Projections.inBox(points, box.box())).isEqualTo((int) w.get("points_inside").number());
        }
    }

    @Test
    void theOntologyHasTheFilesNamesAndAColourEach() throws Exception {
        try (CaptureSource source = Captures.open(scene())) {
            assertThat(source.ontology().classes()).hasSize(10).extracting(k -> k.name()).contains("Car", "Bus/RV/Caravan");
            assertThat(source.ontology().classes().stream().map(k -> k.colour()).distinct()).hasSize(10);
        }
    }

    @Test
    void brokenScenesAreRefusedByPlace(@TempDir Path dir) throws Exception {
        Path copy = copy(dir);
        String sound = Files.readString(copy);
        Map<String, String> broken = Map.of(
                "\"qw\": -0.701507293064849", "\"qw\": \"half\"",
                "\"filename\": \"point_cloud/LIDAR/15616458250027900.npz\"", "\"filename\": 7",
                "\"2464-11-12T01:04:10.027900Z\"", "\"2464-13-12T01:04:10.027900Z\"",
                "\"calibration_key\"", "\"calibration\"");
        for (Map.Entry<String, String> e : broken.entrySet()) {
            assertThat(sound).contains(e.getKey());
            Files.writeString(copy, sound.replace(e.getKey(), e.getValue()));
            assertThatThrownBy(() -> Captures.open(dir))
                    .as(e.getValue())
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(SCENE + ", /");
        }
        Files.writeString(copy, sound.substring(0, sound.length() / 3));
        assertThatThrownBy(() -> Captures.open(dir)).isInstanceOf(FormatException.class).hasMessageContaining("byte ");
    }

    @Test
    void missingFilesAreNamedAndTheRestIsRead(@TempDir Path dir) throws Exception {
        copy(dir);
        Files.delete(dir.resolve("rgb/CAMERA_05/15616458249936530.jpg"));
        Files.delete(dir.resolve("bounding_box_2d/CAMERA_01/15616458250027900.json"));
        try (CaptureSource source = Captures.open(dir)) {
            assertThat(source.capture().problems()).extracting(p -> p.where()).hasSize(3)
                    .anySatisfy(w -> assertThat(w).endsWith("15616458249936530.jpg"))
                    .anySatisfy(w -> assertThat(w).endsWith("15616458250027900.json"));
            assertThat(source.capture().samples()).hasSize(20);
        }
    }

    @Test
    void arraysOfEveryVersionOrderAndTypeAreRead() throws Exception {
        for (int version = 1; version <= 3; version++) {
            for (String type : List.of("<f8", ">f8", "<f4", "<i2")) {
                for (boolean fortran : new boolean[] {false, true}) {
                    PointBlock p = new DgpNpz().decode("a.npz", zip("data.npy", npy(version, type, fortran, "(2, 4)")));
                    assertThat(p.size()).isEqualTo(2);
                    assertThat(new double[] {p.px(0), p.py(0), p.pz(0)}).containsExactly(1, 2, 3);
                    assertThat(new double[] {p.px(1), p.py(1), p.pz(1)}).containsExactly(5, 6, 7);
                    assertThat(p.column("intensity").orElseThrow().get(1)).isEqualTo(8);
                }
            }
        }
    }

    @Test
    void arraysThatPromiseMoreThanIsThereAreRefused() throws Exception {
        for (String shape : List.of("(2000000000, 4)", "(999999999999, 4)", "(3, 4)", "(4, 2)", "(8,)", "('a', 4)")) {
            byte[] zip = zip("data.npy", npy(1, "<f8", false, shape));
            assertThatThrownBy(() -> new DgpNpz().decode("a.npz", zip)).as(shape).isInstanceOf(FormatException.class);
        }
        byte[] object = zip("data.npy", npy(1, "|O8", false, "(2, 4)"));
        assertThatThrownBy(() -> new DgpNpz().decode("a.npz", object)).isInstanceOf(FormatException.class);
        byte[] other = zip("points.npy", npy(1, "<f8", false, "(2, 4)"));
        assertThatThrownBy(() -> new DgpNpz().decode("a.npz", other)).hasMessageContaining("no array \"data\"");
        byte[] real = Files.readAllBytes(scene().resolve("point_cloud/LIDAR/15616458250027900.npz"));
        for (int n : new int[] {0, 20, 60, 100, 5000, real.length / 2}) {
            byte[] cut = java.util.Arrays.copyOf(real, n);
            assertThatThrownBy(() -> new DgpNpz().decode("a.npz", cut)).isInstanceOf(FormatException.class);
        }
        assertThatThrownBy(() -> NpyArray.read("a.npy", new ByteArrayInputStream("NUMPY".getBytes()), 100))
                .isInstanceOf(FormatException.class);
    }

    private static byte[] npy(int version, String type, boolean fortran, String shape) {
        byte[] header = ("{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': "
                        + shape + ", }\n")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(12 + header.length + 64).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) version).put((byte) 0);
        if (version == 1) {
            out.putShort((short) header.length);
        } else {
            out.putInt(header.length);
        }
        out.put(header);
        out.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 8; i++) {
            int v = fortran ? (i % 2) * 4 + i / 2 + 1 : i + 1;
            switch (type.substring(1)) {
                case "f4" -> out.putFloat(v);
                case "i2" -> out.putShort((short) v);
                default -> out.putDouble(v);
            }
        }
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return out.toByteArray();
    }

    private static Path copy(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(scene())) {
            for (Path p : all.toList()) {
                Path to = dir.resolve(scene().relativize(p).toString());
                if (Files.isDirectory(p)) {
                    Files.createDirectories(to);
                } else {
                    Files.write(to, Files.readAllBytes(p));
                }
            }
        }
        return dir.resolve(SCENE);
    }
}
