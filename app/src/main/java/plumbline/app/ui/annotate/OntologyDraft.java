package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.OntologyStep;

/**
 * A change of the ontology while it is made up: its steps, and the classes as they would be. Steps that edit the same thing
 * one after the other join, so that ten nudges of a size are one.
 */
final class OntologyDraft {
    private final Ontology base;
    private final List<OntologyStep> steps = new ArrayList<>();
    private Ontology now;

    OntologyDraft(Ontology base) {
        this.base = base;
        this.now = base;
    }

    Ontology base() {
        return base;
    }

    Ontology now() {
        return now;
    }

    List<OntologyStep> steps() {
        return List.copyOf(steps);
    }

    /** Adds a step; a sentence where it cannot be done. */
    Optional<String> add(OntologyStep step) {
        try {
            Ontology next = step.apply(now);
            if (next.equals(now)) {
                return Optional.empty();
            }
            if (!steps.isEmpty() && joins(steps.getLast(), step)) {
                steps.removeLast();
            }
            steps.add(step);
            now = next;
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static boolean joins(OntologyStep last, OntologyStep next) {
        return last instanceof OntologyStep.EditClass a && next instanceof OntologyStep.EditClass b
                        && a.edited().name().equals(b.edited().name())
                || last instanceof OntologyStep.SetAttribute c && next instanceof OntologyStep.SetAttribute d
                        && c.className().equals(d.className()) && c.attribute().name().equals(d.attribute().name());
    }

    void takeBack() {
        if (!steps.isEmpty()) {
            steps.removeLast();
            now = base;
            for (OntologyStep s : steps) {
                now = s.apply(now);
            }
        }
    }

    /** A name that no class has. */
    String freeName() {
        String name = "New class";
        for (int i = 2; now.find(name).isPresent(); i++) {
            name = "New class " + i;
        }
        return name;
    }

    /** The colour that the fewest classes have. */
    int freeColour() {
        int best = 0;
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            int colour = i;
            long n = now.classes().stream().map(LabelClass::colour).filter(c -> c == colour).count();
            if (n < fewest) {
                fewest = n;
                best = i;
            }
        }
        return best;
    }
}
