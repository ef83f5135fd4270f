package plumbline.app.ui.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.app.service.LabelWords;
import plumbline.app.ui.parts.Numbers;
import plumbline.storage.project.LabelDiff;

/** What a change of a label says in a table, a tag and a sentence. Pure. */
public final class ChangeWords {
    /** One row of the changes table; {@code search} is what a filter looks through, in lower case. */
    public record Row(LabelDiff diff, String object, String what, String before, String after, String search) {
        private Row(LabelDiff diff, String object, String what, String before, String after) {
            this(diff, object, what, before, after,
                    (object + " " + what + " " + GroupWords.of(diff.groups())).toLowerCase(Locale.ROOT));
        }
    }

    /** Below these a difference is not worth a word: half a centimetre, a tenth of a degree. */
    private static final double LEAST_METRES = 0.005;

    private static final double LEAST_TURN_RAD = Math.toRadians(0.1);

    private ChangeWords() {}

    /** Changed, then added, then removed; each by frame and name. */
    public static List<Row> rows(List<LabelDiff> diffs) {
        List<Row> out = new ArrayList<>(diffs.stream().map(ChangeWords::row).toList());
        out.sort(java.util.Comparator.comparing((Row r) -> order(r.diff().kind()))
                .thenComparing(r -> r.diff().either().frame())
                .thenComparing(Row::object)
                .thenComparing(r -> r.diff().either().id()));
        return out;
    }

    private static int order(LabelDiff.Kind k) {
        return switch (k) {
            case CHANGED -> 0;
            case ADDED -> 1;
            case REMOVED -> 2;
        };
    }

    public static Row row(LabelDiff d) {
        Label l = d.either();
        String object = l.className() + " " + l.track();
        return switch (d.kind()) {
            case ADDED -> new Row(d, object, "+ Added", "—", size(l));
            case REMOVED -> new Row(d, object, "− Removed", size(l), "—");
            case CHANGED -> {
                Label before = d.before().orElseThrow();
                Label after = d.after().orElseThrow();
                String[] values = values(before, after);
                String words = String.join(", ", words(before, after));
                String what = "~ " + (words.isEmpty() ? String.join(", ", d.groups()) : words);
                yield new Row(d, object, what, values[0], values[1]);
            }
        };
    }

    /** Everything that differs, most telling first: {@code Moved 0.21 m, turned 3.0° left}. */
    static List<String> words(Label before, Label after) {
        List<String> out = new ArrayList<>();
        if (!before.className().equals(after.className())) {
            out.add("class " + after.className());
        }
        if (before instanceof Label.Cuboid a && after instanceof Label.Cuboid b) {
            double moved = a.box().centre().distance(b.box().centre());
            if (moved >= LEAST_METRES) {
                out.add("moved " + Numbers.fixed(moved, 2) + " m");
            }
            double turn = turn(a.box(), b.box());
            if (Math.abs(turn) >= LEAST_TURN_RAD) {
                String degrees = Numbers.fixed(Math.toDegrees(Math.abs(turn)), 1);
                out.add("turned " + degrees + "° " + (turn > 0 ? "left" : "right"));
            }
            size(out, b.box().length() - a.box().length(), "longer", "shorter");
            size(out, b.box().width() - a.box().width(), "wider", "narrower");
            size(out, b.box().height() - a.box().height(), "higher", "lower");
        }
        if (before instanceof Label.PointMask a && after instanceof Label.PointMask b) {
            long more = b.points().minus(a.points()).count();
            long fewer = a.points().minus(b.points()).count();
            if (more > 0) {
                out.add(Numbers.count(more) + " points more");
            }
            if (fewer > 0) {
                out.add(Numbers.count(fewer) + " points fewer");
            }
        }
        if (before instanceof Headed a && after instanceof Headed b) {
            ShapeWords.differences(out, a, b);
        }
        if (!before.track().equals(after.track())) {
            out.add("track " + after.track());
        }
        TreeSet<String> names = new TreeSet<>(before.attributes().keySet());
        names.addAll(after.attributes().keySet());
        for (String n : names) {
            String value = after.attributes().get(n);
            if (!Optional.ofNullable(value).equals(Optional.ofNullable(before.attributes().get(n)))) {
                out.add(value == null ? n + " unset" : n + " " + value);
            }
        }
        if (before.finalised() != after.finalised()) {
            out.add(after.finalised() ? "finalised" : "opened again");
        }
        if (before.review() != after.review()) {
            out.add(after.review().name().toLowerCase(java.util.Locale.ROOT));
        }
        if (before.frame() != after.frame()) {
            out.add("frame " + after.frame());
        }
        if (!out.isEmpty()) {
            out.set(0, out.getFirst().substring(0, 1).toUpperCase(java.util.Locale.ROOT) + out.getFirst().substring(1));
        }
        return out;
    }

