package plumbline.storage.format.ros;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import plumbline.annotation.scene.Problem;

/**
 * What is in a recording: its topics with types and counts, and the time it spans (log times, nanoseconds since 1970
 * UTC; 0 where there is no message).
 */
public record RecordingContents(List<Topic> topics, long startNanos, long endNanos, List<Problem> problems) {
    public RecordingContents {
        topics = topics.stream().sorted(Comparator.comparing(Topic::name)).toList();
        problems = List.copyOf(problems);
    }

    /** {@code type} is the schema's name, empty for a channel without one. */
    public record Topic(String name, String type, long messages) {}

    /** By reading all of it, for a container without an index. */
    public static RecordingContents scan(RecordingReader reader) throws IOException {
        Map<RecordingReader.Channel, Long> counts = new java.util.LinkedHashMap<>();
        long[] span = {Long.MAX_VALUE, Long.MIN_VALUE};
        List<Problem> problems = reader.scan(new RecordingReader.Visitor() {
            @Override
            public void channel(RecordingReader.Channel c) {
                counts.putIfAbsent(c, 0L);
            }

            @Override
            public void message(RecordingReader.Message m) {
                counts.merge(m.channel(), 1L, Long::sum);
                span[0] = Math.min(span[0], m.logTimeNanos());
                span[1] = Math.max(span[1], m.logTimeNanos());
            }
        });
        List<Topic> topics = new ArrayList<>();
        counts.forEach((c, n) -> topics.add(new Topic(c.topic(), c.type(), n)));
        boolean any = span[0] <= span[1];
        return new RecordingContents(topics, any ? span[0] : 0, any ? span[1] : 0, problems);
    }

    /** Of several files of one recording: topics of one name and type are one. */
    public static RecordingContents joined(List<RecordingContents> parts) {
        Map<List<String>, Long> counts = new TreeMap<>(Comparator.comparing(List<String>::toString));
        List<Problem> problems = new ArrayList<>();
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (RecordingContents p : parts) {
            p.topics.forEach(t -> counts.merge(List.of(t.name(), t.type()), t.messages(), Long::sum));
            problems.addAll(p.problems);
            if (p.topics.stream().anyMatch(t -> t.messages() > 0)) {
                start = Math.min(start, p.startNanos);
                end = Math.max(end, p.endNanos);
            }
        }
        List<Topic> topics = new ArrayList<>();
        counts.forEach((k, n) -> topics.add(new Topic(k.get(0), k.get(1), n)));
        boolean any = start <= end;
        return new RecordingContents(topics, any ? start : 0, any ? end : 0, problems);
    }
}
