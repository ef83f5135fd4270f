package plumbline.viewer3d.render;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.Legend.Range;

/** Colours for points: pure functions from a block to one {@code 0xAARRGGBB} per point, in the block's order. */
public final class Colouring {
    private static final int NOT_A_NUMBER = 0xFF5A4A4A;
    private static final int SAMPLE = 50_000;

    private Colouring() {}

    /** A box that colours what it holds, in the block's frame; {@code rgb} is its class colour. */
    public record Tint(Box box, int rgb) {}

    public static int[] single(PointBlock points, int rgb) {
        int[] out = new int[points.size()];
        Arrays.fill(out, 0xFF000000 | rgb);
        return out;
    }

    /** A column over a range; values that are not numbers become a dull brown rather than an end of the scale. */
    public static int[] field(PointBlock points, Column column, Range range, ColourMap map) {
        return mapped(points.size(), column::get, range, map);
    }

    /** Height in the block's frame (z, metres). */
    public static int[] height(PointBlock points, Range range, ColourMap map) {
        return mapped(points.size(), points::pz, range, map);
    }

    /** Distance from a place in the block's frame, metres. */
    public static int[] distance(PointBlock points, Vec3 from, Range range, ColourMap map) {
        return mapped(points.size(), i -> points.point(i).distance(from), range, map);
    }

    /** The columns red, green, blue; 16-bit ones are told by a value over 255. Empty where a column is missing. */
    public static Optional<int[]> rgb(PointBlock points) {
        Optional<Column> red = points.column("red");
        Optional<Column> green = points.column("green");
        Optional<Column> blue = points.column("blue");
        if (red.isEmpty() || green.isEmpty() || blue.isEmpty()) {
            return Optional.empty();
        }
        int n = points.size();
        double most = 0;
        for (int i = 0; i < n; i++) {
            most = Math.max(most, Math.max(red.get().get(i), Math.max(green.get().get(i), blue.get().get(i))));
        }
        double scale = most > 255 ? 255.0 / 65535 : 1;
        int[] out = new int[n];
        for (int i = 0; i < n; i++) {
            out[i] = 0xFF000000 | eight(red.get().get(i) * scale) << 16 | eight(green.get().get(i) * scale) << 8
                    | eight(blue.get().get(i) * scale);
        }
        return Optional.of(out);
    }

    private static int eight(double v) {
        return Math.clamp(Math.round(v), 0, 255);
    }

    /** A column of class numbers through a table of {@code 0xRRGGBB}. */
    public static int[] classes(PointBlock points, Column column, ToIntFunction<Integer> rgbOfClass) {
        int[] out = new int[points.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = 0xFF000000 | rgbOfClass.applyAsInt((int) column.get(i));
        }
        return out;
    }

    /**
     * The default: unlabelled points in slate by intensity (by height where there is none), points in boxes in the
     * class colour of the last box that holds them, a little darker where the return is weak.
     */
    public static int[] labelsOverIntensity(PointBlock points, List<Tint> boxes) {
        int n = points.size();
        Optional<Column> intensity = points.column("intensity").or(() -> points.column("reflectance"));
        IntToDoubleFunction value = intensity.<IntToDoubleFunction>map(c -> c::get).orElse(points::pz);
        Range range = intensity.map(c -> range(n, c::get, 0.01, 0.995))
                .orElseGet(() -> range(n, points::pz, 0.02, 0.98));
        int[] out = new int[n];
        IntStream.range(0, (n + 8191) / 8192).parallel().forEach(c -> {
            for (int i = c * 8192; i < Math.min(n, (c + 1) * 8192); i++) {
                out[i] = ColourMap.SLATE.argb(slate(range.fraction(value.applyAsDouble(i))));
            }
        });
        for (Tint t : boxes) {
            tint(points, t, out, i -> 0.72 + 0.28 * Math.clamp(range.fraction(value.applyAsDouble(i)), 0, 1));
        }
        return out;
    }

    /** The power lifts weak returns out of the dark; the top of the scale is left to labels. */
    private static double slate(double fraction) {
        return 0.05 + 0.8 * Math.pow(Math.max(0, fraction), 0.7);
    }

    /** Any colours with the points of boxes in their class colour. The colours given are changed and returned. */
    public static int[] withLabels(PointBlock points, int[] argb, List<Tint> boxes) {
        for (Tint t : boxes) {
            tint(points, t, argb, i -> 1);
        }
        return argb;
    }

    private static void tint(PointBlock points, Tint t, int[] out, IntToDoubleFunction light) {
        Pose boxFromBlock = t.box().frameFromBox().inverse();
        Vec3 o = points.origin();
        double l = t.box().length() / 2;
        double w = t.box().width() / 2;
        double h = t.box().height() / 2;
        double reach = Math.sqrt(l * l + w * w + h * h);
        float[] xs = points.x();
        float[] ys = points.y();
        float[] zs = points.z();
        float cx = (float) (t.box().centre().x() - o.x());
        float cy = (float) (t.box().centre().y() - o.y());
        float far = (float) reach;
        for (int i = 0; i < out.length; i++) {
            if (Math.abs(xs[i] - cx) > far || Math.abs(ys[i] - cy) > far) {
                continue;
            }
            double x = xs[i] + o.x();
            double y = ys[i] + o.y();
            double z = zs[i] + o.z();
            if (Math.abs(boxFromBlock.x(x, y, z)) <= l && Math.abs(boxFromBlock.y(x, y, z)) <= w
                    && Math.abs(boxFromBlock.z(x, y, z)) <= h) {
                out[i] = 0xFF000000 | ColourMap.mix(0, t.rgb(), light.applyAsDouble(i));
            }
        }
    }

    /** The values between two quantiles, over a sample of the points; 0 to 1 where there is no number. */
    public static Range range(int n, IntToDoubleFunction value, double low, double high) {
        int step = Math.max(1, n / SAMPLE);
        double[] sample = IntStream.range(0, (n + step - 1) / step)
                .mapToDouble(i -> value.applyAsDouble(i * step))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (sample.length == 0) {
            return new Range(0, 1);
        }
        return new Range(sample[(int) (low * (sample.length - 1))], sample[(int) (high * (sample.length - 1))]);
    }

    /** The middle 96 % of a column. */
    public static Range range(Column column) {
        return range(column.size(), column::get, 0.02, 0.98);
    }

    public static Range heightRange(PointBlock points) {
        return range(points.size(), points::pz, 0.02, 0.98);
    }

    /** Points for which it is so become invisible. */
    public static void hide(int[] argb, IntPredicate hidden) {
        IntStream.range(0, (argb.length + 8191) / 8192).parallel().forEach(c -> {
            for (int i = c * 8192; i < Math.min(argb.length, (c + 1) * 8192); i++) {
                if (hidden.test(i)) {
                    argb[i] &= 0xFFFFFF;
                }
            }
        });
    }

    /** Any numbers over a range; those that are none become a dull brown rather than an end of the scale. */
    public static int[] values(int n, IntToDoubleFunction value, Range range, ColourMap map) {
        return mapped(n, value, range, map);
    }

    private static int[] mapped(int n, IntToDoubleFunction value, Range range, ColourMap map) {
        int[] out = new int[n];
        IntStream.range(0, (n + 8191) / 8192).parallel().forEach(c -> {
            for (int i = c * 8192; i < Math.min(n, (c + 1) * 8192); i++) {
                double v = value.applyAsDouble(i);
                out[i] = Double.isFinite(v) ? map.argb(range.fraction(v)) : NOT_A_NUMBER;
            }
        });
        return out;
    }
}
