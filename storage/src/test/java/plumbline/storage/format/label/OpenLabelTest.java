package plumbline.storage.format.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.Pixel;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.Captures;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.LabelFormat;
import plumbline.storage.format.json.JsonValue;

class OpenLabelTest {
    private static final SensorId LIDAR = new SensorId("world");
    private static final SensorId CAMERA = new SensorId("cam");
    private final OpenLabel format = new OpenLabel();

    /** A rig without frames whose lidar has an unlucky name. */
    private static Capture rig() {
        return new Capture(
                "rig", "test", "ENU",
                List.of(
                        new Sensor(LIDAR, SensorKind.LIDAR, Pose.translation(1, 0, 2), Optional.empty()),
                        new Sensor(CAMERA, SensorKind.CAMERA, Pose.IDENTITY, Optional.of(
                                new LensModel.KannalaBrandt(640, 480, 300, 300, 320, 240, .1, .01, 0, 0, 1.5)))),
                LIDAR, List.of(), List.of(), Trajectory.EMPTY, List.of());
    }

    private static Labels labels() {
        TreeMap<String, String> attributes = new TreeMap<>(Map.of(
                "occluded", "partly", "plumbline:id", "a name like ours", "confidence", "low", "empty", ""));
        Box tilted = new Box(new Vec3(0.1, -2e-7, 1e6), 4.5, 0, 1.1, 0.1, 0.2, 0.3, 0.9);
        return Labels.of(List.of(
                new Label.Cuboid(new LabelId("a"), new TrackId("7"), "Car", 0, tilted, attributes, Origin.HAND, true, 0.25),
                new Label.Cuboid(new LabelId("b"), new TrackId("7"), "Car", 1, tilted, new TreeMap<>(),
                        Origin.INTERPOLATED, false, 1),
                new Label.Cuboid(new LabelId("c"), new TrackId("7"), "Van", 3, tilted, new TreeMap<>(),
                        Origin.AUTOMATIC, false, 1),
                new Label.Cuboid(new LabelId("d"), new TrackId("7"), "Car", 1, tilted, new TreeMap<>(),
                        Origin.IMPORTED, false, 1),
                new Label.ImageBox(new LabelId("e"), new TrackId("ü 8"), "Pole", 1, CAMERA, 0.1, 0.2, 0.7, 1e3 / 3,
                        attributes, Origin.HAND, true, ReviewState.SUBMITTED),
                new Label.PointMask(new LabelId("f"), new TrackId("7"), "Car", 1, LIDAR,
                        PointRuns.ofBounds(0, 4, 9, 1_000_000), 3, attributes, Origin.HAND, false, ReviewState.ACCEPTED),
                new Label.PointMask(new LabelId("g"), new TrackId("7"), "Car", 1, LIDAR, PointRuns.EMPTY, 0,
                        new TreeMap<>(), Origin.AUTOMATIC, true, ReviewState.OPEN)))
                .with(shapes(attributes), java.util.Set.of());
    }

    private static LabelHead head(String id, String track, TreeMap<String, String> attributes) {
        return new LabelHead(
                new LabelId(id), new TrackId(track), "Lane", 1, attributes, Origin.HAND, true, ReviewState.REJECTED);
    }

    private static List<Label> shapes(TreeMap<String, String> attributes) {
        List<Vec3> corners = List.of(new Vec3(0.1, -2e-7, 1e6), new Vec3(1, 2, 3), new Vec3(-4, 5, 1.0 / 3));
        List<Pixel> pixels = List.of(new Pixel(0.1, 479.9), new Pixel(1e3 / 7, 2), new Pixel(-3, 0));
        attributes.put("plumbline:from", "a name like ours");
        List<Label> out = new ArrayList<>();
        for (Form form : Form.values()) {
            out.add(new Label.Shape(head("h" + form, "lane", attributes), form, corners));
            out.add(new Label.Shape(head("j" + form, "lane", new TreeMap<>()), form, corners));
            out.add(new Label.ImageShape(head("i" + form, "lane", attributes), CAMERA, form, pixels));
        }
        out.add(new Label.ImageMask(head("k", "7", attributes), CAMERA, 640, 480, PointRuns.ofBounds(5, 9, 640, 307_200)));
        out.add(new Label.ImageMask(head("l", "7", attributes), CAMERA, 640, 480, PointRuns.EMPTY));
        out.add(new Label.Relation(head("m", "7", attributes).withClass("attached to"), new TrackId("ü 8"), Label.TO_THE_END));
        out.add(new Label.Relation(head("n", "nobody", attributes).withClass("on"), new TrackId("lane"), 5));
        out.add(new Label.SceneTag(head("o", "scene", attributes).withClass("weather"), "rain", 7));
        out.add(new Label.SceneTag(head("p", "scene", new TreeMap<>()).withClass("night"), "", Label.TO_THE_END));
        return out;
    }

