package plumbline.app.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Verdict;
import plumbline.storage.project.Hash;
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.Project;

/** One label's way, as a person reads it: from the capture pass to the exports that hold it. */
public final class Traces {
    /** In the order of the way. */
    public enum Stage {
        IMPORT,
        CAPTURE,
        CALIBRATION,
        ONTOLOGY,
        ANNOTATION,
        REVIEW,
        VERSION,
        EXPORT
    }

    /**
     * One thing that happened or that the label rests on. {@code id} is its lineage id; {@code auditEntry} names the entry
     * that proves it ({@code LOG/NUMBER}), where the step is one.
     */
    public record Step(
            Stage stage, String id, String what, String who, Instant at, SortedMap<String, String> facts,
            Optional<String> auditEntry) {}

    /** {@code annotators} and {@code reviewers} are each named once, the first first. */
    public record Trace(LabelId label, Hash capture, List<Step> steps, List<String> annotators, List<String> reviewers) {}

    private Traces() {}

    /** Throws {@code StorageException} where the label is not and was not there. */
    public static Trace of(Project project, Hash capture, LabelId label) {
        LineageGraph graph = project.lineage(capture, label);
        List<Step> steps = new ArrayList<>();
        for (LineageGraph.Node n : graph.nodes()) {
            stage(n.kind()).ifPresent(s -> steps.add(new Step(
                    s, n.id(), n.name(), n.actor(), n.at(), n.facts(), entry(n.id()))));
        }
        reviews(project, capture, label, steps);
        steps.sort(Comparator.comparing(Step::stage).thenComparing(Step::at).thenComparing(Step::id));
        return new Trace(label, capture, List.copyOf(steps), people(steps, Stage.ANNOTATION), people(steps, Stage.REVIEW));
    }

    /** Kinds that are no stage of a label's way, such as the label itself, are left out. */
    private static Optional<Stage> stage(String kind) {
        return switch (kind) {
            case "import" -> Optional.of(Stage.IMPORT);
            case "capture" -> Optional.of(Stage.CAPTURE);
            case "calibration" -> Optional.of(Stage.CALIBRATION);
            case "ontology" -> Optional.of(Stage.ONTOLOGY);
            case "edit", "fit" -> Optional.of(Stage.ANNOTATION);
            case "version" -> Optional.of(Stage.VERSION);
            case "export" -> Optional.of(Stage.EXPORT);
            default -> Optional.empty();
        };
    }

    /** An edit's id is its audit entry: {@code edit:LOG:NUMBER}. */
    private static Optional<String> entry(String id) {
        int colon = id.lastIndexOf(':');
        return id.startsWith("edit:") && colon > 5
                ? Optional.of(id.substring(5, colon) + "/" + id.substring(colon + 1))
                : Optional.empty();
    }

    /** What people decided about findings on this label. */
    private static void reviews(Project project, Hash capture, LabelId label, List<Step> steps) {
        Set<String> findings = new HashSet<>();
        for (Finding f : project.findings(capture)) {
            if (f.place().label().equals(Optional.of(label))) {
                findings.add(f.id());
            }
        }
        for (Verdict v : project.verdicts()) {
            if (findings.contains(v.findingId())) {
                steps.add(new Step(
                        Stage.REVIEW, v.findingId(), v.reason(), v.user(), v.at(),
                        new TreeMap<>(Map.of("verdict", v.kind().name())), Optional.empty()));
            }
        }
    }

    private static List<String> people(List<Step> steps, Stage stage) {
        return steps.stream()
                .filter(s -> s.stage() == stage)
                .map(Step::who)
                .filter(w -> !w.isBlank())
                .distinct()
                .toList();
    }
}
