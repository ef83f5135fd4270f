package plumbline.app.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;

/** Every n-th point of a block, with all its columns: for a point budget. */
public final class Thinning {
    private Thinning() {}

    /** The block itself where it is small enough. */
    public static PointBlock atMost(PointBlock points, int budget) {
        if (budget < 1) {
            throw new IllegalArgumentException("A budget of " + budget + " points draws nothing.");
        }
        int n = points.size();
        int step = (int) ((n + (long) budget - 1) / budget);
        if (step <= 1) {
            return points;
        }
        int[] kept = new int[(n + step - 1) / step];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = i * step;
        }
        List<Column> columns = new ArrayList<>();
        for (Column c : points.columns()) {
            columns.add(pick(c, kept));
        }
        Optional<PointBlock.Exact> exact = points.exact()
                .map(e -> new PointBlock.Exact(doubles(e.x(), kept), doubles(e.y(), kept), doubles(e.z(), kept)));
        return new PointBlock(
                points.origin(), floats(points.x(), kept), floats(points.y(), kept), floats(points.z(), kept), exact, columns);
    }

    private static Column pick(Column column, int[] kept) {
        return switch (column) {
            case Column.Floats c -> new Column.Floats(c.name(), c.type(), floats(c.values(), kept));
            case Column.Doubles c -> new Column.Doubles(c.name(), c.type(), doubles(c.values(), kept));
            case Column.Bytes c -> {
                byte[] out = new byte[kept.length];
                for (int i = 0; i < out.length; i++) {
                    out[i] = c.values()[kept[i]];
                }
                yield new Column.Bytes(c.name(), c.type(), out);
            }
            case Column.Shorts c -> {
                short[] out = new short[kept.length];
                for (int i = 0; i < out.length; i++) {
                    out[i] = c.values()[kept[i]];
                }
                yield new Column.Shorts(c.name(), c.type(), out);
            }
            case Column.Ints c -> {
                int[] out = new int[kept.length];
                for (int i = 0; i < out.length; i++) {
                    out[i] = c.values()[kept[i]];
                }
                yield new Column.Ints(c.name(), c.type(), out);
            }
            case Column.Longs c -> {
                long[] out = new long[kept.length];
                for (int i = 0; i < out.length; i++) {
                    out[i] = c.values()[kept[i]];
                }
                yield new Column.Longs(c.name(), c.type(), out);
            }
        };
    }

    private static float[] floats(float[] values, int[] kept) {
        float[] out = new float[kept.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[kept[i]];
        }
        return out;
    }

    private static double[] doubles(double[] values, int[] kept) {
        double[] out = new double[kept.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[kept[i]];
        }
        return out;
    }
}
