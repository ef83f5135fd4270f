package plumbline.storage.format.mcap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.ros.RecordingContents;
import plumbline.storage.format.ros.RecordingReader;
import plumbline.storage.format.ros.RosSchemas;

/**
 * One MCAP file, or several of one split recording in their order. A message's key is its place in the file, with the
 * file's number before it ({@code 2:1040+17}) where there are several.
 */
public final class McapRecording implements RecordingReader {
    private static final Visitor NOBODY = new Visitor() {
        @Override
        public void channel(Channel channel) {}

        @Override
        public void message(Message message) {}
    };

    private final String file;
    private final List<McapReader> parts;
    private final List<Problem> problems;
    private final Runnable onClose;
    private final List<Map<Integer, Channel>> channels = new ArrayList<>();

    private McapRecording(String file, List<McapReader> parts, List<Problem> problems, Runnable onClose) {
        this.file = file;
        this.parts = parts;
        this.problems = problems;
        this.onClose = onClose;
    }

    /** {@code problems} are what was found amiss before the files were opened; {@code onClose} runs once at the end. */
    public static McapRecording open(Path path, List<Path> files, List<Problem> problems, Runnable onClose)
            throws IOException {
        List<McapReader> parts = new ArrayList<>();
        List<Problem> all = new ArrayList<>(problems);
        McapRecording recording = new McapRecording(path.toString(), parts, all, onClose);
        boolean done = false;
        try {
            for (Path p : files) {
                parts.add(McapReader.open(p));
                recording.channels.add(new HashMap<>());
            }
            done = true;
            return recording;
        } finally {
            if (!done) {
                recording.close();
            }
        }
    }

