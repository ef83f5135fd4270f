package plumbline.storage.format.label;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;
import tools.jackson.core.JsonGenerator;

/**
 * The document's relations and tags. A relation there has no room for more than its ends and frames, so what a label has
 * beyond them stands in a tag of type {@value #OF_RELATION} that names the relation.
 */
final class OpenLabelLinks {
    private static final String OF_RELATION = OpenLabelNames.OWN + "relation";
    private static final String FIRST = OpenLabelNames.OWN + "first_frame";
    private static final String LAST = OpenLabelNames.OWN + "last_frame";
    private static final String FROM = OpenLabelNames.FROM;
    private static final String TO = OpenLabelNames.TO;
    private static final int MAX_FRAME = 100_000_000;

    private OpenLabelLinks() {}

    /** {@code objects} gives the document's keys of a track; none where the relation leads to nothing. */
    static void write(JsonGenerator g, List<Label> links, Function<TrackId, List<Integer>> objects, int lastFrame) {
        List<Label.Relation> relations = only(links, Label.Relation.class);
        if (links.isEmpty()) {
            return;
        }
        g.writeObjectPropertyStart("relations");
        for (int i = 0; i < relations.size(); i++) {
            Label.Relation r = relations.get(i);
            g.writeObjectPropertyStart(Integer.toString(i));
            g.writeStringProperty("name", r.id().value());
            g.writeStringProperty("type", r.className());
            g.writeStringProperty("ontology_uid", "0");
            g.writeArrayPropertyStart("frame_intervals");
            g.writeStartObject();
            g.writeNumberProperty("frame_start", r.frame());
            g.writeNumberProperty("frame_end", Math.max(r.frame(), Math.min(r.lastFrame(), lastFrame)));
            g.writeEndObject();
            g.writeEndArray();
            ends(g, "rdf_subjects", objects.apply(r.track()));
            ends(g, "rdf_objects", objects.apply(r.to()));
            g.writeEndObject();
        }
        g.writeEndObject();
        g.writeObjectPropertyStart("tags");
        for (int i = 0; i < links.size(); i++) {
            g.writeObjectPropertyStart(Integer.toString(i));
            tag(g, links.get(i));
            g.writeEndObject();
        }
        g.writeEndObject();
    }

