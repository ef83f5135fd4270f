package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.label.Labels;
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
import plumbline.storage.format.json.JsonValue;

/** One scene of a DGP dataset while it is read. */
final class DgpScene {
    /** The Gregorian calendar repeats after 400 years of 146,097 days, with dates and weekdays. */
    private static final long CYCLE_SECONDS = 146_097L * 86_400;

    /** A datum of the scene: its JSON, what it holds, and when it was taken. */
    record Datum(JsonValue body, SensorId sensor, SensorKind kind, Instant time, String file, Pose worldFromSensor) {}

    private final Path root;
    private final JsonValue scene;
    private final Map<String, Datum> data = new LinkedHashMap<>();
    private final Map<SensorId, Sensor> sensors = new LinkedHashMap<>();
    private final List<Frame> frames = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<Problem> problems;
    private long cycles;

    DgpScene(Path sceneFile, List<Problem> problems) throws IOException {
        this.root = sceneFile.toAbsolutePath().normalize().getParent();
        this.scene = JsonValue.parse(sceneFile);
        this.problems = problems;
    }

    CaptureSource open() throws IOException {
        for (JsonValue v : scene.get("data").items()) {
            datum(v).ifPresent(d -> data.put(d.body().node().get("key").stringValue(), d));
        }
        shiftTimes();
        List<JsonValue> keyframes = new ArrayList<>(scene.get("samples").items());
        Map<JsonValue, Instant> times = new HashMap<>();
        for (JsonValue v : keyframes) {
            times.put(v, time(v.get("id").get("timestamp")));
            calibration(v);
        }
        keyframes.sort(Comparator.comparing(times::get));
        SensorId lidar = sensors.values().stream()
                .filter(s -> s.kind() == SensorKind.LIDAR)
                .map(Sensor::id)
                .findFirst()
                .orElseThrow(() -> scene.bad("the scene has no calibrated lidar"));
        DgpLabels labels = new DgpLabels(root, scene, lidar, problems);
        for (JsonValue v : keyframes) {
            keyframe(v, times.get(v), lidar, labels);
        }
        samples.sort(Comparator.comparingLong(Sample::timeNanos).thenComparing(Sample::sensor));
        String name = scene.find("name").map(n -> n.node().asString("")).orElse("");
        Capture capture = new Capture(
                name.isBlank() ? root.getFileName().toString() : name, "dgp", "DGP world of the log",
                List.copyOf(sensors.values()), lidar, frames, samples, trajectory(), problems);
        return new FileCapture(root, capture, Labels.of(labels.labels()), labels.ontology());
    }

    private Optional<Datum> datum(JsonValue v) throws FormatException {
        v.get("key").text();
        JsonValue id = v.get("id");
        Map<String, JsonValue> kinds = v.get("datum").fields();
        JsonValue cloud = kinds.get("point_cloud");
        JsonValue image = kinds.get("image");
        if (cloud == null && image == null) {
            problems.add(new Problem(v.file() + ", " + v.place(), "a datum of " + kinds.keySet() + " is not read"));
            return Optional.empty();
        }
        JsonValue body = cloud == null ? image : cloud;
        return Optional.of(new Datum(
                v, new SensorId(id.get("name").text()), cloud == null ? SensorKind.CAMERA : SensorKind.LIDAR,
                time(id.get("timestamp")), body.get("filename").text(), pose(body.get("pose"))));
    }

    /** The part of a datum that is its image or point cloud. */
    static JsonValue content(Datum d) throws FormatException {
        return d.body().get("datum").get(d.kind() == SensorKind.CAMERA ? "image" : "point_cloud");
    }

    /** The sensors of a keyframe's calibration; the first keyframe that names one decides. */
    private void calibration(JsonValue keyframe) throws IOException {
        String key = keyframe.get("calibration_key").text();
        JsonValue c = JsonValue.parse(FileCapture.inside(root, "calibration/" + key + ".json"));
        List<JsonValue> names = c.get("names").items();
        List<JsonValue> extrinsics = c.get("extrinsics").items();
        List<JsonValue> intrinsics = c.get("intrinsics").items();
        if (extrinsics.size() != names.size() || intrinsics.size() != names.size()) {
            throw c.bad("names, extrinsics and intrinsics differ in number");
        }
        for (int i = 0; i < names.size(); i++) {
            SensorId id = new SensorId(names.get(i).text());
            Optional<Datum> any = data.values().stream().filter(d -> d.sensor().equals(id)).findFirst();
            if (any.isEmpty() || sensors.containsKey(id)) {
                continue;
            }
            Pose egoFromSensor = pose(extrinsics.get(i));
            if (any.get().kind() == SensorKind.LIDAR) {
                sensors.put(id, new Sensor(id, SensorKind.LIDAR, egoFromSensor, Optional.empty()));
                continue;
            }
            JsonValue k = intrinsics.get(i);
            JsonValue image = content(any.get());
            LensModel lens = new LensModel.Pinhole(
                    (int) image.get("width").integer(1, 1 << 20), (int) image.get("height").integer(1, 1 << 20),
                    k.get("fx").finite(), k.get("fy").finite(), k.get("cx").finite(), k.get("cy").finite(),
                    k.get("skew").finite());
            sensors.put(id, new Sensor(id, SensorKind.CAMERA, egoFromSensor, Optional.of(lens)));
        }
    }

