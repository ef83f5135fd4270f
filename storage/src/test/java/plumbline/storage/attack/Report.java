package plumbline.storage.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Every attack that was made, and what was wrong; as Markdown and JSON. Safe for several threads. */
final class Report {
    private final long seed;
    private final List<Point> points = new ArrayList<>();

    Report(long seed) {
        this.seed = seed;
    }

    synchronized void add(Point point) {
        points.add(point);
        if (point.wrong().isPresent()) {
            System.out.println(sentence(point));
        }
    }

    synchronized List<String> wrong() {
        return points.stream().filter(p -> p.wrong().isPresent()).map(Report::sentence).toList();
    }

    synchronized long count() {
        return points.size();
    }

    private static String sentence(Point p) {
        return p.workflow() + ", " + p.kind() + " at call " + p.number() + " (" + p.call() + " " + p.path() + "): "
                + p.wrong().orElse("nothing wrong");
    }

    private Map<String, Map<Point.Kind, Long>> table() {
        Map<String, Map<Point.Kind, Long>> out = new LinkedHashMap<>();
        for (Point p : points) {
            out.computeIfAbsent(p.workflow(), w -> new EnumMap<>(Point.Kind.class)).merge(p.kind(), 1L, Long::sum);
        }
        return out;
    }

    /** Tables of counts; headings are the caller's. */
    synchronized String markdown() {
        StringBuilder out = new StringBuilder("Seed " + seed + ", " + points.size() + " attacks, " + wrong().size()
                + " of them with something wrong afterwards.\n\n| workflow |");
        for (Point.Kind k : Point.Kind.values()) {
            out.append(' ').append(name(k)).append(" |");
        }
        out.append("\n|---|").append("---:|".repeat(Point.Kind.values().length)).append('\n');
        table().forEach((workflow, counts) -> {
            out.append("| ").append(workflow).append(" |");
            for (Point.Kind k : Point.Kind.values()) {
                out.append(' ').append(counts.getOrDefault(k, 0L)).append(" |");
            }
            out.append('\n');
        });
        out.append("\n");
        for (Point.Kind k : Point.Kind.values()) {
            out.append("- ").append(name(k)).append(": ").append(k.words).append('\n');
        }
        out.append("\n| call | attacks |\n|---|---:|\n");
        Map<String, Long> calls = new TreeMap<>();
        points.forEach(p -> calls.merge(p.call(), 1L, Long::sum));
        calls.forEach((call, n) -> out.append("| ").append(call).append(" | ").append(n).append(" |\n"));
        out.append("\n");
        wrong().forEach(w -> out.append("- ").append(w).append('\n'));
        return out.toString();
    }

    private static String name(Point.Kind k) {
        return k.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    synchronized void write(Path markdown, Path json) throws IOException {
        Files.writeString(markdown, markdown());
        List<Map<String, Object>> all = new ArrayList<>();
        for (Point p : points) {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("workflow", p.workflow());
            m.put("kind", name(p.kind()));
            m.put("number", p.number());
            m.put("call", p.call());
            m.put("path", p.path());
            p.wrong().ifPresent(w -> m.put("wrong", w));
            all.add(m);
        }
        Files.writeString(json, JsonMapper.shared().writeValueAsString(Map.of("seed", seed, "points", all)));
    }
}
