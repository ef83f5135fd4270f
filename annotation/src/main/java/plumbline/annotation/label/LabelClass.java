package plumbline.annotation.label;

import java.util.List;
import java.util.Optional;

/**
 * A class of an ontology. {@code code} is two letters shown on tags; {@code colour} is an index into the label palette of
 * twenty; {@code hotkey} is 1 to 9 or 0 for none; sizes are typical length, width, height in metres, 0 where unknown.
 */
public record LabelClass(
        String name, String code, String group, int colour, int hotkey,
        double typicalLength, double typicalWidth, double typicalHeight, List<Attribute> attributes) {
    public LabelClass {
        attributes = List.copyOf(attributes);
    }

    /** The answers asked for under a name, where there are such. */
    public Optional<Attribute> attribute(String attributeName) {
        return attributes.stream().filter(a -> a.name().equals(attributeName)).findFirst();
    }

    public LabelClass withAttributes(List<Attribute> a) {
        return new LabelClass(name, code, group, colour, hotkey, typicalLength, typicalWidth, typicalHeight, a);
    }

    /** A question asked of each label of the class; {@code required} ones are reported while unanswered. */
    public record Attribute(String name, List<String> values, boolean required) {
        public Attribute {
            values = List.copyOf(values);
        }
    }
}
