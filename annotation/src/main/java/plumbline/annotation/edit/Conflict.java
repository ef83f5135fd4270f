package plumbline.annotation.edit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.SensorId;

/**
 * Two sides of a merge that cannot both be right, with the values of all. Until somebody decides, the merged labels hold
 * what {@link #undecided} says: what was before, or where that says nothing, what loses least.
 */
public sealed interface Conflict {
    /** Tells it apart in its merge; the same whichever side is ours. */
    String key();

    /** In one word, as command line and files name it. */
    default String kind() {
        return switch (this) {
            case Field f -> "field";
            case Deleted d -> "deleted";
            case SameObject s -> "sameObject";
            case Overlap o -> "overlap";
            case Definition d -> "definition";
            case Missing m -> "missing";
        };
    }

    FieldGroup group();

    /** The frame to look at; -1 for the ontology's. */
    int frame();

    /** The labels that a decision may change. */
    List<LabelId> objects();

    /** The same seen from the other side. */
    Conflict swapped();

    /** The decision that the merged labels follow as long as there is none. */
    Decision undecided();

    /** Both sides gave one field group of a label another value; without a base both made the label. */
    record Field(LabelId object, FieldGroup group, Optional<Label> base, Label ours, Label theirs) implements Conflict {
        @Override
        public String key() {
            return "field " + group.text() + " " + object;
        }

        @Override
        public int frame() {
            return base.map(Label::frame).orElse(Math.min(ours.frame(), theirs.frame()));
        }

        @Override
        public List<LabelId> objects() {
            return List.of(object);
        }

        @Override
        public Conflict swapped() {
            return new Field(object, group, base, theirs, ours);
        }

        @Override
        public Decision undecided() {
            return new Decision.Take(base.isPresent() ? Side.BASE : first(group, ours, theirs));
        }

        /** With no base, one side must stand in; which one does not depend on who merges. */
        static Side first(FieldGroup group, Label ours, Label theirs) {
            return String.valueOf(group.value(ours)).compareTo(String.valueOf(group.value(theirs))) <= 0
                    ? Side.OURS
                    : Side.THEIRS;
        }
    }

    /** One side deleted a label that the other side edited. The edited one stays until it is decided. */
    record Deleted(LabelId object, Label base, Optional<Label> ours, Optional<Label> theirs) implements Conflict {
        @Override
        public String key() {
            return "deleted " + object;
        }

        @Override
        public FieldGroup group() {
            return FieldGroup.OBJECT;
        }

        @Override
        public int frame() {
            return ours.or(() -> theirs).orElse(base).frame();
        }

        @Override
        public List<LabelId> objects() {
            return List.of(object);
        }

        @Override
        public Conflict swapped() {
            return new Deleted(object, base, theirs, ours);
        }

        @Override
        public Decision undecided() {
            return new Decision.Take(ours.isPresent() ? Side.OURS : Side.THEIRS);
        }
    }

    /**
     * Each side made a label that may be the same object: they overlap (intersection over union, 0 to 1), or are of one
     * track in one frame. Both stay until it is decided.
     */
    record SameObject(Label ours, Label theirs, double overlap) implements Conflict {
        @Override
        public String key() {
            boolean inOrder = ours.id().compareTo(theirs.id()) < 0;
            return "same " + (inOrder ? ours.id() : theirs.id()) + " " + (inOrder ? theirs.id() : ours.id());
        }

        @Override
        public FieldGroup group() {
            return FieldGroup.OBJECT;
        }

        @Override
        public int frame() {
            return ours.frame();
        }

        @Override
        public List<LabelId> objects() {
            return Stream.of(ours.id(), theirs.id()).sorted().toList();
        }

        @Override
        public Conflict swapped() {
            return new SameObject(theirs, ours, overlap);
        }

        @Override
        public Decision undecided() {
            return new Decision.Both();
        }
    }

    /**
     * The sides gave the points {@code range} of one sweep to different masks. {@code masks} says of every mask concerned,
     * in order of id, which points of the range each side has in it. The points stay as before until it is decided.
     */
    record Overlap(SensorId sensor, int frame, PointRuns range, List<Mask> masks) implements Conflict {
        /** A mask's share of the range. */
        public record Mask(LabelId id, String className, PointRuns base, PointRuns ours, PointRuns theirs) {}

        public Overlap {
            masks = List.copyOf(masks);
        }

        @Override
        public String key() {
            return "points " + frame + " " + sensor + " " + objects() + " " + range.from(0);
        }

        @Override
        public FieldGroup group() {
            return FieldGroup.POINTS;
        }

        @Override
        public List<LabelId> objects() {
            return masks.stream().map(Mask::id).toList();
        }

        @Override
        public Conflict swapped() {
            return new Overlap(sensor, frame, range, masks.stream()
                    .map(m -> new Mask(m.id(), m.className(), m.base(), m.theirs(), m.ours()))
                    .toList());
        }

        @Override
        public Decision undecided() {
            return new Decision.Take(Side.BASE);
        }
    }

    /** Both sides changed a class of the ontology, or ({@code attribute} not empty) one of its attributes, differently. */
    record Definition(
            String className, String attribute, Optional<LabelClass> base, Optional<LabelClass> ours,
            Optional<LabelClass> theirs) implements Conflict {
        @Override
        public String key() {
            return "definition " + className + " " + attribute;
        }

        @Override
        public FieldGroup group() {
            return attribute.isEmpty() ? FieldGroup.CLASS : FieldGroup.attribute(attribute);
        }

        @Override
        public int frame() {
            return -1;
        }

        @Override
        public List<LabelId> objects() {
            return List.of();
        }

        @Override
        public Conflict swapped() {
            return new Definition(className, attribute, base, theirs, ours);
        }

        /** As before; where one side took it away or there was none before, what is there stays. */
        @Override
        public Decision undecided() {
            if (base.isPresent() && ours.isPresent() && theirs.isPresent()) {
                return new Decision.Take(Side.BASE);
            }
            boolean first = theirs.isEmpty() || ours.isPresent() && ours.toString().compareTo(theirs.toString()) <= 0;
            return new Decision.Take(first ? Side.OURS : Side.THEIRS);
        }
    }

    /**
     * One side took a class, an attribute or a value out of the ontology, and the other side gave it to labels. They keep
     * it until it is decided. {@code attribute} and {@code value} are empty where the whole class is missing;
     * {@code known} is the class as {@code knownBy} has it.
     */
    record Missing(String className, String attribute, String value, Side knownBy, LabelClass known, List<LabelId> objects)
            implements Conflict {
        public Missing {
            objects = List.copyOf(objects);
        }

        @Override
        public String key() {
            return "missing " + className + " " + attribute + " " + value;
        }

        @Override
        public FieldGroup group() {
            return attribute.isEmpty() ? FieldGroup.CLASS : FieldGroup.attribute(attribute);
        }

        @Override
        public int frame() {
            return -1;
        }

        @Override
        public Conflict swapped() {
            return new Missing(className, attribute, value, knownBy.swapped(), known, objects);
        }

        @Override
        public Decision undecided() {
            return new Decision.Both();
        }
    }
}
