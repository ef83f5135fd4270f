package plumbline.annotation.edit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.OntologyStep;
import plumbline.annotation.label.TrackId;

/**
 * A change of an ontology as it would be: the ontology after it, one version on, and what becomes of labels. Pure; a step that
 * cannot be done is refused with an {@link IllegalArgumentException} that says which.
 */
public final class OntologyMigration {
    /** How many labels and objects (tracks) a step changes. */
    public record Reach(OntologyStep step, int labels, int objects) {}

    private final Ontology before;
    private final Ontology after;
    private final List<OntologyStep> steps;

    public OntologyMigration(Ontology before, List<OntologyStep> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("The change has no step.");
        }
        this.before = before;
        this.steps = List.copyOf(steps);
        Ontology now = before;
        for (OntologyStep s : steps) {
            try {
                now = s.apply(now);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("\"" + s.words() + "\" cannot be done: " + e.getMessage(), e);
            }
        }
        this.after = new Ontology(now.name(), before.version() + 1, now.classes());
    }

    public Ontology before() {
        return before;
    }

    public Ontology after() {
        return after;
    }

    public List<OntologyStep> steps() {
        return steps;
    }

    /** {@code Ontology street 3: Rename Car to Passenger car}, as the list of edits shows it. */
    public String what() {
        return "Ontology " + after.name() + " " + after.version() + ": " + steps.getFirst().words()
                + (steps.size() > 1 ? " and " + (steps.size() - 1) + " more" : "");
    }

    public Label migrated(Label label) {
        Label now = label;
        for (OntologyStep s : steps) {
            now = s.apply(now);
        }
        return now;
    }

    /** All that changes in the labels of one capture, as one edit. Finalised labels get their new names as well. */
    public ChangeSet changes(Labels labels) {
        List<Change> out = new ArrayList<>();
        labels.forEach(l -> {
            Label now = migrated(l);
            if (!now.equals(l)) {
                out.add(Change.replace(l, now));
            }
        });
        return new ChangeSet(what(), out);
    }

    /** Step by step, each on what the steps before it left. */
    public List<Reach> reach(Labels labels) {
        int[] count = new int[steps.size()];
        List<Set<TrackId>> objects = new ArrayList<>();
        steps.forEach(s -> objects.add(new HashSet<>()));
        labels.forEach(l -> {
            Label now = l;
            for (int i = 0; i < steps.size(); i++) {
                Label next = steps.get(i).apply(now);
                if (!next.equals(now)) {
                    count[i]++;
                    objects.get(i).add(l.track());
                }
                now = next;
            }
        });
        List<Reach> out = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            out.add(new Reach(steps.get(i), count[i], objects.get(i).size()));
        }
        return out;
    }
}
