package plumbline.storage.format.mcap;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.label.Labels;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Trajectory;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.LabelFormat;
import plumbline.storage.format.ros.CaptureProfile;
import plumbline.storage.format.ros.CompressedImage;
import plumbline.storage.format.ros.Lenses;
import plumbline.storage.format.ros.Measurements;
import plumbline.storage.format.ros.PointCloud2Codec;
import plumbline.storage.format.ros.RecordingSource;
import plumbline.storage.format.ros.RosHeader;
import plumbline.storage.format.ros.RosPose;
import plumbline.storage.format.ros.RosSchemas;
import plumbline.storage.format.ros.TfMessage;

/** Writes one capture, in the order of time: poses, then samples, then keyframes of the same moment. */
final class McapCaptureWriter {
    private static final String WORLD = "map";
    private static final String EGO = "base_link";
    /** Poses that tf gives back this closely need no word of their own. */
    private static final double SAME = 2e-10;
    private static final long LARGEST_MESSAGE = 1_900_000_000;

    private record Channels(int data, int info, String frameId) {}

    private sealed interface Event {
        long timeNanos();

        record EgoPose(long timeNanos, Pose worldFromEgo) implements Event {}

        record Taken(long timeNanos, Sample sample) implements Event {}

        record Key(long timeNanos, Frame frame) implements Event {}
    }

    private final CaptureSource source;
    private final Capture capture;
    private final McapWriter out;
    private final Progress progress;
    private final Map<SensorId, Channels> channels = new LinkedHashMap<>();
    private final Map<SensorId, Sensor> sensors = new HashMap<>();
    private final Map<String, Integer> schemas = new HashMap<>();
    private final Set<String> losses = new TreeSet<>();
    private long messages;

    McapCaptureWriter(CaptureSource source, McapWriter out, Progress progress) {
        this.source = source;
        this.capture = source.capture();
        this.out = out;
        this.progress = progress;
    }

