package plumbline.storage.project;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.Pixel;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import tools.jackson.databind.JsonNode;

/** The fields of shapes, image masks, relations and tags beside those that every label has; see {@link LabelJson}. */
final class HeadedJson {
    private HeadedJson() {}

    static void write(TreeMap<String, Object> m, Headed label) {
        switch (label) {
            case Label.Shape s -> {
                m.put("kind", "shape");
                m.put("form", s.form().text());
                m.put("vertices", s.vertices().stream().map(v -> List.of(v.x(), v.y(), v.z())).toList());
            }
            case Label.ImageShape s -> {
                m.put("kind", "imageShape");
                m.put("camera", s.camera().value());
                m.put("form", s.form().text());
                m.put("vertices", s.vertices().stream().map(v -> List.of(v.x(), v.y())).toList());
            }
            case Label.ImageMask x -> {
                m.put("kind", "imageMask");
                m.put("camera", x.camera().value());
                m.put("width", x.width());
                m.put("height", x.height());
                m.put("pixels", RunsJson.write(x.pixels()));
            }
            case Label.Relation r -> {
                m.put("kind", "relation");
                m.put("to", r.to().value());
                last(m, r.lastFrame());
            }
            case Label.SceneTag t -> {
                m.put("kind", "sceneTag");
                m.put("value", t.value());
                last(m, t.lastFrame());
            }
        }
    }

    private static void last(TreeMap<String, Object> m, int lastFrame) {
        if (lastFrame != Label.TO_THE_END) {
            m.put("lastFrame", lastFrame);
        }
    }

    static Label read(String where, LabelHead head, JsonNode n) {
        String kind = Json.text(where, n, "kind");
        return switch (kind) {
            case "shape" -> new Label.Shape(head, form(where, n), vertices(where, n, 3).stream()
                    .map(v -> new Vec3(v[0], v[1], v[2]))
                    .toList());
            case "imageShape" -> new Label.ImageShape(head, camera(where, n), form(where, n), vertices(where, n, 2).stream()
                    .map(v -> new Pixel(v[0], v[1]))
                    .toList());
            case "imageMask" -> new Label.ImageMask(
                    head, camera(where, n), Json.small(where, n, "width"), Json.small(where, n, "height"),
                    RunsJson.read(where, Json.list(where, n, "pixels")));
            case "relation" -> new Label.Relation(head, new TrackId(Json.text(where, n, "to")), last(where, n));
            case "sceneTag" -> new Label.SceneTag(head, Json.text(where, n, "value"), last(where, n));
            default -> throw new StorageException(
                    where + ": labels of kind \"" + kind + "\" are not known here; a newer version may read them");
        };
    }

    private static SensorId camera(String where, JsonNode n) {
        return new SensorId(Json.text(where, n, "camera"));
    }

    private static int last(String where, JsonNode n) {
        return n.has("lastFrame") ? Json.small(where, n, "lastFrame") : Label.TO_THE_END;
    }

    private static Form form(String where, JsonNode n) {
        String text = Json.text(where, n, "form");
        for (Form f : Form.values()) {
            if (f.text().equals(text)) {
                return f;
            }
        }
        throw new StorageException(where + ": form \"" + text + "\" is not known");
    }

    private static List<double[]> vertices(String where, JsonNode n, int count) {
        List<double[]> out = new ArrayList<>();
        for (JsonNode v : Json.list(where, n, "vertices")) {
            double[] at = new double[count];
            for (int i = 0; i < count; i++) {
                if (!v.isArray() || v.size() != count || !v.get(i).isNumber()) {
                    throw new StorageException(where + ": a vertex is not " + count + " numbers");
                }
                at[i] = v.get(i).doubleValue();
            }
            out.add(at);
        }
        return out;
    }
}
