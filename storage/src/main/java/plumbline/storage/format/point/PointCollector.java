package plumbline.storage.format.point;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

/** Joins the blocks of one file; they have the same columns. */
public final class PointCollector implements Consumer<PointBlock> {
    private final List<PointBlock> blocks = new ArrayList<>();
    private int size;

    @Override
    public void accept(PointBlock block) {
        if (block.size() > 0) {
            blocks.add(block);
            size = Math.addExact(size, block.size());
        }
    }

    public int size() {
        return size;
    }

    public PointBlock block() {
        if (blocks.size() <= 1) {
            return blocks.isEmpty() ? PointBlock.EMPTY : blocks.getFirst();
        }
        PointBlock first = blocks.getFirst();
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < first.columns().size(); c++) {
            columns.add(column(c));
        }
        boolean exact = blocks.stream().anyMatch(b -> b.exact().isPresent() || !b.origin().equals(first.origin()));
        if (exact) {
            return PointBlock.ofExact(axis(0), axis(1), axis(2), columns);
        }
        return new PointBlock(
                first.origin(), floats(PointBlock::x), floats(PointBlock::y), floats(PointBlock::z),
                Optional.empty(), columns);
    }

    private double[] axis(int axis) {
        double[] out = new double[size];
        int at = 0;
        for (PointBlock b : blocks) {
            for (int i = 0; i < b.size(); i++) {
                out[at++] = axis == 0 ? b.px(i) : axis == 1 ? b.py(i) : b.pz(i);
            }
        }
        return out;
    }

    private float[] floats(Function<PointBlock, float[]> of) {
        float[] out = new float[size];
        int at = 0;
        for (PointBlock b : blocks) {
            at = copy(of.apply(b), out, at);
        }
        return out;
    }

    private static int copy(Object from, Object to, int at) {
        int n = Array.getLength(from);
        System.arraycopy(from, 0, to, at, n);
        return at + n;
    }

    private Column column(int index) {
        Column first = blocks.getFirst().columns().get(index);
        Object out = switch (first) {
            case Column.Floats c -> Arrays.copyOf(c.values(), size);
            case Column.Doubles c -> Arrays.copyOf(c.values(), size);
            case Column.Bytes c -> Arrays.copyOf(c.values(), size);
            case Column.Shorts c -> Arrays.copyOf(c.values(), size);
            case Column.Ints c -> Arrays.copyOf(c.values(), size);
            case Column.Longs c -> Arrays.copyOf(c.values(), size);
        };
        int at = 0;
        for (PointBlock b : blocks) {
            at = copy(values(b.columns().get(index)), out, at);
        }
        return switch (out) {
            case float[] v -> new Column.Floats(first.name(), first.type(), v);
            case double[] v -> new Column.Doubles(first.name(), first.type(), v);
            case byte[] v -> new Column.Bytes(first.name(), first.type(), v);
            case short[] v -> new Column.Shorts(first.name(), first.type(), v);
            case int[] v -> new Column.Ints(first.name(), first.type(), v);
            case long[] v -> new Column.Longs(first.name(), first.type(), v);
            default -> throw new IllegalStateException("not a column: " + out);
        };
    }

    private static Object values(Column column) {
        return switch (column) {
            case Column.Floats c -> c.values();
            case Column.Doubles c -> c.values();
            case Column.Bytes c -> c.values();
            case Column.Shorts c -> c.values();
            case Column.Ints c -> c.values();
            case Column.Longs c -> c.values();
        };
    }
}
