package plumbline.storage.tile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.TileSet;
import plumbline.storage.format.AtomicFile;

/** Every so many-th point of the source: something to look at while it is read, and what the fields' values are like. */
final class Preview implements AutoCloseable {
    private static final int POINTS = 1 << 17;
    private static final long PAUSE_NANOS = 1_500_000_000L;

    private record Part(long number, Rows rows) {}

    private final Path file;
    private final Optional<Grid> grid;
    private final long step;
    private final List<Part> parts = new ArrayList<>();
    private final TileCodec codec = new TileCodec();
    private long next = System.nanoTime() + PAUSE_NANOS / 2;

    Preview(Path file, Optional<Grid> grid, long expected) {
        this.file = file;
        this.grid = grid;
        this.step = Math.max(1, expected / POINTS);
    }

    /** {@code first} is the place of the block's first point in the source. */
    void offer(long first, RowBlock rows, List<String> fieldTypes) throws IOException {
        int at = (int) ((step - first % step) % step);
        if (at >= rows.size()) {
            return;
        }
        int[] ids = new int[(int) ((rows.size() - at + step - 1) / step)];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (int) (at + i * step);
        }
        Rows some = rows.gather(ids, ids.length).rows();
        synchronized (this) {
            parts.add(new Part(first, some));
            if (System.nanoTime() > next) {
                AtomicFile.write(file, codec.encode(packed(all(), fieldTypes), fieldTypes));
                next = System.nanoTime() + PAUSE_NANOS;
            }
        }
    }

    private Rows all() {
        parts.sort(Comparator.comparingLong(Part::number));
        return Rows.joined(parts.stream().map(Part::rows).toList(), grid);
    }

    private static RowBlock packed(Rows rows, List<String> fieldTypes) {
        return RowBlock.of(rows, RowLayout.packed(fieldTypes.stream().mapToInt(Lane::width).toArray()));
    }

    /** Writes the sample of all that was read; returns the fields with the range of their values. */
    synchronized List<TileSet.Field> finish(List<TileSet.Field> fields, List<String> fieldTypes) throws IOException {
        if (parts.isEmpty()) {
            return fields;
        }
        Rows all = all();
        AtomicFile.write(file, codec.encode(packed(all, fieldTypes), fieldTypes));
        List<TileSet.Field> out = new ArrayList<>();
        for (int f = 0; f < fields.size(); f++) {
            TileSet.Field field = fields.get(f);
            Column column = Lane.column(all.lanes().get(3 + f), field.name(), field.type(), all.size());
            double[] values = java.util.stream.IntStream.range(0, all.size())
                    .mapToDouble(column::get)
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            int last = values.length - 1;
            out.add(new TileSet.Field(
                    field.name(), field.type(), last < 0 ? 0 : values[(int) Math.round(0.01 * last)],
                    last < 0 ? 0 : values[(int) Math.round(0.99 * last)]));
        }
        return out;
    }

    @Override
    public void close() {
        codec.close();
    }
}
