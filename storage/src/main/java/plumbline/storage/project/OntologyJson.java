package plumbline.storage.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Ontology;
import tools.jackson.databind.JsonNode;

/** An ontology as canonical JSON (docs/formats/project.md), kept as an object and named by its hash. */
public final class OntologyJson {
    private OntologyJson() {}

    public static String write(Ontology ontology) {
        List<Object> classes = new ArrayList<>();
        for (LabelClass c : ontology.classes()) {
            List<Object> attributes = new ArrayList<>();
            for (LabelClass.Attribute a : c.attributes()) {
                Map<String, Object> m =
                        new TreeMap<>(Map.of("name", a.name(), "values", a.values(), "required", a.required()));
                if (a.scope() != LabelClass.Scope.FRAME) {
                    m.put("scope", text(a.scope()));
                }
                attributes.add(m);
            }
            Map<String, Object> m = new TreeMap<>(Map.of(
                    "name", c.name(), "code", c.code(), "group", c.group(), "colour", c.colour(), "hotkey", c.hotkey(),
                    "size", List.of(c.typicalLength(), c.typicalWidth(), c.typicalHeight()), "attributes", attributes));
            if (c.use() != LabelClass.Use.OBJECT) {
                m.put("use", text(c.use()));
            }
            classes.add(m);
        }
        return Json.write(Map.of(
                "kind", "ontology", "name", ontology.name(), "version", ontology.version(), "classes", classes));
    }

    public static Ontology read(String where, String json) {
        JsonNode n = Json.parse(where, json);
        List<LabelClass> classes = new ArrayList<>();
        for (JsonNode c : Json.list(where, n, "classes")) {
            double[] size = Json.numbers(where, c, "size", 3);
            List<LabelClass.Attribute> attributes = new ArrayList<>();
            for (JsonNode a : Json.list(where, c, "attributes")) {
                attributes.add(new LabelClass.Attribute(
                        Json.text(where, a, "name"), Json.texts(where, a, "values"), Json.truth(where, a, "required"),
                        one(where, a, "scope", LabelClass.Scope.values(), LabelClass.Scope.FRAME)));
            }
            classes.add(new LabelClass(
                    Json.text(where, c, "name"), Json.text(where, c, "code"), Json.text(where, c, "group"),
                    Json.small(where, c, "colour"), Json.small(where, c, "hotkey"), size[0], size[1], size[2], attributes,
                    one(where, c, "use", LabelClass.Use.values(), LabelClass.Use.OBJECT)));
        }
        return new Ontology(Json.text(where, n, "name"), Json.small(where, n, "version"), classes);
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** What is left out is what all had before there was a choice. */
    private static <E extends Enum<E>> E one(String where, JsonNode n, String name, E[] all, E otherwise) {
        if (!n.has(name)) {
            return otherwise;
        }
        String text = Json.text(where, n, name);
        for (E e : all) {
            if (text(e).equals(text)) {
                return e;
            }
        }
        throw new StorageException(where + ": " + name + " \"" + text + "\" is not known");
    }

    /** The first with every class of the second that it lacks, definitions kept; a hotkey that is taken is dropped. */
    static Ontology merge(Ontology own, Ontology more) {
        List<LabelClass> all = new ArrayList<>(own.classes());
        for (LabelClass c : more.classes()) {
            if (own.find(c.name()).isEmpty()) {
                boolean taken = c.hotkey() != 0 && all.stream().anyMatch(o -> o.hotkey() == c.hotkey());
                all.add(new LabelClass(
                        c.name(), c.code(), c.group(), c.colour(), taken ? 0 : c.hotkey(),
                        c.typicalLength(), c.typicalWidth(), c.typicalHeight(), c.attributes(), c.use()));
            }
        }
        return all.size() == own.classes().size() ? own : new Ontology(own.name(), own.version(), all);
    }
}
