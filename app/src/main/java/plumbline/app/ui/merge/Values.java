package plumbline.app.ui.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.FieldGroup;
import plumbline.annotation.edit.Side;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;
import plumbline.app.service.LabelWords;
import plumbline.app.ui.parts.Numbers;

/** What a conflict says of each side, in lines of words of which those that differ between the sides are marked. Pure. */
final class Values {
    /** Words of a line; {@code differs} from what the other side has in the same place. */
    record Run(String text, boolean differs) {}

    private Values() {}

    /** Ours or theirs, against the other. */
    static List<List<Run>> of(Conflict c, Side side) {
        return marked(plain(c, side), plain(c, side.swapped()));
    }

    /** What was before both, as one line; {@code not there} where there was nothing. */
    static String before(Conflict c) {
        List<List<String>> lines = plain(c, Side.BASE);
        return String.join(" · ", lines.stream().limit(2).map(l -> String.join("", l)).toList());
    }

    private static List<List<Run>> marked(List<List<String>> here, List<List<String>> there) {
        List<List<Run>> out = new ArrayList<>();
        for (int i = 0; i < here.size(); i++) {
            List<Run> line = new ArrayList<>();
            for (int j = 0; j < here.get(i).size(); j++) {
                String text = here.get(i).get(j);
                boolean same = i < there.size() && j < there.get(i).size() && there.get(i).get(j).equals(text);
                line.add(new Run(text, !same));
            }
            out.add(line);
        }
        return out;
    }

    private static List<List<String>> plain(Conflict c, Side side) {
        return switch (c) {
            case Conflict.Field f -> label(f, side).map(l -> field(f.group(), l)).orElse(notThere());
            case Conflict.Deleted d -> deleted(d, side);
            case Conflict.SameObject s -> switch (side) {
                case BASE -> notThere();
                case OURS -> object(s.ours());
                case THEIRS -> object(s.theirs());
            };
            case Conflict.Overlap o -> o.masks().stream()
                    .map(m -> List.of(m.className() + " ", Numbers.count(share(m, side).count()), " points"))
                    .toList();
            case Conflict.Definition d -> definition(d, side);
            case Conflict.Missing m -> missing(m, side);
        };
    }

    private static List<List<String>> notThere() {
        return List.of(List.of("not there"));
    }

    private static PointRuns share(Conflict.Overlap.Mask m, Side side) {
        return switch (side) {
            case BASE -> m.base();
            case OURS -> m.ours();
            case THEIRS -> m.theirs();
        };
    }

    static Optional<Label> label(Conflict.Field f, Side side) {
        return switch (side) {
            case BASE -> f.base();
            case OURS -> Optional.of(f.ours());
            case THEIRS -> Optional.of(f.theirs());
        };
    }

    private static List<List<String>> deleted(Conflict.Deleted d, Side side) {
        return switch (side) {
            case BASE -> object(d.base());
            case OURS -> d.ours().map(Values::object).orElse(List.of(List.of("deleted")));
            case THEIRS -> d.theirs().map(Values::object).orElse(List.of(List.of("deleted")));
        };
    }

    private static List<List<String>> object(Label l) {
        List<List<String>> out = new ArrayList<>();
        out.add(List.of(l.className()));
        out.addAll(field(FieldGroup.GEOMETRY, l));
        return out;
    }

    private static List<List<String>> field(FieldGroup g, Label l) {
        return switch (g.kind()) {
            case GEOMETRY -> switch (l) {
                case Label.Cuboid c -> box(c.box());
                case Label.ImageBox i -> List.of(
                        List.of(i.camera() + ", from ", px(i.left()), ", ", px(i.top())),
                        List.of("to ", px(i.right()), ", ", px(i.bottom()), " px"));
                case Label.PointMask m -> List.of(List.of(m.sensor() + ", frame ", Numbers.count(m.frame())));
                case Label.Relation r -> List.of(List.of(LabelWords.frames(r.frame(), r.lastFrame())));
                case Label.SceneTag t -> List.of(List.of(LabelWords.frames(t.frame(), t.lastFrame())));
                case Headed h -> List.of(List.of(LabelWords.size(h)));
            };
            case OBJECT -> object(l);
            case CLASS -> l instanceof Label.SceneTag t
                    ? List.of(List.of(l.className()), List.of(t.value()))
                    : List.of(List.of(l.className()));
            case TRACK -> l instanceof Label.PointMask m
                    ? List.of(List.of("track ", l.track().value()), List.of("instance ", Numbers.count(m.instance())))
                    : l instanceof Label.Relation r
                            ? List.of(List.of("from ", l.track().value()), List.of("to ", r.to().value()))
                            : List.of(List.of("track ", l.track().value()));
            case REVIEW -> List.of(List.of(review(l.review())), List.of(l.finalised() ? "finalised" : "not finalised"));
            case ATTRIBUTE -> List.of(List.of(l.attributes().getOrDefault(g.name(), "not set")));
            case POINTS -> l instanceof Label.PointMask p
                    ? List.of(List.of(Numbers.count(p.points().count()), " points"))
                    : l instanceof Label.ImageMask m
                            ? List.of(List.of(Numbers.count(m.pixels().count()), " pixels"))
                            : notThere();
        };
    }

