package plumbline.storage.format.point;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;

/** Reads a run of equally long point records block by block; a run that the file cuts short is read up to the cut. */
final class FixedRecords {
    private FixedRecords() {}

    static List<Problem> read(
            PointInput in, long start, long records, int recordBytes, ByteOrder order, List<FieldLayout> fields,
            Consumer<PointBlock> sink)
            throws IOException {
        long there = Math.max(0, (in.size() - start) / recordBytes);
        long n = Math.min(records, there);
        for (long i = 0; i < n; i += StreamedPoints.BLOCK) {
            int count = (int) Math.min(StreamedPoints.BLOCK, n - i);
            ByteBuffer buf = in.read(start + i * recordBytes, count * recordBytes).order(order);
            sink.accept(PackedColours.unpacked(FieldLayout.block(in.name(), fields, buf, count)));
        }
        return n == records ? List.of() : List.of(cut(in, start + n * recordBytes, records, n));
    }

    /**
     * How many points there are and their bounds, looking at nothing but the coordinates, on all cores: for formats whose
     * headers do not say.
     */
    static Bounds bounds(PointInput in, long start, long records, int recordBytes, ByteOrder order, List<FieldLayout> fields)
            throws IOException {
        FieldLayout.requirePosition(in.name(), fields.stream().map(FieldLayout::name).toList());
        List<FieldLayout> xyz = new ArrayList<>();
        for (String axis : List.of("x", "y", "z")) {
            xyz.add(fields.stream().filter(f -> f.name().equalsIgnoreCase(axis)).findFirst().orElseThrow());
        }
        long n = Math.min(records, Math.max(0, (in.size() - start) / recordBytes));
        int block = StreamedPoints.BLOCK;
        Bounds all = new Bounds();
        try {
            LongStream.range(0, (n + block - 1) / block).parallel().forEach(b -> {
                try {
                    int count = (int) Math.min(block, n - b * block);
                    in.view(start + b * block * recordBytes, count * recordBytes, some -> {
                        Bounds found = new Bounds();
                        found.accept(FieldLayout.block(in.name(), xyz, some.order(order), count));
                        all.add(found);
                    });
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return all;
    }

    static Problem cut(PointInput in, long at, long announced, long found) {
        return new Problem(
                in.name() + ", byte " + at,
                announced + " points are announced and " + found + " are there; those " + found + " are kept");
    }
}
