package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;

/** A question that the ontology asks of each label of the class, without an answer. */
public final class MissingAttribute implements Rule {
    @Override
    public String id() {
        return "attribute.missing";
    }

    @Override
    public String title() {
        return "Required attributes that nobody answered";
    }

    @Override
    public List<Finding> check(Scene scene) {
        List<Finding> out = new ArrayList<>();
        scene.labels().forEach((Label l) -> {
            Optional<LabelClass> cls = scene.ontology().find(l.className());
            for (LabelClass.Attribute a : cls.map(LabelClass::attributes).orElse(List.of())) {
                if (a.required() && l.attributes().getOrDefault(a.name(), "").isBlank()) {
                    Finding.Place place = new Finding.Place(
                            l.frame(), Optional.of(l.id()), Optional.empty(),
                            l instanceof Cuboid c ? Optional.of(c.box().centre()) : Optional.empty());
                    out.add(Finding.of(
                            id(), Severity.MEDIUM, place, Tracks.name(l) + ": " + a.name() + " is not answered",
                            Tracks.evidence("with", a.name(), "values", String.join(", ", a.values()))));
                }
            }
        });
        return out;
    }
}
