package plumbline.storage.format.point;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.storage.format.PointQuery;

/** Leaves out the points and columns of a block that a query does not ask for. */
final class Within {
    private Within() {}

    static PointBlock query(PointBlock block, PointQuery query) {
        PointBlock b = block;
        if (query.columns().isPresent()) {
            List<Column> kept = b.columns().stream().filter(c -> query.wants(c.name())).toList();
            b = new PointBlock(b.origin(), b.x(), b.y(), b.z(), b.exact(), kept);
        }
        return query.within().isPresent() ? region(b, query.within().get()) : b;
    }

    static PointBlock region(PointBlock block, PointQuery.Region region) {
        int[] kept = new int[block.size()];
        int n = 0;
        for (int i = 0; i < kept.length; i++) {
            if (region.holds(block.px(i), block.py(i), block.pz(i))) {
                kept[n++] = i;
            }
        }
        return n == kept.length ? block : at(block, Arrays.copyOf(kept, n));
    }

    /** The points at the given places. */
    static PointBlock at(PointBlock b, int[] kept) {
        Optional<PointBlock.Exact> exact = b.exact()
                .map(e -> new PointBlock.Exact(doubles(e.x(), kept), doubles(e.y(), kept), doubles(e.z(), kept)));
        return new PointBlock(
                b.origin(), floats(b.x(), kept), floats(b.y(), kept), floats(b.z(), kept), exact,
                b.columns().stream().map(c -> column(c, kept)).toList());
    }

    private static Column column(Column column, int[] kept) {
        int n = kept.length;
        return switch (column) {
            case Column.Floats c -> new Column.Floats(c.name(), c.type(), floats(c.values(), kept));
            case Column.Doubles c -> new Column.Doubles(c.name(), c.type(), doubles(c.values(), kept));
            case Column.Bytes c -> {
                byte[] v = new byte[n];
                for (int i = 0; i < n; i++) {
                    v[i] = c.values()[kept[i]];
                }
                yield new Column.Bytes(c.name(), c.type(), v);
            }
            case Column.Shorts c -> {
                short[] v = new short[n];
                for (int i = 0; i < n; i++) {
                    v[i] = c.values()[kept[i]];
                }
                yield new Column.Shorts(c.name(), c.type(), v);
            }
            case Column.Ints c -> {
                int[] v = new int[n];
                for (int i = 0; i < n; i++) {
                    v[i] = c.values()[kept[i]];
                }
                yield new Column.Ints(c.name(), c.type(), v);
            }
            case Column.Longs c -> {
                long[] v = new long[n];
                for (int i = 0; i < n; i++) {
                    v[i] = c.values()[kept[i]];
                }
                yield new Column.Longs(c.name(), c.type(), v);
            }
        };
    }

    private static float[] floats(float[] from, int[] kept) {
        float[] v = new float[kept.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = from[kept[i]];
        }
        return v;
    }

    private static double[] doubles(double[] from, int[] kept) {
        double[] v = new double[kept.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = from[kept[i]];
        }
        return v;
    }
}
