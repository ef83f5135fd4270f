package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
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

    static Problem cut(PointInput in, long at, long announced, long found) {
        return new Problem(
                in.name() + ", byte " + at,
                announced + " points are announced and " + found + " are there; those " + found + " are kept");
    }
}
