package plumbline.app.ui.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.LineageGraph.Node;
import plumbline.storage.project.Provenance;

/** The way from recording to model in nine steps; a step that nothing was recorded of is empty. */
public final class LineageSteps {
    /** {@code node} is the latest of its kind, {@code count} how many there are. */
    public record Step(String name, String icon, Optional<Node> node, int count) {}

    private record Kind(String name, String icon, List<String> kinds) {}

    private static final List<Kind> ORDER = List.of(
            new Kind("Capture", "mdi2r-radar", List.of("capture")),
            new Kind("Calibration", "mdi2c-crosshairs", List.of("calibration")),
            new Kind("Processing", "mdi2s-sync", List.of("import", "processing")),
            new Kind("Masks", "mdi2b-blur", List.of("mask", "masks")),
            new Kind("Labels", "mdi2t-tag-outline", List.of("labels", "label", "ontology")),
            new Kind("QA", "mdi2f-file-search-outline", List.of("check")),
            new Kind("Version", "mdi2s-source-commit", List.of("version")),
            new Kind("Export", "mdi2e-export-variant", List.of("export")),
            new Kind("Model", "mdi2r-robot-outline", List.of("model")));

    private LineageSteps() {}

    /** What stays of the changes when a box is chosen, and how that is said. */
    public record Narrowing(String words, Predicate<LabelDiff> keep) {}

    /**
     * The changes that a step made or judged; for steps that all labels rest on or go through, all of them.
     * {@code found}: labels with a finding.
     */
    public static Narrowing narrowing(String step, Set<LabelId> found) {
        return switch (step) {
            case "Processing" -> new Narrowing("only what an import brought", d -> d.either().origin() == Origin.IMPORTED);
            case "Masks" -> new Narrowing("only masks", d -> mask(d.either()));
            case "Labels" -> new Narrowing("all but masks", d -> !mask(d.either()));
            case "QA" -> new Narrowing("only what was reviewed or has a finding",
                    d -> d.groups().contains("review") || found.contains(d.either().id()));
            case "Model" -> new Narrowing("only what the program proposed", d -> d.either().origin() == Origin.AUTOMATIC);
            default -> new Narrowing("", d -> true);
        };
    }

    /** Steps that lie up or down the stream of a version. */
    static boolean lies(String step, Provenance.Direction direction) {
        boolean down = Set.of("Version", "Export", "Model").contains(step);
        return switch (direction) {
            case BOTH -> true;
            case UP -> step.equals("Version") || !down;
            case DOWN -> down;
        };
    }

    public static List<Step> of(LineageGraph graph) {
        List<Step> out = new ArrayList<>();
        for (Kind k : ORDER) {
            Node latest = null;
            int count = 0;
            for (Node n : graph.nodes()) {
                if (k.kinds().contains(n.kind().toLowerCase(Locale.ROOT))) {
                    count++;
                    // Kinds listed first win: labels themselves before their ontology.
                    int rank = k.kinds().indexOf(n.kind().toLowerCase(Locale.ROOT));
                    int best = latest == null ? Integer.MAX_VALUE : k.kinds().indexOf(latest.kind().toLowerCase(Locale.ROOT));
                    if (rank < best || rank == best && n.at().isAfter(latest.at())) {
                        latest = n;
                    }
                }
            }
            out.add(new Step(k.name(), k.icon(), Optional.ofNullable(latest), count));
        }
        return out;
    }

    /** What a box says below its title: without repeating it, and ids as eight digits. */
    public static String shortName(Step step, Node n) {
        String name = n.name().isBlank() ? n.kind() : n.name();
        for (String lead : List.of(step.name() + " of ", "Import of ", "Import ", "Check of ", "Export as ")) {
            if (name.regionMatches(true, 0, lead, 0, lead.length()) && name.length() > lead.length()) {
                return name.substring(lead.length());
            }
        }
        return isHash(name) ? shortId(name) : name;
    }

    /** With places where a line may end after the signs that recordings put into their names. */
    static String breakable(String name) {
        return name.replaceAll("([_/.-])(?=[^_/.-])", "$1\u200B");
    }

    /** An id as people read it: the last part, eight digits of a hash or of a UUID. */
    public static String shortId(String id) {
        String last = id.substring(id.lastIndexOf(':') + 1);
        return isHash(last) ? last.substring(0, 8) : last.length() > 14 ? last.substring(0, 13) + "…" : last;
    }

    private static boolean isHash(String s) {
        return s.matches("[0-9a-f]{16,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    private static boolean mask(Label l) {
        return l instanceof Label.PointMask || l instanceof Label.ImageMask;
    }
}
