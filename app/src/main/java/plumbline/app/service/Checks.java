package plumbline.app.service;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
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
        }
        return found;
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
