package plumbline.storage.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import plumbline.annotation.edit.FieldGroup;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;

/** The groups of fields by which labels are compared and taken back: see {@link FieldGroup}. */
final class LabelGroups {
    private LabelGroups() {}

    static Map<String, Object> values(Label l) {
        Map<String, Object> out = new LinkedHashMap<>();
        FieldGroup.of(l).forEach(g -> out.put(g.text(), g.value(l)));
        return out;
    }

    static List<String> differing(Label a, Label b) {
        return FieldGroup.differing(a, b).stream().map(FieldGroup::text).toList();
    }

    /** A label with some groups as another has them. */
    static Label take(Label into, List<String> groups, Label from) {
        Label out = into;
        for (String g : groups) {
            out = FieldGroup.parse(g).orElseThrow().with(out, from);
        }
        return out;
    }

    /** The value of a group for people: metres and degrees, or pixels. */
    static String words(Label l, String group) {
        return switch (group) {
            case "geometry" -> switch (l) {
                case Label.Cuboid c -> cuboid(c.frame(), c.box());
                case Label.ImageBox b -> String.format(
                        Locale.ROOT, "frame %d, %s, %.1f %.1f to %.1f %.1f", b.frame(), b.camera(), b.left(), b.top(),
                        b.right(), b.bottom());
                case Label.PointMask m -> String.format(Locale.ROOT, "frame %d, %s", m.frame(), m.sensor());
                case Label.Shape s -> String.format(
                        Locale.ROOT, "frame %d, %s of %d vertices from %.2f %.2f %.2f", s.frame(), s.form().text(),
                        s.vertices().size(), s.vertices().getFirst().x(), s.vertices().getFirst().y(),
                        s.vertices().getFirst().z());
                case Label.ImageShape s -> String.format(
                        Locale.ROOT, "frame %d, %s, %s of %d vertices from %.1f %.1f", s.frame(), s.camera(), s.form().text(),
                        s.vertices().size(), s.vertices().getFirst().x(), s.vertices().getFirst().y());
                case Label.ImageMask m -> String.format(
                        Locale.ROOT, "frame %d, %s, %d x %d", m.frame(), m.camera(), m.width(), m.height());
                case Label.Relation r -> frames(r.frame(), r.lastFrame());
                case Label.SceneTag t -> frames(t.frame(), t.lastFrame());
            };
            case "class" -> l instanceof Label.SceneTag t && !t.value().isEmpty()
                    ? t.className() + " = " + t.value()
                    : l.className();
            case "track" -> l instanceof Label.Relation r ? r.track() + " to " + r.to() : l.track().value();
            case "review" -> l.review().name().toLowerCase(Locale.ROOT) + (l.finalised() ? ", finalised" : "");
            case "points" -> switch (l) {
                case Label.PointMask m -> m.points().count() + " points: " + m.points();
                case Label.ImageMask m -> m.pixels().count() + " pixels: " + m.pixels();
                case Label other -> "";
            };
            default -> FieldGroup.parse(group).map(g -> g.value(l)).map(Object::toString).orElse("");
        };
    }

    private static String frames(int first, int last) {
        return last == Label.TO_THE_END ? "from frame " + first + " on"
                : first == last ? "frame " + first : "frames " + first + " to " + last;
    }

    private static String cuboid(int frame, Box b) {
        double yawRad = Math.atan2(
                2 * (b.qw() * b.qz() + b.qx() * b.qy()), 1 - 2 * (b.qy() * b.qy() + b.qz() * b.qz()));
        return String.format(
                Locale.ROOT, "frame %d, at %.2f %.2f %.2f, %.2f x %.2f x %.2f m, yaw %.1f", frame, b.centre().x(),
                b.centre().y(), b.centre().z(), b.length(), b.width(), b.height(), Math.toDegrees(yawRad));
    }
}
