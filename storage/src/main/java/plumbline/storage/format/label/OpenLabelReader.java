package plumbline.storage.format.label;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.LabelFormat;
import plumbline.storage.format.json.JsonValue;

/** Reads the boxes of one OpenLABEL document. */
final class OpenLabelReader {
    private static final Set<String> READ = Set.of(
            "cuboid", "bbox", "text", "num", "boolean", "vec", "poly3d", "poly2d", "point3d", "point2d", "mat");
    private static final List<String> SECTIONS = List.of("actions", "events", "contexts");
    private static final int MAX_FRAME = 100_000_000;

    /** Gives the frames of the document one by one. */
    interface Frames {
        void each(JsonValue.FieldTaker taker) throws FormatException;
    }

    /** An object of the document: its key, the track its labels get, its class, its lasting attributes. */
    record Thing(String key, TrackId track, String className, TreeMap<String, String> attributes) {}

    private final JsonValue root;
    private final Frames frames;
    private final Capture capture;
    private final boolean own;
    private final OpenLabelSystems systems;
    private final Set<Integer> knownFrames = new HashSet<>();
    private final Map<String, Thing> things = new LinkedHashMap<>();
    private final Set<String> withBoxes = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final List<Label> labels = new ArrayList<>();
    /** Problems that repeat over frames, each said once with its number and its first place. */
    private final Map<String, int[]> repeated = new LinkedHashMap<>();

    private final Map<String, String> firstPlace = new HashMap<>();

    /** {@code root} is the document without its frames. */
    OpenLabelReader(JsonValue root, Frames frames, Capture capture) throws FormatException {
        this.root = root;
        this.frames = frames;
        this.capture = capture;
        this.own = root.get("metadata").find(OpenLabelNames.VERSION_FIELD).isPresent();
        this.systems = new OpenLabelSystems(root, capture);
        capture.frames().stream().map(Frame::index).forEach(knownFrames::add);
    }

    LabelFormat.Read read() throws FormatException {
        things();
        for (Map.Entry<String, JsonValue> e : root.fields("objects").entrySet()) {
            Optional<JsonValue> data = e.getValue().find("object_data");
            if (data.isPresent()) {
                lasting(things.get(e.getKey()), e.getValue(), data.get());
            }
        }
        // Frames that are no object are still with the rest, and are refused.
        root.fields("frames");
        frames.each(this::frame);
        labels.addAll(OpenLabelLinks.read(
                root, own, key -> Optional.ofNullable(things.get(key)).map(Thing::track), this::linkId));
        for (String section : SECTIONS) {
            int n = root.fields(section).size();
            if (n > 0) {
                repeated.put(section + " are not read", new int[] {n});
                firstPlace.put(section + " are not read", root.place() + "/" + section);
            }
        }
        return new LabelFormat.Read(Labels.of(labels), ontology(), problems());
    }

    private List<Problem> problems() {
        List<Problem> out = new ArrayList<>();
        if (!systems.lidar().equals(capture.referenceLidar().value())) {
            out.add(new Problem(
                    root.file(),
                    "its lidar " + systems.lidar() + " is taken for the capture's " + capture.referenceLidar()));
        }
        List<String> without = new ArrayList<>();
        for (Thing t : things.values()) {
            if (!withBoxes.contains(t.key())) {
                without.add(t.key() + " (" + t.className() + ")");
            }
        }
        if (!without.isEmpty()) {
            out.add(new Problem(root.file(), "objects without a box that was read: " + String.join(", ", without)));
        }
        repeated.forEach((what, n) ->
                out.add(new Problem(root.file() + ", " + firstPlace.get(what), what + ": " + n[0] + " times")));
        return out;
    }

    void repeat(JsonValue at, String what) {
        firstPlace.putIfAbsent(what, at.place());
        repeated.computeIfAbsent(what, w -> new int[1])[0]++;
    }

    private void things() throws FormatException {
        Map<String, JsonValue> objects = root.fields("objects");
        Set<String> names = new HashSet<>();
        boolean distinct = true;
        for (JsonValue o : objects.values()) {
            String name = o.get("name").text();
            distinct &= !name.isBlank() && name.length() <= 200 && names.add(name);
        }
        for (Map.Entry<String, JsonValue> e : objects.entrySet()) {
            String type = e.getValue().get("type").text();
            // Names are for people and may repeat or be missing; the keys then tell objects apart.
            String track = own || distinct ? e.getValue().get("name").text() : e.getKey();
            if (track.isBlank() || track.length() > 200) {
                throw e.getValue().bad("an object's name has 1 to 200 characters");
            }
            things.put(e.getKey(), new Thing(
                    e.getKey(), new TrackId(track), type.isBlank() && !own ? "unclassified" : type, new TreeMap<>()));
        }
    }

