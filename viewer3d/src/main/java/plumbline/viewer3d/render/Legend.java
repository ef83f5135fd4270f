package plumbline.viewer3d.render;

import java.util.List;

/**
 * What colours of points mean: a scale from {@code min} to {@code max} in {@code unit}, with colours {@code 0xRRGGBB} low
 * to high; or, where there are entries, a colour for each of them.
 */
public record Legend(
        String title, double min, double max, String unit, List<Integer> colours, List<Entry> entries) {
    /** One thing and its colour, {@code 0xRRGGBB}. */
    public record Entry(String name, int rgb) {}

    public Legend {
        colours = List.copyOf(colours);
        entries = List.copyOf(entries);
    }

    public static Legend of(String title, List<Entry> entries) {
        return new Legend(title, 0, 0, "", List.of(), entries);
    }

    public static Legend of(String title, Range range, String unit, ColourMap map) {
        List<Integer> colours = java.util.Arrays.stream(map.samples(16)).boxed().toList();
        return new Legend(title, range.min(), range.max(), unit, colours, List.of());
    }

    /** The values that a scale spans. */
    public record Range(double min, double max) {
        public double fraction(double v) {
            return max > min ? (v - min) / (max - min) : 0.5;
        }
    }
}
