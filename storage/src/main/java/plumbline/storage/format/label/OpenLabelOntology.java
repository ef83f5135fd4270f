package plumbline.storage.format.label;

import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Ontology;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;
import tools.jackson.core.JsonGenerator;

/** The ontology in a document: under {@code ontologies/0}, with its classes and their attributes. */
final class OpenLabelOntology {
    private OpenLabelOntology() {}

    static void write(JsonGenerator g, Ontology ontology) {
        g.writeObjectPropertyStart("ontologies");
        g.writeObjectPropertyStart("0");
        g.writeStringProperty("uri", "plumbline:ontology");
        g.writeStringProperty("name", ontology.name());
        g.writeNumberProperty("version", ontology.version());
        g.writeArrayPropertyStart("classes");
        for (LabelClass c : ontology.classes()) {
            g.writeStartObject();
            g.writeStringProperty("name", c.name());
            g.writeStringProperty("code", c.code());
            g.writeStringProperty("group", c.group());
            g.writeNumberProperty("colour", c.colour());
            g.writeNumberProperty("hotkey", c.hotkey());
            if (c.use() != LabelClass.Use.OBJECT) {
                g.writeStringProperty("use", c.use().name().toLowerCase(java.util.Locale.ROOT));
            }
            g.writeNumberProperty("typical_length", c.typicalLength());
            g.writeNumberProperty("typical_width", c.typicalWidth());
            g.writeNumberProperty("typical_height", c.typicalHeight());
            g.writeArrayPropertyStart("attributes");
            for (LabelClass.Attribute a : c.attributes()) {
                g.writeStartObject();
                g.writeStringProperty("name", a.name());
                g.writeArrayPropertyStart("values");
                a.values().forEach(g::writeString);
                g.writeEndArray();
                g.writeBooleanProperty("required", a.required());
                if (a.scope() == LabelClass.Scope.TRACK) {
                    g.writeStringProperty("scope", "track");
                }
                g.writeEndObject();
            }
            g.writeEndArray();
            g.writeEndObject();
        }
        g.writeEndArray();
        g.writeEndObject();
        g.writeEndObject();
    }

    static Ontology read(JsonValue held) throws FormatException {
        List<LabelClass> classes = new ArrayList<>();
        for (JsonValue c : held.get("classes").items()) {
            List<LabelClass.Attribute> attributes = new ArrayList<>();
            for (JsonValue a : c.items("attributes")) {
                List<String> values = new ArrayList<>();
                for (JsonValue value : a.items("values")) {
                    values.add(value.text());
                }
                attributes.add(new LabelClass.Attribute(a.get("name").text(), values, a.get("required").truth(),
                        a.find("scope").isPresent() && a.get("scope").text().equals("track")
                                ? LabelClass.Scope.TRACK
                                : LabelClass.Scope.FRAME));
            }
            classes.add(new LabelClass(
                    c.get("name").text(), c.get("code").text(), c.get("group").text(),
                    (int) c.get("colour").integer(0, 1000), (int) c.get("hotkey").integer(0, 9),
                    c.get("typical_length").finite(), c.get("typical_width").finite(),
                    c.get("typical_height").finite(), attributes, use(c)));
        }
        int version = (int) held.get("version").integer(0, Integer.MAX_VALUE);
        return new Ontology(held.get("name").text(), version, classes);
    }

    private static LabelClass.Use use(JsonValue c) throws FormatException {
        String text = c.find("use").isPresent() ? c.get("use").text() : "object";
        for (LabelClass.Use u : LabelClass.Use.values()) {
            if (u.name().equalsIgnoreCase(text)) {
                return u;
            }
        }
        throw c.bad("\"" + text + "\" is no use of a class");
    }
}
