package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.Keyframes;
import plumbline.storage.format.json.JsonValue;

/**
 * One scene of nuScenes' tables: rows that belong to it, table by table. Keyframes are its samples; ego is the vehicle
 * at the lidar's keyframe; boxes go from the map's frame into the lidar's.
 */
final class NuscenesScene {
    private record Datum(
            String sample, String pose, String calibration, String file, long timeNanos, boolean key, int width,
            int height) {}

    private record Mounting(SensorId id, SensorKind kind, Pose egoFromSensor, Optional<double[]> intrinsic) {}

    private final Path tables;
    private final Path data;
    private final NuscenesTables.Scene scene;
    private final Map<String, Long> sampleTimes = new LinkedHashMap<>();
    private final Map<String, Pose> poses = new HashMap<>();
    private final Map<String, Mounting> mountings = new HashMap<>();
    private final Map<SensorId, Sensor> sensors = new TreeMap<>();
    private final Map<String, Map<SensorId, Sample>> keys = new HashMap<>();
    private final Map<String, Pose> egoOfSample = new HashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    NuscenesScene(Path tables, NuscenesTables.Scene scene) {
        this.tables = tables;
        this.data = Optional.ofNullable(tables.getParent()).orElse(tables);
        this.scene = scene;
    }

    private interface RowReader {
        void row(JsonValue r) throws IOException;
    }

    private void each(String table, RowReader reader) throws IOException {
        JsonRows.each(tables.resolve(table + ".json"), reader::row);
    }

    CaptureSource open() throws IOException {
        each("sample", r -> {
            if (r.get("scene_token").text().equals(scene.token())) {
                sampleTimes.put(r.get("token").text(), nanos(r.get("timestamp")));
            }
        });
        if (sampleTimes.isEmpty()) {
            throw new FormatException(tables.toString(), scene.name(), "the scene has no samples");
        }
        List<Datum> rows = new ArrayList<>();
        each("sample_data", r -> datum(r).ifPresent(rows::add));
        Set<String> wantedPoses = new HashSet<>();
        rows.forEach(d -> wantedPoses.add(d.pose()));
        NavigableMap<Long, Pose> way = new TreeMap<>();
        each("ego_pose", r -> {
            String token = r.get("token").text();
            if (wantedPoses.contains(token)) {
                Pose p = pose(r);
                poses.put(token, p);
                way.put(nanos(r.get("timestamp")), p);
            }
        });
        calibrations();
        int missing = 0;
        for (Datum d : rows) {
            missing += add(d) ? 0 : 1;
        }
        if (missing > 0) {
            problems.add(new Problem(
                    data.toString(), missing + " of " + rows.size() + " files that the tables name are not there"));
        }
        Keyframes.sort(samples);
        SensorId lidar = lidar();
        Map<String, Integer> frameOf = new HashMap<>();
        List<Frame> frames = frames(lidar, frameOf);
        Capture capture = new Capture(
                scene.name(), "nuscenes-tables", "nuScenes map frame", List.copyOf(sensors.values()), lidar, frames,
                samples, new Trajectory(
                        way.keySet().stream().mapToLong(Long::longValue).toArray(), new ArrayList<>(way.values())),
                problems);
        List<Label> labels = labels(capture, frameOf);
        TreeSet<String> classes = new TreeSet<>(labels.stream().map(Label::className).toList());
        Capture described = new Capture(
                capture.name(), capture.format(), capture.world(), capture.sensors(), lidar, frames, samples,
                capture.trajectory(), problems);
        return new FileCapture(
                data, described, Labels.of(labels), new Ontology("nuscenes", 1, List.of()).including(classes));
    }

