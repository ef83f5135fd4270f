package plumbline.storage.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.TrackId;

/** The groups of fields by which labels are compared and taken back: geometry as one, class, track, review, each attribute. */
final class LabelGroups {
    private static final String ATTRIBUTE = "attribute:";

    private LabelGroups() {}

    /** Origin and confidence say where the geometry comes from, so they belong to it. */
    static Map<String, Object> values(Label l) {
        Map<String, Object> out = new java.util.LinkedHashMap<>();
        out.put("geometry", geometry(l));
        out.put("class", l.className());
        out.put("track", l.track());
        out.put("review", l.finalised());
        l.attributes().forEach((name, value) -> out.put(ATTRIBUTE + name, value));
        return out;
    }

    /** In the order of {@link #values}, attributes by name. */
    static List<String> differing(Label a, Label b) {
        Map<String, Object> x = values(a);
        Map<String, Object> y = values(b);
        List<String> out = new ArrayList<>();
        TreeSet<String> attributes = new TreeSet<>();
        for (Map<String, Object> m : List.of(x, y)) {
            m.keySet().stream().filter(k -> k.startsWith(ATTRIBUTE)).forEach(attributes::add);
        }
        for (String g : List.of("geometry", "class", "track", "review")) {
            if (!x.get(g).equals(y.get(g))) {
                out.add(g);
            }
        }
        attributes.stream().filter(g -> !Objects.equals(x.get(g), y.get(g))).forEach(out::add);
        return out;
    }

    private static List<Object> geometry(Label l) {
        return switch (l) {
            case Label.Cuboid c -> List.of("cuboid", c.frame(), c.box(), c.origin(), c.confidence());
            case Label.ImageBox b -> List.of(
                    "imageBox", b.frame(), b.camera(), b.left(), b.top(), b.right(), b.bottom(), b.origin());
        };
    }

    /** A label with some groups as another has them. */
    static Label take(Label into, List<String> groups, Label from) {
        Label shape = groups.contains("geometry") ? from : into;
        String className = groups.contains("class") ? from.className() : into.className();
        TrackId track = groups.contains("track") ? from.track() : into.track();
        boolean finalised = groups.contains("review") ? from.finalised() : into.finalised();
        SortedMap<String, String> attributes = new TreeMap<>(into.attributes());
        for (String g : groups) {
            if (g.startsWith(ATTRIBUTE)) {
                String name = g.substring(ATTRIBUTE.length());
                Optional.ofNullable(from.attributes().get(name))
                        .ifPresentOrElse(v -> attributes.put(name, v), () -> attributes.remove(name));
            }
        }
        return switch (shape) {
            case Label.Cuboid c -> new Label.Cuboid(
                    c.id(), track, className, c.frame(), c.box(), attributes, c.origin(), finalised, c.confidence());
            case Label.ImageBox b -> new Label.ImageBox(
                    b.id(), track, className, b.frame(), b.camera(), b.left(), b.top(), b.right(), b.bottom(), attributes,
                    b.origin(), finalised);
        };
    }

    /** The value of a group for people: metres and degrees, or pixels. */
    static String words(Label l, String group) {
        return switch (group) {
            case "geometry" -> switch (l) {
                case Label.Cuboid c -> cuboid(c.frame(), c.box());
                case Label.ImageBox b -> String.format(
                        Locale.ROOT, "frame %d, %s, %.1f %.1f to %.1f %.1f", b.frame(), b.camera(), b.left(), b.top(),
                        b.right(), b.bottom());
            };
            case "class" -> l.className();
            case "track" -> l.track().value();
            case "review" -> l.finalised() ? "finalised" : "open";
            default -> l.attributes().getOrDefault(group.substring(ATTRIBUTE.length()), "");
        };
    }

    private static String cuboid(int frame, Box b) {
        double yawRad = Math.atan2(
                2 * (b.qw() * b.qz() + b.qx() * b.qy()), 1 - 2 * (b.qy() * b.qy() + b.qz() * b.qz()));
        return String.format(
                Locale.ROOT, "frame %d, at %.2f %.2f %.2f, %.2f x %.2f x %.2f m, yaw %.1f", frame, b.centre().x(),
                b.centre().y(), b.centre().z(), b.length(), b.width(), b.height(), Math.toDegrees(yawRad));
    }
}
