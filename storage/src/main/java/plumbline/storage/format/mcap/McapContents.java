package plumbline.storage.format.mcap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.annotation.scene.Problem;

/**
 * What is in an MCAP file: its topics with types and counts, and the time it spans (log times, nanoseconds since 1970
 * UTC). From the summary where it says so, by reading the file where it does not.
 */
public record McapContents(List<Topic> topics, long startNanos, long endNanos, List<Problem> problems) {
    public McapContents {
        topics = List.copyOf(topics);
        problems = List.copyOf(problems);
    }

    /** {@code type} is the schema's name, empty for a channel without one. */
    public record Topic(String name, String type, long messages) {}

    public static boolean isMcap(Path path) throws IOException {
        return Files.isRegularFile(path) && McapReader.recognises(path);
    }

    public static McapContents list(Path path) throws IOException {
        try (McapReader reader = McapReader.open(path)) {
            Optional<McapSummary> summary = reader.summary();
            if (summary.isPresent() && summary.get().statistics().isPresent()) {
                McapRecord.Statistics s = summary.get().statistics().get();
                if (summary.get().channels().keySet().containsAll(s.messagesOfChannel().keySet())) {
                    return new McapContents(
                            topics(summary.get().schemas(), summary.get().channels(), s.messagesOfChannel()),
                            s.startNanos(), s.endNanos(), List.of());
                }
            }
            return scan(reader);
        }
    }

    private static McapContents scan(McapReader reader) throws IOException {
        SortedMap<Integer, McapRecord.Schema> schemas = new TreeMap<>();
        SortedMap<Integer, McapRecord.Channel> channels = new TreeMap<>();
        SortedMap<Integer, Long> counts = new TreeMap<>();
        long[] span = {Long.MAX_VALUE, Long.MIN_VALUE};
        List<Problem> problems = reader.scan((record, place) -> {
            if (record instanceof McapRecord.Schema s) {
                schemas.put(s.id(), s);
            } else if (record instanceof McapRecord.Channel c) {
                channels.put(c.id(), c);
            } else if (record instanceof McapRecord.Message m) {
                counts.merge(m.channelId(), 1L, Long::sum);
                span[0] = Math.min(span[0], m.logTimeNanos());
                span[1] = Math.max(span[1], m.logTimeNanos());
            }
        });
        boolean any = span[0] <= span[1];
        return new McapContents(topics(schemas, channels, counts), any ? span[0] : 0, any ? span[1] : 0, problems);
    }

    private static List<Topic> topics(
            Map<Integer, McapRecord.Schema> schemas, Map<Integer, McapRecord.Channel> channels, Map<Integer, Long> counts) {
        List<Topic> out = new ArrayList<>();
        channels.forEach((id, c) -> out.add(new Topic(
                c.topic(),
                schemas.containsKey(c.schemaId()) ? schemas.get(c.schemaId()).name() : "",
                counts.getOrDefault(id, 0L))));
        out.sort(Comparator.comparing(Topic::name));
        return out;
    }
}
