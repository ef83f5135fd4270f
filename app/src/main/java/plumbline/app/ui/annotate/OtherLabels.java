package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Optional;
import plumbline.annotation.edit.AttributeEdits;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.LinkIndex;
import plumbline.annotation.edit.TagEdits;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Measured;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.viewer3d.tool.Edits;

/**
 * What is done to labels that are no boxes in 3D: lines, labels on images, relations, tags. Each method says by its answer
 * whether such a label was selected, so that boxes' own ways come after.
 */
public final class OtherLabels {
    private final AnnotateModel model;
    private final LinkIndex links;

    OtherLabels(AnnotateModel model, LinkIndex links) {
        this.model = model;
        this.links = links;
    }

    public LinkIndex links() {
        return links;
    }

    /** The selected label where it is no box in 3D. */
    public Optional<Label> selected() {
        return model.selected().flatMap(model.labels()::find).filter(l -> !(l instanceof Label.Cuboid));
    }

    /** In the frame in view, those that run over frames left out. */
    public List<Label> inFrame() {
        return model.labels().inFrame(model.frame()).stream()
                .filter(l -> Measured.kind(l).isEmpty())
                .filter(l -> Ontology.use(l) == LabelClass.Use.OBJECT && !(l instanceof Label.Cuboid))
                .toList();
    }

    /** Puts a label in place of the selected one; a sentence where that is refused. */
    public Optional<String> replace(String verb, Label before, Label after) {
        return before.equals(after)
                ? Optional.empty()
                : model.apply(ChangeSet.of(verb + " " + name(before), Change.replace(before, after)));
    }

    /** {@code Car 014}; {@code weather rain}; {@code 007 attached to 003}. */
    public static String name(Label l) {
        return switch (l) {
            case Label.Relation r -> r.track() + " " + r.className() + " " + r.to();
            case Label.SceneTag t -> t.value().isEmpty() ? t.className() : t.className() + " " + t.value();
            case Label.Cuboid c -> Edits.name(c);
            case Label.ImageBox b -> Edits.name(b);
            case Label.PointMask m -> m.instance() == 0 ? m.className() + " points" : Edits.name(m);
            case Label.Shape s -> Edits.name(s);
            case Label.ImageShape s -> Edits.name(s);
            case Label.ImageMask m -> Edits.name(m);
        };
    }

    boolean setClass(LabelClass cls) {
        Optional<Label> label = selected().filter(l -> Ontology.use(l) == cls.use());
        label.ifPresent(l -> tell(replace("Class of", l, l.withClass(cls.name()))));
        return label.isPresent();
    }

    boolean finalise() {
        Optional<Label> label = selected();
        label.ifPresent(l -> tell(replace(l.finalised() ? "Open" : "Finalise", l, l.withFinalised(!l.finalised()))));
        return label.isPresent();
    }

    boolean delete() {
        Optional<Label> label = selected();
        label.ifPresent(this::delete);
        return label.isPresent();
    }

    /** Deletes any label that is not finalised. */
    public void delete(Label l) {
        Optional<String> refused = Edits.refusal(l).or(() ->
                model.apply(ChangeSet.of("Delete " + name(l), Change.delete(l))));
        refused.ifPresentOrElse(model::say, () -> {
            if (model.selected().equals(Optional.of(l.id()))) {
                model.select(Optional.empty());
            }
        });
    }

    /** For all of the track where the ontology says that the attribute is one of the track. */
    public void setAttribute(Label l, String name, String value) {
        ChangeSet set = AttributeEdits.set(model.labels(), model.ontology(), l, name, value);
        boolean track = set.changes().size() > 1 || AttributeEdits.scope(model.ontology(), l.className(), name)
                == LabelClass.Scope.TRACK;
        if (tell(model.apply(set)) && track) {
            model.say(name + (value.isEmpty() ? " is unset" : " is " + value) + " in "
                    + plumbline.app.ui.parts.Numbers.plural(set.changes().size(), "frame", "frames") + " of " + l.track() + ".");
        }
    }

    /** From one object to another for the whole capture. */
    public void relate(TrackId from, TrackId to, String kind) {
        boolean known = links.relationsOf(from).stream()
                .anyMatch(r -> r.track().equals(from) && r.to().equals(to) && r.className().equals(kind));
        if (known) {
            model.say(from + " is " + kind + " " + to + " already.");
            return;
        }
        LabelHead head = LabelHead.byHand(LabelId.random(), from, kind, 0);
        Label.Relation made = new Label.Relation(head, to, Label.TO_THE_END);
        if (tell(model.apply(ChangeSet.of("Relate " + name(made), Change.create(made))))) {
            model.say(name(made) + ". Its frames stand in Properties.");
        }
    }

    /** The frames of a relation or tag; both included. */
    public Optional<String> setFrames(Label l, int first, int last) {
        int end = model.capture().frames().size() - 1;
        if (first < 0 || first > end || last < first) {
            return Optional.of("Frames go from 0 to " + end + ", the last not before the first. The old value stays in force.");
        }
        int to = last >= end ? Label.TO_THE_END : last;
        LabelHead head = LabelHead.of(l).withFrame(first).withOrigin(Origin.HAND);
        return switch (l) {
            case Label.Relation r -> replace("Frames of", r, new Label.Relation(head, r.to(), to));
            case Label.SceneTag t -> replace("Frames of", t, new Label.SceneTag(head, t.value(), to));
            case Label other -> Optional.of(name(other) + " is of one frame.");
        };
    }

    /** The answer to a question about the scene. */
    public void tag(String question, String value, int first, int last) {
        tell(model.apply(TagEdits.set(links.tags(), question, value, first, last)));
    }

    public void clearTag(String question, int first, int last) {
        tell(model.apply(TagEdits.clear(links.tags(), question, first, last)));
    }

    private boolean tell(Optional<String> refusal) {
        refusal.ifPresent(model::say);
        return refusal.isEmpty();
    }
}
