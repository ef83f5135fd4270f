package plumbline.viewer3d.render;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.viewer3d.render.Legend.Range;

/** Numbers of points by name: {@code height} (z) and {@code distance} from the block's frame in metres, or a column. */
public final class PointValues {
    public static final String HEIGHT = "height";
    public static final String DISTANCE = "distance";
    private static final int SAMPLE = 400_000;

    private PointValues() {}

    /** How often values occur, in bins of equal width from {@code min} to {@code max}. */
    public record Histogram(double min, double max, long[] counts) {
        /** The values between two shares of all, to the width of a bin. */
        public Range quantiles(double low, double high) {
            return new Range(quantile(low), quantile(high));
        }

        private double quantile(double share) {
            long total = 0;
            for (long c : counts) {
                total += c;
            }
            long seen = 0;
            for (int i = 0; i < counts.length; i++) {
                seen += counts[i];
                if (seen >= share * total) {
                    return min + (i + (share < 0.5 ? 0 : 1)) * (max - min) / counts.length;
                }
            }
            return max;
        }
    }

    /** Empty where the points carry no such field. */
    public static Optional<IntToDoubleFunction> of(PointBlock points, String name) {
        return switch (name) {
            case HEIGHT, "z" -> Optional.of(points::pz);
            case DISTANCE -> Optional.of(i -> {
                double x = points.px(i);
                double y = points.py(i);
                double z = points.pz(i);
                return Math.sqrt(x * x + y * y + z * z);
            });
            default -> points.column(name).map((Column c) -> c::get);
        };
    }

    public static String unit(String name) {
        return name.equals(HEIGHT) || name.equals(DISTANCE) || name.equals("z") ? "m" : "";
    }

    /** Of all points, or evenly of many; values that are not numbers are left out. Empty where there is none. */
    public static Optional<Histogram> histogram(PointBlock points, String name, int bins) {
        return of(points, name).flatMap(value -> {
            int n = points.size();
            int step = Math.max(1, n / SAMPLE);
            double[] some = IntStream.range(0, (n + step - 1) / step)
                    .mapToDouble(i -> value.applyAsDouble(i * step))
                    .filter(Double::isFinite)
                    .toArray();
            if (some.length == 0) {
                return Optional.empty();
            }
            double min = some[0];
            double max = some[0];
            for (double v : some) {
                min = Math.min(min, v);
                max = Math.max(max, v);
            }
            long[] counts = new long[bins];
            double width = max > min ? (max - min) / bins : 1;
            for (double v : some) {
                counts[Math.min(bins - 1, (int) ((v - min) / width))]++;
            }
            return Optional.of(new Histogram(min, max, counts));
        });
    }
}
