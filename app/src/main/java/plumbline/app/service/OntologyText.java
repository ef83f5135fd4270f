package plumbline.app.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.OntologyStep;
import tools.jackson.databind.JsonNode;

/** Ontologies and steps of their change as the command line shows and takes them (docs/guide/automation.md). */
public final class OntologyText {
    private OntologyText() {}

    public static Map<String, Object> of(Ontology o) {
        return ordered("name", o.name(), "version", o.version(), "classes", o.classes().stream().map(OntologyText::of).toList());
    }

    static Map<String, Object> of(LabelClass c) {
        return ordered(
                "name", c.name(), "code", c.code(), "group", c.group(), "colour", c.colour(), "hotkey", c.hotkey(),
                "size", List.of(c.typicalLength(), c.typicalWidth(), c.typicalHeight()),
                "use", c.use().name().toLowerCase(Locale.ROOT),
                "attributes", c.attributes().stream().map(OntologyText::of).toList());
    }

    private static Map<String, Object> of(LabelClass.Attribute a) {
        return ordered(
                "name", a.name(), "values", a.values(), "required", a.required(),
                "scope", a.scope().name().toLowerCase(Locale.ROOT));
    }

    public static Map<String, Object> of(OntologyStep step) {
        return switch (step) {
            case OntologyStep.AddClass s -> ordered("do", "addClass", "class", of(s.added()));
            case OntologyStep.EditClass s -> ordered("do", "editClass", "class", of(s.edited()));
            case OntologyStep.RenameClass s -> ordered("do", "renameClass", "from", s.from(), "to", s.to());
            case OntologyStep.MergeClass s -> ordered("do", "mergeClass", "from", s.from(), "into", s.into());
            case OntologyStep.SplitClass s ->
                ordered("do", "splitClass", "from", s.from(), "attribute", s.attribute(), "classes", s.classOfValue());
            case OntologyStep.RemoveClass s -> ordered("do", "removeClass", "name", s.name());
            case OntologyStep.SetAttribute s -> {
                Map<String, Object> m = ordered("do", "setAttribute", "of", s.className(), "attribute", of(s.attribute()));
                s.value().ifPresent(v -> m.put("value", v));
                yield m;
            }
            case OntologyStep.RemoveAttribute s ->
                ordered("do", "removeAttribute", "of", s.className(), "attribute", s.attribute());
            case OntologyStep.RenameAttribute s ->
                ordered("do", "renameAttribute", "of", s.className(), "from", s.from(), "to", s.to());
            case OntologyStep.RenameValue s -> ordered(
                    "do", "renameValue", "of", s.className(), "attribute", s.attribute(), "from", s.from(), "to", s.to());
        };
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> m = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            m.put((String) pairs[i], pairs[i + 1]);
        }
        return m;
    }

    /** The steps of {@code {"steps": [...]}}; refused with the step's number where one is not sound. */
    public static List<OntologyStep> steps(JsonNode document) {
        JsonNode list = document.path("steps");
        if (!list.isArray() || list.isEmpty()) {
            throw new IllegalArgumentException("\"steps\" is missing or empty; see docs/guide/automation.md");
        }
        List<OntologyStep> out = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            out.add(step("step " + i, list.get(i)));
        }
        return out;
    }

    private static OntologyStep step(String where, JsonNode n) {
        String what = text(where, n, "do");
        return switch (what) {
            case "addClass" -> new OntologyStep.AddClass(labelClass(where, n.path("class")));
            case "editClass" -> new OntologyStep.EditClass(labelClass(where, n.path("class")));
            case "renameClass" -> new OntologyStep.RenameClass(text(where, n, "from"), text(where, n, "to"));
            case "mergeClass" -> new OntologyStep.MergeClass(text(where, n, "from"), text(where, n, "into"));
            case "splitClass" -> {
                TreeMap<String, String> classes = new TreeMap<>();
                n.path("classes").properties().forEach(e -> classes.put(e.getKey(), e.getValue().asString("")));
                yield new OntologyStep.SplitClass(text(where, n, "from"), text(where, n, "attribute"), classes);
            }
            case "removeClass" -> new OntologyStep.RemoveClass(text(where, n, "name"));
            case "setAttribute" -> new OntologyStep.SetAttribute(
                    text(where, n, "of"), attribute(where, n.path("attribute")),
                    n.has("value") ? Optional.of(text(where, n, "value")) : Optional.empty());
            case "removeAttribute" -> new OntologyStep.RemoveAttribute(text(where, n, "of"), text(where, n, "attribute"));
            case "renameAttribute" ->
                new OntologyStep.RenameAttribute(text(where, n, "of"), text(where, n, "from"), text(where, n, "to"));
            case "renameValue" -> new OntologyStep.RenameValue(
                    text(where, n, "of"), text(where, n, "attribute"), text(where, n, "from"), text(where, n, "to"));
            default -> throw new IllegalArgumentException(where + ": \"" + what + "\" is not addClass, editClass, renameClass, "
                    + "mergeClass, splitClass, removeClass, setAttribute, removeAttribute, renameAttribute or renameValue");
        };
    }

    private static LabelClass labelClass(String where, JsonNode n) {
        String name = text(where, n, "name");
        List<LabelClass.Attribute> attributes = new ArrayList<>();
        n.path("attributes").forEach(a -> attributes.add(attribute(where, a)));
        JsonNode size = n.path("size");
        return new LabelClass(
                name, n.path("code").asString((name + "??").substring(0, 2).toUpperCase(Locale.ROOT)),
                n.path("group").asString("Objects"), n.path("colour").asInt(14), n.path("hotkey").asInt(0),
                size.path(0).asDouble(0), size.path(1).asDouble(0), size.path(2).asDouble(0), attributes,
                one(where, n, "use", LabelClass.Use.values(), LabelClass.Use.OBJECT));
    }

    private static LabelClass.Attribute attribute(String where, JsonNode n) {
        List<String> values = new ArrayList<>();
        n.path("values").forEach(v -> values.add(v.asString("")));
        return new LabelClass.Attribute(
                text(where, n, "name"), values, n.path("required").asBoolean(false),
                one(where, n, "scope", LabelClass.Scope.values(), LabelClass.Scope.FRAME));
    }

    private static <E extends Enum<E>> E one(String where, JsonNode n, String key, E[] all, E otherwise) {
        if (!n.has(key)) {
            return otherwise;
        }
        for (E e : all) {
            if (e.name().equalsIgnoreCase(n.path(key).asString(""))) {
                return e;
            }
        }
        throw new IllegalArgumentException(where + ": \"" + key + "\" is not known");
    }

    private static String text(String where, JsonNode n, String key) {
        JsonNode v = n.path(key);
        if (!v.isString() || v.asString().isBlank()) {
            throw new IllegalArgumentException(where + ": \"" + key + "\" is missing or not a text");
        }
        return v.asString();
    }
}
