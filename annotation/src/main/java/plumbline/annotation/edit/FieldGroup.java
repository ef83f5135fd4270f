package plumbline.annotation.edit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.PointRuns;

/**
 * The fields of a label that change, conflict and are decided together. Geometry is where and how large, with what it came
 * from (frame, sensor, origin, confidence); track is track and instance; review is review state and finalised; each
 * attribute stands for itself; points are a mask's own, on an image its pixels. The other end of a relation is with its track,
 * a tag's value with its class. {@code name} is the attribute's name, else empty.
 */
public record FieldGroup(Kind kind, String name) implements Comparable<FieldGroup> {
    public enum Kind {
        OBJECT,
        GEOMETRY,
        CLASS,
        TRACK,
        REVIEW,
        ATTRIBUTE,
        POINTS
    }

    /** The label as a whole: it is there or not. */
    public static final FieldGroup OBJECT = new FieldGroup(Kind.OBJECT, "");

    public static final FieldGroup GEOMETRY = new FieldGroup(Kind.GEOMETRY, "");
    public static final FieldGroup CLASS = new FieldGroup(Kind.CLASS, "");
    public static final FieldGroup TRACK = new FieldGroup(Kind.TRACK, "");
    public static final FieldGroup REVIEW = new FieldGroup(Kind.REVIEW, "");
    public static final FieldGroup POINTS = new FieldGroup(Kind.POINTS, "");

    private static final String ATTRIBUTE = "attribute:";

    public static FieldGroup attribute(String name) {
        return new FieldGroup(Kind.ATTRIBUTE, name);
    }

