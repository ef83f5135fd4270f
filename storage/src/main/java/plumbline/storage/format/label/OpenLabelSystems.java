package plumbline.storage.format.label;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;

/**
 * The coordinate systems of an OpenLABEL document and the way from each to the capture's reference lidar: by the
 * document's own transforms to the lidar of that name (or its only lidar stream), else by the capture's sensor of the
 * system's name.
 */
final class OpenLabelSystems {
    private record Edge(String to, Pose toFromHere) {}

    private final Capture capture;
    private final Map<Integer, Frame> frames = new HashMap<>();
    private final Map<String, List<Edge>> fixed = new HashMap<>();
    private final Map<String, Optional<Pose>> ofFrame = new HashMap<>();
    private final String lidar;
    private int frame = -1;
    private Map<String, List<Edge>> moving = Map.of();

    OpenLabelSystems(JsonValue root, Capture capture) throws FormatException {
        this.capture = capture;
        capture.frames().forEach(f -> frames.put(f.index(), f));
        for (Map.Entry<String, JsonValue> e : root.fields("coordinate_systems").entrySet()) {
            Optional<JsonValue> pose = e.getValue().find("pose_wrt_parent");
            if (pose.isPresent()) {
                connect(fixed, e.getKey(), e.getValue().get("parent").text(), transform(pose.get()));
            }
        }
        this.lidar = lidar(root);
    }

    private String lidar(JsonValue root) throws FormatException {
        String reference = capture.referenceLidar().value();
        List<String> streams = new ArrayList<>();
        for (Map.Entry<String, JsonValue> e : root.fields("streams").entrySet()) {
            Optional<JsonValue> type = e.getValue().find("type");
            if (type.isPresent() && type.get().text().equals("lidar")) {
                streams.add(e.getKey());
            }
        }
        boolean named = root.fields("coordinate_systems").containsKey(reference) || streams.contains(reference);
        return named || streams.size() != 1 ? reference : streams.getFirst();
    }

    /** The document's name for what the capture's reference lidar is taken to be. */
    String lidar() {
        return lidar;
    }

    /** Takes the transforms of a frame; they hold until the next call. */
    void enter(int index, JsonValue body) throws FormatException {
        frame = index;
        ofFrame.clear();
        moving = new HashMap<>();
        Optional<JsonValue> properties = body.find("frame_properties");
        if (properties.isPresent()) {
            for (JsonValue t : properties.get().fields("transforms").values()) {
                connect(moving, t.get("src").text(), t.get("dst").text(), transform(t.get("transform_src_to_dst")));
            }
        }
    }

    /** {@code lidarFromSystem} in the frame that was entered; empty where neither document nor capture knows it. */
    Optional<Pose> lidarFrom(String system) {
        if (system.equals(lidar) || system.equals(capture.referenceLidar().value())) {
            return Optional.of(Pose.IDENTITY);
        }
        return ofFrame.computeIfAbsent(system, s -> search(s).or(() -> byCapture(s)));
    }

    private Optional<Pose> search(String system) {
        Map<String, Pose> hereFromSystem = new HashMap<>(Map.of(system, Pose.IDENTITY));
        Deque<String> open = new ArrayDeque<>(List.of(system));
        while (!open.isEmpty()) {
            String here = open.removeFirst();
            if (here.equals(lidar)) {
                return Optional.of(hereFromSystem.get(here));
            }
            for (Map<String, List<Edge>> edges : List.of(fixed, moving)) {
                for (Edge e : edges.getOrDefault(here, List.of())) {
                    if (!hereFromSystem.containsKey(e.to())) {
                        hereFromSystem.put(e.to(), e.toFromHere().times(hereFromSystem.get(here)));
                        open.addLast(e.to());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Pose> byCapture(String system) {
        if (system.isBlank() || system.length() > 200) {
            return Optional.empty();
        }
        SensorId id = new SensorId(system);
        Frame f = frames.get(frame);
        Optional<Sample> sample = f == null ? Optional.empty() : f.sample(id);
        if (sample.isPresent()) {
            return Optional.of(capture.worldFromLidar(f).inverse().times(sample.get().worldFromSensor()));
        }
        Optional<Pose> egoFromLidar = capture.sensor(capture.referenceLidar()).map(s -> s.egoFromSensor());
        return capture.sensor(id)
                .flatMap(s -> egoFromLidar.map(l -> l.inverse().times(s.egoFromSensor())));
    }

    private static void connect(Map<String, List<Edge>> edges, String from, String to, Pose toFromFrom) {
        edges.computeIfAbsent(from, k -> new ArrayList<>()).add(new Edge(to, toFromFrom));
        edges.computeIfAbsent(to, k -> new ArrayList<>()).add(new Edge(from, toFromFrom.inverse()));
    }

    private static Pose transform(JsonValue v) throws FormatException {
        Pose pose;
        Optional<JsonValue> matrix = v.find("matrix4x4");
        if (matrix.isPresent()) {
            pose = Pose.ofRowMajor(matrix.get().numbers(16));
        } else {
            double[] t = v.get("translation").numbers(3);
            Optional<JsonValue> quaternion = v.find("quaternion");
            if (quaternion.isPresent()) {
                double[] q = quaternion.get().numbers(4);
                if (q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3] < 1e-6) {
                    throw quaternion.get().bad("a rotation of zero length");
                }
                pose = Pose.of(t[0], t[1], t[2], q[0], q[1], q[2], q[3]);
            } else {
                Optional<JsonValue> sequence = v.find("sequence");
                if (sequence.isPresent() && !sequence.get().text().equalsIgnoreCase("ZYX")) {
                    throw sequence.get().bad("Euler angles are read in the order ZYX");
                }
                // The angles stand in the order of the sequence: about z, y, x.
                double[] e = v.get("euler_angles").numbers(3);
                pose = Pose.ofEuler(t[0], t[1], t[2], e[2], e[1], e[0]);
            }
        }
        double det = pose.m00() * (pose.m11() * pose.m22() - pose.m12() * pose.m21())
                - pose.m01() * (pose.m10() * pose.m22() - pose.m12() * pose.m20())
                + pose.m02() * (pose.m10() * pose.m21() - pose.m11() * pose.m20());
        if (!(Math.abs(det - 1) < 1e-2)) {
            throw v.bad("is no rotation and translation: its determinant is " + det);
        }
        return pose;
    }
}
