package plumbline.storage.format.mcap;

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
import plumbline.storage.format.ros.CameraInfo;
import plumbline.storage.format.ros.CdrReader;
import plumbline.storage.format.ros.CompressedImage;
import plumbline.storage.format.ros.PointCloud2Codec;
import plumbline.storage.format.ros.RawImage;
import plumbline.storage.format.ros.RosHeader;
import plumbline.storage.format.ros.RosPose;
import plumbline.storage.format.ros.RosSchemas;
import plumbline.storage.format.ros.TfMessage;

/**
 * What one pass over a file finds, topic by topic: where each sensor message lies, its own stamp and frame, the
 * camera descriptions and the transforms. Points and pixels are looked at but not kept.
 */
final class McapTopics implements McapReader.Visitor {
    private static final int MOST_PROBLEMS = 100;

    /** One sensor message: its own stamp (the log time where it has none), its frame, its encoding and its place. */
    record Entry(long timeNanos, String frameId, String encoding, McapReader.Place place) {}

    static final class Topic {
        final McapRecord.Channel channel;
        final String type;
        final List<Entry> entries = new ArrayList<>();
        long points;
        Optional<CameraInfo> info = Optional.empty();

        Topic(McapRecord.Channel channel, String type) {
            this.channel = channel;
            this.type = type;
        }
    }

    final SortedMap<String, Topic> topics = new TreeMap<>();
    final TransformTree tree = new TransformTree();
    final SortedMap<String, List<RosPose>> odometry = new TreeMap<>();
    final SortedMap<String, List<RosPose>> poses = new TreeMap<>();
    final List<Problem> problems = new ArrayList<>();
    final SortedMap<String, String> profile = new TreeMap<>();
    final List<McapReader.Place> labels = new ArrayList<>();
    final McapProfile.Read own = new McapProfile.Read();
    private final String file;
    private final Map<Integer, McapRecord.Schema> schemas = new HashMap<>();
    private final Map<Integer, Topic> byChannel = new HashMap<>();
    private final Map<String, String> frames = new HashMap<>();

    McapTopics(String file) {
        this.file = file;
    }

    @Override
    public void record(McapRecord record, McapReader.Place place) throws IOException {
        switch (record) {
            case McapRecord.Schema s -> schemas.put(s.id(), s);
            case McapRecord.Channel c -> channel(c);
            case McapRecord.Message m -> {
                Topic t = byChannel.get(m.channelId());
                if (t != null) {
                    message(t, m, place);
                }
            }
            case McapRecord.Metadata m when m.name().equals(McapProfile.NAME) -> profile.putAll(m.values());
            case McapRecord.Attachment a when a.name().equals(McapProfile.LABELS) -> labels.add(place);
            default -> { }
        }
    }

    private void channel(McapRecord.Channel c) {
        McapRecord.Schema schema = schemas.get(c.schemaId());
        String type = schema == null ? "" : RosSchemas.plain(schema.name());
        if (byChannel.containsKey(c.id())) {
            return;
        }
        if (c.topic().startsWith(McapProfile.TOPICS) || c.messageEncoding().equals("cdr")) {
            byChannel.put(c.id(), topics.computeIfAbsent(c.topic(), t -> new Topic(c, type)));
        } else {
            problem(c.topic(), "its messages are encoded as \"" + c.messageEncoding() + "\"; only cdr is read");
        }
    }

    private void message(Topic topic, McapRecord.Message m, McapReader.Place place) throws IOException {
        String where = file + ", " + topic.channel.topic() + " at byte " + place;
        try {
            if (topic.channel.topic().startsWith(McapProfile.TOPICS)) {
                own.message(where, topic.channel.topic(), m.bytes());
            } else {
                sensor(topic, m, place, where);
            }
        } catch (FormatException e) {
            problem(where, e.getMessage() + "; this message is left out");
        }
    }

    private void sensor(Topic topic, McapRecord.Message m, McapReader.Place place, String where)
            throws FormatException {
        ByteBuffer data = m.data();
        switch (topic.type) {
            case "sensor_msgs/PointCloud2" -> {
                PointCloud2Codec.Head head = PointCloud2Codec.head(where, data);
                topic.points += head.points();
                keep(topic, head.header(), PointCloud2Codec.ENCODING, m, place);
            }
            case "sensor_msgs/CompressedImage" -> {
                CompressedImage image = CompressedImage.read(where, data);
                String encoding = CompressedImage.encoding(image.data());
                if (encoding.equals("unknown")) {
                    throw new FormatException(where, "", "the image is neither JPEG nor PNG (" + image.format() + ")");
                }
                keep(topic, image.header(), encoding, m, place);
            }
            case "sensor_msgs/Image" -> keep(topic, RawImage.read(where, data).header(), "png", m, place);
            case "sensor_msgs/Imu" -> keep(topic, RosHeader.read(new CdrReader(where, data)), "cdr-imu", m, place);
            case "sensor_msgs/NavSatFix" ->
                keep(topic, RosHeader.read(new CdrReader(where, data)), "cdr-navsatfix", m, place);
            case "sensor_msgs/CameraInfo" -> info(topic, CameraInfo.read(where, data), where);
            case "tf2_msgs/TFMessage" -> transforms(topic, TfMessage.read(where, data), m);
            case "nav_msgs/Odometry" -> add(odometry, topic, stamped(RosPose.readOdometry(where, data), m));
            case "geometry_msgs/PoseStamped", "geometry_msgs/PoseWithCovarianceStamped" ->
                add(poses, topic, stamped(RosPose.readStamped(where, data), m));
            default -> { }
        }
    }

    private void keep(
            Topic topic, RosHeader header, String encoding, McapRecord.Message m, McapReader.Place place) {
        String frame = frames.computeIfAbsent(header.frameId(), f -> f);
        topic.entries.add(new Entry(time(header, m), frame, encoding, place));
    }

    private static long time(RosHeader header, McapRecord.Message m) {
        return header.stampNanos() == 0 ? m.logTimeNanos() : header.stampNanos();
    }

    private static RosPose stamped(RosPose p, McapRecord.Message m) {
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

    private void transforms(Topic topic, TfMessage tf, McapRecord.Message m) {
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
            problems.add(new Problem(where, what));
        } else if (problems.size() == MOST_PROBLEMS) {
            problems.add(new Problem(file, "more than " + MOST_PROBLEMS + " problems; the rest is not listed"));
        }
    }
}
