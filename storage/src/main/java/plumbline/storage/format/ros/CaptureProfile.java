package plumbline.storage.format.ros;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.RollingShutter;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.LensFields;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Plumbline adds to a ROS 2 MCAP file so that a capture comes back as it was: keyframes, and poses that a
 * quaternion would round. Other tools see an ordinary recording. Described in docs/formats/mcap.md.
 */
public final class CaptureProfile {
    public static final String NAME = "plumbline";
    public static final String TOPICS = "/plumbline/";
    public static final String FRAMES = TOPICS + "frames";
    public static final String POSES = TOPICS + "poses";
    public static final String LABELS = "labels.openlabel.json";
    public static final String SENSOR = "plumbline:sensor";
    public static final String KIND = "plumbline:kind";
    public static final String EXTRINSICS = "plumbline:ego_from_sensor";
    public static final String SHUTTER = "plumbline:shutter";
    public static final String LENS = "plumbline:lens";
    public static final String EGO = "";

    private static final JsonMapper JSON = new JsonMapper();

    private CaptureProfile() {}

    /** A keyframe as written: its time, its ego pose and the time of each sensor's sample. */
    public record KeyFrame(long timeNanos, Pose worldFromEgo, Map<String, Long> samples) {}

    public record PoseKey(String sensor, long timeNanos) {}

    /** Gathers the private messages of one file. */
    public static final class Read {
        final List<KeyFrame> frames = new ArrayList<>();
        /** {@code worldFromSensor}, or {@code worldFromEgo} under the empty name, where tf alone would round it. */
        final Map<PoseKey, Pose> poses = new HashMap<>();

        void message(String where, String topic, byte[] json) throws FormatException {
            try {
                JsonNode n = JSON.readTree(json);
                if (topic.equals(FRAMES)) {
                    Map<String, Long> samples = new TreeMap<>();
                    n.get("samples").properties().forEach(e -> samples.put(
                            e.getKey(), Long.parseLong(e.getValue().asString())));
                    frames.add(new KeyFrame(time(n), pose(where, n.get("world_from_ego")), samples));
                } else if (topic.equals(POSES)) {
                    String sensor = n.get("sensor").asString();
                    poses.put(new PoseKey(sensor, time(n)), pose(where, n.get("world_from_sensor")));
                }
            } catch (JacksonException | NullPointerException | NumberFormatException e) {
                throw new FormatException(where, "", "the message is not what its topic says", e);
            }
        }

        private static long time(JsonNode n) {
            return Long.parseLong(n.get("time").asString());
        }
    }

    public static byte[] frame(long timeNanos, Pose worldFromEgo, SortedMap<String, Long> samples) {
        ObjectNode n = JSON.createObjectNode();
        n.put("time", Long.toString(timeNanos));
        n.set("world_from_ego", array(worldFromEgo));
        ObjectNode s = n.putObject("samples");
        samples.forEach((sensor, time) -> s.put(sensor, Long.toString(time)));
        return JSON.writeValueAsBytes(n);
    }

    public static byte[] pose(String sensor, long timeNanos, Pose worldFromSensor) {
        ObjectNode n = JSON.createObjectNode();
        n.put("sensor", sensor);
        n.put("time", Long.toString(timeNanos));
        n.set("world_from_sensor", array(worldFromSensor));
        return JSON.writeValueAsBytes(n);
    }

    private static ArrayNode array(Pose pose) {
        ArrayNode a = JSON.createArrayNode();
        double[] m = pose.toRowMajor();
        for (int i = 0; i < 12; i++) {
            a.add(m[i]);
        }
        return a;
    }

    private static Pose pose(String where, JsonNode a) throws FormatException {
        double[] m = new double[12];
        for (int i = 0; i < 12; i++) {
            if (a.size() != 12 || !a.get(i).isNumber()) {
                throw new FormatException(where, "", "a pose needs twelve numbers");
            }
            m[i] = a.get(i).asDouble();
        }
        return Pose.ofRowMajor(m);
    }

    /** What a sensor's channel says of it beside the messages. */
    public static SortedMap<String, String> describe(Sensor sensor) {
        SortedMap<String, String> out = new TreeMap<>();
        out.put(SENSOR, sensor.id().value());
        out.put(KIND, sensor.kind().name().toLowerCase(Locale.ROOT));
        out.put(EXTRINSICS, numbers(sensor.egoFromSensor().toRowMajor(), 12));
        sensor.lens().ifPresent(l -> out.put(LENS, lens(l)));
        sensor.shutter().ifPresent(s -> out.put(SHUTTER, s.firstRowNanos() + " " + s.readoutNanos()));
        return out;
    }

    private static String numbers(double[] v, int n) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < n; i++) {
            out.append(i == 0 ? "" : " ").append(v[i]);
        }
        return out.toString();
    }

    /** The sensor that a channel describes; empty where another writer made the file. */
    public static Optional<Sensor> sensor(String where, Map<String, String> metadata) throws FormatException {
        String id = metadata.get(SENSOR);
        if (id == null) {
            return Optional.empty();
        }
        try {
            String kind = metadata.getOrDefault(KIND, "").toUpperCase(Locale.ROOT);
            double[] pose = parse(metadata.getOrDefault(EXTRINSICS, ""));
            String lens = metadata.get(LENS);
            return Optional.of(new Sensor(
                    new SensorId(id), SensorKind.valueOf(kind), Pose.ofRowMajor(pose),
                    Optional.ofNullable(lens).map(CaptureProfile::lens),
                    Optional.ofNullable(metadata.get(SHUTTER)).map(CaptureProfile::shutter)));
        } catch (IllegalArgumentException e) {
            throw new FormatException(where, "", "the channel's description of its sensor is damaged", e);
        }
    }

    private static double[] parse(String text) {
        String[] parts = text.trim().split(" +");
        double[] out = new double[parts.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Double.parseDouble(parts[i]);
        }
        return out;
    }

    private static String lens(LensModel lens) {
        double[] values = LensFields.values(lens);
        return LensFields.model(lens) + " " + lens.width() + " " + lens.height() + " " + numbers(values, values.length);
    }

    private static RollingShutter shutter(String text) {
        String[] nanos = text.split(" ");
        if (nanos.length != 2) {
            throw new IllegalArgumentException("a shutter has 2 numbers");
        }
        return new RollingShutter(Long.parseLong(nanos[0]), Long.parseLong(nanos[1]));
    }

    private static LensModel lens(String text) {
        int space = text.indexOf(' ');
        double[] v = parse(text.substring(Math.max(0, space)));
        String kind = text.substring(0, Math.max(0, space));
        int expected = LensFields.names(kind).size();
        if (expected == 0) {
            throw new IllegalArgumentException("no such lens: " + text);
        }
        if (v.length != expected + 2) {
            throw new IllegalArgumentException("a lens " + kind + " has " + (expected + 2) + " numbers");
        }
        return LensFields.of(kind, (int) v[0], (int) v[1], Arrays.copyOfRange(v, 2, v.length)).orElseThrow();
    }
}