    static String review(ReviewState r) {
        return r.name().toLowerCase(Locale.ROOT);
    }

    private static String px(double v) {
        return Numbers.fixed(v, 0);
    }

    private static List<List<String>> box(Box b) {
        return List.of(
                List.of(metres(b.length()), " × ", metres(b.width()), " × ", metres(b.height()), " m"),
                List.of("heading ", Numbers.fixed(Math.toDegrees(b.yaw()), 1), "°"),
                List.of("at ", metres(b.centre().x()), ", ", metres(b.centre().y()), ", ", metres(b.centre().z()), " m"));
    }

    private static String metres(double v) {
        return Numbers.fixed(v, 2);
    }

    private static List<List<String>> definition(Conflict.Definition d, Side side) {
        Optional<LabelClass> c = switch (side) {
            case BASE -> d.base();
            case OURS -> d.ours();
            case THEIRS -> d.theirs();
        };
        if (c.isEmpty()) {
            return notThere();
        }
        if (!d.attribute().isEmpty()) {
            return c.get().attribute(d.attribute())
                    .map(a -> List.of(
                            List.of(String.join(", ", a.values())), List.of(a.required() ? "required" : "not required")))
                    .orElse(notThere());
        }
        return List.of(
                List.of("code ", c.get().code(), ", key ", Integer.toString(c.get().hotkey())),
                List.of("colour ", Integer.toString(c.get().colour()), ", group ", c.get().group()),
                List.of("usually ", metres(c.get().typicalLength()), " × ", metres(c.get().typicalWidth()), " × ",
                        metres(c.get().typicalHeight()), " m"));
    }

    private static List<List<String>> missing(Conflict.Missing m, Side side) {
        String what = m.attribute().isEmpty() ? m.className()
                : m.value().isEmpty() ? m.attribute() : m.attribute() + " = " + m.value();
        return side == m.knownBy() || side == Side.BASE
                ? List.of(List.of("has " + what))
                : List.of(List.of("took " + what + " out"));
    }

    /** The name of a conflict's card: {@code Geometry}, {@code Attribute: occluded}, {@code Deleted here, changed there}. */
    static String title(Conflict c) {
        return switch (c) {
            case Conflict.Field f -> group(f.group());
            case Conflict.Deleted d -> "Deleted or changed";
            case Conflict.SameObject s -> "Perhaps the same object";
            case Conflict.Overlap o -> Numbers.count(o.range().count()) + " points of two labels";
            case Conflict.Definition d -> d.attribute().isEmpty() ? "Definition" : "Definition of " + d.attribute();
            case Conflict.Missing m -> Numbers.plural(m.objects().size(), "label uses", "labels use") + " what is gone";
        };
    }

    static String group(FieldGroup g) {
        return switch (g.kind()) {
            case OBJECT -> "Object";
            case GEOMETRY -> "Geometry";
            case CLASS -> "Class";
            case TRACK -> "Track";
            case REVIEW -> "Review";
            case ATTRIBUTE -> "Attribute: " + g.name();
            case POINTS -> "Points";
        };
    }

    /** In lower case for a list's second line: {@code attribute}. */
    static String shortGroup(FieldGroup g) {
        return g.kind() == FieldGroup.Kind.ATTRIBUTE ? g.name() : group(g).toLowerCase(Locale.ROOT);
    }

    private static final Map<FieldGroup.Kind, String> ICONS = Map.of(
            FieldGroup.Kind.OBJECT, "mdi2s-shape-outline",
            FieldGroup.Kind.GEOMETRY, "mdi2c-cube-outline",
            FieldGroup.Kind.CLASS, "mdi2t-tag-outline",
            FieldGroup.Kind.TRACK, "mdi2c-chart-line-variant",
            FieldGroup.Kind.REVIEW, "mdi2a-account-check-outline",
            FieldGroup.Kind.ATTRIBUTE, "mdi2t-tune-variant",
            FieldGroup.Kind.POINTS, "mdi2s-scatter-plot");

    static String icon(FieldGroup g) {
        return ICONS.get(g.kind());
    }
}
