package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;

/**
 * The boxes of a DGP scene: annotation type 0 is 2D on an image, type 1 is 3D in the datum's own frame. A box that a
 * camera's file repeats from the lidar's is read once; one that only a camera has is moved into the lidar's frame.
 */
final class DgpLabels {
    private static final String BOX_2D = "0";
    private static final String BOX_3D = "1";

    /** The colours that labels can have, to which a class's own is matched, in the order of their index. */
    private static final int[] PALETTE = {
        0x6E95FC, 0xF6A04D, 0x62D0F0, 0x977266, 0xFDF565, 0x7AFDFF, 0xCA570B, 0xBEFFBB, 0xBE8E68, 0x8667D3,
        0x4B809D, 0xFCC429, 0xCDD58B, 0xCAA896, 0xA3A4C8, 0xA1D5C3, 0xE57B0D, 0x78989B, 0xA680CD, 0x8BADFF
    };

    private final Path root;
    private final SensorId lidar;
    private final List<Problem> problems;
    private final Map<Long, LabelClass> classes = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();
    private final List<Label> labels = new ArrayList<>();

    DgpLabels(Path root, JsonValue scene, SensorId lidar, List<Problem> problems) throws IOException {
        this.root = root;
        this.lidar = lidar;
        this.problems = problems;
        Set<String> read = new HashSet<>();
        for (JsonValue key : scene.fields("ontologies").values()) {
            if (read.add(key.text())) {
                ontology(JsonValue.parse(FileCapture.inside(root, "ontology/" + key.text() + ".json")));
            }
        }
    }

    List<Label> labels() {
        return labels;
    }

    Ontology ontology() {
        return new Ontology("dgp", 1, List.copyOf(classes.values()));
    }

    private void ontology(JsonValue v) throws FormatException {
        Set<Integer> taken = new HashSet<>();
        for (JsonValue item : v.get("items").items()) {
            long id = item.get("id").integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
            String name = item.get("name").text();
            JsonValue c = item.get("color");
            int colour = nearest(
                    (int) c.get("r").integer(0, 255),
                    (int) c.get("g").integer(0, 255),
                    (int) c.get("b").integer(0, 255),
                    taken);
            String code = (name + "??").substring(0, 2).toUpperCase(Locale.ROOT);
            String group = item.find("supercategory").isPresent() ? item.get("supercategory").text() : "";
            int hotkey = id >= 0 && id < 9 ? (int) id + 1 : 0;
            classes.putIfAbsent(
                    id,
                    new LabelClass(name, code, group.isBlank() ? "DGP" : group, colour, hotkey, 0, 0, 0, List.of()));
        }
    }

    /** The palette's nearest colour that no class has yet. */
    private static int nearest(int r, int g, int b, Set<Integer> taken) {
        if (taken.size() == PALETTE.length) {
            taken.clear();
        }
        int best = -1;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < PALETTE.length; i++) {
            int dr = (PALETTE[i] >> 16) - r;
            int dg = (PALETTE[i] >> 8 & 0xFF) - g;
            int db = (PALETTE[i] & 0xFF) - b;
            long distance = (long) dr * dr + (long) dg * dg + (long) db * db;
            if (distance < least && !taken.contains(i)) {
                least = distance;
                best = i;
            }
        }
        taken.add(best);
        return best;
    }

    /** Reads the annotations of one keyframe's data. */
    void frame(int index, DgpScene.Datum sweep, List<DgpScene.Datum> held) throws IOException {
        Set<Long> seen = new HashSet<>();
        for (JsonValue a : annotations(sweep, BOX_3D)) {
            cuboid(index, a, Pose.IDENTITY).ifPresent(instance -> seen.add(instance));
        }
        for (DgpScene.Datum d : held) {
            if (d.sensor().equals(lidar)) {
                continue;
            }
            Pose lidarFromSensor = sweep.worldFromSensor().inverse().times(d.worldFromSensor());
            for (JsonValue a : annotations(d, BOX_3D)) {
                if (seen.add(instance(a))) {
                    cuboid(index, a, lidarFromSensor);
                }
            }
            for (JsonValue a : annotations(d, BOX_2D)) {
                imageBox(index, a, d.sensor());
            }
        }
    }

    private List<JsonValue> annotations(DgpScene.Datum d, String type) throws IOException {
        JsonValue file = DgpScene.content(d).fields("annotations").get(type);
        if (file == null) {
            return List.of();
        }
        if (!Files.isRegularFile(root.resolve(file.text()))) {
            problems.add(new Problem(root.resolve(file.text()).toString(), "is missing; its labels are not read"));
            return List.of();
        }
        return JsonValue.parse(FileCapture.inside(root, file.text())).items("annotations");
    }

    private Optional<Long> cuboid(int frame, JsonValue a, Pose lidarFromSensor) throws FormatException {
        JsonValue b = a.get("box");
        Pose p = DgpScene.pose(b.get("pose"));
        double l = b.get("length").finite();
        double w = b.get("width").finite();
        double h = b.get("height").finite();
        long instance = instance(a);
        Optional<String> className = className(a);
        if (className.isEmpty() || l < 0 || w < 0 || h < 0) {
            problems.add(new Problem(a.file() + ", " + a.place(), "negative size or unnamed class; box not read"));
            return Optional.empty();
        }
        TreeMap<String, String> attributes = attributes(a);
        b.find("occlusion").ifPresent(o -> attributes.put("occlusion", o.node().asString()));
        b.find("truncation").ifPresent(t -> attributes.put("truncation", t.node().asString()));
        Box box = Box.of(new Vec3(p.m03(), p.m13(), p.m23()), l, w, h, p.rotation());
        labels.add(new Label.Cuboid(
                id("dgp-3d-" + frame + "-" + instance), new TrackId(Long.toString(instance)), className.get(), frame,
                lidarFromSensor.equals(Pose.IDENTITY) ? box : box.in(lidarFromSensor), attributes,
                Origin.IMPORTED, false, 1));
        return Optional.of(instance);
    }

    private void imageBox(int frame, JsonValue a, SensorId camera) throws FormatException {
        JsonValue b = a.get("box");
        double x = b.get("x").finite();
        double y = b.get("y").finite();
        double w = b.get("w").finite();
        double h = b.get("h").finite();
        long instance = instance(a);
        Optional<String> className = className(a);
        if (className.isEmpty() || w < 0 || h < 0) {
            problems.add(new Problem(a.file() + ", " + a.place(), "negative size or unnamed class; box not read"));
            return;
        }
        labels.add(new Label.ImageBox(
                id("dgp-2d-" + frame + "-" + camera + "-" + instance), new TrackId(Long.toString(instance)),
                className.get(), frame, camera, x, y, x + w, y + h, attributes(a), Origin.IMPORTED, false));
    }

    private LabelId id(String wanted) {
        String id = wanted;
        for (int n = 2; !ids.add(id); n++) {
            id = wanted + "-" + n;
        }
        return new LabelId(id);
    }

    private Optional<String> className(JsonValue a) throws FormatException {
        long id = a.get("class_id").integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
        return Optional.ofNullable(classes.get(id)).map(LabelClass::name);
    }

    private static long instance(JsonValue a) throws FormatException {
        return a.get("instance_id").integer(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static TreeMap<String, String> attributes(JsonValue a) throws FormatException {
        TreeMap<String, String> out = new TreeMap<>();
        for (Map.Entry<String, JsonValue> e : a.fields("attributes").entrySet()) {
            out.put(e.getKey(), e.getValue().node().asString());
        }
        return out;
    }
}
