package plumbline.storage.format.point;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.PointQuery;

/**
 * LAS, LAZ and COPC points as a renderer takes them, 16 bytes each, little endian: floats x, y, z about an origin in
 * metres, then red, green, blue (upper eight bits) and classification, or intensity in 16 bits, classification and 0 where
 * the file has no colours. For pictures only: exact coordinates and other fields come through {@link Las} and its like.
 */
public final class DrawRecords {
    public static final int BYTES = 16;

    /** Takes the records of one part; called from several threads, each with a buffer that it uses again. */
    public interface Sink {
        void accept(int part, ByteBuffer records, int n);
    }

    private final LasHeader header;
    private final double[] shift = new double[3];
    private final int classAt;
    private final int colourAt;

    private DrawRecords(LasHeader header, Vec3 origin) {
        this.header = header;
        shift[0] = header.offset()[0] - origin.x();
        shift[1] = header.offset()[1] - origin.y();
        shift[2] = header.offset()[2] - origin.z();
        classAt = header.pointFormat() < 6 ? 15 : 16;
        colourAt = switch (header.pointFormat()) {
            case 2 -> 20;
            case 3, 5 -> 28;
            case 7, 8, 10 -> 30;
            default -> -1;
        };
    }

    /** All points of the file on all cores, parts in no order; returns what could not be read. */
    public static List<Problem> read(Path path, Vec3 origin, Sink sink) throws IOException {
        try (LasFile file = LasFile.open(PointInput.of(path), PointQuery.ALL)) {
            DrawRecords draw = new DrawRecords(file.header(), origin);
            List<Problem> problems = Collections.synchronizedList(new ArrayList<>(file.problems()));
            boolean[] wanted = LasPoints.wantedBytes(
                    file.header(), PointQuery.columns("red", "classification", "intensity"));
            ThreadLocal<ByteBuffer> buffers = ThreadLocal.withInitial(
                    () -> ByteBuffer.allocate(StreamedPoints.BLOCK * BYTES).order(ByteOrder.LITTLE_ENDIAN));
            IntStream.range(0, file.count()).parallel().forEach(part -> {
                try {
                    problems.addAll(file.records(part, wanted, (records, n) -> {
                        ByteBuffer out = buffers.get();
                        draw.fill(records, n, out);
                        sink.accept(part, out.position(0).limit(n * BYTES), n);
                        out.clear();
                    }));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return problems;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void fill(ByteBuffer in, int n, ByteBuffer out) {
        int stride = header.recordBytes();
        double scaleX = header.scale()[0];
        double scaleY = header.scale()[1];
        double scaleZ = header.scale()[2];
        double shiftX = shift[0];
        double shiftY = shift[1];
        double shiftZ = shift[2];
        int kindMask = header.pointFormat() < 6 ? 31 : 255;
        for (int i = 0, p = 0, q = 0; i < n; i++, p += stride, q += BYTES) {
            out.putFloat(q, (float) (in.getInt(p) * scaleX + shiftX));
            out.putFloat(q + 4, (float) (in.getInt(p + 4) * scaleY + shiftY));
            out.putFloat(q + 8, (float) (in.getInt(p + 8) * scaleZ + shiftZ));
            int kind = in.get(p + classAt) & kindMask;
            out.putInt(q + 12, colourAt < 0 ? in.getShort(p + 12) & 0xFFFF | kind << 16 : colour(in, p + colourAt) | kind << 24);
        }
    }

    private static int colour(ByteBuffer in, int at) {
        return in.get(at + 1) & 0xFF | (in.get(at + 3) & 0xFF) << 8 | (in.get(at + 5) & 0xFF) << 16;
    }
}
