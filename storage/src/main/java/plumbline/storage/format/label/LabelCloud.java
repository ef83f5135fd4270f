package plumbline.storage.format.label;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Pose;
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
 * labelCloud's boxes ({@code centroid_abs}): a JSON for each cloud with {@code objects} of {@code centroid},
 * {@code dimensions} (length, width, height; metres) and {@code rotations} (degrees about the fixed x, then y, then z);
 * {@code _classes.json} beside them.
 */
public final class LabelCloud implements LabelFormat {
    private static final String CLASSES = "_classes.json";
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Override
    public String name() {
        return "labelcloud";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        List<Path> files = FrameFiles.list(path);
        if (files.isEmpty()) {
            return false;
        }
        String head = FrameFiles.head(files.getFirst());
        return head.contains("\"centroid\"") && head.contains("\"rotations\"");
    }

    @Override
    public Read read(Path path, Capture capture) throws IOException {
        List<Label> labels = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        TreeSet<String> classes = new TreeSet<>();
        Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
        boolean radians = false;
        if (Files.isRegularFile(folder.resolve(CLASSES))) {
            JsonValue c = JsonValue.parse(folder.resolve(CLASSES));
            for (JsonValue v : c.items("classes")) {
                classes.add(v.get("name").text());
            }
            radians = c.find("format").map(v -> v.node().asString("")).orElse("").equals("centroid_rel");
        }
        for (Map.Entry<Path, Integer> e : FrameFiles.frames(FrameFiles.list(path), capture, problems).entrySet()) {
            List<JsonValue> objects = JsonValue.parse(e.getKey()).items("objects");
            for (int i = 0; i < objects.size(); i++) {
                Label.Cuboid c = cuboid(objects.get(i), e.getValue(), i, radians);
                labels.add(c);
                classes.add(c.className());
            }
        }
        return new Read(Labels.of(labels), new Ontology("labelcloud", 1, List.of()).including(classes), problems);
    }

    /** {@code centroid_rel} differs in that its angles are radians. */
    private static Label.Cuboid cuboid(JsonValue o, int frame, int number, boolean radians) throws IOException {
        JsonValue c = o.get("centroid");
        JsonValue d = o.get("dimensions");
        JsonValue r = o.get("rotations");
        double unit = radians ? 1 : Math.PI / 180;
        double[] size = {d.get("length").finite(), d.get("width").finite(), d.get("height").finite()};
        if (size[0] < 0 || size[1] < 0 || size[2] < 0 || o.get("name").text().isBlank()) {
            throw o.bad("a box of negative size or without a name");
        }
        Pose turned = Pose.ofEuler(
                0, 0, 0, r.get("x").finite() * unit, r.get("y").finite() * unit, r.get("z").finite() * unit);
        String id = "%06d-%03d".formatted(frame, number);
        return new Label.Cuboid(
                new LabelId("labelcloud-" + id), new TrackId(id), o.get("name").text(), frame,
                Box.of(
                        new Vec3(c.get("x").finite(), c.get("y").finite(), c.get("z").finite()), size[0], size[1],
                        size[2], turned.rotation()),
                new TreeMap<>(), Origin.IMPORTED, false, 1);
    }

    @Override
    public List<Loss> losses(Labels labels, Capture capture) {
        long boxes = labels.all().stream().filter(Label.Cuboid.class::isInstance).count();
        List<Loss> out = new ArrayList<>();
        if (boxes < labels.size()) {
            out.add(new Loss("labels other than cuboids are not written", labels.size() - boxes));
        }
        if (boxes > 0) {
            out.add(new Loss("ids, tracks, origin, confidence and whether a label is finalised are not kept", boxes));
        }
        long attributed = labels.all().stream()
                .filter(l -> l instanceof Label.Cuboid && !l.attributes().isEmpty())
                .count();
        if (attributed > 0) {
            out.add(new Loss("attributes are not kept", attributed));
        }
        return out;
    }

    @Override
    public List<Path> write(Path out, Labels labels, Ontology ontology, Capture capture) throws IOException {
        List<Path> written = new ArrayList<>();
        TreeSet<String> classes = new TreeSet<>();
        for (Frame f : capture.frames()) {
            String name = FrameFiles.name(capture, f);
            ObjectNode document = JSON.createObjectNode();
            document.put("folder", "pointclouds").put("filename", name + ".pcd").put("path", "pointclouds/" + name + ".pcd");
            ArrayNode list = document.putArray("objects");
            for (Label.Cuboid c : labels.cuboids(f.index())) {
                Pose p = c.box().frameFromBox();
                Vec3 centre = c.box().centre();
                ObjectNode o = list.addObject().put("name", c.className());
                o.putObject("centroid").put("x", centre.x()).put("y", centre.y()).put("z", centre.z());
                o.putObject("dimensions")
                        .put("length", c.box().length())
                        .put("width", c.box().width())
                        .put("height", c.box().height());
                o.putObject("rotations")
                        .put("x", Math.toDegrees(Math.atan2(p.m21(), p.m22())))
                        .put("y", Math.toDegrees(Math.asin(Math.clamp(-p.m20(), -1, 1))))
                        .put("z", Math.toDegrees(p.yaw()));
                classes.add(c.className());
            }
            Path file = out.resolve(name + ".json");
            AtomicFile.write(file, JSON.writeValueAsBytes(document));
            written.add(file);
        }
        Path file = out.resolve(CLASSES);
        AtomicFile.write(file, JSON.writeValueAsBytes(classes(classes)));
        written.add(file);
        return written;
    }

    private static ObjectNode classes(TreeSet<String> names) {
        ObjectNode out = JSON.createObjectNode();
        ArrayNode list = out.putArray("classes");
        names.forEach(n -> list.addObject().put("name", n).put("id", list.size() - 1).put("color", "#9da2ab"));
        return out.put("default", 0).put("type", "object_detection").put("format", "centroid_abs");
    }
}