    McapCaptures.Written write() throws IOException {
        List<Event> events = events();
        long start = events.isEmpty() ? 0 : events.getFirst().timeNanos();
        int tf = channel("/tf", RosSchemas.TF, new TreeMap<>());
        int tfStatic = channel("/tf_static", RosSchemas.TF, new TreeMap<>());
        int frames = json(CaptureProfile.FRAMES);
        int poses = json(CaptureProfile.POSES);
        announceSensors();
        put(tfStatic, start, mounting(start));
        Trajectory heard = heard();
        long done = 0;
        for (Event e : events) {
            if (progress.cancelled()) {
                throw new InterruptedIOException("writing was stopped; no file was made");
            }
            progress.update("Writing MCAP", done++, events.size());
            switch (e) {
                case Event.EgoPose p -> {
                    put(tf, p.timeNanos(), new TfMessage(List.of(rosPose(p)), List.of()).write());
                    if (!same(rounded(p.worldFromEgo()), p.worldFromEgo())) {
                        put(poses, p.timeNanos(), CaptureProfile.pose(CaptureProfile.EGO, p.timeNanos(), p.worldFromEgo()));
                    }
                }
                case Event.Taken t -> sample(t.sample(), poses, heard);
                case Event.Key k -> put(frames, k.timeNanos(), keyFrame(k.frame()));
            }
        }
        SortedMap<String, String> about = new TreeMap<>();
        about.put("name", capture.name());
        about.put("recorded_as", capture.format());
        about.put("world", capture.world());
        about.put("reference_lidar", capture.referenceLidar().value());
        about.put("profile", "1");
        out.metadata(CaptureProfile.NAME, about);
        labels(start);
        progress.update("Writing MCAP", events.size(), events.size());
        return new McapCaptures.Written(messages, List.copyOf(losses));
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < capture.trajectory().size(); i++) {
            events.add(new Event.EgoPose(
                    capture.trajectory().timeNanos(i), capture.trajectory().worldFromEgo(i)));
        }
        Set<Sample> all = new HashSet<>(capture.samples());
        capture.samples().forEach(s -> events.add(new Event.Taken(s.timeNanos(), s)));
        for (Frame f : capture.frames()) {
            for (Sample s : f.samples().values()) {
                if (all.add(s)) {
                    events.add(new Event.Taken(s.timeNanos(), s));
                }
            }
            events.add(new Event.Key(f.timeNanos(), f));
        }
        // Stable, so that frames of one moment keep their order.
        events.sort(Comparator.comparingLong(Event::timeNanos));
        return events;
    }

    private int channel(String topic, String type, SortedMap<String, String> metadata) throws IOException {
        int schema = schema(type, "ros2msg", RosSchemas.definition(type));
        return out.channel(topic, schema, "cdr", metadata);
    }

    private int json(String topic) throws IOException {
        int schema = schema(topic.substring(1).replace('/', '.'), "jsonschema", "{\"type\":\"object\"}");
        return out.channel(topic, schema, "json", new TreeMap<>());
    }

    private int schema(String name, String encoding, String definition) throws IOException {
        Integer known = schemas.get(name);
        if (known == null) {
            known = out.schema(name, encoding, definition);
            schemas.put(name, known);
        }
        return known;
    }

    private void announceSensors() throws IOException {
        Set<String> used = new HashSet<>(Set.of(WORLD, EGO));
        for (Sensor s : capture.sensors()) {
            sensors.put(s.id(), s);
            String plain = s.id().value().replaceAll("[^A-Za-z0-9_/]", "_").replaceFirst("^/+", "");
            String name = plain;
            for (int i = 2; !used.add(name); i++) {
                name = plain + "_" + i;
            }
            SortedMap<String, String> about = CaptureProfile.describe(s);
            channels.put(s.id(), switch (s.kind()) {
                case LIDAR, RADAR ->
                    new Channels(channel("/" + name + "/points", RosSchemas.POINT_CLOUD2, about), 0, name);
                case CAMERA -> new Channels(
                        channel("/" + name + "/image/compressed", RosSchemas.COMPRESSED_IMAGE, about),
                        s.lens().isPresent()
                                ? channel("/" + name + "/image/camera_info", RosSchemas.CAMERA_INFO, new TreeMap<>())
                                : 0,
                        name);
                case IMU -> new Channels(channel("/" + name + "/imu", RosSchemas.IMU, about), 0, name);
                case GNSS -> new Channels(channel("/" + name + "/fix", RosSchemas.NAV_SAT_FIX, about), 0, name);
            });
        }
    }

    private byte[] mounting(long timeNanos) {
        List<RosPose> fixed = new ArrayList<>();
        channels.forEach((id, c) -> fixed.add(
                new RosPose(new RosHeader(timeNanos, EGO), c.frameId(), sensors.get(id).egoFromSensor())));
        return new TfMessage(fixed, List.of()).write();
    }

    private static RosPose rosPose(Event.EgoPose p) {
        return new RosPose(new RosHeader(p.timeNanos(), WORLD), EGO, p.worldFromEgo());
    }

    /** The trajectory as a reader of this file will have it. */
    private Trajectory heard() {
        Trajectory t = capture.trajectory();
        long[] times = new long[t.size()];
        List<Pose> poses = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            times[i] = t.timeNanos(i);
            Pose r = rounded(t.worldFromEgo(i));
            poses.add(same(r, t.worldFromEgo(i)) ? r : t.worldFromEgo(i));
        }
        return new Trajectory(times, poses);
    }

    private static Pose rounded(Pose p) {
        var q = p.rotation();
        return Pose.of(p.m03(), p.m13(), p.m23(), q.x, q.y, q.z, q.w);
    }

    private static boolean same(Pose a, Pose b) {
        double[] x = a.toRowMajor();
        double[] y = b.toRowMajor();
        for (int i = 0; i < x.length; i++) {
            if (!(Math.abs(x[i] - y[i]) <= SAME)) {
                return false;
            }
        }
        return true;
    }

    private void sample(Sample s, int poses, Trajectory heard) throws IOException {
        Channels c = channels.get(s.sensor());
        if (c == null) {
            losses.add("messages of " + s.sensor() + ", which the capture does not describe");
            return;
        }
        Sensor sensor = sensors.get(s.sensor());
        RosHeader header = new RosHeader(s.timeNanos(), c.frameId());
        Optional<byte[]> message = switch (sensor.kind()) {
            case LIDAR, RADAR -> Optional.of(cloud(s, c.frameId()));
            case CAMERA -> Optional.of(new CompressedImage(header, s.encoding(), source.image(s)).write());
            case IMU, GNSS -> written(sensor, s)
                    ? Optional.of(Measurements.message(s, header, source.raw(s)))
                    : Optional.empty();
        };
        if (message.isEmpty()) {
            losses.add("the messages of " + s.sensor() + " (" + s.encoding() + " has no ROS message)");
            return;
        }
        if (c.info() != 0) {
            put(c.info(), s.timeNanos(), Lenses.info(header, sensor.lens().orElseThrow()).write());
        }
        put(c.data(), s.timeNanos(), message.get());
        Pose worldFromEgo = heard.isEmpty() ? Pose.IDENTITY : heard.nearest(s.timeNanos());
        if (!same(worldFromEgo.times(sensor.egoFromSensor()), s.worldFromSensor())) {
            put(poses, s.timeNanos(), CaptureProfile.pose(s.sensor().value(), s.timeNanos(), s.worldFromSensor()));
        }
    }

    private static boolean written(Sensor sensor, Sample s) {
        return switch (sensor.kind()) {
            case LIDAR, RADAR, CAMERA -> true;
            case IMU -> Measurements.isImu(s.encoding());
            case GNSS -> Measurements.isFix(s.encoding());
        };
    }

    private byte[] cloud(Sample s, String frameId) throws IOException {
        PointBlock points = source.points(s);
        if (points.size() * (long) PointCloud2Codec.bytesPerPoint(points) > LARGEST_MESSAGE) {
            throw new FormatException(
                    capture.name(), s.sensor() + " at " + s.timeNanos() + " ns",
                    points.size() + " points are more than one message holds (2 GB); convert to a point file instead");
        }
        return PointCloud2Codec.encode(points, frameId, s.timeNanos());
    }

    private byte[] keyFrame(Frame frame) {
        SortedMap<String, Long> times = new TreeMap<>();
        frame.samples().forEach((id, s) -> {
            if (channels.containsKey(id) && written(sensors.get(id), s)) {
                times.put(id.value(), s.timeNanos());
            }
        });
        return CaptureProfile.frame(frame.timeNanos(), frame.worldFromEgo(), times);
    }

    private void labels(long timeNanos) throws IOException {
        Labels labels = source.labels();
        Optional<LabelFormat> format = RecordingSource.labelFormat();
        if (labels.isEmpty()) {
            return;
        }
        if (format.isEmpty()) {
            losses.add("labels (" + labels.size() + "); export them in a label format");
            return;
        }
        format.get().losses(labels, capture).forEach(l -> losses.add(l.what() + " (" + l.labels() + " labels)"));
        Path folder = Files.createTempDirectory("plumbline-labels");
        List<Path> written = List.of();
        try {
            written = format.get().write(folder.resolve(CaptureProfile.LABELS), labels, source.ontology(), capture);
            // The labels of ten thousand frames are hundreds of megabytes of text.
            Path json = written.getFirst();
            try (InputStream in = Files.newInputStream(json)) {
                out.attachment(timeNanos, timeNanos, CaptureProfile.LABELS, "application/json", in, Files.size(json));
            }
        } finally {
            for (Path p : written) {
                Files.deleteIfExists(p);
            }
            Files.deleteIfExists(folder);
        }
    }

    private void put(int channel, long timeNanos, byte[] data) throws IOException {
        out.message(channel, timeNanos, timeNanos, data);
        messages++;
    }
}
