package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Measured;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;

/** A label that says something its ontology has no word for. */
public final class OntologyBreach implements Rule {
    @Override
    public String id() {
        return "ontology.class";
    }

    @Override
    public String title() {
        return "Classes, attributes and values that the ontology does not have";
    }

    /** What is wrong with labels of one class, the first label that shows it, and how many do. */
    private static final class Breach {
        private final Label first;
        private final Severity severity;
        private final String message;
        private final String attribute;
        private int labels;

        Breach(Label first, Severity severity, String message, String attribute) {
            this.first = first;
            this.severity = severity;
            this.message = message;
            this.attribute = attribute;
        }
    }

    @Override
    public List<Finding> check(Scene scene) {
        // An import with a foreign vocabulary breaches in every label; one sentence for each kind of breach is enough.
        Map<String, Breach> breaches = new LinkedHashMap<>();
        scene.labels().forEach((Label l) -> {
            Optional<LabelClass> cls = scene.ontology().find(l.className());
            if (Measured.kind(l).isPresent()) {
                return;
            }
            if (cls.isEmpty()) {
                String message = "The ontology " + scene.ontology().name() + " has no class " + l.className();
                count(breaches, new Breach(l, Severity.HIGH, message, ""));
            } else if (!cls.get().attributes().isEmpty()) {
                // Where the class asks nothing at all, an importer's extra attributes are no breach.
                l.attributes().forEach((name, value) -> attribute(l, cls.get(), name, value, breaches));
            }
        });
        List<Finding> out = new ArrayList<>();
        for (Breach b : breaches.values()) {
            Finding.Place place = new Finding.Place(
                    b.first.frame(), Optional.of(b.first.id()), Optional.empty(),
                    b.first instanceof Cuboid c ? Optional.of(c.box().centre()) : Optional.empty());
            out.add(Finding.of(
                    id(), b.severity, place, b.message + (b.labels == 1 ? "" : " (" + b.labels + " labels)"),
                    Tracks.evidence(
                            "with", b.attribute, "class", b.first.className(), "labels", Integer.toString(b.labels))));
        }
        return out;
    }

    private static void attribute(
            Label l, LabelClass cls, String name, String value, Map<String, Breach> breaches) {
        Optional<LabelClass.Attribute> asked =
                cls.attributes().stream().filter(a -> a.name().equals(name)).findFirst();
        if (asked.isEmpty()) {
            String message = "The class " + cls.name() + " has no attribute " + name;
            count(breaches, new Breach(l, Severity.INFO, message, name));
        } else if (!asked.get().values().isEmpty() && !asked.get().values().contains(value)) {
            String message = cls.name() + ": " + name + " cannot be " + value;
            count(breaches, new Breach(l, Severity.MEDIUM, message, name + "=" + value));
        }
    }

    private static void count(Map<String, Breach> breaches, Breach breach) {
        breaches.computeIfAbsent(breach.message, m -> breach).labels++;
    }
}
