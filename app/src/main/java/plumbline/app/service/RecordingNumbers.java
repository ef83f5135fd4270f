package plumbline.app.service;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.ros.CdrReader;
import plumbline.storage.format.ros.MessageFields;
import plumbline.storage.format.ros.RecordingContents;
import plumbline.storage.format.ros.RecordingFormat;
import plumbline.storage.format.ros.RecordingReader;

/**
 * Every number in every message of a recording (MCAP or rosbag2), by topic and field, over time. The fields are found by the
 * definitions that the recording carries. Safe for several threads, which take turns.
 */
public final class RecordingNumbers implements Closeable {
    /** A topic whose numbers can be read, and their dotted names. */
    public record Topic(String name, String type, long messages, List<String> fields) {}

    /** Times (the message's stamp, its log time where it has none; nanoseconds since 1970 UTC) and values, in time's order. */
    public record Track(long[] timesNanos, double[] values) {}

    private static final int MOST_VALUES = 40_000_000;
    private static final String SECONDS = "header.stamp.sec";
    private static final String NANOS = "header.stamp.nanosec";

    private final RecordingReader reader;
    private final Map<String, MessageFields> fields = new HashMap<>();
    private final List<Topic> topics = new ArrayList<>();
    private String readTopic = "";
    private long[] times = {};
    private double[][] columns = {};

    private RecordingNumbers(RecordingReader reader) {
        this.reader = reader;
    }

    /** Throws {@link FormatException} where it is no recording. */
    public static RecordingNumbers open(Path path) throws IOException {
        RecordingReader reader = RecordingFormat.find(path)
                .orElseThrow(() -> new FormatException(path.toString(), "", "is no recording; MCAP files and rosbag2 bags are"));
        RecordingNumbers out = new RecordingNumbers(reader);
        boolean done = false;
        try {
            out.list();
            done = true;
            return out;
        } finally {
            if (!done) {
                reader.close();
            }
        }
    }

    private void list() throws IOException {
        for (RecordingContents.Topic t : reader.contents().topics()) {
            Optional<String> definition = t.messages() == 0 ? Optional.empty() : reader.definition(t.type());
            if (definition.isPresent()) {
                MessageFields f = MessageFields.parse(reader.file() + ", " + t.type(), t.type(), definition.get());
                List<String> shown = f.names().stream().filter(n -> !n.startsWith("header.stamp.")).toList();
                if (!shown.isEmpty()) {
                    fields.put(t.name(), f);
                    topics.add(new Topic(t.name(), t.type(), t.messages(), shown));
                }
            }
        }
    }

    public String file() {
        return reader.file();
    }

    /** Those of which something can be plotted, by name. */
    public List<Topic> topics() {
        return List.copyOf(topics);
    }

    /** The topic's messages are read once; its other fields then come from memory. */
    public synchronized Track read(String topic, String field) throws IOException {
        MessageFields f = fields.get(topic);
        int column = f == null ? -1 : f.names().indexOf(field);
        if (column < 0) {
            throw new FormatException(reader.file(), topic, "has no number called " + field);
        }
        if (!readTopic.equals(topic)) {
            load(topic, f);
        }
        return new Track(times, columns[column]);
    }

    private void load(String topic, MessageFields f) throws IOException {
        Rows rows = new Rows(topic, f);
        reader.scan(rows);
        Integer[] order = new Integer[rows.used];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, java.util.Comparator.comparingLong(i -> rows.times[i]));
        long[] sorted = new long[rows.used];
        double[][] out = new double[f.names().size()][rows.used];
        for (int i = 0; i < rows.used; i++) {
            sorted[i] = rows.times[order[i]];
            for (int c = 0; c < out.length; c++) {
                out[c][i] = rows.values[order[i]][c];
            }
        }
        times = sorted;
        columns = out;
        readTopic = topic;
    }

    /** The messages of one topic. */
    private static final class Rows implements RecordingReader.Visitor {
        private final String topic;
        private final MessageFields fields;
        private final int seconds;
        private final int nanos;
        private long[] times = new long[1024];
        private double[][] values = new double[1024][];
        private int used;

        Rows(String topic, MessageFields fields) {
            this.topic = topic;
            this.fields = fields;
            this.seconds = fields.names().indexOf(SECONDS);
            this.nanos = fields.names().indexOf(NANOS);
        }

        @Override
        public void channel(RecordingReader.Channel channel) {}

        @Override
        public void message(RecordingReader.Message m) throws IOException {
            if (!m.channel().topic().equals(topic)) {
                return;
            }
            if ((long) used * fields.names().size() > MOST_VALUES) {
                throw new FormatException(topic, m.key(), "has more numbers than are plotted at once (" + MOST_VALUES + ")");
            }
            if (used == times.length) {
                times = Arrays.copyOf(times, used * 2);
                values = Arrays.copyOf(values, used * 2);
            }
            double[] row = fields.read(new CdrReader(topic + ", message " + m.key(), m.data()));
            boolean stamped = seconds >= 0 && nanos >= 0 && row[seconds] > 0;
            times[used] = stamped ? (long) row[seconds] * 1_000_000_000L + (long) row[nanos] : m.logTimeNanos();
            values[used++] = row;
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
