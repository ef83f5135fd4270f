package plumbline.storage.format.laz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.RandomInput;

/** Where the chunks of a LAZ file lie and how many points each has; packed itself, behind the points. */
public final class ChunkTable {
    private static final int HEAD = 8;

    /** {@code bytes} may reach past the end of a cut file; the reader looks. */
    public record Chunk(long at, long bytes, long first, long points) {}

    private ChunkTable() {}

    /**
     * The table, whose place stands at {@code pointsAt} (or, from writers that could not go back, at the end of the file).
     * Empty where there is none. Throws where it does not fit the file.
     */
    public static List<Chunk> read(RandomInput in, String file, LazLayout layout, long pointsAt, long points)
            throws IOException {
        long at = place(in, pointsAt);
        if (at < 0) {
            return List.of();
        }
        byte[] b = new byte[HEAD];
        in.read(at, b, HEAD);
        long n = Le.i32(b, 4) & 0xFFFFFFFFL;
        long room = (at - pointsAt - 8) / layout.recordBytes();
        if (Le.i32(b, 0) != 0 || n > room) {
            throw new FormatException(
                    file, "byte " + at, "the table announces " + n + " chunks and the file has room for " + room);
        }
        return entries(in, layout, at, n, pointsAt + 8, points);
    }

    /** True where the file names a place for its table that lies within it: a cut file lacks what comes last. */
    public static boolean there(RandomInput in, long pointsAt) throws IOException {
        return place(in, pointsAt) >= 0;
    }

    private static long place(RandomInput in, long pointsAt) throws IOException {
        if (in.size() < pointsAt + 8) {
            return -1;
        }
        byte[] b = new byte[8];
        in.read(pointsAt, b, 8);
        long at = Le.i64(b, 0);
        if (at == -1 && in.size() >= pointsAt + 16) {
            in.read(in.size() - 8, b, 8);
            at = Le.i64(b, 0);
        }
        return at <= pointsAt || at > in.size() - HEAD ? -1 : at;
    }

    private static List<Chunk> entries(RandomInput in, LazLayout layout, long tableAt, long n, long start, long points) {
        boolean variable = layout.chunkPoints() == LazLayout.VARIABLE;
        ByteSource source = new ByteSource(in, tableAt + HEAD, in.size());
        Coder coder = new ArithmeticReader(source);
        IntegerCoder numbers = new IntegerCoder(32, 2);
        List<Chunk> out = new ArrayList<>();
        int count = 0;
        int bytes = 0;
        long at = start;
        long first = 0;
        for (long i = 0; i < n && first < points; i++) {
            count = variable ? numbers.code(coder, count, 0, 0) : 0;
            bytes = numbers.code(coder, bytes, 0, 1);
            if (source.missing() > 4) {
                break;
            }
            long size = bytes & 0xFFFFFFFFL;
            long here = Math.min(points - first, variable ? count & 0xFFFFFFFFL : layout.chunkPoints());
            out.add(new Chunk(at, size, first, here));
            at += size;
            first += here;
        }
        return out;
    }

    /** The packed table for chunks in order. */
    public static byte[] write(LazLayout layout, List<Chunk> chunks) {
        ArithmeticWriter coder = new ArithmeticWriter();
        IntegerCoder numbers = new IntegerCoder(32, 2);
        int count = 0;
        int bytes = 0;
        for (Chunk c : chunks) {
            if (layout.chunkPoints() == LazLayout.VARIABLE) {
                count = numbers.code(coder, count, (int) c.points(), 0);
            }
            bytes = numbers.code(coder, bytes, (int) c.bytes(), 1);
        }
        byte[] packed = coder.done();
        byte[] out = new byte[HEAD + packed.length];
        Le.i32(out, 4, chunks.size());
        System.arraycopy(packed, 0, out, HEAD, packed.length);
        return out;
    }

    /**
     * The chunks of a layered file whose table is lost: each says how many points and bytes it has. Stops at the first that
     * is not whole.
     */
    public static List<Chunk> walk(RandomInput in, LazLayout layout, long pointsAt, long points) throws IOException {
        int head = LayeredReader.head(layout);
        int record = layout.recordBytes();
        byte[] b = new byte[head];
        List<Chunk> out = new ArrayList<>();
        long at = pointsAt + 8;
        long first = 0;
        while (first < points && at <= in.size() - head) {
            in.read(at, b, head);
            long here = Le.i32(b, record) & 0xFFFFFFFFL;
            long bytes = head;
            for (int i = record + 4; i < head; i += 4) {
                bytes += Le.i32(b, i) & 0xFFFFFFFFL;
            }
            if (here == 0 || here > points - first || bytes > in.size() - at) {
                break;
            }
            out.add(new Chunk(at, bytes, first, here));
            at += bytes;
            first += here;
        }
        return out;
    }
}
