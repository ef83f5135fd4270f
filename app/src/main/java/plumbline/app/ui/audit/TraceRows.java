package plumbline.app.ui.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import plumbline.app.service.Traces;
import plumbline.app.ui.parts.Numbers;
import plumbline.storage.project.LineageGraph;

/** A trace as rows, newest first; a long run of versions is one row. Pure. */
public final class TraceRows {
    private static final int RUN = 3;

    /** {@code entry}: the audit entry that proves the step, as {@code LOG/NUMBER}. */
    public record Row(String what, String kind, String who, java.time.Instant at, String id, Optional<String> entry,
            String facts) {}

    private TraceRows() {}

    public static List<Row> of(Traces.Trace trace) {
        List<Traces.Step> steps = trace.steps().stream()
                .sorted(Comparator.comparing(Traces.Step::at).thenComparing(Traces.Step::stage).thenComparing(Traces.Step::id)
                        .reversed())
                .toList();
        List<Row> out = new ArrayList<>();
        int i = 0;
        while (i < steps.size()) {
            int to = i;
            while (to < steps.size() && steps.get(to).stage() == Traces.Stage.VERSION) {
                to++;
            }
            if (to - i > RUN) {
                Traces.Step newest = steps.get(i);
                Traces.Step oldest = steps.get(to - 1);
                out.add(row(newest));
                out.add(new Row(Numbers.count(to - i - 2) + " versions between", "versions", "", newest.at(), "",
                        Optional.empty(), ""));
                out.add(row(oldest));
                i = to;
            } else {
                out.add(row(steps.get(i)));
                i++;
            }
        }
        return out;
    }

    /** Of anything else than a label: its nodes. */
    public static List<Row> of(LineageGraph.Part part) {
        return part.nodes().stream()
                .sorted(Comparator.comparing(LineageGraph.Node::at).thenComparing(LineageGraph.Node::id).reversed())
                .map(n -> new Row(n.name().isBlank() ? n.kind() : n.name(), n.kind(), n.actor(), n.at(), n.id(),
                        Optional.empty(), facts(n.facts())))
                .toList();
    }

    private static Row row(Traces.Step s) {
        return new Row(
                s.what().isBlank() ? words(s.stage()) : s.what(), words(s.stage()), s.who(), s.at(), s.id(),
                s.auditEntry(), facts(s.facts()));
    }

    static String words(Traces.Stage stage) {
        return switch (stage) {
            case IMPORT -> "import";
            case CAPTURE -> "capture pass";
            case CALIBRATION -> "calibration";
            case ONTOLOGY -> "ontology";
            case ANNOTATION -> "annotated";
            case REVIEW -> "reviewed";
            case VERSION -> "version";
            case EXPORT -> "export";
        };
    }

    /** Where an entry stands in its log, counted from 1; the name of the log is in the tooltip. */
    public static String entry(String name) {
        return "entry\u00A0" + Numbers.count(number(name) + 1);
    }

    static long number(String name) {
        return Long.parseLong(name.substring(name.lastIndexOf('/') + 1));
    }

    static String log(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    private static String facts(SortedMap<String, String> facts) {
        return String.join(" · ", facts.entrySet().stream()
                .filter(f -> !f.getValue().isBlank() && !f.getValue().contains("\"") && !f.getValue().contains("{"))
                .limit(3)
                .map(f -> f.getKey().replace("parameter.", "") + " "
                        + (f.getValue().length() > 24 ? LineageSteps.shortId(f.getValue()) : f.getValue()))
                .toList());
    }
}
