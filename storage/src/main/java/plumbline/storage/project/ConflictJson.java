package plumbline.storage.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Decision;
import plumbline.annotation.edit.FieldGroup;
import plumbline.annotation.edit.Side;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.SensorId;
import tools.jackson.databind.JsonNode;

/** Conflicts and decisions as canonical JSON (docs/formats/project.md). */
final class ConflictJson {
    private ConflictJson() {}

    static String write(Conflict conflict) {
        TreeMap<String, Object> m = new TreeMap<>(Map.of("kind", conflict.kind()));
        switch (conflict) {
            case Conflict.Field f -> {
                m.put("group", f.group().text());
                f.base().ifPresent(l -> m.put("base", LabelJson.map(l)));
                m.put("ours", LabelJson.map(f.ours()));
                m.put("theirs", LabelJson.map(f.theirs()));
            }
            case Conflict.Deleted d -> {
                m.put("base", LabelJson.map(d.base()));
                d.ours().ifPresent(l -> m.put("ours", LabelJson.map(l)));
                d.theirs().ifPresent(l -> m.put("theirs", LabelJson.map(l)));
            }
            case Conflict.SameObject s -> {
                m.put("ours", LabelJson.map(s.ours()));
                m.put("theirs", LabelJson.map(s.theirs()));
                m.put("overlap", s.overlap());
            }
            case Conflict.Overlap o -> {
                m.put("sensor", o.sensor().value());
                m.put("frame", o.frame());
                m.put("points", RunsJson.write(o.range()));
                m.put("masks", o.masks().stream()
                        .map(x -> Map.of(
                                "id", x.id().value(), "class", x.className(), "base", RunsJson.write(x.base()),
                                "ours", RunsJson.write(x.ours()), "theirs", RunsJson.write(x.theirs())))
                        .toList());
            }
            case Conflict.Definition d -> {
                m.put("class", d.className());
                m.put("attribute", d.attribute());
                d.base().ifPresent(c -> m.put("base", ontology(c)));
                d.ours().ifPresent(c -> m.put("ours", ontology(c)));
                d.theirs().ifPresent(c -> m.put("theirs", ontology(c)));
            }
            case Conflict.Missing x -> {
                m.put("class", x.className());
                m.put("attribute", x.attribute());
                m.put("value", x.value());
                m.put("knownBy", side(x.knownBy()));
                m.put("known", ontology(x.known()));
                m.put("labels", x.objects().stream().map(LabelId::value).toList());
            }
        }
        return Json.write(m);
    }

    static Conflict read(String where, String json) {
        JsonNode n = Json.parse(where, json);
        return switch (Json.text(where, n, "kind")) {
            case "field" -> {
                Label ours = LabelJson.label(where, Json.field(where, n, "ours"));
                yield new Conflict.Field(
                        ours.id(), group(where, Json.text(where, n, "group")), label(where, n, "base"), ours,
                        LabelJson.label(where, Json.field(where, n, "theirs")));
            }
            case "deleted" -> {
                Label base = LabelJson.label(where, Json.field(where, n, "base"));
                yield new Conflict.Deleted(base.id(), base, label(where, n, "ours"), label(where, n, "theirs"));
            }
            case "sameObject" -> new Conflict.SameObject(
                    LabelJson.label(where, Json.field(where, n, "ours")),
                    LabelJson.label(where, Json.field(where, n, "theirs")), Json.number(where, n, "overlap"));
            case "overlap" -> new Conflict.Overlap(
                    new SensorId(Json.text(where, n, "sensor")), Json.small(where, n, "frame"), runs(where, n, "points"),
                    masks(where, n));
            case "definition" -> new Conflict.Definition(
                    Json.text(where, n, "class"), Json.text(where, n, "attribute"), labelClass(where, n, "base"),
                    labelClass(where, n, "ours"), labelClass(where, n, "theirs"));
            case "missing" -> new Conflict.Missing(
                    Json.text(where, n, "class"), Json.text(where, n, "attribute"), Json.text(where, n, "value"),
                    side(where, Json.text(where, n, "knownBy")), labelClass(where, n, "known").orElseThrow(),
                    Json.texts(where, n, "labels").stream().map(LabelId::new).toList());
            default -> throw new StorageException(where + ": conflicts of kind \"" + Json.text(where, n, "kind")
                    + "\" are not known here; a newer version may read them");
        };
    }

    static String write(Decision decision) {
        return Json.write(switch (decision) {
            case Decision.Take(Side s) -> Map.of("take", side(s));
            case Decision.Both both -> Map.of("take", "both");
            case Decision.Value(Label l) -> Map.of("value", LabelJson.map(l));
            case Decision.Rename(String name) -> Map.of("name", name);
        });
    }

    static Decision decision(String where, String json) {
        JsonNode n = Json.parse(where, json);
        if (n.has("value")) {
            return new Decision.Value(LabelJson.label(where, n.get("value")));
        }
        if (n.has("name")) {
            return new Decision.Rename(Json.text(where, n, "name"));
        }
        String take = Json.text(where, n, "take");
        return take.equals("both") ? new Decision.Both() : new Decision.Take(side(where, take));
    }

    private static Optional<Label> label(String where, JsonNode n, String name) {
        return n.has(name) ? Optional.of(LabelJson.label(where, n.get(name))) : Optional.empty();
    }

    private static PointRuns runs(String where, JsonNode n, String name) {
        return RunsJson.read(where, Json.list(where, n, name));
    }

    private static List<Conflict.Overlap.Mask> masks(String where, JsonNode n) {
        List<Conflict.Overlap.Mask> out = new ArrayList<>();
        for (JsonNode m : Json.list(where, n, "masks")) {
            out.add(new Conflict.Overlap.Mask(
                    new LabelId(Json.text(where, m, "id")), Json.text(where, m, "class"), runs(where, m, "base"),
                    runs(where, m, "ours"), runs(where, m, "theirs")));
        }
        return out;
    }

    /** A class as the text of an ontology that has it alone. */
    private static String ontology(LabelClass c) {
        return OntologyJson.write(new Ontology("", 0, List.of(c)));
    }

    private static Optional<LabelClass> labelClass(String where, JsonNode n, String name) {
        return n.has(name)
                ? Optional.of(OntologyJson.read(where, Json.text(where, n, name)).classes().getFirst())
                : Optional.empty();
    }

    private static FieldGroup group(String where, String text) {
        return FieldGroup.parse(text)
                .orElseThrow(() -> new StorageException(where + ": field group \"" + text + "\" is not known"));
    }

    private static String side(Side s) {
        return s.name().toLowerCase(Locale.ROOT);
    }

    private static Side side(String where, String text) {
        for (Side s : Side.values()) {
            if (side(s).equals(text)) {
                return s;
            }
        }
        throw new StorageException(where + ": side \"" + text + "\" is not known");
    }
}
