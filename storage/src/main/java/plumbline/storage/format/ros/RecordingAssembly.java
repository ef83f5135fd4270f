package plumbline.storage.format.ros;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import plumbline.annotation.scene.Capture;
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

/**
 * Topics to capture: which topic is which sensor, where it sits, how the vehicle moved, what belongs to a keyframe.
 */
final class RecordingAssembly {
    private static final List<String> EGO_NAMES = List.of("base_link", "base_footprint", "ego_vehicle", "ego");
    private static final Set<String> PLAIN_ENDINGS = Set.of(
            "points", "packets", "point_cloud", "pointcloud", "image", "image_raw", "image_rect", "image_color",
            "image_rect_color", "compressed", "data", "data_raw", "fix", "imu");

    private final RecordingTopics found;
    private final List<Problem> problems;
    private final Map<RecordingTopics.Topic, Sensor> sensors = new LinkedHashMap<>();
    private String ego = EGO_NAMES.getFirst();
    private Trajectory trajectory = Trajectory.EMPTY;
    private String odometryFrame = "";

    RecordingAssembly(RecordingTopics found, List<Problem> problems) {
        this.found = found;
        this.problems = new ArrayList<>(problems);
    }

    Capture capture(String file, String format) throws FormatException {
        List<RecordingTopics.Topic> topics = found.topics.values().stream()
                .filter(t -> !t.entries.isEmpty() || t.channel.metadata().containsKey(CaptureProfile.SENSOR))
                .toList();
        found.tree.contested().forEach(c -> problems.add(new Problem(file, "two parents claim the frame " + c)));
        Optional<RecordingTopics.Topic> lidar = topics.stream()
                .filter(t -> t.isCloud() && !t.entries.isEmpty())
                .max(Comparator.comparingLong((RecordingTopics.Topic t) -> t.points)
                        .thenComparing(t -> t.channel.topic(), Comparator.reverseOrder()));
        ego = egoFrame(lidar);
        trajectory = exact(trajectory(file));
        Map<String, Long> names = new HashMap<>();
        topics.forEach(t -> names.merge(shortName(t.channel.topic()), 1L, Long::sum));
        for (RecordingTopics.Topic t : topics) {
            String name = shortName(t.channel.topic());
            sensors.put(t, sensor(file, t, names.get(name) == 1 ? name : t.channel.topic().replaceFirst("^/", "")));
        }
        SensorId reference = Optional.ofNullable(found.profile.get("reference_lidar"))
                .or(() -> lidar.map(l -> sensors.get(l).id().value()))
                .map(SensorId::new)
                .orElse(new SensorId("none"));
        if (lidar.isEmpty()) {
            problems.add(new Problem(file, "there is no PointCloud2 topic (nor VelodyneScan) with messages, so there are no frames"));
        }
        if (trajectory.isEmpty()) {
            problems.add(new Problem(file,
                    "there are no poses (tf, Odometry or PoseStamped); the vehicle stands still"));
        }
        List<Sample> samples = samples(file);
        List<Frame> frames = found.own.frames.isEmpty() ? Keyframes.atSweeps(reference, samples, this::worldFromEgo) : keyFrames(file, samples);
        String world = found.profile.getOrDefault("world",
                odometryFrame.isEmpty() ? found.tree.root(ego) : odometryFrame);
        String name = found.profile.getOrDefault(
                "name", file.replaceFirst(".*[/\\\\]", "").replaceFirst("\\.(mcap|db3)(\\.zstd)?$", ""));
        return new Capture(
                name, format, world, List.copyOf(sensors.values()), reference, frames, samples, trajectory,
                problems);
    }

    private String egoFrame(Optional<RecordingTopics.Topic> lidar) {
        for (String name : EGO_NAMES) {
            if (found.tree.knows(name)) {
                return name;
            }
        }
        Optional<String> odometry = found.odometry.values().stream()
                .flatMap(List::stream)
                .map(RosPose::child)
                .filter(c -> !c.isEmpty())
                .findFirst();
        return found.tree.likelyVehicle()
                .or(() -> odometry)
                .or(() -> lidar.map(l -> found.tree.rigidRoot(l.entries.getFirst().frameId())))
                .orElse(EGO_NAMES.getFirst());
    }

