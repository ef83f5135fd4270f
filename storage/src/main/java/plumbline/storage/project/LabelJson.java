package plumbline.storage.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import tools.jackson.databind.JsonNode;

/**
 * Labels and change sets as canonical JSON (docs/formats/project.md): equal labels give equal text, and reading gives back
 * an equal label. Metres, pixels, quaternions x y z w. Reading refuses what is not sound with a {@link StorageException}
 * that names {@code where} and the field.
 */
public final class LabelJson {
    private LabelJson() {}

    public static String write(Label label) {
        return Json.write(map(label));
    }

    public static Label read(String where, String json) {
        return label(where, Json.parse(where, json));
    }

    /** {@code {"changes":[{"after":LABEL,"before":LABEL,"id":ID}],"what":TEXT}}; a side that is not there is left out. */
    public static String write(ChangeSet changes) {
        return Json.write(map(changes));
    }

    public static ChangeSet readChangeSet(String where, String json) {
        return changeSet(where, Json.parse(where, json));
    }

    static SortedMap<String, Object> map(ChangeSet set) {
        List<Object> changes = new ArrayList<>();
        for (Change c : set.changes()) {
            TreeMap<String, Object> m = new TreeMap<>();
            m.put("id", c.id().value());
            c.before().ifPresent(l -> m.put("before", map(l)));
            c.after().ifPresent(l -> m.put("after", map(l)));
            changes.add(m);
        }
        return new TreeMap<>(Map.of("what", set.what(), "changes", changes));
    }

    static ChangeSet changeSet(String where, JsonNode node) {
        List<Change> changes = new ArrayList<>();
        for (JsonNode c : Json.list(where, node, "changes")) {
            Optional<Label> before = c.has("before") ? Optional.of(label(where, c.get("before"))) : Optional.empty();
            Optional<Label> after = c.has("after") ? Optional.of(label(where, c.get("after"))) : Optional.empty();
            changes.add(sound(where, () -> new Change(new LabelId(Json.text(where, c, "id")), before, after)));
        }
        String what = Json.text(where, node, "what");
        return sound(where, () -> new ChangeSet(what, changes));
    }

    static SortedMap<String, Object> map(Label label) {
        TreeMap<String, Object> m = new TreeMap<>();
        m.put("id", label.id().value());
        m.put("track", label.track().value());
        m.put("class", label.className());
        m.put("frame", label.frame());
        m.put("attributes", label.attributes());
        m.put("origin", label.origin().name().toLowerCase(Locale.ROOT));
        m.put("finalised", label.finalised());
        if (label.review() != ReviewState.OPEN) {
            m.put("review", label.review().name().toLowerCase(Locale.ROOT));
        }
        switch (label) {
            case Label.Cuboid c -> {
                Box b = c.box();
                m.put("kind", "cuboid");
                m.put("centre", List.of(b.centre().x(), b.centre().y(), b.centre().z()));
                m.put("size", List.of(b.length(), b.width(), b.height()));
                m.put("rotation", List.of(b.qx(), b.qy(), b.qz(), b.qw()));
                m.put("confidence", c.confidence());
            }
            case Label.ImageBox b -> {
                m.put("kind", "imageBox");
                m.put("camera", b.camera().value());
                m.put("rectangle", List.of(b.left(), b.top(), b.right(), b.bottom()));
            }
            case Label.PointMask p -> {
                m.put("kind", "pointMask");
                m.put("sensor", p.sensor().value());
                m.put("points", RunsJson.write(p.points()));
                if (p.instance() != 0) {
                    m.put("instance", p.instance());
                }
            }
            case Headed h -> HeadedJson.write(m, h);
        }
        return m;
    }

    static Label label(String where, JsonNode n) {
        String name = n.has("id") ? where + ", label " + n.get("id").asString() : where;
        return sound(name, () -> switch (Json.text(name, n, "kind")) {
            case "cuboid" -> cuboid(name, n);
            case "imageBox" -> imageBox(name, n);
            case "pointMask" -> pointMask(name, n);
            default -> HeadedJson.read(name, head(name, n), n);
        });
    }

    private static LabelHead head(String where, JsonNode n) {
        return new LabelHead(
                new LabelId(Json.text(where, n, "id")), new TrackId(Json.text(where, n, "track")),
                Json.text(where, n, "class"), frame(where, n), Json.textMap(where, n, "attributes"), origin(where, n),
                Json.truth(where, n, "finalised"), review(where, n));
    }

    private static Label cuboid(String where, JsonNode n) {
        double[] c = Json.numbers(where, n, "centre", 3);
        double[] s = Json.numbers(where, n, "size", 3);
        double[] q = Json.numbers(where, n, "rotation", 4);
        Box box = new Box(new Vec3(c[0], c[1], c[2]), s[0], s[1], s[2], q[0], q[1], q[2], q[3]);
        return new Label.Cuboid(
                new LabelId(Json.text(where, n, "id")), new TrackId(Json.text(where, n, "track")),
                Json.text(where, n, "class"), frame(where, n), box, Json.textMap(where, n, "attributes"),
                origin(where, n), Json.truth(where, n, "finalised"), Json.number(where, n, "confidence"),
                review(where, n));
    }

    private static Label imageBox(String where, JsonNode n) {
        double[] r = Json.numbers(where, n, "rectangle", 4);
        return new Label.ImageBox(
                new LabelId(Json.text(where, n, "id")), new TrackId(Json.text(where, n, "track")),
                Json.text(where, n, "class"), frame(where, n), new SensorId(Json.text(where, n, "camera")),
                r[0], r[1], r[2], r[3], Json.textMap(where, n, "attributes"),
                origin(where, n), Json.truth(where, n, "finalised"), review(where, n));
    }

    private static Label pointMask(String where, JsonNode n) {
        return new Label.PointMask(
                new LabelId(Json.text(where, n, "id")), new TrackId(Json.text(where, n, "track")),
                Json.text(where, n, "class"), frame(where, n), new SensorId(Json.text(where, n, "sensor")),
                RunsJson.read(where, Json.list(where, n, "points")), n.has("instance") ? Json.small(where, n, "instance") : 0,
                Json.textMap(where, n, "attributes"), origin(where, n), Json.truth(where, n, "finalised"),
                review(where, n));
    }

    private static int frame(String where, JsonNode n) {
        int frame = Json.small(where, n, "frame");
        if (frame < 0) {
            throw new StorageException(where + ": frame " + frame + " is below 0");
        }
        return frame;
    }

    private static Origin origin(String where, JsonNode n) {
        String text = Json.text(where, n, "origin");
        for (Origin o : Origin.values()) {
            if (o.name().toLowerCase(Locale.ROOT).equals(text)) {
                return o;
            }
        }
        throw new StorageException(where + ": origin \"" + text + "\" is not known");
    }

    private static ReviewState review(String where, JsonNode n) {
        if (!n.has("review")) {
            return ReviewState.OPEN;
        }
        String text = Json.text(where, n, "review");
        for (ReviewState r : ReviewState.values()) {
            if (r.name().toLowerCase(Locale.ROOT).equals(text)) {
                return r;
            }
        }
        throw new StorageException(where + ": review \"" + text + "\" is not known");
    }

    private interface Maker<T> {
        T make();
    }

    /** The types of the model refuse what cannot be (a negative size, an empty id); here that is a fault of the file. */
    private static <T> T sound(String where, Maker<T> maker) {
        try {
            return maker.make();
        } catch (IllegalArgumentException e) {
            throw new StorageException(where + ": " + e.getMessage(), e);
        }
    }
}
