package plumbline.storage.format.label;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorKind;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes labels as one OpenLABEL document: an object per track and class, its boxes per frame. */
final class OpenLabelWriter {
    /** One object of the document. */
    private record ObjectKey(String track, String className) implements Comparable<ObjectKey> {
        @Override
        public int compareTo(ObjectKey o) {
            int byTrack = track.compareTo(o.track);
            return byTrack != 0 ? byTrack : className.compareTo(o.className);
        }
    }

    /** The kind and the frames of one named datum of an object. */
    private record Datum(String type, TreeSet<Integer> frames) {}

    private final Labels labels;
    private final Ontology ontology;
    private final Capture capture;
    private final Map<ObjectKey, Integer> numbers = new HashMap<>();
    private final TreeMap<ObjectKey, Map<String, Datum>> objects = new TreeMap<>();
    private final TreeMap<Integer, TreeMap<Integer, List<Named>>> frames = new TreeMap<>();
    private final List<Label> links = new ArrayList<>();
    private final String ego;
    private final String world;

    private record Named(String name, Label label) {}

    OpenLabelWriter(Labels labels, Ontology ontology, Capture capture) {
        this.labels = labels;
        this.ontology = ontology;
        this.capture = capture;
        this.ego = free("ego");
        this.world = free("world");
    }

    /** A name for a coordinate system that no sensor has. */
    private String free(String wanted) {
        String name = wanted;
        while (true) {
            String n = name;
            if (capture.sensors().stream().noneMatch(s -> s.id().value().equals(n))) {
                return name;
            }
            name += "_frame";
        }
    }

    void write(OutputStream out) {
        collect();
        try (JsonGenerator g = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build()
                .createGenerator(ObjectWriteContext.empty(), out)) {
            g.writeStartObject();
            g.writeObjectPropertyStart("openlabel");
            g.writeObjectPropertyStart("metadata");
            g.writeStringProperty("schema_version", "1.0.0");
            g.writeStringProperty("name", capture.name());
            g.writeStringProperty("annotator", "plumbline");
            g.writeNumberProperty(OpenLabelNames.VERSION_FIELD, OpenLabelNames.VERSION);
            g.writeEndObject();
            OpenLabelOntology.write(g, ontology);
            coordinateSystems(g);
            streams(g);
            objects(g);
            frames(g);
            int last = Math.max(
                    frames.isEmpty() ? 0 : frames.lastKey(), capture.frames().stream().mapToInt(Frame::index).max().orElse(0));
            OpenLabelLinks.write(g, links, this::numbers, last);
            g.writeEndObject();
            g.writeEndObject();
        }
    }

