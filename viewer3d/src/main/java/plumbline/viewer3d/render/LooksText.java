package plumbline.viewer3d.render;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import plumbline.viewer3d.render.Legend.Range;
import plumbline.viewer3d.render.Looks.Between;
import plumbline.viewer3d.view.PointStyle;

/**
 * Looks as lines of {@code name=value}, for settings and links. A value's own names come last on their line, so that they
 * may hold anything but a line's end. What is not understood is left at its default.
 */
public final class LooksText {
    private LooksText() {}

    public static String write(Looks l) {
        StringBuilder out = new StringBuilder();
        line(out, "colour", l.colour());
        l.map().ifPresent(m -> line(out, "map", m.name()));
        l.range().ifPresent(r -> line(out, "range", r.min() + " " + r.max()));
        line(out, "size", l.style().mode().name() + " " + l.style().size());
        line(out, "light", String.valueOf(l.style().eyeDome()));
        line(out, "round", String.valueOf(l.style().round()));
        line(out, "gaps", String.valueOf(l.style().fillGaps()));
        line(out, "ground", String.valueOf(l.ground()));
        l.filters().forEach(f -> line(out, "filter", f.min() + " " + f.max() + " " + f.value()));
        l.hiddenClasses().forEach(c -> line(out, "hidden", c));
        l.opacity().forEach((layer, o) -> line(out, "opacity", o + " " + layer));
        return out.toString();
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(name).append('=').append(value.replace('\n', ' ').replace('\r', ' ')).append('\n');
    }

    public static Looks read(String text) {
        Looks looks = Looks.DEFAULT;
        Map<String, String> once = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            int at = line.indexOf('=');
            if (at > 0) {
                String name = line.substring(0, at);
                String value = line.substring(at + 1);
                switch (name) {
                    case "filter" -> looks = filter(looks, value);
                    case "hidden" -> looks = looks.withClass(value, false);
                    case "opacity" -> looks = opacity(looks, value);
                    default -> once.put(name, value);
                }
            }
        }
        if (!once.getOrDefault("colour", "").isBlank()) {
            looks = looks.withColour(once.get("colour"));
        }
        String map = once.getOrDefault("map", "");
        looks = looks.withMap(Arrays.stream(ColourMap.values()).filter(m -> m.name().equals(map)).findFirst());
        double[] range = numbers(once.getOrDefault("range", ""), 2);
        if (range.length == 2 && range[0] <= range[1]) {
            looks = looks.withRange(Optional.of(new Range(range[0], range[1])));
        }
        return looks.withStyle(style(once)).withGround(!"false".equals(once.get("ground")));
    }

    private static PointStyle style(Map<String, String> once) {
        PointStyle s = PointStyle.DEFAULT;
        String[] size = once.getOrDefault("size", "").split(" ", 2);
        Optional<PointStyle.Mode> mode =
                Arrays.stream(PointStyle.Mode.values()).filter(m -> m.name().equals(size[0])).findFirst();
        double[] number = size.length == 2 ? numbers(size[1], 1) : new double[0];
        if (mode.isPresent() && number.length == 1 && number[0] > 0) {
            s = s.withMode(mode.get(), number[0]);
        }
        double[] light = numbers(once.getOrDefault("light", ""), 1);
        if (light.length == 1 && light[0] >= 0 && light[0] <= 1) {
            s = s.withEyeDome(light[0]);
        }
        return s.withRound(!"false".equals(once.get("round"))).withFillGaps("true".equals(once.get("gaps")));
    }

    private static Looks filter(Looks looks, String value) {
        String[] parts = value.split(" ", 3);
        double[] range = parts.length == 3 ? numbers(parts[0] + " " + parts[1], 2) : new double[0];
        return range.length == 2 ? looks.withFilter(new Between(parts[2], range[0], range[1])) : looks;
    }

    private static Looks opacity(Looks looks, String value) {
        String[] parts = value.split(" ", 2);
        double[] o = parts.length == 2 ? numbers(parts[0], 1) : new double[0];
        return o.length == 1 ? looks.withOpacity(parts[1], o[0]) : looks;
    }

    /** So many numbers apart by spaces; none where it is anything else. */
    private static double[] numbers(String text, int count) {
        String[] parts = text.trim().split(" ");
        if (parts.length != count) {
            return new double[0];
        }
        try {
            double[] out = Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
            return Arrays.stream(out).allMatch(v -> !Double.isNaN(v)) ? out : new double[0];
        } catch (NumberFormatException e) {
            return new double[0];
        }
    }
}