    /** Data that hold for all frames of an object, or for the first frame where the document has no frames at all. */
    private void lasting(Thing thing, JsonValue object, JsonValue data) throws FormatException {
        OpenLabelNames.plain(data, thing.attributes());
        TreeSet<Integer> frames = new TreeSet<>();
        for (JsonValue i : object.items("frame_intervals")) {
            int start = (int) i.get("frame_start").integer(0, MAX_FRAME);
            int end = (int) i.get("frame_end").integer(start, MAX_FRAME);
            for (int f : knownFrames) {
                if (f >= start && f <= end) {
                    frames.add(f);
                }
            }
        }
        if (frames.isEmpty()) {
            frames.add(0);
        }
        for (int f : frames) {
            systems.enter(f, object);
            boxes(thing, f, object, data);
        }
    }

    private void frame(String key, JsonValue body) throws FormatException {
        if (!key.matches("[0-9]{1,8}")) {
            throw body.bad("a frame's key is a number");
        }
        int index = Integer.parseInt(key);
        if (!knownFrames.isEmpty() && !knownFrames.contains(index) && !own) {
            if (!body.fields("objects").isEmpty()) {
                repeat(body, "frames that the capture lacks are not read");
            }
            return;
        }
        systems.enter(index, body);
        for (Map.Entry<String, JsonValue> e : body.fields("objects").entrySet()) {
            Thing thing = things.get(e.getKey());
            if (thing == null) {
                throw e.getValue().bad("there is no object of this key");
            }
            Optional<JsonValue> data = e.getValue().find("object_data");
            if (data.isPresent()) {
                boxes(thing, index, e.getValue(), data.get());
            }
        }
    }

    private void boxes(Thing thing, int frame, JsonValue object, JsonValue data) throws FormatException {
        TreeMap<String, String> shared = new TreeMap<>(thing.attributes());
        if (!own) {
            OpenLabelNames.plain(data, shared);
        }
        for (JsonValue v : data.items("cuboid")) {
            cuboid(thing, frame, v, shared);
        }
        for (JsonValue v : data.items("bbox")) {
            imageBox(thing, frame, object, v, shared);
        }
        for (JsonValue v : own ? data.items("vec") : List.<JsonValue>of()) {
            mask(thing, frame, v);
        }
        for (Label shape : new OpenLabelShapeReader(this, own, frame, object, shared).read(thing, data)) {
            labels.add(shape);
            withBoxes.add(thing.key());
        }
        for (Map.Entry<String, JsonValue> e : data.fields().entrySet()) {
            if (!READ.contains(e.getKey())) {
                repeat(e.getValue(), e.getKey() + " of objects are not read");
            }
        }
    }

    private void cuboid(Thing thing, int frame, JsonValue v, TreeMap<String, String> shared) throws FormatException {
        Optional<JsonValue> list = v.find("val");
        if (list.isEmpty()) {
            repeat(v, "cuboids without values of object " + thing.key() + " are not read");
            return;
        }
        int count = list.get().items().size();
        double[] n = list.get().numbers(count == 9 ? 9 : 10);
        int size = count - 3;
        if (n[size] < 0 || n[size + 1] < 0 || n[size + 2] < 0) {
            repeat(v, "cuboids of negative size of object " + thing.key() + " are not read");
            return;
        }
        Optional<JsonValue> system = v.find("coordinate_system");
        String name = system.isPresent() ? system.get().text() : systems.lidar();
        Optional<Pose> lidarFromSystem = systems.lidarFrom(name);
        if (lidarFromSystem.isEmpty()) {
            repeat(v, "cuboids in \"" + name + "\", which leads to no lidar of the capture, are not read");
            return;
        }
        Box box = count == 10 ? quaternionBox(list.get(), n) : eulerBox(n);
        if (!lidarFromSystem.get().equals(Pose.IDENTITY)) {
            box = standing(box.in(lidarFromSystem.get()));
        }
        OpenLabelNames.Attributes a = OpenLabelNames.read(v.find("attributes"), own);
        shared.forEach(a.plain()::putIfAbsent);
        labels.add(new Label.Cuboid(
                id(a, thing, frame, v), thing.track(), thing.className(), frame, box, a.plain(),
                a.origin().orElse(Origin.IMPORTED), a.finalised(), a.confidence(), a.review()));
        withBoxes.add(thing.key());
    }

    private static Box quaternionBox(JsonValue at, double[] n) throws FormatException {
        if (n[3] * n[3] + n[4] * n[4] + n[5] * n[5] + n[6] * n[6] < 1e-6) {
            throw at.bad("a rotation of zero length");
        }
        return new Box(new Vec3(n[0], n[1], n[2]), n[7], n[8], n[9], n[3], n[4], n[5], n[6]);
    }

    private static Box eulerBox(double[] n) {
        Pose p = Pose.ofEuler(0, 0, 0, n[3], n[4], n[5]);
        return Box.of(new Vec3(n[0], n[1], n[2]), n[6], n[7], n[8], p.rotation());
    }

