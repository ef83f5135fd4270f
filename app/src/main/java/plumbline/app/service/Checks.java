package plumbline.app.service;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.review.Finding;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Progress;
import plumbline.qa.rules.Rule;
import plumbline.qa.rules.Rules;
import plumbline.qa.rules.Scene;
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.Project;

/** Runs the rules over a session's labels as they stand and keeps what they find with the project. */
public final class Checks {
    private Checks() {}

    /** Worst first, then by frame. The same labels give the same findings. */
    public static List<Finding> run(Session session, Progress progress) throws IOException {
        return run(session, Rules.ALL, progress);
    }

    public static List<Finding> run(Session session, List<Rule> rules, Progress progress) throws IOException {
        Labels labels = session.labels();
        Ontology ontology = session.ontology();
        List<Finding> found = Rules.run(rules, new SessionScene(session, labels, ontology), progress).stream()
                .sorted(Comparator.comparing((Finding f) -> f.severity().ordinal()).reversed()
                        .thenComparing(f -> f.place().frame())
                        .thenComparing(Finding::rule)
                        .thenComparing(Finding::id))
                .toList();
        if (!progress.cancelled() && !session.project().readOnly()) {
            session.project().storeFindings(session.stored().hash(), found);
            record(session, rules, labels, found);
        }
        return found;
    }

    private static void record(Session session, List<Rule> rules, Labels labels, List<Finding> found) {
        Project project = session.project();
        TreeMap<String, String> facts = new TreeMap<>();
        facts.put("findings", Integer.toString(found.size()));
        facts.put("labels", Integer.toString(labels.size()));
        facts.put("uncommittedEdits", Long.toString(project.uncommittedEdits()));
        facts.put("parameter.rules", String.join(" ", rules.stream().map(Rule::id).toList()));
        List<String> from = new ArrayList<>(List.of(session.stored().hash().hex()));
        project.head().ifPresent(v -> from.add(v.hash().hex()));
        project.provenance().record(
                new LineageGraph.Node(
                        "check:rules:" + UUID.randomUUID(), "check", "Label rules on " + session.stored().name(),
                        Instant.now(), project.actor().user(), facts),
                from, "check");
    }

    /** The session's labels at the moment the run began: edits made meanwhile do not mix in. */
    private record SessionScene(Session session, Labels labels, Ontology ontology) implements Scene {
        @Override
        public Capture capture() {
            return session.capture();
        }

        @Override
        public PointBlock points(Frame frame) throws IOException {
            return session.points(frame.index());
        }
    }
}
