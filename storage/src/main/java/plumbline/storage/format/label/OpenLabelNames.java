package plumbline.storage.format.label;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.ReviewState;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;
import tools.jackson.core.JsonGenerator;

/**
 * What of a label has no place of its own in OpenLABEL and stands among the attributes of its box: id, origin, whether
 * it is finalised, its review, the corners of an image box, and the confidence under its usual name. A person's attribute that
 * begins like one of these is kept apart by a longer name.
 */
final class OpenLabelNames {
    /** In the metadata: says that the document holds all of a label. */
    static final String VERSION_FIELD = "plumbline_labels";

    static final int VERSION = 1;
    static final String OWN = "plumbline:";
    static final String CONFIDENCE = "confidence";
    private static final String ID = OWN + "id";
    private static final String ORIGIN = OWN + "origin";
    private static final String FINALISED = OWN + "finalised";
    private static final String REVIEW = OWN + "review";
    private static final String INSTANCE = OWN + "instance";
    private static final String CORNERS = OWN + "left_top_right_bottom";
    /** Of a relation or tag: its track; the other end of a relation, the value of a tag. */
    static final String FROM = OWN + "from";

    static final String TO = OWN + "to";
    private static final String KEPT_APART = OWN + "attribute:";

    /** What the attributes of a box say; parts that are not there are empty. */
    record Attributes(
            TreeMap<String, String> plain, Optional<String> id, Optional<Origin> origin, boolean finalised,
            ReviewState review, double confidence, Optional<double[]> corners, int instance) {}

    private OpenLabelNames() {}

    static void writeAttributes(JsonGenerator g, Label l) {
        g.writeObjectPropertyStart("attributes");
        shared(g, l, Map.of());
        switch (l) {
            case Label.Cuboid c -> number(g, CONFIDENCE, v -> v.writeNumber(c.confidence()));
            case Label.PointMask m -> number(g, INSTANCE, v -> v.writeNumber(m.instance()));
            case Label.ImageBox b -> {
                // Middle and size give the corners back only to the last digit but one.
                g.writeArrayPropertyStart("vec");
                g.writeStartObject();
                g.writeStringProperty("name", CORNERS);
                g.writeArrayPropertyStart("val");
                for (double v : new double[] {b.left(), b.top(), b.right(), b.bottom()}) {
                    g.writeNumber(v);
                }
                g.writeEndArray();
                g.writeEndObject();
                g.writeEndArray();
            }
            case Headed h -> {}
        }
        g.writeEndObject();
    }

    /** For the points of a label after the first. */
    static void writeId(JsonGenerator g, Label l) {
        g.writeObjectPropertyStart("attributes");
        g.writeArrayPropertyStart("text");
        text(g, ID, l.id().value());
        g.writeEndArray();
        g.writeEndObject();
    }

    /** All of a relation or tag as the data of a tag, with more texts and numbers. */
    static void writeTagData(JsonGenerator g, Label l, Map<String, String> more, Map<String, Integer> numbers) {
        g.writeObjectPropertyStart("tag_data");
        shared(g, l, more);
        g.writeArrayPropertyStart("num");
        numbers.forEach((name, value) -> {
            g.writeStartObject();
            g.writeStringProperty("name", name);
            g.writeNumberProperty("val", value);
            g.writeEndObject();
        });
        g.writeEndArray();
        g.writeEndObject();
    }

    private static void shared(JsonGenerator g, Label l, Map<String, String> more) {
        g.writeArrayPropertyStart("text");
        text(g, ID, l.id().value());
        text(g, ORIGIN, l.origin().name().toLowerCase(Locale.ROOT));
        if (l.review() != ReviewState.OPEN) {
            text(g, REVIEW, l.review().name().toLowerCase(Locale.ROOT));
        }
        more.forEach((name, value) -> text(g, name, value));
        for (Map.Entry<String, String> a : l.attributes().entrySet()) {
            text(g, a.getKey().startsWith(OWN) ? KEPT_APART + a.getKey() : a.getKey(), a.getValue());
        }
        g.writeEndArray();
        g.writeArrayPropertyStart("boolean");
        g.writeStartObject();
        g.writeStringProperty("name", FINALISED);
        g.writeBooleanProperty("val", l.finalised());
        g.writeEndObject();
        g.writeEndArray();
    }