    /**
     * A box given in a camera's axes has its height along its own y. Where y is the most upright axis after the move,
     * the box is turned about its length so that z is, and width and height trade places: the same body, named as
     * here.
     */
    private static Box standing(Box b) {
        Pose r = b.frameFromBox();
        if (Math.abs(r.m21()) <= Math.abs(r.m22())) {
            return b;
        }
        double quarter = r.m21() > 0 ? Math.PI / 2 : -Math.PI / 2;
        return Box.of(
                b.centre(), b.length(), b.height(), b.width(),
                b.rotation().mul(new org.joml.Quaterniond().rotationX(-quarter)));
    }

    private void imageBox(Thing thing, int frame, JsonValue object, JsonValue v, TreeMap<String, String> shared)
            throws FormatException {
        double[] n = v.get("val").numbers(4);
        if (n[2] < 0 || n[3] < 0) {
            repeat(v, "image boxes of negative size of object " + thing.key() + " are not read");
            return;
        }
        Optional<JsonValue> system = v.find("coordinate_system");
        if (system.isEmpty()) {
            system = object.find("coordinate_system");
        }
        Optional<SensorId> camera = system.isPresent() ? Optional.of(sensor(system.get())) : onlyCamera();
        if (camera.isEmpty()) {
            repeat(v, "image boxes that name no camera are not read, since the capture has not exactly one");
            return;
        }
        if (capture.sensor(camera.get()).isEmpty()) {
            repeat(v, "image boxes of " + camera.get() + ", a camera that the capture lacks, keep that name");
        }
        OpenLabelNames.Attributes a = OpenLabelNames.read(v.find("attributes"), own);
        shared.forEach(a.plain()::putIfAbsent);
        double[] c = a.corners()
                .orElse(new double[] {n[0] - n[2] / 2, n[1] - n[3] / 2, n[0] + n[2] / 2, n[1] + n[3] / 2});
        if (!(c[0] <= c[2] && c[1] <= c[3])) {
            throw v.bad("an image box needs left <= right and top <= bottom");
        }
        labels.add(new Label.ImageBox(
                id(a, thing, frame, v), thing.track(), thing.className(), frame, camera.get(), c[0], c[1], c[2], c[3],
                a.plain(), a.origin().orElse(Origin.IMPORTED), a.finalised(), a.review()));
        withBoxes.add(thing.key());
    }

    /** Only this program's own: other documents have vectors that mean other things. */
    private void mask(Thing thing, int frame, JsonValue v) throws FormatException {
        List<JsonValue> values = v.get("val").items();
        int[] bounds = new int[values.size()];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = (int) values.get(i).integer(i == 0 ? 0 : bounds[i - 1] + 1L, Integer.MAX_VALUE);
        }
        if (bounds.length % 2 != 0) {
            throw v.bad("runs of points come in pairs of from and to");
        }
        OpenLabelNames.Attributes a = OpenLabelNames.read(v.find("attributes"), true);
        labels.add(new Label.PointMask(
                id(a, thing, frame, v), thing.track(), thing.className(), frame, sensor(v.get("coordinate_system")),
                PointRuns.ofBounds(bounds), a.instance(), a.plain(), a.origin().orElse(Origin.IMPORTED), a.finalised(),
                a.review()));
        withBoxes.add(thing.key());
    }

    static SensorId sensor(JsonValue v) throws FormatException {
        if (v.text().isBlank() || v.text().length() > 200) {
            throw v.bad("a camera's name has 1 to 200 characters");
        }
        return new SensorId(v.text());
    }

    Optional<SensorId> onlyCamera() {
        List<Sensor> cameras = capture.sensors(SensorKind.CAMERA);
        return cameras.size() == 1 ? Optional.of(cameras.getFirst().id()) : Optional.empty();
    }

    /** Ids of relations and tags of others, which have none. */
    private LabelId linkId(String what) {
        String id = "openlabel-" + what;
        String wanted = id.length() > 180 ? id.substring(0, 180) : id;
        String free = wanted;
        for (int n = 2; !ids.add(free); n++) {
            free = wanted + "-" + n;
        }
        return new LabelId(free);
    }

    OpenLabelSystems systems() {
        return systems;
    }

    LabelId id(OpenLabelNames.Attributes a, Thing thing, int frame, JsonValue v) throws FormatException {
        if (a.id().isPresent()) {
            String id = a.id().get();
            if (id.isBlank() || id.length() > 200 || !ids.add(id)) {
                throw v.bad("the label id \"" + id + "\" is not usable or stands there twice");
            }
            return new LabelId(id);
        }
        String name = v.find("name").isPresent() ? v.get("name").text() : "";
        String wanted = "openlabel-" + thing.key() + "-" + frame + "-" + name;
        wanted = wanted.length() > 180 ? wanted.substring(0, 180) : wanted;
        String id = wanted;
        for (int n = 2; !ids.add(id); n++) {
            id = wanted + "-" + n;
        }
        return new LabelId(id);
    }

    private Ontology ontology() throws FormatException {
        TreeSet<String> used = new TreeSet<>();
        things.values().forEach(t -> used.add(t.className()));
        Ontology held = own ? OpenLabelOntology.read(root.fields("ontologies").get("0")) : Ontology.STREET;
        return held.including(used).including(labels);
    }
}
