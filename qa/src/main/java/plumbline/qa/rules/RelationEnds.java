package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;

/** A relation one of whose objects is in none of the frames that it holds for: deleted, renamed, or elsewhere in time. */
public final class RelationEnds implements Rule {
    @Override
    public String id() {
        return "relation.end";
    }

    @Override
    public String title() {
        return "Relations to objects that are not there";
    }

    @Override
    public List<Finding> check(Scene scene) {
        List<Label.Relation> relations = new ArrayList<>();
        Map<TrackId, TreeSet<Integer>> frames = new HashMap<>();
        scene.labels().forEach((Label l) -> {
            if (l instanceof Label.Relation r) {
                relations.add(r);
            } else if (Ontology.use(l) == LabelClass.Use.OBJECT) {
                frames.computeIfAbsent(l.track(), t -> new TreeSet<>()).add(l.frame());
            }
        });
        List<Finding> out = new ArrayList<>();
        for (Label.Relation r : relations) {
            for (TrackId end : List.of(r.track(), r.to())) {
                Integer there = frames.getOrDefault(end, new TreeSet<>()).ceiling(r.frame());
                if (there == null || there > r.lastFrame()) {
                    Finding.Place place =
                            new Finding.Place(r.frame(), Optional.of(r.id()), Optional.empty(), Optional.empty());
                    out.add(Finding.of(
                            id(), Severity.MEDIUM, place,
                            "Relation " + r.track() + " " + r.className() + " " + r.to() + ": there is no object " + end
                                    + " while it holds",
                            Tracks.evidence("object", end.value(), "relation", r.className())));
                }
            }
        }
        return out;
    }
}
