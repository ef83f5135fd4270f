package plumbline.app.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.Pixel;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import tools.jackson.databind.JsonNode;

/**
 * Shapes, image masks, relations and tags as {@link LabelView} shows them: {@code kind} with {@code form, vertices [[x y z]]};
 * {@code sensor, form, vertices [[x y]]}; {@code sensor, width, height, pixels [[from, to]]}; {@code to, lastFrame};
 * {@code value, lastFrame}. Without {@code lastFrame} it holds to the end of the capture.
 */
final class HeadedView {
    private HeadedView() {}

    static String kind(Label label) {
        return switch (label) {
            case Label.Cuboid c -> "cuboid";
            case Label.ImageBox b -> "imageBox";
            case Label.PointMask m -> "pointMask";
            case Label.Shape s -> "shape";
            case Label.ImageShape s -> "imageShape";
            case Label.ImageMask m -> "imageMask";
            case Label.Relation r -> "relation";
            case Label.SceneTag t -> "sceneTag";
        };
    }

    static void put(Map<String, Object> m, Headed label, Pose frameFromLidar) {
        switch (label) {
            case Label.Shape s -> {
                m.put("form", s.form().text());
                m.put("vertices", s.vertices().stream()
                        .map(v -> frameFromLidar.equals(Pose.IDENTITY) ? v : frameFromLidar.apply(v))
                        .map(v -> List.of(v.x(), v.y(), v.z()))
                        .toList());
            }
            case Label.ImageShape s -> {
                m.put("sensor", s.camera().value());
                m.put("form", s.form().text());
                m.put("vertices", s.vertices().stream().map(v -> List.of(v.x(), v.y())).toList());
            }
            case Label.ImageMask x -> {
                m.put("sensor", x.camera().value());
                m.put("width", x.width());
                m.put("height", x.height());
                m.put("pixels", LabelView.runs(x.pixels()));
            }
            case Label.Relation r -> {
                m.put("to", r.to().value());
                last(m, r.lastFrame());
            }
            case Label.SceneTag t -> {
                m.put("value", t.value());
                last(m, t.lastFrame());
            }
        }
    }

    private static void last(Map<String, Object> m, int lastFrame) {
        if (lastFrame != Label.TO_THE_END) {
            m.put("lastFrame", lastFrame);
        }
    }

    /** The kinds that say so by {@code kind}; the head has been read. */
    static Label parse(String where, String kind, LabelHead head, JsonNode n, Pose frameFromLidar) {
        return switch (kind) {
            case "shape" -> {
                Pose lidarFromFrame = frameFromLidar.inverse();
                yield new Label.Shape(head, form(where, n), vertices(where, n, 3).stream()
                        .map(v -> new Vec3(v[0], v[1], v[2]))
                        .map(v -> frameFromLidar.equals(Pose.IDENTITY) ? v : lidarFromFrame.apply(v))
                        .toList());
            }
            case "imageShape" -> new Label.ImageShape(
                    head, new SensorId(LabelView.text(where, n, "sensor")), form(where, n),
                    vertices(where, n, 2).stream().map(v -> new Pixel(v[0], v[1])).toList());
            case "imageMask" -> new Label.ImageMask(
                    head, new SensorId(LabelView.text(where, n, "sensor")), LabelView.whole(where, n, "width"),
                    LabelView.whole(where, n, "height"), LabelView.points(where, "pixels", n.path("pixels")));
            case "relation" -> new Label.Relation(head, new TrackId(LabelView.text(where, n, "to")), last(where, n));
            case "sceneTag" -> new Label.SceneTag(head, n.path("value").asString(""), last(where, n));
            default -> throw new IllegalArgumentException(where + ": kind \"" + kind + "\" is not cuboid, imageBox, pointMask, "
                    + "shape, imageShape, imageMask, relation or sceneTag");
        };
    }

    private static int last(String where, JsonNode n) {
        return n.has("lastFrame") ? LabelView.whole(where, n, "lastFrame") : Label.TO_THE_END;
    }

    private static Form form(String where, JsonNode n) {
        String text = LabelView.text(where, n, "form").toLowerCase(Locale.ROOT);
        for (Form f : Form.values()) {
            if (f.text().equals(text)) {
                return f;
            }
        }
        throw new IllegalArgumentException(where + ": form \"" + text + "\" is not polyline, polygon or points");
    }

    private static List<double[]> vertices(String where, JsonNode n, int count) {
        List<double[]> out = new ArrayList<>();
        JsonNode list = n.path("vertices");
        for (int i = 0; i < list.size(); i++) {
            out.add(LabelView.numbers(where, "vertices", list.get(i), count));
        }
        return out;
    }
}