    private Optional<Datum> datum(JsonValue r) throws FormatException {
        String sample = r.get("sample_token").text();
        if (!sampleTimes.containsKey(sample)) {
            return Optional.empty();
        }
        Optional<JsonValue> width = r.find("width");
        Optional<JsonValue> height = r.find("height");
        return Optional.of(new Datum(
                sample, r.get("ego_pose_token").text(), r.get("calibrated_sensor_token").text(),
                r.get("filename").text(), nanos(r.get("timestamp")), r.get("is_key_frame").truth(),
                width.isPresent() ? (int) width.get().integer(0, 1 << 20) : 0,
                height.isPresent() ? (int) height.get().integer(0, 1 << 20) : 0));
    }

    private void calibrations() throws IOException {
        Map<String, String> channel = new HashMap<>();
        Map<String, SensorKind> kind = new HashMap<>();
        each("sensor", r -> {
            String modality = r.get("modality").text();
            channel.put(r.get("token").text(), r.get("channel").text());
            kind.put(r.get("token").text(), switch (modality) {
                case "camera" -> SensorKind.CAMERA;
                case "lidar" -> SensorKind.LIDAR;
                case "radar" -> SensorKind.RADAR;
                default -> throw r.bad("a sensor of the kind \"" + modality + "\" is not known");
            });
        });
        each("calibrated_sensor", r -> {
            String sensor = r.get("sensor_token").text();
            if (!channel.containsKey(sensor)) {
                throw r.bad("names a sensor that is not in the table of sensors");
            }
            Optional<JsonValue> k = r.find("camera_intrinsic").filter(v -> !v.node().isEmpty());
            mountings.put(r.get("token").text(), new Mounting(
                    new SensorId(channel.get(sensor)), kind.get(sensor), pose(r),
                    k.isPresent() ? Optional.of(k.get().matrix(3, 3)) : Optional.empty()));
        });
    }

    /** False where the file is not in the folder. */
    private boolean add(Datum d) throws FormatException {
        Mounting m = mountings.get(d.calibration());
        Pose worldFromEgo = poses.get(d.pose());
        if (m == null || worldFromEgo == null) {
            throw new FormatException(
                    tables.resolve("sample_data.json").toString(), d.file(), "names a calibration or pose that is missing");
        }
        sensors.computeIfAbsent(m.id(), id -> new Sensor(id, m.kind(), m.egoFromSensor(), m.intrinsic().map(
                k -> new LensModel.Pinhole(d.width(), d.height(), k[0], k[4], k[2], k[5], k[1]))));
        if (d.key() && (m.kind() == SensorKind.LIDAR || !egoOfSample.containsKey(d.sample()))) {
            egoOfSample.put(d.sample(), worldFromEgo);
        }
        Path file = data.resolve(d.file()).normalize();
        if (!file.startsWith(data) || !Files.isRegularFile(file)) {
            return false;
        }
        Sample s = new Sample(
                m.id(), d.timeNanos(), worldFromEgo.times(m.egoFromSensor()), encoding(m.kind(), d.file()), d.file());
        samples.add(s);
        if (d.key()) {
            keys.computeIfAbsent(d.sample(), k -> new HashMap<>()).put(m.id(), s);
        }
        return true;
    }

    private static String encoding(SensorKind kind, String file) {
        if (kind == SensorKind.CAMERA) {
            return file.endsWith(".png") ? "png" : "jpeg";
        }
        return file.endsWith(".pcd") ? "pcd" : "nuscenes-bin";
    }

    private SensorId lidar() throws FormatException {
        Optional<SensorId> top = sensors.keySet().stream().filter(s -> s.value().equals("LIDAR_TOP")).findFirst();
        return top.or(() -> sensors.values().stream()
                        .filter(s -> s.kind() == SensorKind.LIDAR)
                        .map(Sensor::id)
                        .findFirst())
                .orElseThrow(() -> new FormatException(tables.toString(), scene.name(), "the scene has no lidar"));
    }

    private List<Frame> frames(SensorId lidar, Map<String, Integer> frameOf) {
        List<Frame> out = new ArrayList<>();
        sampleTimes.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(e -> {
            Map<SensorId, Sample> of = keys.getOrDefault(e.getKey(), Map.of());
            Sample sweep = of.get(lidar);
            frameOf.put(e.getKey(), out.size());
            out.add(new Frame(
                    out.size(), sweep == null ? e.getValue() : sweep.timeNanos(),
                    egoOfSample.getOrDefault(e.getKey(), Pose.IDENTITY), of));
        });
        return out;
    }