    private static void number(JsonGenerator g, String name, Consumer<JsonGenerator> value) {
        g.writeArrayPropertyStart("num");
        g.writeStartObject();
        g.writeStringProperty("name", name);
        g.writeName("val");
        value.accept(g);
        g.writeEndObject();
        g.writeEndArray();
    }

    private static void text(JsonGenerator g, String name, String value) {
        g.writeStartObject();
        g.writeStringProperty("name", name);
        g.writeStringProperty("val", value);
        g.writeEndObject();
    }

    /** {@code attributes} of a box; {@code own} where the document says that this program wrote it. */
    static Attributes read(Optional<JsonValue> attributes, boolean own) throws FormatException {
        TreeMap<String, String> plain = new TreeMap<>();
        if (attributes.isEmpty()) {
            return new Attributes(plain, Optional.empty(), Optional.empty(), false, ReviewState.OPEN, 1, Optional.empty(), 0);
        }
        plain(attributes.get(), plain);
        Optional<String> id = Optional.empty();
        Optional<Origin> origin = Optional.empty();
        Optional<double[]> corners = Optional.empty();
        boolean finalised = false;
        ReviewState review = ReviewState.OPEN;
        int instance = 0;
        double confidence = 1;
        for (JsonValue v : attributes.get().items("num")) {
            if (name(v).equals(CONFIDENCE)) {
                confidence = v.get("val").finite();
                plain.remove(CONFIDENCE);
            }
        }
        if (own) {
            // The texts again: a number or truth of the same name must not stand in a text's place.
            plain.clear();
            for (JsonValue v : attributes.get().items("text")) {
                switch (name(v)) {
                    case ID -> id = Optional.of(v.get("val").text());
                    case ORIGIN -> origin = Optional.of(origin(v.get("val")));
                    case REVIEW -> review = review(v.get("val"));
                    case FROM, TO -> {}
                    default -> plain.put(unwrapped(name(v)), v.get("val").text());
                }
            }
            for (JsonValue v : attributes.get().items("num")) {
                if (name(v).equals(INSTANCE)) {
                    instance = (int) v.get("val").integer(0, Integer.MAX_VALUE);
                }
            }
            for (JsonValue v : attributes.get().items("boolean")) {
                finalised |= name(v).equals(FINALISED) && v.get("val").truth();
            }
            for (JsonValue v : attributes.get().items("vec")) {
                if (name(v).equals(CORNERS)) {
                    corners = Optional.of(v.get("val").numbers(4));
                }
            }
        }
        return new Attributes(plain, id, origin, finalised, review, confidence, corners, instance);
    }

    /** The texts, numbers, truths and vectors of an object's data or a box's attributes, as texts by name. */
    static void plain(JsonValue of, TreeMap<String, String> into) throws FormatException {
        for (String kind : new String[] {"text", "num", "boolean", "vec"}) {
            for (JsonValue v : of.items(kind)) {
                JsonValue value = v.get("val");
                into.put(name(v), value.isText() ? value.text() : value.node().toString());
            }
        }
    }

    private static String name(JsonValue v) throws FormatException {
        Optional<JsonValue> name = v.find("name");
        return name.isPresent() ? name.get().text() : "";
    }

    private static String unwrapped(String name) {
        return name.startsWith(KEPT_APART) ? name.substring(KEPT_APART.length()) : name;
    }

    private static ReviewState review(JsonValue v) throws FormatException {
        for (ReviewState r : ReviewState.values()) {
            if (r.name().toLowerCase(Locale.ROOT).equals(v.text())) {
                return r;
            }
        }
        throw v.bad("\"" + v.text() + "\" is no state of review");
    }

    private static Origin origin(JsonValue v) throws FormatException {
        for (Origin o : Origin.values()) {
            if (o.name().toLowerCase(Locale.ROOT).equals(v.text())) {
                return o;
            }
        }
        throw v.bad("\"" + v.text() + "\" is no origin of a label");
    }
}
