package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import plumbline.annotation.scene.PointBlock;
import plumbline.storage.format.FormatException;

/** Binary PLY elements whose lists give each a length of its own, one after the other. */
final class PlyRows {
    private static final int PIECE = 1 << 20;

    private final PointInput in;
    private final ByteOrder order;
    private long at;
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private long pieceAt;

    PlyRows(PointInput in, long at, ByteOrder order) {
        this.in = in;
        this.at = at;
        this.order = order;
    }

    /** Where the byte after the last of the elements lies. */
    long passOver(PlyElement element) throws IOException {
        for (long i = 0; i < element.count(); i++) {
            if (!row(element, null, 0)) {
                throw new FormatException(
                        in.name(), "byte " + in.size(),
                        "the file ends within the element \"" + element.name() + "\" before the points");
            }
        }
        return at;
    }

    /** Hands over the single values of whole elements; returns how many there were. */
    long read(PlyElement vertex, Consumer<PointBlock> sink) throws IOException {
        List<PlyElement.Property> scalars = vertex.scalars();
        int record = scalars.stream().mapToInt(p -> FieldLayout.bytes(p.type())).sum();
        List<FieldLayout> layout = new PlyElement(vertex.name(), vertex.count(), scalars).placed();
        long left = Math.min(vertex.count(), in.size());
        long kept = 0;
        boolean whole = true;
        while (whole && kept < left) {
            int most = (int) Math.min(StreamedPoints.BLOCK, left - kept);
            ByteBuffer rows = ByteBuffer.allocate(most * record).order(order);
            int n = 0;
            while (n < most && (whole = row(vertex, rows, n * record))) {
                n++;
            }
            if (n > 0) {
                sink.accept(FieldLayout.block(in.name(), new ArrayList<>(layout), rows, n));
            }
            kept += n;
        }
        return kept;
    }

    /** False where the file ends within the element; its single values go to {@code to}, if there is one. */
    private boolean row(PlyElement element, ByteBuffer to, int offset) throws IOException {
        int put = offset;
        for (PlyElement.Property p : element.properties()) {
            int bytes = FieldLayout.bytes(p.type());
            if (!p.list()) {
                if (!there(bytes)) {
                    return false;
                }
                if (to != null) {
                    to.put(put, piece, (int) (at - pieceAt), bytes);
                    put += bytes;
                }
                at += bytes;
                continue;
            }
            int countBytes = FieldLayout.bytes(p.count());
            if (!there(countBytes)) {
                return false;
            }
            double count = new FieldLayout("", p.count(), (int) (at - pieceAt), 0).column(piece, 1).get(0);
            at += countBytes;
            if (!(count >= 0) || count * bytes > in.size() - at) {
                return false;
            }
            at += (long) count * bytes;
        }
        return true;
    }

    private boolean there(int bytes) throws IOException {
        if (at >= pieceAt && at - pieceAt + bytes <= piece.limit()) {
            return true;
        }
        if (at > in.size() - bytes) {
            return false;
        }
        piece = in.upTo(at, PIECE).order(order);
        pieceAt = at;
        return true;
    }
}
