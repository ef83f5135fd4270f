package plumbline.annotation.label;

import java.util.List;
import java.util.Optional;

/**
 * A class of an ontology. {@code code} is two letters shown on tags; {@code colour} is an index into the label palette of
 * twenty; {@code hotkey} is 1 to 9 or 0 for none; sizes are typical length, width, height in metres, 0 where unknown.
 */
public record LabelClass(
        String name, String code, String group, int colour, int hotkey,
        double typicalLength, double typicalWidth, double typicalHeight, List<Attribute> attributes, Use use) {
    /** What labels the class is for. */
    public enum Use {
        /** Things in the scene, of whatever shape. */
        OBJECT,
        /** Kinds of relations between objects: "attached to". */
        RELATION,
        /** Questions about the scene; the values of the attribute {@link LabelClass#VALUE} are the answers offered. */
        TAG
    }

    /** The attribute that holds a tag's answers. */
    public static final String VALUE = "value";

    public LabelClass {
        attributes = List.copyOf(attributes);
    }

    /** A class of objects. */
    public LabelClass(
            String name, String code, String group, int colour, int hotkey,
            double typicalLength, double typicalWidth, double typicalHeight, List<Attribute> attributes) {
        this(name, code, group, colour, hotkey, typicalLength, typicalWidth, typicalHeight, attributes, Use.OBJECT);
    }

    /** The answers asked for under a name, where there are such. */
    public Optional<Attribute> attribute(String attributeName) {
        return attributes.stream().filter(a -> a.name().equals(attributeName)).findFirst();
    }

    public LabelClass withAttributes(List<Attribute> a) {
        return new LabelClass(name, code, group, colour, hotkey, typicalLength, typicalWidth, typicalHeight, a, use);
    }

    /** Whether an attribute may change from frame to frame, or is one for all labels of a track. */
    public enum Scope {
        FRAME,
        TRACK
    }

    /** A question asked of each label of the class; {@code required} ones are reported while unanswered. */
    public record Attribute(String name, List<String> values, boolean required, Scope scope) {
        public Attribute {
            values = List.copyOf(values);
        }

        /** Asked of each frame. */
        public Attribute(String name, List<String> values, boolean required) {
            this(name, values, required, Scope.FRAME);
        }
    }
}