    /** {@code geometry}, {@code class}, {@code attribute:occluded}: as command line and diffs name it. */
    public String text() {
        return kind == Kind.ATTRIBUTE ? ATTRIBUTE + name : kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The inverse of {@link #text}; empty where there is no such group. */
    public static Optional<FieldGroup> parse(String text) {
        if (text.startsWith(ATTRIBUTE)) {
            return Optional.of(attribute(text.substring(ATTRIBUTE.length())));
        }
        return java.util.stream.Stream.of(OBJECT, GEOMETRY, CLASS, TRACK, REVIEW, POINTS)
                .filter(g -> g.text().equals(text))
                .findFirst();
    }

    /** The groups in which two labels differ. */
    public static List<FieldGroup> differing(Label a, Label b) {
        List<FieldGroup> out = new java.util.ArrayList<>();
        eachOf(a, b, g -> {
            if (!Objects.equals(g.value(a), g.value(b))) {
                out.add(g);
            }
        });
        return out;
    }

    /** The groups that a label has a value of. */
    public static List<FieldGroup> of(Label l) {
        List<FieldGroup> out = new java.util.ArrayList<>(List.of(GEOMETRY, CLASS, TRACK, REVIEW));
        if (l instanceof Label.PointMask || l instanceof Label.ImageMask) {
            out.add(POINTS);
        }
        l.attributes().keySet().forEach(n -> out.add(attribute(n)));
        return out;
    }

    /** Every group but the attributes that two labels share. */
    static void eachOf(Label a, Label b, Consumer<FieldGroup> action) {
        List.of(GEOMETRY, CLASS, TRACK, REVIEW, POINTS).forEach(action);
        if (!a.attributes().equals(b.attributes())) {
            TreeSet<String> names = new TreeSet<>(a.attributes().keySet());
            names.addAll(b.attributes().keySet());
            names.forEach(n -> action.accept(attribute(n)));
        }
    }

    /** What a label holds of the group, to be compared with what another holds; null for an attribute that it lacks. */
    public Object value(Label l) {
        return switch (kind) {
            case OBJECT -> l;
            case GEOMETRY -> geometry(l);
            case CLASS -> l instanceof Label.SceneTag t ? List.of(t.className(), t.value()) : l.className();
            case TRACK -> track(l);
            case REVIEW -> List.of(l.review(), l.finalised());
            case ATTRIBUTE -> l.attributes().get(name);
            case POINTS -> runs(l).<Object>map(r -> r).orElse(List.of());
        };
    }

    /** {@code target} with this group as {@code from} has it; both are of one kind, or the group is the whole label. */
    public Label with(Label target, Label from) {
        return switch (kind) {
            case OBJECT -> from;
            case GEOMETRY -> withGeometry(target, from);
            case CLASS -> target instanceof Label.SceneTag t && from instanceof Label.SceneTag f
                    ? t.withValue(f.value()).withClass(f.className())
                    : target.withClass(from.className());
            case TRACK -> withTrack(target, from);
            case REVIEW -> target.withReview(from.review()).withFinalised(from.finalised());
            case ATTRIBUTE -> {
                TreeMap<String, String> a = new TreeMap<>(target.attributes());
                String value = from.attributes().get(name);
                if (value == null) {
                    a.remove(name);
                } else {
                    a.put(name, value);
                }
                yield target.withAttributes(a);
            }
            case POINTS -> switch (from) {
                case Label.PointMask f when target instanceof Label.PointMask t -> t.withPoints(f.points());
                case Label.ImageMask f when target instanceof Label.ImageMask t -> f.with(t.head());
                case Label other -> target;
            };
        };
    }

    /** The points or pixels of a mask; empty for what is none. */
    static Optional<PointRuns> runs(Label l) {
        return l instanceof Label.PointMask m ? Optional.of(m.points())
                : l instanceof Label.ImageMask m ? Optional.of(m.pixels()) : Optional.empty();
    }

    private static Object track(Label l) {
        return l instanceof Label.PointMask m ? List.of(l.track(), m.instance())
                : l instanceof Label.Relation r ? List.of(r.track(), r.to()) : List.of(l.track());
    }

    private static Label withTrack(Label target, Label from) {
        return switch (from) {
            case Label.PointMask f when target instanceof Label.PointMask t ->
                t.withInstance(f.instance()).withTrack(f.track());
            case Label.Relation f when target instanceof Label.Relation t -> t.withTo(f.to()).withTrack(f.track());
            case Label other -> target.withTrack(from.track());
        };
    }

    private static Label withGeometry(Label target, Label from) {
        return switch (from) {
            case Label.Cuboid c -> new Label.Cuboid(
                    target.id(), target.track(), target.className(), c.frame(), c.box(), target.attributes(), c.origin(),
                    target.finalised(), c.confidence(), target.review());
            case Label.ImageBox b -> new Label.ImageBox(
                    target.id(), target.track(), target.className(), b.frame(), b.camera(), b.left(), b.top(), b.right(),
                    b.bottom(), target.attributes(), b.origin(), target.finalised(), target.review());
            case Label.PointMask m -> {
                Label.PointMask held = target instanceof Label.PointMask t ? t : m;
                yield new Label.PointMask(
                        target.id(), target.track(), target.className(), m.frame(), m.sensor(), held.points(),
                        held.instance(), target.attributes(), m.origin(), target.finalised(), target.review());
            }
            case Headed h -> kept(h.with(LabelHead.of(target).withFrame(h.frame()).withOrigin(h.origin())), target);
        };
    }

    /** With what other groups than geometry hold as the target has it. A mask of another size has other pixels. */
    private static Label kept(Headed moved, Label target) {
        return switch (moved) {
            case Label.Relation r -> target instanceof Label.Relation t ? r.withTo(t.to()) : r;
            case Label.SceneTag s -> target instanceof Label.SceneTag t ? s.withValue(t.value()) : s;
            case Label.ImageMask m -> target instanceof Label.ImageMask t && m.sameSize(t) ? m.withPixels(t.pixels()) : m;
            case Label.Shape s -> s;
            case Label.ImageShape s -> s;
        };
    }

    /** Origin and confidence say where the geometry comes from, so they belong to it. */
    private static List<Object> geometry(Label l) {
        return switch (l) {
            case Label.Cuboid c -> List.of("cuboid", c.frame(), c.box(), c.origin(), c.confidence());
            case Label.ImageBox b -> List.of(
                    "imageBox", b.frame(), b.camera(), b.left(), b.top(), b.right(), b.bottom(), b.origin());
            case Label.PointMask m -> List.of("pointMask", m.frame(), m.sensor(), m.origin());
            case Label.Shape s -> List.of("shape", s.frame(), s.form(), s.vertices(), s.origin());
            case Label.ImageShape s -> List.of("imageShape", s.frame(), s.camera(), s.form(), s.vertices(), s.origin());
            case Label.ImageMask m -> List.of("imageMask", m.frame(), m.camera(), m.width(), m.height(), m.origin());
            case Label.Relation r -> List.of("relation", r.frame(), r.lastFrame(), r.origin());
            case Label.SceneTag t -> List.of("sceneTag", t.frame(), t.lastFrame(), t.origin());
        };
    }

    @Override
    public int compareTo(FieldGroup o) {
        int byKind = kind.compareTo(o.kind);
        return byKind != 0 ? byKind : name.compareTo(o.name);
    }
}