    private static <T> List<T> only(List<Label> links, Class<T> kind) {
        return links.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static void ends(JsonGenerator g, String name, List<Integer> objects) {
        g.writeArrayPropertyStart(name);
        for (int o : objects) {
            g.writeStartObject();
            g.writeStringProperty("type", "object");
            g.writeStringProperty("uid", Integer.toString(o));
            g.writeEndObject();
        }
        g.writeEndArray();
    }

    private static void tag(JsonGenerator g, Label l) {
        g.writeStringProperty("type", l instanceof Label.Relation ? OF_RELATION : l.className());
        g.writeStringProperty("ontology_uid", "0");
        Map<String, String> more = new LinkedHashMap<>();
        int last = Label.TO_THE_END;
        if (l instanceof Label.Relation r) {
            more.put(FROM, r.track().value());
            more.put(TO, r.to().value());
            last = r.lastFrame();
        } else if (l instanceof Label.SceneTag t) {
            more.put(FROM, t.track().value());
            more.put(TO, t.value());
            last = t.lastFrame();
        }
        Map<String, Integer> numbers = new LinkedHashMap<>(Map.of(FIRST, l.frame()));
        if (last != Label.TO_THE_END) {
            numbers.put(LAST, last);
        }
        OpenLabelNames.writeTagData(g, l, more, numbers);
    }

    /** {@code things} gives the track of the document's object; {@code id} makes an id for what has none. */
    static List<Label> read(
            JsonValue root, boolean own, Function<String, Optional<TrackId>> things, Function<String, LabelId> id)
            throws FormatException {
        List<Label> out = new ArrayList<>();
        Map<String, String> types = new HashMap<>();
        for (JsonValue r : root.fields("relations").values()) {
            types.put(r.get("name").text(), r.get("type").text());
            if (!own) {
                relations(r, things, id, out);
            }
        }
        for (Map.Entry<String, JsonValue> e : root.fields("tags").entrySet()) {
            out.add(own ? ownTag(e.getValue(), types) : othersTag(e.getKey(), e.getValue(), id));
        }
        return out;
    }

    private static void relations(
            JsonValue r, Function<String, Optional<TrackId>> things, Function<String, LabelId> id,
            List<Label> out) throws FormatException {
        int first = 0;
        int last = Label.TO_THE_END;
        List<JsonValue> intervals = r.items("frame_intervals");
        if (!intervals.isEmpty()) {
            first = (int) intervals.getFirst().get("frame_start").integer(0, MAX_FRAME);
            last = (int) intervals.getLast().get("frame_end").integer(first, MAX_FRAME);
        }
        for (TrackId from : ends(r, "rdf_subjects", things)) {
            for (TrackId to : ends(r, "rdf_objects", things)) {
                LabelHead head = imported(id.apply("relation-" + from + "-" + to), from, r.get("type"), first);
                out.add(new Label.Relation(head, to, last));
            }
        }
    }

    private static LabelHead imported(LabelId id, TrackId track, JsonValue type, int frame) throws FormatException {
        if (type.text().isBlank()) {
            throw type.bad("a relation or tag without a type");
        }
        return LabelHead.byHand(id, track, type.text(), frame).withOrigin(Origin.IMPORTED);
    }

    private static List<TrackId> ends(JsonValue r, String name, Function<String, Optional<TrackId>> things)
            throws FormatException {
        List<TrackId> out = new ArrayList<>();
        for (JsonValue end : r.items(name)) {
            if (end.find("type").isEmpty() || end.get("type").text().equals("object")) {
                things.apply(end.get("uid").text()).ifPresent(out::add);
            }
        }
        return out;
    }

    private static Label othersTag(String key, JsonValue tag, Function<String, LabelId> id)
            throws FormatException {
        LabelHead head = imported(id.apply("tag-" + key), Label.SceneTag.SCENE, tag.get("type"), 0);
        Optional<JsonValue> data = tag.find("tag_data");
        if (data.isEmpty()) {
            return new Label.SceneTag(head, "", Label.TO_THE_END);
        }
        if (data.get().isText()) {
            return new Label.SceneTag(head, data.get().text(), Label.TO_THE_END);
        }
        TreeMap<String, String> said = new TreeMap<>();
        OpenLabelNames.plain(data.get(), said);
        String value = said.size() == 1 ? said.pollFirstEntry().getValue() : "";
        return new Label.SceneTag(head.withAttributes(said), value, Label.TO_THE_END);
    }

    private static Label ownTag(JsonValue tag, Map<String, String> types) throws FormatException {
        OpenLabelNames.Attributes a = OpenLabelNames.read(tag.find("tag_data"), true);
        String id = a.id().orElseThrow(() -> tag.bad("a tag without its label's id"));
        JsonValue data = tag.get("tag_data");
        TrackId track = new TrackId(named(data, "text", FROM).orElseThrow(() -> tag.bad("a tag without " + FROM)).text());
        String to = named(data, "text", TO).orElseThrow(() -> tag.bad("a tag without " + TO)).text();
        boolean relation = tag.get("type").text().equals(OF_RELATION) && types.containsKey(id);
        String className = relation ? types.get(id) : tag.get("type").text();
        int first = (int) named(data, "num", FIRST).orElseThrow(() -> tag.bad("a tag without " + FIRST)).integer(0, Integer.MAX_VALUE);
        Optional<JsonValue> end = named(data, "num", LAST);
        int last = end.isPresent() ? (int) end.get().integer(first, Integer.MAX_VALUE) : Label.TO_THE_END;
        LabelHead head = new LabelHead(
                new LabelId(id), track, className, first, a.plain(), a.origin().orElse(Origin.IMPORTED), a.finalised(),
                a.review());
        return relation
                ? new Label.Relation(head, new TrackId(to), last)
                : new Label.SceneTag(head, to, last);
    }

    private static Optional<JsonValue> named(JsonValue data, String kind, String name) throws FormatException {
        for (JsonValue v : data.items(kind)) {
            if (v.get("name").text().equals(name)) {
                return Optional.of(v.get("val"));
            }
        }
        return Optional.empty();
    }
}