    private List<Label> labels(Capture capture, Map<String, Integer> frameOf) throws IOException {
        List<Label> out = new ArrayList<>();
        if (!Files.isRegularFile(tables.resolve("sample_annotation.json"))) {
            problems.add(new Problem(tables.toString(), "holds no sample_annotation.json, so there are no labels"));
            return out;
        }
        Map<String, String> category = names("category", "token", "name");
        Map<String, String> attribute = names("attribute", "token", "name");
        Map<String, String> visibility = names("visibility", "token", "level");
        Map<String, String> instance = names("instance", "token", "category_token");
        each("sample_annotation", r -> {
            Integer frame = frameOf.get(r.get("sample_token").text());
            if (frame == null) {
                return;
            }
            String track = r.get("instance_token").text();
            Optional<JsonValue> own = r.find("category_name");
            String className = own.isPresent() ? own.get().text() : category.get(instance.getOrDefault(track, ""));
            double[] size = r.get("size").numbers(3);
            if (className == null || !(size[0] >= 0 && size[1] >= 0 && size[2] >= 0)) {
                problems.add(new Problem(r.file() + ", " + r.place(), "a box without a class or size; not read"));
                return;
            }
            Pose lidarFromBox = capture.worldFromLidar(capture.frames().get(frame)).inverse().times(pose(r));
            out.add(new Label.Cuboid(
                    new LabelId("nuscenes-" + r.get("token").text()), new TrackId(track), className, frame,
                    Box.of(lidarFromBox.translation(), size[1], size[0], size[2], lidarFromBox.rotation()),
                    attributes(r, attribute, visibility), Origin.IMPORTED, false, 1));
        });
        return out;
    }

    private static TreeMap<String, String> attributes(
            JsonValue r, Map<String, String> attribute, Map<String, String> visibility) throws FormatException {
        TreeMap<String, String> out = new TreeMap<>();
        List<String> held = new ArrayList<>();
        for (JsonValue a : r.items("attribute_tokens")) {
            held.add(attribute.getOrDefault(a.text(), a.text()));
        }
        if (!held.isEmpty()) {
            out.put("attribute", String.join(" ", held));
        }
        Optional<JsonValue> seen = r.find("visibility_token");
        if (seen.isPresent() && !seen.get().text().isEmpty()) {
            out.put("visibility", visibility.getOrDefault(seen.get().text(), seen.get().text()));
        }
        for (String n : List.of("num_lidar_pts", "num_radar_pts")) {
            Optional<JsonValue> v = r.find(n);
            if (v.isPresent()) {
                out.put(n, Long.toString(v.get().integer(0, Long.MAX_VALUE)));
            }
        }
        return out;
    }

    private Map<String, String> names(String table, String key, String value) throws IOException {
        Map<String, String> out = new HashMap<>();
        if (Files.isRegularFile(tables.resolve(table + ".json"))) {
            each(table, r -> out.put(r.get(key).text(), r.get(value).text()));
        }
        return out;
    }

    private static Pose pose(JsonValue r) throws FormatException {
        double[] t = r.get("translation").numbers(3);
        double[] q = r.get("rotation").numbers(4);
        if (q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3] < 1e-6) {
            throw r.bad("a rotation of zero length");
        }
        return Pose.of(t[0], t[1], t[2], q[1], q[2], q[3], q[0]);
    }

    /** Microseconds since 1970; Lyft writes them with a fraction. */
    private static long nanos(JsonValue v) throws FormatException {
        double micros = v.finite();
        if (!(Math.abs(micros) < 9e15)) {
            throw v.bad("is no time in microseconds since 1970");
        }
        long whole = (long) Math.floor(micros);
        return whole * 1000 + Math.round((micros - whole) * 1000);
    }
}
