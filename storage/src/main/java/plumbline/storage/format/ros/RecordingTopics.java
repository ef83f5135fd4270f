package plumbline.storage.format.ros;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;

/**
 * What one pass over a file finds, topic by topic: where each sensor message lies, its own stamp and frame, the
 * camera descriptions and the transforms. Points and pixels are looked at but not kept.
 */
final class RecordingTopics implements RecordingReader.Visitor {
    private static final int MOST_PROBLEMS = 100;

    /** One sensor message: its own stamp (the log time where it has none), its frame, its encoding and its key. */
    record Entry(long timeNanos, String frameId, String encoding, String key) {}

    static final class Topic {
        final RecordingReader.Channel channel;
        final String type;
        final List<Entry> entries = new ArrayList<>();
        long points;
        long unread;
        Optional<CameraInfo> info = Optional.empty();

        Topic(RecordingReader.Channel channel, String type) {
            this.channel = channel;
            this.type = type;
        }

        boolean isCloud() {
            return type.equals("sensor_msgs/PointCloud2") || type.equals(VelodyneScan.TYPE);
        }
    }

    final SortedMap<String, Topic> topics = new TreeMap<>();
    final TransformTree tree = new TransformTree();
    final SortedMap<String, List<RosPose>> odometry = new TreeMap<>();
    final SortedMap<String, List<RosPose>> poses = new TreeMap<>();
    final List<Problem> problems = new ArrayList<>();
    final SortedMap<String, String> profile = new TreeMap<>();
    final List<String> labels = new ArrayList<>();
    final CaptureProfile.Read own = new CaptureProfile.Read();
    private final String file;
    private final Map<RecordingReader.Channel, Topic> byChannel = new HashMap<>();
    private final Map<String, String> frames = new HashMap<>();

    RecordingTopics(String file) {
        this.file = file;
    }

    @Override
    public void channel(RecordingReader.Channel c) {
        if (byChannel.containsKey(c)) {
            return;
        }
        if (c.topic().startsWith(CaptureProfile.TOPICS) || c.encoding().equals("cdr")) {
            byChannel.put(c, topics.computeIfAbsent(c.topic(), t -> new Topic(c, RosSchemas.plain(c.type()))));
        } else {
            problem(c.topic(), "its messages are encoded as \"" + c.encoding() + "\"; only cdr is read");
        }
    }

    @Override
    public void message(RecordingReader.Message m) throws IOException {
        Topic t = byChannel.get(m.channel());
        if (t != null) {
            message(t, m);
        }
    }

    @Override
    public void metadata(String name, SortedMap<String, String> values) {
        if (name.equals(CaptureProfile.NAME)) {
            profile.putAll(values);
        }
    }

    @Override
    public void attachment(String name, String key) {
        if (name.equals(CaptureProfile.LABELS)) {
            labels.add(key);
        }
    }

    /** Names the types that nothing here reads, with their topics and how many messages were passed over. */
    void nameUnread() {
        for (Topic t : topics.values()) {
            if (t.unread > 0) {
                problem(t.channel.topic(), t.unread + " messages of type "
                        + (t.type.isEmpty() ? "unknown" : t.channel.type()) + " are not read by this version");
            }
        }
    }

    private void message(Topic topic, RecordingReader.Message m) throws IOException {
        String where = file + ", " + topic.channel.topic() + " at " + m.key();
        try {
            if (topic.channel.topic().startsWith(CaptureProfile.TOPICS)) {
                own.message(where, topic.channel.topic(), bytes(m.data()));
            } else {
                sensor(topic, PackedMessage.plain(where, m), where);
            }
        } catch (FormatException e) {
            problem(where, e.getMessage() + "; this message is left out");
        }
    }