    private void keyframe(JsonValue v, Instant time, SensorId lidar, DgpLabels labels) throws IOException {
        int index = frames.size();
        Map<SensorId, Sample> of = new HashMap<>();
        List<Datum> held = new ArrayList<>();
        for (JsonValue key : v.get("datum_keys").items()) {
            Datum d = data.get(key.text());
            if (d == null || !sensors.containsKey(d.sensor())) {
                problems.add(new Problem(key.file() + ", " + key.place(), "the datum is missing or not calibrated"));
                continue;
            }
            String encoding = d.kind() == SensorKind.LIDAR ? "dgp-npz" : d.file().endsWith(".png") ? "png" : "jpeg";
            Sample s = new Sample(d.sensor(), nanos(d.time()), d.worldFromSensor(), encoding, d.file());
            if (Files.isRegularFile(root.resolve(d.file()))) {
                of.put(d.sensor(), s);
                samples.add(s);
            } else {
                problems.add(new Problem(root.resolve(d.file()).toString(), "is missing; the sample is left out"));
            }
            held.add(d);
        }
        Optional<Datum> sweep = held.stream().filter(d -> d.sensor().equals(lidar)).findFirst();
        if (sweep.isEmpty()) {
            problems.add(new Problem(v.file() + ", " + v.place(), "a keyframe without a sweep is left out"));
            return;
        }
        Pose egoFromLidar = sensors.get(lidar).egoFromSensor();
        Pose worldFromEgo = sweep.get().worldFromSensor().times(egoFromLidar.inverse());
        frames.add(new Frame(index, nanos(time), worldFromEgo, of));
        labels.frame(index, sweep.get(), held);
    }

    private Trajectory trajectory() {
        List<Frame> later = new ArrayList<>();
        for (Frame f : frames) {
            if (later.isEmpty() || f.timeNanos() > later.getLast().timeNanos()) {
                later.add(f);
            }
        }
        return new Trajectory(
                later.stream().mapToLong(Frame::timeNanos).toArray(),
                later.stream().map(Frame::worldFromEgo).toList());
    }

    /**
     * Some logs carry padded dates centuries ahead, past what 64-bit nanoseconds can hold (the year 2262). All times
     * of the scene then go back by whole 400-year cycles of the calendar: differences, day, weekday and time of day
     * stay.
     */
    private void shiftTimes() throws FormatException {
        for (Datum d : data.values()) {
            long over = d.time().getEpochSecond() - Long.MAX_VALUE / 1_000_000_000L + 1;
            cycles = Math.max(cycles, Math.ceilDiv(Math.max(over, 0), CYCLE_SECONDS));
        }
        if (cycles > 0) {
            problems.add(new Problem(
                    scene.file(), "dates lie after the year 2262 and are kept " + 400 * cycles
                            + " years earlier; differences and times of day are exact"));
        }
    }

    private long nanos(Instant t) throws FormatException {
        try {
            return Math.addExact(
                    Math.multiplyExact(t.getEpochSecond() - cycles * CYCLE_SECONDS, 1_000_000_000L), t.getNano());
        } catch (ArithmeticException e) {
            throw new FormatException(scene.file(), t.toString(), "lies too far from the scene's other times", e);
        }
    }

    private static Instant time(JsonValue v) throws FormatException {
        try {
            return Instant.parse(v.text());
        } catch (DateTimeException e) {
            throw v.bad("\"" + v.text() + "\" is no date and time");
        }
    }

    static Pose pose(JsonValue v) throws FormatException {
        JsonValue t = v.get("translation");
        JsonValue r = v.get("rotation");
        double[] q = {r.get("qx").finite(), r.get("qy").finite(), r.get("qz").finite(), r.get("qw").finite()};
        if (q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3] < 1e-6) {
            throw r.bad("a rotation of zero length");
        }
        return Pose.of(t.get("x").finite(), t.get("y").finite(), t.get("z").finite(), q[0], q[1], q[2], q[3]);
    }
}