    private Trajectory trajectory(String file) {
        Trajectory byTf = found.tree.trajectory(ego);
        if (!byTf.isEmpty()) {
            return byTf;
        }
        var heard = found.odometry.isEmpty() ? found.poses : found.odometry;
        // Topics may be about different things in different frames, so they are never mixed.
        Optional<String> topic = heard.entrySet().stream()
                .max(Comparator.comparingInt(e -> e.getValue().size()))
                .map(Map.Entry::getKey);
        if (heard.size() > 1) {
            problems.add(new Problem(
                    file, "several topics give poses (" + String.join(", ", heard.keySet()) + "); the one with most, "
                            + topic.get() + ", is the trajectory"));
        }
        NavigableMap<Long, Pose> poses = new TreeMap<>();
        boolean apart = false;
        for (RosPose p : topic.map(heard::get).orElse(List.of())) {
            long time = p.header().stampNanos();
            Optional<Pose> childFromEgo =
                    p.child().isEmpty() ? Optional.of(Pose.IDENTITY) : found.tree.lookup(p.child(), ego, time);
            apart |= childFromEgo.isEmpty();
            poses.put(time, p.parentFromChild().times(childFromEgo.orElse(Pose.IDENTITY)));
            odometryFrame = p.header().frameId();
        }
        if (apart) {
            problems.add(new Problem(
                    file + ", " + topic.get(),
                    "no transform leads from its frame to \"" + ego + "\"; they are taken as one"));
        }
        return of(poses);
    }

    private static Trajectory of(NavigableMap<Long, Pose> poses) {
        return new Trajectory(
                poses.keySet().stream().mapToLong(Long::longValue).toArray(), new ArrayList<>(poses.values()));
    }

    /** With the poses that the file also holds unrounded. */
    private Trajectory exact(Trajectory rounded) {
        if (found.own.poses.keySet().stream().noneMatch(k -> k.sensor().equals(CaptureProfile.EGO))) {
            return rounded;
        }
        NavigableMap<Long, Pose> poses = new TreeMap<>();
        for (int i = 0; i < rounded.size(); i++) {
            long t = rounded.timeNanos(i);
            poses.put(t, found.own.poses.getOrDefault(
                    new CaptureProfile.PoseKey(CaptureProfile.EGO, t), rounded.worldFromEgo(i)));
        }
        return of(poses);
    }

    private Sensor sensor(String file, RecordingTopics.Topic t, String name) throws FormatException {
        Optional<Sensor> own = CaptureProfile.sensor(file + ", " + t.channel.topic(), t.channel.metadata());
        if (own.isPresent()) {
            return own.get();
        }
        RecordingTopics.Entry first = t.entries.getFirst();
        Optional<Pose> mounted = found.tree.lookup(ego, first.frameId(), first.timeNanos());
        if (mounted.isEmpty()) {
            problems.add(new Problem(
                    file + ", " + t.channel.topic(),
                    "no transform leads from its frame \"" + first.frameId() + "\" to \"" + ego
                            + "\": it is shown at the vehicle's origin, and a camera without projection"));
        } else if (!found.tree.rigid(ego, first.frameId()) && !ego.equals(first.frameId())) {
            problems.add(new Problem(
                    file + ", " + t.channel.topic(),
                    "its mounting moves over time; the transform at its first message is used"));
        }
        SensorKind kind = switch (t.type) {
            case "sensor_msgs/PointCloud2" ->
                t.channel.topic().contains("radar") ? SensorKind.RADAR : SensorKind.LIDAR;
            case VelodyneScan.TYPE -> SensorKind.LIDAR;
            case "sensor_msgs/Imu" -> SensorKind.IMU;
            case "sensor_msgs/NavSatFix" -> SensorKind.GNSS;
            default -> SensorKind.CAMERA;
        };
        Pose egoFromSensor = mounted.orElse(Pose.IDENTITY);
        Optional<LensModel> lens = Optional.empty();
        if (kind == SensorKind.CAMERA && mounted.isPresent()) {
            Optional<Lenses.Lens> l = lens(file, t, first.frameId());
            lens = l.map(Lenses.Lens::model);
            if (l.isPresent()) {
                egoFromSensor = egoFromSensor.times(l.get().rectifiedFromCamera().inverse());
            }
        }
        return new Sensor(new SensorId(name), kind, egoFromSensor, lens);
    }

