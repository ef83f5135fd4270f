package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelClass;
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

    @Override
    public List<Finding> check(Scene scene) {
        List<Finding> out = new ArrayList<>();
        scene.labels().forEach((Label l) -> {
            Finding.Place place = new Finding.Place(
                    l.frame(), Optional.of(l.id()), Optional.empty(),
                    l instanceof Cuboid c ? Optional.of(c.box().centre()) : Optional.empty());
            Optional<LabelClass> cls = scene.ontology().find(l.className());
            if (cls.isEmpty()) {
                out.add(Finding.of(
                        id(), Severity.HIGH, place,
                        "The ontology " + scene.ontology().name() + " has no class " + l.className(),
                        Tracks.evidence("class", l.className())));
                return;
            }
            l.attributes().forEach((name, value) -> {
                Optional<LabelClass.Attribute> attribute =
                        cls.get().attributes().stream().filter(a -> a.name().equals(name)).findFirst();
                // An attribute without listed values takes any text.
                boolean known = attribute.isPresent()
                        && (attribute.get().values().isEmpty() || attribute.get().values().contains(value));
                // Where the class asks nothing at all, an importer's extra attributes are no breach.
                if (!known && !cls.get().attributes().isEmpty()) {
                    out.add(Finding.of(
                            id(), Severity.MEDIUM, place,
                            attribute.isPresent()
                                    ? Tracks.name(l) + ": " + name + " cannot be " + value
                                    : Tracks.name(l) + ": the class has no attribute " + name,
                            Tracks.evidence("with", name, "value", value)));
                }
            });
        });
        return out;
    }
}
