package plumbline.annotation.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Exactly the labels that an ontology asks somebody to look at again: of a class that it has not, with an answer or attribute
 * that it does not know, or without one that it requires. It follows from labels and ontology alone, so it is never stale.
 */
public final class RelabelQueue {
    /** A label with the reasons, in plain words. */
    public record Entry(Label label, List<String> reasons) {
        public Entry {
            reasons = List.copyOf(reasons);
        }
    }

    private RelabelQueue() {}

    /** In order of track, then frame: an object is seen to at once. */
    public static List<Entry> of(Labels labels, Ontology ontology) {
        return of(labels, ontology, UnaryOperator.identity());
    }

    /** As it would be with the labels changed first. */
    public static List<Entry> of(Labels labels, Ontology ontology, UnaryOperator<Label> changed) {
        Map<String, LabelClass> classes = new TreeMap<>();
        ontology.classes().forEach(c -> classes.put(c.name(), c));
        List<Entry> out = new ArrayList<>();
        labels.forEach(l -> {
            Label now = changed.apply(l);
            List<String> reasons = reasons(now, Optional.ofNullable(classes.get(now.className())));
            if (!reasons.isEmpty()) {
                out.add(new Entry(now, reasons));
            }
        });
        out.sort(java.util.Comparator.comparing((Entry e) -> e.label().track())
                .thenComparing(e -> e.label().frame())
                .thenComparing(e -> e.label().id()));
        return out;
    }

    private static List<String> reasons(Label l, Optional<LabelClass> known) {
        if (known.isEmpty()) {
            return List.of("the ontology has no class " + l.className());
        }
        LabelClass c = known.get();
        List<String> out = new ArrayList<>();
        if (c.use() != Ontology.use(l)) {
            out.add(c.name() + " is no class for this kind of label");
        }
        if (l instanceof Label.SceneTag t) {
            c.attribute(LabelClass.VALUE).filter(a -> !a.values().isEmpty() && !a.values().contains(t.value()))
                    .ifPresent(a -> out.add(t.value() + " is no answer to " + c.name()));
            return out;
        }
        for (LabelClass.Attribute a : c.attributes()) {
            String value = l.attributes().get(a.name());
            if (value == null && a.required()) {
                out.add(a.name() + " is required and not set");
            } else if (value != null && !a.values().isEmpty() && !a.values().contains(value)) {
                out.add(value + " is no value of " + a.name());
            }
        }
        return out;
    }
}