    private Optional<Lenses.Lens> lens(String file, RecordingTopics.Topic image, String frameId) {
        Optional<RecordingTopics.Topic> beside = found.topics.values().stream()
                .filter(t -> t.info.isPresent())
                .filter(t -> image.channel.topic().startsWith(folder(t.channel.topic())))
                .max(Comparator.comparingInt(t -> folder(t.channel.topic()).length()));
        Optional<RecordingTopics.Topic> info = beside.or(() -> found.topics.values().stream()
                .filter(t -> t.info.isPresent() && t.info.get().header().frameId().equals(frameId))
                .findFirst());
        if (info.isEmpty()) {
            problems.add(new Problem(file + ", " + image.channel.topic(), "there is no CameraInfo for this camera"));
            return Optional.empty();
        }
        Optional<Lenses.Lens> lens =
                Lenses.of(info.get().info.get(), image.channel.topic().contains("rect"));
        if (lens.isEmpty()) {
            problems.add(new Problem(
                    file + ", " + info.get().channel.topic(),
                    "the distortion model \"" + info.get().info.get().distortionModel()
                            + "\" is not known or the camera is not calibrated; known are plumb_bob,"
                            + " rational_polynomial and equidistant"));
        }
        return lens;
    }

    private static String folder(String topic) {
        return topic.substring(0, topic.lastIndexOf('/') + 1);
    }

    static String shortName(String topic) {
        List<String> parts = new ArrayList<>(List.of(topic.replaceFirst("^/+", "").split("/+")));
        while (parts.size() > 1 && PLAIN_ENDINGS.contains(parts.getLast())) {
            parts.removeLast();
        }
        String name = String.join("/", parts);
        return name.isBlank() ? "unnamed" : name.substring(0, Math.min(200, name.length()));
    }

    private List<Sample> samples(String file) {
        List<Sample> out = new ArrayList<>();
        long outside = 0;
        for (var e : sensors.entrySet()) {
            Sensor s = e.getValue();
            for (RecordingTopics.Entry m : e.getKey().entries) {
                Pose pose = found.own.poses.get(new CaptureProfile.PoseKey(s.id().value(), m.timeNanos()));
                if (pose == null) {
                    pose = worldFromEgo(m.timeNanos()).times(s.egoFromSensor());
                    outside += !trajectory.isEmpty() && trajectory.at(m.timeNanos()).isEmpty() ? 1 : 0;
                }
                out.add(new Sample(s.id(), m.timeNanos(), pose, m.encoding(), m.key()));
            }
        }
        if (outside > 0) {
            problems.add(new Problem(
                    file, outside + " messages lie before the first or after the last pose and take the nearest one"));
        }
        Keyframes.sort(out);
        return out;
    }

    private Pose worldFromEgo(long timeNanos) {
        return trajectory.isEmpty() ? Pose.IDENTITY : trajectory.nearest(timeNanos);
    }

    private List<Frame> keyFrames(String file, List<Sample> samples) {
        Map<SensorId, NavigableMap<Long, Sample>> byTime = Keyframes.byTime(samples);
        List<Frame> out = new ArrayList<>();
        for (CaptureProfile.KeyFrame f : found.own.frames) {
            Map<SensorId, Sample> own = new HashMap<>();
            f.samples().forEach((sensor, time) -> {
                Sample s = byTime.getOrDefault(new SensorId(sensor), new TreeMap<>()).get(time);
                if (s == null) {
                    problems.add(new Problem(file, "frame " + out.size() + " names a message of " + sensor
                            + " at " + time + " ns that is not in the file"));
                } else {
                    own.put(s.sensor(), s);
                }
            });
            out.add(new Frame(out.size(), f.timeNanos(), f.worldFromEgo(), own));
        }
        return out;
    }
}