    private static void size(List<String> out, double grown, String more, String less) {
        if (Math.abs(grown) >= LEAST_METRES) {
            out.add(Numbers.fixed(Math.abs(grown), 2) + " m " + (grown > 0 ? more : less));
        }
    }

    /** Radians, to the left positive. */
    private static double turn(Box a, Box b) {
        return Math.IEEEremainder(b.yaw() - a.yaw(), 2 * Math.PI);
    }

    /** For the tag in 3D: {@code ~ Car 014 · 0.12 m narrower}. */
    public static String tag(LabelDiff d) {
        Row r = row(d);
        return switch (d.kind()) {
            case ADDED -> "+ " + r.object();
            case REMOVED -> "− " + r.object();
            case CHANGED -> "~ " + r.object() + " · " + r.what().substring(2);
        };
    }

    /** The first difference that is worth words: class, size, place, heading, an attribute. */
    private static String[] values(Label before, Label after) {
        if (!before.className().equals(after.className())) {
            return new String[] {before.className(), after.className()};
        }
        if (before instanceof Label.Cuboid a && after instanceof Label.Cuboid b && !a.box().equals(b.box())) {
            return geometry(a.box(), b.box());
        }
        if (!before.track().equals(after.track())) {
            return new String[] {before.track().value(), after.track().value()};
        }
        if (!before.attributes().equals(after.attributes())) {
            return attribute(before.attributes(), after.attributes());
        }
        if (before instanceof Label.PointMask a && after instanceof Label.PointMask b && !a.points().equals(b.points())) {
            return new String[] {size(a), size(b)};
        }
        if (before instanceof Headed a && after instanceof Headed b && !ShapeWords.sameContent(a, b)) {
            return new String[] {LabelWords.size(a), LabelWords.size(b)};
        }
        if (before.review() != after.review()) {
            return new String[] {before.review().name().toLowerCase(java.util.Locale.ROOT),
                after.review().name().toLowerCase(java.util.Locale.ROOT)};
        }
        if (before.finalised() != after.finalised()) {
            return new String[] {before.finalised() ? "finalised" : "open", after.finalised() ? "finalised" : "open"};
        }
        return new String[] {before.origin().name().toLowerCase(java.util.Locale.ROOT),
            after.origin().name().toLowerCase(java.util.Locale.ROOT)};
    }

    private static String[] geometry(Box a, Box b) {
        double[][] sizes = {{a.length(), b.length()}, {a.width(), b.width()}, {a.height(), b.height()}};
        String[] names = {"L ", "W ", "H "};
        int most = -1;
        for (int i = 0; i < 3; i++) {
            double d = Math.abs(sizes[i][0] - sizes[i][1]);
            if (d >= 0.005 && (most < 0 || d > Math.abs(sizes[most][0] - sizes[most][1]))) {
                most = i;
            }
        }
        if (most >= 0) {
            return new String[] {names[most] + Numbers.fixed(sizes[most][0], 2) + " m",
                names[most] + Numbers.fixed(sizes[most][1], 2) + " m"};
        }
        double moved = a.centre().distance(b.centre());
        if (Math.abs(turn(a, b)) >= LEAST_TURN_RAD && moved < LEAST_METRES) {
            return new String[] {Numbers.fixed(Math.toDegrees(a.yaw()), 1) + "°", Numbers.fixed(Math.toDegrees(b.yaw()), 1) + "°"};
        }
        return new String[] {place(a), place(b)};
    }

    private static String place(Box b) {
        return Numbers.fixed(b.centre().x(), 2) + ", " + Numbers.fixed(b.centre().y(), 2) + " m";
    }

    private static String[] attribute(Map<String, String> a, Map<String, String> b) {
        TreeSet<String> names = new TreeSet<>(new TreeMap<>(a).keySet());
        names.addAll(b.keySet());
        for (String n : names) {
            if (!Optional.ofNullable(a.get(n)).equals(Optional.ofNullable(b.get(n)))) {
                return new String[] {a.getOrDefault(n, "not set"), b.getOrDefault(n, "not set")};
            }
        }
        return new String[] {"", ""};
    }

    private static String size(Label l) {
        return switch (l) {
            case Label.Cuboid c -> Numbers.fixed(c.box().length(), 2) + " × " + Numbers.fixed(c.box().width(), 2) + " × "
                    + Numbers.fixed(c.box().height(), 2) + " m";
            case Label.ImageBox b -> Math.round(b.right() - b.left()) + " × " + Math.round(b.bottom() - b.top()) + " px";
            case Label.PointMask m -> Numbers.count(m.points().count()) + " points";
            case Headed h -> LabelWords.size(h);
        };
    }
}
