package plumbline.app.ui.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a person wants left out of a capture, as typed; no nodes. Gives the document of docs/formats/minimisation.md, so
 * that the window and {@code import --minimise} store by the same rules and leave the same record.
 */
final class LeaveOut {
    /** A polygon in the capture's world, metres; corners as {@code x y; x y; x y}. */
    static final class Area {
        boolean keepOnly;
        String corners = "";

        /** Where the words are not three corners or more, why not. */
        Optional<String> refusal() {
            if (corners.isBlank()) {
                return Optional.of("Corners are missing. Click on the map or type \"x y; x y; x y\" in metres.");
            }
            for (String c : corners.strip().split("\\s*;\\s*")) {
                if (numbers(c, 2).isEmpty()) {
                    return Optional.of("\"" + c.strip() + "\" is not a corner: two numbers, x and y in metres.");
                }
            }
            int n = points().size();
            return n < 3 ? Optional.of(n + (n == 1 ? " corner, 3 needed." : " corners, 3 needed.")) : Optional.empty();
        }

        /** The corners that can be read so far. */
        List<double[]> points() {
            List<double[]> out = new ArrayList<>();
            for (String c : corners.strip().split("\\s*;\\s*")) {
                numbers(c, 2).ifPresent(out::add);
            }
            return out;
        }

        void add(double x, double y) {
            String corner = String.format(Locale.ROOT, "%.1f %.1f", x, y);
            corners = corners.isBlank() ? corner : corners.strip().replaceAll(";$", "") + "; " + corner;
        }
    }

    /** Points of one sensor by direction and distance; each range as {@code from to}, empty for all. */
    static final class Mask {
        String sensor = "";
        String azimuth = "";
        String elevation = "";
        String range = "";

        Optional<String> refusal() {
            for (String s : List.of(azimuth, elevation, range)) {
                if (!s.isBlank() && numbers(s, 2).isEmpty()) {
                    return Optional.of("\"" + s.strip() + "\" is not a range: two numbers, from and to.");
                }
            }
            return azimuth.isBlank() && elevation.isBlank() && range.isBlank()
                    ? Optional.of("The mask has no range; it would leave out every point of " + sensor + ".")
                    : Optional.empty();
        }
    }

    private final List<Area> areas = new ArrayList<>();
    private final List<Mask> masks = new ArrayList<>();
    private final Set<String> sensors = new TreeSet<>();

    List<Area> areas() {
        return areas;
    }

    List<Mask> masks() {
        return masks;
    }

    /** Sensors left out as a whole. */
    Set<String> sensors() {
        return sensors;
    }

    boolean nothing() {
        return areas.isEmpty() && masks.isEmpty() && sensors.isEmpty();
    }

    /** The first thing that cannot be understood. */
    Optional<String> refusal() {
        for (int i = 0; i < areas.size(); i++) {
            int n = i + 1;
            Optional<String> no = areas.get(i).refusal().map(w -> "Area " + n + ": " + w);
            if (no.isPresent()) {
                return no;
            }
        }
        for (int i = 0; i < masks.size(); i++) {
            int n = i + 1;
            Optional<String> no = masks.get(i).refusal().map(w -> "Mask " + n + ": " + w);
            if (no.isPresent()) {
                return no;
            }
        }
        return Optional.empty();
    }

    /** The rules as YAML; asked for where nothing is refused and something is left out. */
    String document() {
        StringBuilder out = new StringBuilder();
        polygons(out, "keep", true);
        polygons(out, "exclude", false);
        if (!masks.isEmpty()) {
            out.append("masks:\n");
            for (Mask m : masks) {
                out.append("  - {sensor: ").append(quoted(m.sensor));
                pair(out, "azimuth", m.azimuth);
                pair(out, "elevation", m.elevation);
                pair(out, "range", m.range);
                out.append("}\n");
            }
        }
        if (!sensors.isEmpty()) {
            out.append("drop_sensors: [")
                    .append(String.join(", ", sensors.stream().map(LeaveOut::quoted).toList()))
                    .append("]\n");
        }
        return out.toString();
    }

    private void polygons(StringBuilder out, String key, boolean keepOnly) {
        List<Area> these = areas.stream().filter(a -> a.keepOnly == keepOnly).toList();
        if (these.isEmpty()) {
            return;
        }
        out.append(key).append(":\n");
        for (Area a : these) {
            out.append("  - [").append(String.join(", ", a.points().stream().map(p -> "[" + p[0] + ", " + p[1] + "]").toList()))
                    .append("]\n");
        }
    }

    private static void pair(StringBuilder out, String key, String words) {
        numbers(words, 2).ifPresent(v -> out.append(", ").append(key).append(": [")
                .append(v[0]).append(", ").append(v[1]).append(']'));
    }

    private static String quoted(String s) {
        return "\"" + s.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Numbers between blanks, commas or the word "to"; a real minus sign is one too. */
    private static Optional<double[]> numbers(String words, int n) {
        String[] parts = words.strip().replace('\u2212', '-').split("(\\s*,\\s*|\\s+to\\s+|\\s+)");
        if (parts.length != n) {
            return Optional.empty();
        }
        double[] out = new double[n];
        try {
            for (int i = 0; i < n; i++) {
                out[i] = Double.parseDouble(parts[i]);
            }
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        return java.util.Arrays.stream(out).allMatch(Double::isFinite) ? Optional.of(out) : Optional.empty();
    }
}