    private List<Integer> numbers(TrackId track) {
        return numbers.entrySet().stream()
                .filter(e -> e.getKey().track().equals(track.value()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }

    private void collect() {
        List<Label> things = new ArrayList<>();
        labels.forEach(l -> (OpenLabelShapes.kind(l).isEmpty() ? links : things).add(l));
        things.forEach(l -> objects.putIfAbsent(key(l), new LinkedHashMap<>()));
        int n = 0;
        for (ObjectKey k : objects.keySet()) {
            numbers.put(k, n++);
        }
        things.forEach(l -> {
            List<Named> held = frames.computeIfAbsent(l.frame(), f -> new TreeMap<>())
                    .computeIfAbsent(numbers.get(key(l)), k -> new ArrayList<>());
            String base = OpenLabelShapes.name(l);
            String name = base;
            for (int i = 2; taken(held, name); i++) {
                name = base + "-" + i;
            }
            held.add(new Named(name, l));
            for (String each : OpenLabelShapes.names(name, l)) {
                objects.get(key(l))
                        .computeIfAbsent(each, x -> new Datum(OpenLabelShapes.kind(l), new TreeSet<>()))
                        .frames()
                        .add(l.frame());
            }
        });
    }

    private static boolean taken(List<Named> held, String name) {
        return held.stream().anyMatch(h -> h.name().equals(name));
    }

    private static ObjectKey key(Label l) {
        return new ObjectKey(l.track().value(), l.className());
    }

    private void coordinateSystems(JsonGenerator g) {
        g.writeObjectPropertyStart("coordinate_systems");
        system(g, world, "scene_cs", "", List.of(ego));
        g.writeEndObject();
        system(g, ego, "local_cs", world, capture.sensors().stream().map(s -> s.id().value()).toList());
        g.writeEndObject();
        for (Sensor s : capture.sensors()) {
            system(g, s.id().value(), "sensor_cs", ego, List.of());
            g.writeObjectPropertyStart("pose_wrt_parent");
            matrix(g, s.egoFromSensor());
            g.writeEndObject();
            g.writeEndObject();
        }
        g.writeEndObject();
    }

    private static void system(JsonGenerator g, String name, String type, String parent, List<String> children) {
        g.writeObjectPropertyStart(name);
        g.writeStringProperty("type", type);
        g.writeStringProperty("parent", parent);
        g.writeArrayPropertyStart("children");
        children.forEach(g::writeString);
        g.writeEndArray();
    }

    private void streams(JsonGenerator g) {
        g.writeObjectPropertyStart("streams");
        for (Sensor s : capture.sensors()) {
            g.writeObjectPropertyStart(s.id().value());
            g.writeStringProperty("description", "");
            g.writeStringProperty("uri", "");
            g.writeStringProperty("type", type(s.kind()));
            s.lens().ifPresent(l -> OpenLabelLens.write(g, l));
            g.writeEndObject();
        }
        g.writeEndObject();
    }

    private static String type(SensorKind kind) {
        return switch (kind) {
            case LIDAR -> "lidar";
            case CAMERA -> "camera";
            case RADAR -> "radar";
            case IMU, GNSS -> "gps_imu";
        };
    }

    private void objects(JsonGenerator g) {
        g.writeObjectPropertyStart("objects");
        for (Map.Entry<ObjectKey, Map<String, Datum>> e : objects.entrySet()) {
            g.writeObjectPropertyStart(Integer.toString(numbers.get(e.getKey())));
            g.writeStringProperty("name", e.getKey().track());
            g.writeStringProperty("type", e.getKey().className());
            g.writeStringProperty("ontology_uid", "0");
            TreeSet<Integer> all = new TreeSet<>();
            e.getValue().values().forEach(d -> all.addAll(d.frames()));
            intervals(g, all);
            g.writeObjectPropertyStart("object_data_pointers");
            e.getValue().forEach((name, d) -> {
                g.writeObjectPropertyStart(name);
                g.writeStringProperty("type", d.type());
                intervals(g, d.frames());
                g.writeEndObject();
            });
            g.writeEndObject();
            g.writeEndObject();
        }
        g.writeEndObject();
    }

    private static void intervals(JsonGenerator g, TreeSet<Integer> frames) {
        g.writeArrayPropertyStart("frame_intervals");
        Integer start = null;
        int last = 0;
        for (int f : frames) {
            if (start != null && f != last + 1) {
                interval(g, start, last);
                start = null;
            }
            start = start == null ? f : start;
            last = f;
        }
        if (start != null) {
            interval(g, start, last);
        }
        g.writeEndArray();
    }

    private static void interval(JsonGenerator g, int start, int end) {
        g.writeStartObject();
        g.writeNumberProperty("frame_start", start);
        g.writeNumberProperty("frame_end", end);
        g.writeEndObject();
    }

    private void frames(JsonGenerator g) {
        Map<Integer, Frame> described = new HashMap<>();
        capture.frames().forEach(f -> described.put(f.index(), f));
        TreeSet<Integer> all = new TreeSet<>(described.keySet());
        all.addAll(frames.keySet());
        intervals(g, all);
        g.writeObjectPropertyStart("frames");
        for (int f : all) {
            g.writeObjectPropertyStart(Integer.toString(f));
            if (described.containsKey(f)) {
                properties(g, described.get(f));
            }
            g.writeObjectPropertyStart("objects");
            for (Map.Entry<Integer, List<Named>> o : frames.getOrDefault(f, new TreeMap<>()).entrySet()) {
                g.writeObjectPropertyStart(Integer.toString(o.getKey()));
                g.writeObjectPropertyStart("object_data");
                data(g, "cuboid", o.getValue().stream().filter(n -> n.label() instanceof Label.Cuboid).toList());
                data(g, "bbox", o.getValue().stream().filter(n -> n.label() instanceof Label.ImageBox).toList());
                data(g, "vec", o.getValue().stream().filter(n -> n.label() instanceof Label.PointMask).toList());
                shapes(g, o.getValue());
                g.writeEndObject();
                g.writeEndObject();
            }
            g.writeEndObject();
            g.writeEndObject();
        }
        g.writeEndObject();
    }

    private void properties(JsonGenerator g, Frame f) {
        g.writeObjectPropertyStart("frame_properties");
        g.writeStringProperty("timestamp", java.time.Instant.EPOCH.plusNanos(f.timeNanos()).toString());
        g.writeObjectPropertyStart("transforms");
        g.writeObjectPropertyStart(ego + "_to_" + world);
        g.writeStringProperty("src", ego);
        g.writeStringProperty("dst", world);
        g.writeObjectPropertyStart("transform_src_to_dst");
        matrix(g, f.worldFromEgo());
        g.writeEndObject();
        g.writeEndObject();
        g.writeEndObject();
        g.writeEndObject();
    }

    private void shapes(JsonGenerator g, List<Named> of) {
        for (String kind : OpenLabelShapes.KINDS) {
            List<Named> some = of.stream().filter(n -> OpenLabelShapes.kind(n.label()).equals(kind)).toList();
            if (!some.isEmpty()) {
                g.writeArrayPropertyStart(kind);
                for (Named n : some) {
                    OpenLabelShapes.write(g, n.name(), (Headed) n.label(), capture.referenceLidar().value());
                }
                g.writeEndArray();
            }
        }
    }

    private void data(JsonGenerator g, String kind, List<Named> of) {
        if (of.isEmpty()) {
            return;
        }
        g.writeArrayPropertyStart(kind);
        for (Named n : of) {
            g.writeStartObject();
            g.writeStringProperty("name", n.name());
            switch (n.label()) {
                case Label.Cuboid c -> {
                    g.writeStringProperty("coordinate_system", capture.referenceLidar().value());
                    Box b = c.box();
                    list(
                            g, "val", b.centre().x(), b.centre().y(), b.centre().z(), b.qx(), b.qy(), b.qz(), b.qw(),
                            b.length(), b.width(), b.height());
                }
                case Label.ImageBox b -> {
                    g.writeStringProperty("coordinate_system", b.camera().value());
                    double w = b.right() - b.left();
                    double h = b.bottom() - b.top();
                    list(g, "val", b.left() + w / 2, b.top() + h / 2, w, h);
                }
                case Label.PointMask m -> points(g, m);
                case Headed h -> throw new IllegalStateException("shapes are written elsewhere");
            }
            OpenLabelNames.writeAttributes(g, n.label());
            g.writeEndObject();
        }
        g.writeEndArray();
    }

    /** OpenLABEL has no kind for labels of a sweep's points, so they are a vector: from, to, from, to, ... */
    private static void points(JsonGenerator g, Label.PointMask m) {
        g.writeStringProperty("type", "values");
        g.writeStringProperty("coordinate_system", m.sensor().value());
        g.writeArrayPropertyStart("val");
        for (int i = 0; i < m.points().runs(); i++) {
            g.writeNumber(m.points().from(i));
            g.writeNumber(m.points().to(i));
        }
        g.writeEndArray();
    }

    private static void matrix(JsonGenerator g, Pose pose) {
        list(g, "matrix4x4", pose.toRowMajor());
    }

    static void list(JsonGenerator g, String name, double... values) {
        g.writeArrayPropertyStart(name);
        for (double v : values) {
            g.writeNumber(v);
        }
        g.writeEndArray();
    }
}
