package plumbline.annotation.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;

/** Answers to the ontology's questions: of one label, or of all labels of its track where the question says so. */
public final class AttributeEdits {
    private AttributeEdits() {}

    /** Where the ontology does not know the attribute, it is one of the frame. */
    public static LabelClass.Scope scope(Ontology ontology, String className, String attribute) {
        return ontology.find(className)
                .flatMap(c -> c.attribute(attribute))
                .map(LabelClass.Attribute::scope)
                .orElse(LabelClass.Scope.FRAME);
    }

    /** Sets the attribute, or takes it away where the value is empty. Labels that have it so already are left alone. */
    public static ChangeSet set(Labels labels, Ontology ontology, Label label, String attribute, String value) {
        boolean track = scope(ontology, label.className(), attribute) == LabelClass.Scope.TRACK;
        List<Label> concerned = new ArrayList<>();
        if (track && !(label instanceof Label.SceneTag)) {
            labels.ofTrack(label.track()).stream()
                    .filter(l -> l.className().equals(label.className()))
                    .forEach(concerned::add);
        } else {
            labels.find(label.id()).ifPresent(concerned::add);
        }
        List<Change> changes = concerned.stream()
                .flatMap(l -> changed(l, attribute, value).stream())
                .toList();
        String what = (value.isEmpty() ? "Unset " + attribute : "Set " + attribute + " " + value) + " of " + label.className()
                + " " + label.track() + (track ? " in all frames" : "");
        return new ChangeSet(what, changes);
    }

    /** What a new label of a track takes over from the others: the attributes that are one for all of the track. */
    public static <L extends Label> Label inherit(Labels labels, Ontology ontology, L label) {
        TreeMap<String, String> attributes = new TreeMap<>(label.attributes());
        for (Label other : labels.ofTrack(label.track())) {
            if (other.className().equals(label.className())) {
                other.attributes().forEach((name, value) -> {
                    if (scope(ontology, label.className(), name) == LabelClass.Scope.TRACK) {
                        attributes.putIfAbsent(name, value);
                    }
                });
            }
        }
        return attributes.equals(label.attributes()) ? label : label.withAttributes(attributes);
    }

    private static Optional<Change> changed(Label l, String attribute, String value) {
        TreeMap<String, String> a = new TreeMap<>(l.attributes());
        if (value.isEmpty()) {
            a.remove(attribute);
        } else {
            a.put(attribute, value);
        }
        return a.equals(l.attributes()) ? Optional.empty() : Optional.of(Change.replace(l, l.withAttributes(a)));
    }
}
