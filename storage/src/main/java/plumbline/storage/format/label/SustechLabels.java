package plumbline.storage.format.label;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joml.Quaterniond;
import org.joml.Vector3d;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.format.LabelFormat;
import plumbline.storage.format.json.JsonValue;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * SUSTechPOINTS' labels: a folder {@code label} with a JSON for each frame, a list of {@code obj_id}, {@code obj_type}
 * and {@code psr}: position, scale (length, width, height; metres) and rotation (radians, turned about x, then the new
 * y, then the new z, as three.js does) in the lidar's frame.
 */
public final class SustechLabels implements LabelFormat {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Override
    public String name() {
        return "sustechpoints";
    }

    private static List<Path> files(Path path) throws IOException {
        Path inner = path.resolve("label");
        return FrameFiles.list(Files.isDirectory(inner) ? inner : path);
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        List<Path> files = files(path);
        if (files.isEmpty()) {
            return false;
        }
        String head = FrameFiles.head(files.getFirst());
        return head.contains("\"psr\"") && head.contains("\"obj_type\"");
    }

    @Override
    public Read read(Path path, Capture capture) throws IOException {
        List<Label> labels = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        TreeSet<String> classes = new TreeSet<>();
        for (Map.Entry<Path, Integer> e : FrameFiles.frames(files(path), capture, problems).entrySet()) {
            JsonValue document = JsonValue.parse(e.getKey());
            // Older files wrap the list with the frame's name.
            List<JsonValue> objects = document.node().isObject() ? document.items("objs") : document.items();
            for (int i = 0; i < objects.size(); i++) {
                Label.Cuboid c = cuboid(objects.get(i), e.getValue(), i);
                labels.add(c);
                classes.add(c.className());
            }
        }
        return new Read(Labels.of(labels), new Ontology("sustechpoints", 1, List.of()).including(classes), problems);
    }

    private static Label.Cuboid cuboid(JsonValue o, int frame, int number) throws IOException {
        JsonValue psr = o.get("psr");
        double[] p = xyz(psr.get("position"));
        double[] s = xyz(psr.get("scale"));
        double[] r = xyz(psr.get("rotation"));
        String type = o.get("obj_type").text();
        if (s[0] < 0 || s[1] < 0 || s[2] < 0 || type.isBlank()) {
            throw o.bad("a box of negative size or without a type");
        }
        TreeMap<String, String> attributes = new TreeMap<>();
        Optional<JsonValue> attribute = o.find("obj_attr");
        if (attribute.isPresent() && attribute.get().isText() && !attribute.get().text().isBlank()) {
            attributes.put("attribute", attribute.get().text());
        }
        String id = o.find("obj_id").map(v -> v.node().asString("")).orElse("");
        return new Label.Cuboid(
                new LabelId("sustech-%06d-%03d".formatted(frame, number)),
                new TrackId(id.isBlank() ? "%06d-%03d".formatted(frame, number) : id), type, frame,
                Box.of(new Vec3(p[0], p[1], p[2]), s[0], s[1], s[2], new Quaterniond().rotationXYZ(r[0], r[1], r[2])),
                attributes, Origin.IMPORTED, false, 1);
    }

    private static double[] xyz(JsonValue v) throws IOException {
        return new double[] {v.get("x").finite(), v.get("y").finite(), v.get("z").finite()};
    }

    @Override
    public List<Loss> losses(Labels labels, Capture capture) {
        long boxes = labels.all().stream().filter(Label.Cuboid.class::isInstance).count();
        List<Loss> out = new ArrayList<>();
        if (boxes < labels.size()) {
            out.add(new Loss("labels other than cuboids are not written", labels.size() - boxes));
        }
        if (boxes > 0) {
            out.add(new Loss("ids of labels, origin, confidence and whether a label is finalised are not kept", boxes));
        }
        long attributed = labels.all().stream()
                .filter(l -> l instanceof Label.Cuboid && l.attributes().keySet().stream().anyMatch(a -> !a.equals("attribute")))
                .count();
        if (attributed > 0) {
            out.add(new Loss("attributes other than \"attribute\" are not kept", attributed));
        }
        return out;
    }

    @Override
    public List<Path> write(Path out, Labels labels, Ontology ontology, Capture capture) throws IOException {
        List<Path> written = new ArrayList<>();
        for (Frame f : capture.frames()) {
            ArrayNode list = JSON.createArrayNode();
            for (Label.Cuboid c : labels.cuboids(f.index())) {
                ObjectNode o = list.addObject();
                o.put("obj_id", c.track().value());
                o.put("obj_type", c.className());
                o.put("obj_attr", c.attributes().getOrDefault("attribute", ""));
                ObjectNode psr = o.putObject("psr");
                put(psr, "position", c.box().centre().x(), c.box().centre().y(), c.box().centre().z());
                put(psr, "scale", c.box().length(), c.box().width(), c.box().height());
                Vector3d e = c.box().frameFromBox().rotation().getEulerAnglesXYZ(new Vector3d());
                put(psr, "rotation", e.x, e.y, e.z);
            }
            Path file = out.resolve("label").resolve(FrameFiles.name(capture, f) + ".json");
            AtomicFile.write(file, JSON.writeValueAsBytes(list));
            written.add(file);
        }
        return written;
    }

    private static void put(ObjectNode to, String name, double x, double y, double z) {
        to.putObject(name).put("x", x).put("y", y).put("z", z);
    }
}
