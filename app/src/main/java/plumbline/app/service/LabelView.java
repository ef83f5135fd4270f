package plumbline.app.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import tools.jackson.databind.JsonNode;

/**
 * A label as the command line and the REST API show it: {@code id, kind, class, track, frame, centre [x y z], size [length width
 * height], rotation [x y z w], attributes, origin, finalised, review, confidence}; an image box has {@code sensor} and
 * {@code rectangle [left top right bottom]} in place of the box, a point mask {@code sensor}, {@code points [[from, to]]}
 * and {@code instance}. For the other kinds see {@link HeadedView}. Read without {@code kind}, it is told by its fields.
 */
public final class LabelView {
    private LabelView() {}

    /** {@code frameFromLidar} is the identity, or {@code worldFromLidar} where world coordinates are asked for. */
    public static Map<String, Object> of(Label label, Pose frameFromLidar) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("id", label.id().value());
        m.put("kind", HeadedView.kind(label));
        m.put("class", label.className());
        m.put("track", label.track().value());
        m.put("frame", label.frame());
        switch (label) {
            case Label.Cuboid c -> {
                Box b = frameFromLidar.equals(Pose.IDENTITY) ? c.box() : c.box().in(frameFromLidar);
                m.putAll(box(b));
                m.put("confidence", c.confidence());
            }
            case Label.ImageBox i -> {
                m.put("sensor", i.camera().value());
                m.put("rectangle", List.of(i.left(), i.top(), i.right(), i.bottom()));
            }
            case Label.PointMask p -> {
                m.put("sensor", p.sensor().value());
                m.put("points", runs(p.points()));
                m.put("instance", p.instance());
            }
            case Headed h -> HeadedView.put(m, h, frameFromLidar);
        }
        m.put("attributes", label.attributes());
        m.put("origin", label.origin().name().toLowerCase(Locale.ROOT));
        m.put("finalised", label.finalised());
        m.put("review", label.review().name().toLowerCase(Locale.ROOT));
        return m;
    }

    static List<List<Integer>> runs(PointRuns points) {
        List<List<Integer>> out = new ArrayList<>(points.runs());
        for (int i = 0; i < points.runs(); i++) {
            out.add(List.of(points.from(i), points.to(i)));
        }
        return out;
    }

    static PointRuns points(String where, String key, JsonNode runs) {
        int[] bounds = new int[2 * runs.size()];
        for (int i = 0; i < runs.size(); i++) {
            JsonNode run = runs.get(i);
            if (!run.isArray() || run.size() != 2 || !run.get(0).isInt() || !run.get(1).isInt()) {
                throw new IllegalArgumentException(where + ": \"" + key + "\" is not a list of [from, to]");
            }
            bounds[2 * i] = run.get(0).intValue();
            bounds[2 * i + 1] = run.get(1).intValue();
        }
        return PointRuns.ofBounds(bounds);
    }

    public static Map<String, Object> box(Box b) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("centre", List.of(b.centre().x(), b.centre().y(), b.centre().z()));
        m.put("size", List.of(b.length(), b.width(), b.height()));
        m.put("rotation", List.of(b.qx(), b.qy(), b.qz(), b.qw()));
        return m;
    }

    /** The inverse of {@link #of}; {@code where} names the place in errors. */
    public static Label parse(String where, JsonNode node, Pose frameFromLidar) {
        LabelId id = !node.hasNonNull("id") ? LabelId.random() : new LabelId(text(where, node, "id"));
        boolean tag = node.path("kind").asString("").equals("sceneTag") && !node.has("track");
        TrackId track = tag ? Label.SceneTag.SCENE : new TrackId(text(where, node, "track"));
        String className = text(where, node, "class");
        int frame = whole(where, node, "frame");
        TreeMap<String, String> attributes = new TreeMap<>();
        node.path("attributes").properties().forEach(e -> attributes.put(e.getKey(), e.getValue().asString("")));
        Origin origin = node.path("origin").isMissingNode() ? Origin.HAND : origin(where, text(where, node, "origin"));
        boolean finalised = node.path("finalised").asBoolean(false);
        ReviewState review = review(where, node);
        String kind = node.path("kind").asString("");
        if (!List.of("", "cuboid", "imageBox", "pointMask").contains(kind)) {
            return HeadedView.parse(
                    where, kind, new LabelHead(id, track, className, frame, attributes, origin, finalised, review), node,
                    frameFromLidar);
        }
        if (node.path("points").isArray()) {
            return new Label.PointMask(
                    id, track, className, frame, new SensorId(text(where, node, "sensor")),
                    points(where, "points", node.path("points")), node.path("instance").asInt(0), attributes, origin, finalised,
                    review);
        }
        if (node.has("rectangle")) {
            double[] r = numbers(where, node, "rectangle", 4);
            return new Label.ImageBox(
                    id, track, className, frame, new SensorId(text(where, node, "sensor")), r[0], r[1], r[2], r[3],
                    attributes, origin, finalised, review);
        }
        double[] c = numbers(where, node, "centre", 3);
        double[] s = numbers(where, node, "size", 3);
        double[] q = node.has("rotation") ? numbers(where, node, "rotation", 4) : new double[] {0, 0, 0, 1};
        Box box = new Box(new Vec3(c[0], c[1], c[2]), s[0], s[1], s[2], q[0], q[1], q[2], q[3]);
        Box inLidar = frameFromLidar.equals(Pose.IDENTITY) ? box : box.in(frameFromLidar.inverse());
        return new Label.Cuboid(
                id, track, className, frame, inLidar, attributes, origin, finalised, node.path("confidence").asDouble(1),
                review);
    }

    private static Origin origin(String where, String name) {
        for (Origin o : Origin.values()) {
            if (o.name().equalsIgnoreCase(name)) {
                return o;
            }
        }
        throw new IllegalArgumentException(where + ": origin \"" + name + "\" is not hand, interpolated, automatic or imported");
    }

    private static ReviewState review(String where, JsonNode node) {
        String name = node.path("review").asString("open");
        for (ReviewState r : ReviewState.values()) {
            if (r.name().equalsIgnoreCase(name)) {
                return r;
            }
        }
        throw new IllegalArgumentException(
                where + ": review \"" + name + "\" is not open, submitted, accepted or rejected");
    }

    static String text(String where, JsonNode node, String key) {
        JsonNode v = node.path(key);
        if (!v.isString() || v.asString().isBlank()) {
            throw new IllegalArgumentException(where + ": \"" + key + "\" is missing or not a text");
        }
        return v.asString();
    }

    static int whole(String where, JsonNode node, String key) {
        JsonNode v = node.path(key);
        if (!v.isInt() || v.asInt() < 0) {
            throw new IllegalArgumentException(where + ": \"" + key + "\" is missing or not a whole number from 0");
        }
        return v.asInt();
    }

    private static double[] numbers(String where, JsonNode node, String key, int count) {
        return numbers(where, key, node.path(key), count);
    }

    static double[] numbers(String where, String key, JsonNode v, int count) {
        if (!v.isArray() || v.size() != count) {
            throw new IllegalArgumentException(where + ": \"" + key + "\" is missing or not " + count + " numbers");
        }
        double[] out = new double[count];
        for (int i = 0; i < count; i++) {
            if (!v.get(i).isNumber() || !Double.isFinite(v.get(i).asDouble())) {
                throw new IllegalArgumentException(where + ": \"" + key + "\" has something that is not a finite number");
            }
            out[i] = v.get(i).asDouble();
        }
        return out;
    }
}