    private void sensor(Topic topic, RecordingReader.Message m, String where) throws FormatException {
        ByteBuffer data = m.data();
        switch (topic.type) {
            case "sensor_msgs/PointCloud2" -> {
                PointCloud2Codec.Head head = PointCloud2Codec.head(where, data);
                topic.points += head.points();
                keep(topic, head.header(), PointCloud2Codec.ENCODING, m);
            }
            case VelodyneScan.TYPE -> {
                VelodyneScan.Head head = VelodyneScan.head(where, data);
                topic.points += head.points();
                keep(topic, head.header(), VelodyneScan.ENCODING, m);
            }
            case "sensor_msgs/CompressedImage" -> {
                CompressedImage image = CompressedImage.read(where, data);
                String encoding = CompressedImage.encoding(image.data());
                if (encoding.equals("unknown")) {
                    throw new FormatException(where, "", "the image is neither JPEG nor PNG (" + image.format() + ")");
                }
                keep(topic, image.header(), encoding, m);
            }
            case "sensor_msgs/Image" -> keep(topic, RawImage.read(where, data).header(), "png", m);
            case "sensor_msgs/Imu" -> keep(topic, RosHeader.read(new CdrReader(where, data)), Measurements.IMU_MESSAGE, m);
            case "sensor_msgs/NavSatFix" ->
                keep(topic, RosHeader.read(new CdrReader(where, data)), Measurements.FIX_MESSAGE, m);
            case "sensor_msgs/CameraInfo" -> info(topic, CameraInfo.read(where, data), where);
            case "tf2_msgs/TFMessage" -> transforms(topic, TfMessage.read(where, data), m);
            case "nav_msgs/Odometry" -> add(odometry, topic, stamped(RosPose.readOdometry(where, data), m));
            case "geometry_msgs/PoseStamped", "geometry_msgs/PoseWithCovarianceStamped" ->
                add(poses, topic, stamped(RosPose.readStamped(where, data), m));
            default -> topic.unread++;
        }
    }

    private static byte[] bytes(ByteBuffer data) {
        byte[] out = new byte[data.remaining()];
        data.duplicate().get(out);
        return out;
    }

    private void keep(
            Topic topic, RosHeader header, String encoding, RecordingReader.Message m) {
        String frame = frames.computeIfAbsent(header.frameId(), f -> f);
        topic.entries.add(new Entry(time(header, m), frame, encoding, m.key()));
    }

    private static long time(RosHeader header, RecordingReader.Message m) {
        return header.stampNanos() == 0 ? m.logTimeNanos() : header.stampNanos();
    }

    private static RosPose stamped(RosPose p, RecordingReader.Message m) {
        return new RosPose(
                new RosHeader(time(p.header(), m), p.header().frameId()), p.child(), p.parentFromChild());
    }

    private static void add(SortedMap<String, List<RosPose>> to, Topic topic, RosPose pose) {
        to.computeIfAbsent(topic.channel.topic(), t -> new ArrayList<>()).add(pose);
    }

    private void info(Topic topic, CameraInfo info, String where) {
        if (topic.info.isEmpty()) {
            topic.info = Optional.of(info);
        } else {
            CameraInfo first = topic.info.get();
            boolean same = Arrays.equals(first.k(), info.k())
                    && Arrays.equals(first.d(), info.d())
                    && Arrays.equals(first.p(), info.p());
            if (!same) {
                problem(where, "the calibration changes during the recording; the first one is used");
            }
        }
    }

    private void transforms(Topic topic, TfMessage tf, RecordingReader.Message m) {
        boolean fixed = topic.channel.topic().endsWith("tf_static");
        for (RosPose t : tf.transforms()) {
            tree.add(t, time(t.header(), m), fixed);
            Pose p = t.parentFromChild();
            if (!Double.isFinite(p.m03() + p.m13() + p.m23())) {
                problem(topic.channel.topic(), "the transform of " + t.child() + " is not finite");
            }
        }
        tf.problems().forEach(p -> problem(p.where(), p.what()));
    }

    void problem(String where, String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Problem(where.isBlank() ? file + ", a topic without a name" : where, what));
        } else if (problems.size() == MOST_PROBLEMS) {
            problems.add(new Problem(file, "more than " + MOST_PROBLEMS + " problems; the rest is not listed"));
        }
    }
}