    @Override
    public String format() {
        return McapCapture.NAME;
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public List<Problem> scan(Visitor visitor) throws IOException {
        List<Problem> out = new ArrayList<>(problems);
        for (int i = 0; i < parts.size(); i++) {
            Part part = new Part(i, visitor);
            part.known();
            out.addAll(parts.get(i).scan(part));
            part.lost.forEach((id, n) -> out.add(new Problem(
                    file, n + " messages are left out: the description of their channel " + id + " is lost")));
        }
        return out;
    }

    @Override
    public Optional<String> definition(String type) throws IOException {
        for (McapReader part : parts) {
            Optional<McapSummary> summary = part.summary();
            for (McapRecord.Schema s : summary.map(x -> x.schemas().values()).orElse(List.of())) {
                if (s.name().equals(type) && s.encoding().equals("ros2msg") && s.data().length > 0) {
                    return Optional.of(new String(s.data(), StandardCharsets.UTF_8));
                }
            }
        }
        return RosSchemas.find(type);
    }

    /** One file's records for one visitor. */
    private final class Part implements McapReader.Visitor {
        private final int number;
        private final Visitor visitor;
        private final Map<Integer, McapRecord.Schema> schemas = new HashMap<>();
        private final Map<Integer, Channel> shown = new HashMap<>();
        private final SortedMap<Integer, Long> lost = new TreeMap<>();

        Part(int number, Visitor visitor) {
            this.number = number;
            this.visitor = visitor;
        }

        /** A damaged chunk may have held the descriptions; the summary repeats them. */
        void known() throws IOException {
            Optional<McapSummary> summary = parts.get(number).summary();
            if (summary.isPresent()) {
                schemas.putAll(summary.get().schemas());
                for (McapRecord.Channel c : summary.get().channels().values()) {
                    announce(c);
                }
            }
        }

        private void announce(McapRecord.Channel c) throws IOException {
            if (shown.containsKey(c.id())) {
                return;
            }
            McapRecord.Schema schema = schemas.get(c.schemaId());
            Channel channel =
                    new Channel(c.topic(), schema == null ? "" : schema.name(), c.messageEncoding(), c.metadata());
            shown.put(c.id(), channel);
            synchronized (channels) {
                channels.get(number).put(c.id(), channel);
            }
            visitor.channel(channel);
        }

        @Override
        public void record(McapRecord record, McapReader.Place place) throws IOException {
            switch (record) {
                case McapRecord.Schema s -> schemas.putIfAbsent(s.id(), s);
                case McapRecord.Channel c -> announce(c);
                case McapRecord.Message m -> {
                    Channel c = shown.get(m.channelId());
                    if (c == null) {
                        lost.merge(m.channelId(), 1L, Long::sum);
                    } else {
                        visitor.message(new Message(c, m.logTimeNanos(), m.data(), key(number, place)));
                    }
                }
                case McapRecord.Metadata m -> visitor.metadata(m.name(), m.values());
                case McapRecord.Attachment a -> visitor.attachment(a.name(), key(number, place));
                default -> { }
            }
        }
    }

    private String key(int number, McapReader.Place place) {
        return parts.size() == 1 ? place.toString() : number + ":" + place;
    }

    private int number(String key) throws FormatException {
        int colon = key.indexOf(':');
        String digits = colon < 0 ? "0" : key.substring(0, colon);
        if (!digits.matches("[0-9]{1,6}") || Integer.parseInt(digits) >= parts.size()) {
            throw new FormatException(file, key, "names no file of this recording");
        }
        return Integer.parseInt(digits);
    }

    private static McapReader.Place place(String key) throws FormatException {
        return McapReader.Place.parse(key.substring(key.indexOf(':') + 1));
    }

    @Override
    public Message message(String key) throws IOException {
        int number = number(key);
        McapRecord.Message m = parts.get(number).message(place(key));
        Channel known = channel(number, m.channelId());
        return new Message(known, m.logTimeNanos(), ByteBuffer.wrap(m.bytes()), key);
    }

    /** As the scan met it; one is made where nobody has scanned yet. */
    private Channel channel(int number, int id) throws IOException {
        Channel known = heard(number, id);
        if (known == null) {
            Part part = new Part(number, NOBODY);
            part.known();
            known = heard(number, id);
            if (known == null) {
                parts.get(number).scan(part);
                known = heard(number, id);
            }
        }
        if (known == null) {
            throw new FormatException(file, "channel " + id, "the description of this channel is lost");
        }
        return known;
    }

    private Channel heard(int number, int id) {
        synchronized (channels) {
            return channels.get(number).get(id);
        }
    }

    @Override
    public byte[] attachment(String key) throws IOException {
        if (parts.get(number(key)).record(place(key).offset()) instanceof McapRecord.Attachment a) {
            return a.data();
        }
        throw new FormatException(file, "byte " + key, "there is no attachment");
    }

    @Override
    public RecordingContents contents() throws IOException {
        List<RecordingContents> out = new ArrayList<>(List.of(new RecordingContents(List.of(), 0, 0, problems)));
        for (McapReader part : parts) {
            Optional<RecordingContents> indexed = indexed(part);
            if (indexed.isEmpty()) {
                return RecordingContents.scan(this);
            }
            out.add(indexed.get());
        }
        return RecordingContents.joined(out);
    }

    private static Optional<RecordingContents> indexed(McapReader reader) throws IOException {
        Optional<McapSummary> summary = reader.summary();
        if (summary.isEmpty() || summary.get().statistics().isEmpty()) {
            return Optional.empty();
        }
        McapRecord.Statistics s = summary.get().statistics().get();
        if (!summary.get().channels().keySet().containsAll(s.messagesOfChannel().keySet())) {
            return Optional.empty();
        }
        List<RecordingContents.Topic> topics = new ArrayList<>();
        summary.get().channels().forEach((id, c) -> {
            McapRecord.Schema schema = summary.get().schemas().get(c.schemaId());
            topics.add(new RecordingContents.Topic(
                    c.topic(), schema == null ? "" : schema.name(), s.messagesOfChannel().getOrDefault(id, 0L)));
        });
        return Optional.of(new RecordingContents(topics, s.startNanos(), s.endNanos(), List.of()));
    }

    @Override
    public void close() throws IOException {
        IOException failed = null;
        for (McapReader p : parts) {
            try {
                p.close();
            } catch (IOException e) {
                failed = e;
            }
        }
        onClose.run();
        if (failed != null) {
            throw failed;
        }
    }
}
