package plumbline.app.ui.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.app.ui.parts.Numbers;
import plumbline.storage.project.LabelDiff;

/** What a change of a label says in a table, a tag and a sentence. Pure. */
public final class ChangeWords {
    /** One row of the changes table. */
    public record Row(LabelDiff diff, String object, String what, String before, String after) {}

    private ChangeWords() {}

    /** Added, then changed, then removed; each by frame and name. */
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
            case ADDED -> new Row(d, object, "+ added", "—", size(l));
            case REMOVED -> new Row(d, object, "− removed", size(l), "—");
            case CHANGED -> {
                String[] values = values(d.before().orElseThrow(), d.after().orElseThrow(), d.groups());
                yield new Row(d, object, "~ " + String.join(", ", d.groups()).replace("attribute:", ""), values[0], values[1]);
            }
        };
    }

    /** For the tag in 3D: {@code ~ Car 014 · W 1.96 → 1.84 m}. */
    public static String tag(LabelDiff d) {
        Row r = row(d);
        return switch (d.kind()) {
            case ADDED -> "+ " + r.object();
            case REMOVED -> "− " + r.object();
            case CHANGED -> "~ " + r.object() + (r.before().isEmpty() ? "" : " · " + r.before() + " → " + r.after());
        };
    }

    /** The first difference that is worth words: class, size, place, heading, an attribute. */
    private static String[] values(Label before, Label after, List<String> groups) {
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
        double turn = Math.abs(Math.IEEEremainder(a.yaw() - b.yaw(), 2 * Math.PI));
        if (turn > Math.toRadians(0.1)) {
            return new String[] {Numbers.fixed(Math.toDegrees(a.yaw()), 1) + "°", Numbers.fixed(Math.toDegrees(b.yaw()), 1) + "°"};
        }
        return new String[] {"", "moved " + Numbers.fixed(a.centre().distance(b.centre()), 2) + " m"};
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
        };
    }
}
