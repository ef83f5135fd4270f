package plumbline.viewer3d.render;

import java.util.List;

/**
 * What colours of points mean: a scale from {@code min} to {@code max} in {@code unit}; colours are {@code 0xRRGGBB},
 * low to high.
 */
public record Legend(String title, double min, double max, String unit, List<Integer> colours) {
    public Legend {
        colours = List.copyOf(colours);
    }

    public static Legend of(String title, Range range, String unit, ColourMap map) {
        List<Integer> colours = java.util.Arrays.stream(map.samples(16)).boxed().toList();
        return new Legend(title, range.min(), range.max(), unit, colours);
    }

    /** The values that a scale spans. */
    public record Range(double min, double max) {
        public double fraction(double v) {
            return max > min ? (v - min) / (max - min) : 0.5;
        }
    }
}