    private static Schema schema() throws Exception {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(Shared.data("openlabel/schema/openlabel_json_schema-v1.0.0.json")));
    }

    private byte[] write(Labels labels, Ontology ontology, Capture capture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(out, labels, ontology, capture);
        return out.toByteArray();
    }

    @Test
    void everythingOfALabelReadsBackEqual() throws Exception {
        byte[] json = write(labels(), Ontology.STREET, rig());
        LabelFormat.Read read = format.read("a.json", json, rig());
        assertThat(read.labels()).isEqualTo(labels());
        assertThat(read.ontology()).isEqualTo(Ontology.STREET.including(labels().all()));
        assertThat(read.ontology().find("weather").orElseThrow().use()).isEqualTo(LabelClass.Use.TAG);
        assertThat(read.problems()).isEmpty();
        assertThat(write(read.labels(), Ontology.STREET, rig())).isEqualTo(json);
        assertThat(schema().validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON)).isEmpty();
        assertThat(format.losses(labels(), rig())).isEmpty();
    }

    @Test
    void aMirrorLensGoesUnderTheCustomIntrinsics() throws Exception {
        Capture base = rig();
        Capture mirror = new Capture(
                base.name(), base.format(), base.world(),
                List.of(base.sensors().getFirst(), new Sensor(CAMERA, SensorKind.CAMERA, Pose.IDENTITY, Optional.of(
                        new LensModel.Mei(640, 480, 300, 301, 320, 240, .9, .1, .01, 0, 0)))),
                LIDAR, List.of(), List.of(), Trajectory.EMPTY, List.of());
        String json = new String(write(labels(), Ontology.STREET, mirror), StandardCharsets.UTF_8);
        assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
        assertThat(json).contains("intrinsics_custom").contains("\"xi\"");
    }

    @Test
    void datasetsReadBackEqualAndAreValid(@TempDir Path dir) throws Exception {
        assertThat(format.recognises(dir)).isFalse();
        assertThat(format.write(dir, labels(), Ontology.STREET, rig())).containsExactly(dir.resolve(OpenLabel.FILE_NAME));
        assertThat(format.recognises(dir)).isTrue();
        assertThat(format.read(dir, rig()).labels()).isEqualTo(labels());
        Schema schema = schema();
        for (String data : List.of("dgp_test_scene/scene_02", "nuscenes_keyframe", "kitti_raw_0005/2011_09_26")) {
            try (CaptureSource source = Captures.open(Shared.data(data))) {
                Path file = dir.resolve(data.substring(0, 4) + ".json");
                assertThat(format.write(file, source.labels(), source.ontology(), source.capture())).containsExactly(file);
                assertThat(format.recognises(file)).isTrue();
                LabelFormat.Read read = format.read(file, source.capture());
                assertThat(read.labels()).isEqualTo(source.labels());
                assertThat(read.ontology()).isEqualTo(source.ontology());
                assertThat(read.problems()).isEmpty();
                assertThat(schema.validate(Files.readString(file), InputFormat.JSON)).as(data).isEmpty();
            }
        }
    }

    @Test
    void cuboidsInACamerasFrameStandWhereTheTrackletsAre() throws Exception {
        Path file = Shared.data("kitti_raw_0005/labels_same_sequence/openlabel100_kitti_tracking_0000.json");
        try (CaptureSource source = Captures.open(Shared.data("kitti_raw_0005/2011_09_26"))) {
            LabelFormat.Read read = format.read(file, source.capture());
            Map<String, JsonValue> frames = JsonValue.parse(Shared.data("expected/kitti_raw_0005.json")).fields("frames");
            int compared = 0;
            for (Map.Entry<String, JsonValue> e : frames.entrySet()) {
                int frame = Integer.parseInt(e.getKey());
                // The file's own vehicle has one box for all frames.
                List<Label.Cuboid> boxes = read.labels().cuboids(frame).stream()
                        .filter(b -> !b.className().equals("Egocar"))
                        .toList();
                assertThat(boxes).hasSameSizeAs(e.getValue().get("openlabel_objects").items());
                for (Label.Cuboid box : boxes) {
                    Label.Cuboid tracklet = source.labels().cuboids(frame).stream()
                            .min((a, b) -> Double.compare(distance(a, box), distance(b, box)))
                            .orElseThrow();
                    // The file cuts its numbers after two decimals.
                    assertThat(distance(tracklet, box)).isLessThan(0.03);
                    assertThat(box.className()).isEqualTo(tracklet.className());
                    assertThat(box.box().length()).isCloseTo(tracklet.box().length(), within(0.011));
                    assertThat(box.box().width()).isCloseTo(tracklet.box().width(), within(0.011));
                    assertThat(box.box().height()).isCloseTo(tracklet.box().height(), within(0.011));
                    assertThat(Math.cos(box.box().yaw() - tracklet.box().yaw())).isGreaterThan(0.999);
                    assertThat(box.attributes()).containsKeys("alpha", "occluded", "truncated");
                    compared++;
                }
            }
            assertThat(compared).isEqualTo(25);
            assertThat(read.labels().inFrame(0)).filteredOn(l -> l instanceof Label.ImageBox).hasSize(8);
            TreeSet<Integer> labelled = new TreeSet<>();
            TreeSet<String> tracks = new TreeSet<>();
            read.labels().forEach(l -> {
                labelled.add(l.frame());
                tracks.add(l.track().value());
            });
            assertThat(labelled).hasSize(154);
            assertThat(tracks).hasSize(17);
            assertThat(read.problems()).extracting(p -> p.what())
                    .anySatisfy(w -> assertThat(w).contains("VELO_TOP is taken for the capture's velodyne"))
                    .anySatisfy(w -> assertThat(w).contains("negative size of object -1"))
                    .anySatisfy(w -> assertThat(w).contains("CAM_LEFT"));
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double v) {
        return org.assertj.core.api.Assertions.within(v);
    }

    private static double distance(Label.Cuboid a, Label.Cuboid b) {
        return a.box().centre().distance(b.box().centre());
    }

    @Test
    void theFilesOfOthersAreReadAsFarAsTheyHaveBoxes() throws Exception {
        Map<String, JsonValue> expected = JsonValue.parse(Shared.data("expected/openlabel.json")).fields();
        for (Map.Entry<String, JsonValue> e : expected.entrySet()) {
            LabelFormat.Read read = format.read(Shared.data(e.getKey()), rig());
            TreeSet<String> tracks = new TreeSet<>();
            read.labels().forEach(l -> {
                if (!(l instanceof Label.Relation)) {
                    tracks.add(l.track().value());
                }
            });
            long withoutBox = read.problems().stream()
                    .filter(p -> p.what().startsWith("objects without a box"))
                    .mapToLong(p -> p.what().chars().filter(c -> c == '(').count())
                    .sum();
            assertThat(tracks.size() + withoutBox).as(e.getKey()).isEqualTo((long) e.getValue().get("objects").number());
            assertThat(read.labels().all()).as(e.getKey())
                    .filteredOn(Label.Relation.class::isInstance)
                    .hasSize((int) e.getValue().get("relations").number());
        }
        LabelFormat.Read asam = format.read(Shared.data("openlabel/asam/openlabel100_test_bbox_simple.json"), rig());
        Label.ImageBox car = (Label.ImageBox) asam.labels().ofTrack(new TrackId("car1")).getFirst();
        assertThat(List.of(car.left(), car.top(), car.right(), car.bottom())).containsExactly(410.0, 280.0, 462.0, 327.0);
        LabelFormat.Read mesh = format.read(Shared.data("openlabel/vcd/openlabel100_test_create_mesh.json"), rig());
        assertThat(mesh.problems()).extracting(p -> p.what()).anySatisfy(w -> assertThat(w).contains("mesh of objects"));
        LabelFormat.Read attributes =
                format.read(Shared.data("openlabel/vcd/openlabel100_test_bbox_simple_attributes.json"), rig());
        assertThat(attributes.labels().ofTrack(new TrackId("car1")).getFirst().attributes())
                .containsEntry("color", "white")
                .containsEntry("interpolated", "false");
    }

    @Test
    void systemsLeadToTheLidarByQuaternionEulerAnglesAndTheCapturesSensors() throws Exception {
        String json = """
                {"openlabel":{"metadata":{"schema_version":"1.0.0"},
                "coordinate_systems":{
                  "top":{"type":"sensor_cs","parent":"base","pose_wrt_parent":{"translation":[0,0,2],"quaternion":[0,0,1,1]}},
                  "nose":{"type":"sensor_cs","parent":"base","pose_wrt_parent":
                    {"translation":[1,0,0],"euler_angles":[1.5707963267948966,0,0]}},
                  "base":{"type":"local_cs","parent":""}},
                "streams":{"top":{"type":"lidar"}},
                "objects":{"0":{"name":"x","type":"Car"}},
                "frames":{"0":{"objects":{"0":{"object_data":{"cuboid":[
                  {"name":"a","coordinate_system":"nose","val":[1,0,0,0,0,0,4,2,1]},
                  {"name":"b","coordinate_system":"cam","val":[0,0,0,0,0,0,1,4,2,1]},
                  {"name":"c","coordinate_system":"moon","val":[0,0,0,0,0,0,1,4,2,1]},
                  {"name":"d","val":null}]}}}}}}}
                """;
        LabelFormat.Read read = format.read("a.json", json.getBytes(StandardCharsets.UTF_8), rig());
        assertThat(read.labels().cuboids(0)).hasSize(2);
        Box a = read.labels().cuboids(0).get(0).box();
        // nose at (1, 0, 0) looks along base's y, and so does top: the box at nose's (1, 0, 0) is at base's (1, 1, 0).
        assertThat(a.centre().distance(new Vec3(1, -1, -2))).isLessThan(1e-12);
        assertThat(a.yaw()).isCloseTo(0, within(1e-12));
        assertThat(read.labels().cuboids(0).get(1).box().centre()).isEqualTo(new Vec3(-1, 0, -2));
        assertThat(read.problems()).extracting(p -> p.what())
                .anySatisfy(w -> assertThat(w).contains("\"moon\""))
                .anySatisfy(w -> assertThat(w).contains("without values"));
    }

    @Test
    void linesPointsMasksRelationsAndTagsOfOthersAreRead() throws Exception {
        String json = """
                {"openlabel":{"metadata":{"schema_version":"1.0.0"},
                "coordinate_systems":{
                  "top":{"type":"sensor_cs","parent":"base","pose_wrt_parent":{"translation":[0,0,2],"quaternion":[0,0,0,1]}},
                  "base":{"type":"local_cs","parent":""}},
                "streams":{"top":{"type":"lidar"}},
                "objects":{"0":{"name":"kerb","type":"Kerb"},"1":{"name":"mate","type":"Car"}},
                "relations":{"0":{"name":"","type":"beside","frame_intervals":[{"frame_start":2,"frame_end":4}],
                  "rdf_subjects":[{"type":"object","uid":"1"}],"rdf_objects":[{"type":"object","uid":"0"}]}},
                "tags":{"0":{"type":"weather","tag_data":"rain"},
                  "1":{"type":"road","tag_data":{"text":[{"name":"surface","val":"wet"}],"num":[{"name":"lanes","val":3}]}}},
                "frames":{"0":{"objects":{"0":{"object_data":{
                  "poly3d":[{"name":"a","coordinate_system":"base","closed":false,"val":[1,2,3,4,5,6]}],
                  "poly2d":[{"name":"b","coordinate_system":"cam","mode":"MODE_POLY2D_ABSOLUTE","closed":true,
                      "val":[1,2,3,4,5,7]},
                    {"name":"c","coordinate_system":"cam","mode":"MODE_POLY2D_RS6FCC","closed":true,"val":["1"]}],
                  "point2d":[{"name":"d","coordinate_system":"cam","val":[9,8]}],
                  "mat":[{"name":"e","coordinate_system":"cam","channels":1,"width":3,"height":2,"data_type":"uint8",
                      "val":[0,1,1,0,0,255]}]}}}}}}}
                """;
        LabelFormat.Read read = format.read("a.json", json.getBytes(StandardCharsets.UTF_8), rig());
        List<Label> labels = read.labels().inFrame(0);
        assertThat(labels).filteredOn(Label.Shape.class::isInstance).singleElement().satisfies(l ->
                assertThat(((Label.Shape) l).vertices()).containsExactly(new Vec3(1, 2, 1), new Vec3(4, 5, 4)));
        assertThat(labels).filteredOn(Label.ImageShape.class::isInstance)
                .extracting(l -> ((Label.ImageShape) l).form())
                .containsExactlyInAnyOrder(Form.POLYGON, Form.POINTS);
        assertThat(labels).filteredOn(Label.ImageMask.class::isInstance).singleElement().satisfies(l ->
                assertThat(((Label.ImageMask) l).pixels()).isEqualTo(PointRuns.ofBounds(1, 3, 5, 6)));
        assertThat(labels).filteredOn(Label.SceneTag.class::isInstance)
                .extracting(l -> l.className() + "=" + ((Label.SceneTag) l).value() + l.attributes())
                .containsExactlyInAnyOrder("weather=rain{}", "road={lanes=3, surface=wet}");
        assertThat(read.labels().inFrame(2)).singleElement().satisfies(l -> {
            assertThat(l.track()).isEqualTo(new TrackId("mate"));
            assertThat(((Label.Relation) l).to()).isEqualTo(new TrackId("kerb"));
            assertThat(((Label.Relation) l).lastFrame()).isEqualTo(4);
        });
        assertThat(read.problems()).extracting(p -> p.what()).anySatisfy(w -> assertThat(w).contains("MODE_POLY2D_RS6FCC"));
        for (String bad : List.of(json.replace("[1,2,3,4,5,6]", "[1,2,3,4,5]"), json.replace("\"width\":3", "\"width\":4"))) {
            assertThatThrownBy(() -> format.read("a.json", bad.getBytes(StandardCharsets.UTF_8), rig()))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("a.json, /openlabel/frames/0");
        }
    }

    @Test
    void brokenDocumentsAreRefusedByPlace() throws Exception {
        byte[] json = write(labels(), Ontology.STREET, rig());
        for (int n = 0; n < json.length - 1; n += 37) {
            byte[] cut = java.util.Arrays.copyOf(json, n);
            assertThatThrownBy(() -> format.read("a.json", cut, rig()))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("a.json");
        }
        String sound = new String(json, StandardCharsets.UTF_8);
        Map<String, String> wrong = Map.of(
                "\"1.0.0\"", "\"2.0.0\"",
                "\"val\":[0.1,-2.0E-7", "\"val\":[0.1,\"-2.0E-7\"",
                "1000000.0,0.1,0.2,", "1000000.0,",
                "\"val\":\"hand\"", "\"val\":\"foot\"",
                "\"val\":\"b\"", "\"val\":\"a\"",
                "\"1\":{\"objects\":{\"0\"", "\"1\":{\"objects\":{\"77\"",
                "\"val\":true", "\"val\":\"true\"");
        wrong.forEach((from, to) -> {
            assertThat(sound).contains(from);
            assertThatThrownBy(() -> format.read("a.json", sound.replace(from, to).getBytes(StandardCharsets.UTF_8), rig()))
                    .as(to)
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("a.json, /openlabel");
        });
    }
}
