package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.laz.LazLayout;

/**
 * LAS to LAZ and back, record by record: header, reference system, extra dimensions and every other record stay as they
 * are, points keep all their bits. In bounded memory.
 */
final class LasCopy {
    private static final int BODY = 1 << 20;

    private LasCopy() {}

    /** Points written and what was lost. */
    record Result(long points, List<String> losses) {}

    static Result write(LasFile from, Path out, boolean packed) throws IOException {
        LasHeader h = from.header();
        PointInput in = from.input();
        int headerBytes = in.read(94, 2).getShort(0) & 0xFFFF;
        if (headerBytes < 227 || headerBytes > h.pointsAt() || headerBytes > in.size()) {
            throw new FormatException(in.name(), "byte 94", "a header of " + headerBytes + " bytes cannot be");
        }
        ByteBuffer header = copy(in.read(0, headerBytes));
        List<String> losses = new ArrayList<>();
        LazLayout layout = packed
                ? LazLayout.of(h.pointFormat(), h.extraBytes(), LazLayout.DEFAULT_CHUNK)
                : null;
        try (LasTarget target = new LasTarget(out, headerBytes, layout)) {
            for (LasVlrs.Vlr v : h.vlrs().all()) {
                if (!v.extended() && !packing(v)) {
                    target.record(v.user(), v.id(), in.read(v.at(), (int) v.length()));
                }
            }
            if (packed) {
                target.record("laszip encoded", 22204, ByteBuffer.wrap(layout.toBytes()));
            }
            target.beginPoints();
            long points = points(from, target, packed, losses);
            target.endPoints();
            extended(in, h, target, header, losses);
            target.finish(header);
            return new Result(points, losses);
        }
    }

    /** Records that say how points are packed or ordered hold for the old file only. */
    static boolean packing(LasVlrs.Vlr v) {
        return v.is("laszip encoded", 22204) || v.user().equals("copc");
    }

    private static ByteBuffer copy(ByteBuffer b) {
        return ByteBuffer.allocate(b.limit()).order(ByteOrder.LITTLE_ENDIAN).put(b).rewind();
    }

    private static long points(LasFile from, LasTarget target, boolean packed, List<String> losses)
            throws IOException {
        LasHeader h = from.header();
        from.problems().forEach(p -> losses.add(p.where() + ": " + p.what()));
        Chunker chunker = new Chunker(target, h.recordBytes());
        long[] points = {0};
        List<Problem> problems = new ArrayList<>();
        for (int part = 0; part < from.count(); part++) {
            problems.addAll(from.records(part, null, (records, n) -> {
                points[0] += n;
                if (packed) {
                    chunker.add(records, n);
                } else {
                    target.plain(records, n);
                }
            }));
        }
        chunker.end();
        if (points[0] < h.points()) {
            problems.add(FixedRecords.cut(from.input(), from.input().size(), h.points(), points[0]));
        }
        problems.forEach(p -> losses.add(p.where() + ": " + p.what()));
        return points[0];
    }

    /** Gathers records to chunks of the usual size. */
    private static final class Chunker {
        private final LasTarget target;
        private final int record;
        private byte[] chunk;
        private int filled;

        Chunker(LasTarget target, int record) {
            this.target = target;
            this.record = record;
            this.chunk = new byte[LazLayout.DEFAULT_CHUNK * record];
        }

        void add(ByteBuffer records, int n) throws IOException {
            for (int done = 0; done < n; ) {
                int some = Math.min(n - done, LazLayout.DEFAULT_CHUNK - filled);
                records.get(done * record, chunk, filled * record, some * record);
                filled += some;
                done += some;
                if (filled == LazLayout.DEFAULT_CHUNK) {
                    target.chunk(chunk, filled);
                    chunk = new byte[chunk.length];
                    filled = 0;
                }
            }
        }

        void end() throws IOException {
            target.chunk(Arrays.copyOf(chunk, filled * record), filled);
        }
    }

    static void extended(PointInput in, LasHeader h, LasTarget target, ByteBuffer header, List<String> losses)
            throws IOException {
        for (LasVlrs.Vlr v : h.vlrs().all()) {
            if (!v.extended() || packing(v)) {
                continue;
            }
            long body = target.extendedRecord(v.user(), v.id(), v.length());
            if (v.is("LASF_Spec", 65535)) {
                header.putLong(227, body - LasVlrs.EXTENDED_HEAD);
            }
            for (long done = 0; done < v.length(); done += BODY) {
                target.put(in.read(v.at() + done, (int) Math.min(BODY, v.length() - done)));
            }
        }
        if (h.minor() == 3 && header.limit() >= 235 && header.getLong(227) != 0) {
            header.putLong(227, 0);
            losses.add("the waveforms inside the file; points keep their references to them");
        }
    }
}
