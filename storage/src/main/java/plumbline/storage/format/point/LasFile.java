package plumbline.storage.format.point;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointParts;
import plumbline.storage.format.PointQuery;
import plumbline.storage.format.laz.ChunkReader;
import plumbline.storage.format.laz.ChunkTable;
import plumbline.storage.format.laz.ChunkTable.Chunk;
import plumbline.storage.format.laz.LazLayout;
import plumbline.storage.format.laz.LazReaders;

/**
 * A LAS, LAZ or COPC file in parts: ranges of records, or chunks, or those nodes of the octree that a query needs. All of
 * them become LAS records and then columns.
 */
final class LasFile implements PointParts {
    /** Hands over whole LAS records, which the taker must not keep. */
    interface Records {
        void accept(ByteBuffer records, int n) throws IOException;
    }

    private final PointInput in;
    private final LasHeader header;
    private final PointQuery query;
    private final List<Chunk> parts;
    private final List<Problem> problems;
    /** Chunks follow one another and none but the first can be found without reading those before it. */
    private final boolean sequential;

    private LasFile(
            PointInput in, LasHeader header, PointQuery query, List<Chunk> parts, List<Problem> problems,
            boolean sequential) {
        this.in = in;
        this.header = header;
        this.query = query;
        this.parts = parts;
        this.problems = problems;
        this.sequential = sequential;
    }

    /** Takes the input over: closed with this. */
    static LasFile open(PointInput in, PointQuery query) throws IOException {
        LasHeader h = LasHeader.read(in);
        List<Problem> problems = new ArrayList<>(h.problems());
        if (h.laz().isEmpty()) {
            return new LasFile(in, h, query, ranges(in, h), problems, false);
        }
        if (h.copc().isPresent() && (query.within().isPresent() || query.spacing() > 0)) {
            return new LasFile(in, h, query, new CopcNodes(in, h).chunks(query), problems, false);
        }
        LazLayout layout = h.laz().get();
        if (layout.compressor() == 1) {
            Chunk all = new Chunk(h.pointsAt(), Math.max(0, in.size() - h.pointsAt()), 0, h.points());
            return new LasFile(in, h, query, List.of(all), problems, false);
        }
        List<Chunk> chunks = List.of();
        if (in.size() >= h.pointsAt() + 8) {
            try {
                chunks = ChunkTable.read(in, in.name(), layout, h.pointsAt(), h.points());
            } catch (FormatException e) {
                problems.add(new Problem(in.name(), e.getMessage()));
            }
        }
        long listed = chunks.isEmpty() ? 0 : chunks.getLast().first() + chunks.getLast().points();
        boolean lost = listed < h.points() && h.points() > 0;
        if (lost && layout.layered()) {
            chunks = ChunkTable.walk(in, layout, h.pointsAt(), h.points());
        } else if (lost) {
            chunks = List.of(new Chunk(h.pointsAt() + 8, Math.max(0, in.size() - h.pointsAt() - 8), 0, h.points()));
        }
        if (lost) {
            problems.add(new Problem(
                    in.name() + ", byte " + h.pointsAt(),
                    "the table of the packed chunks is not there or not whole; the chunks are looked for one by one"));
        }
        return new LasFile(in, h, query, chunks, problems, lost && !layout.layered());
    }

    private static List<Chunk> ranges(PointInput in, LasHeader h) {
        long there = Math.max(0, (in.size() - h.pointsAt()) / h.recordBytes());
        long n = Math.min(h.points(), there);
        List<Chunk> out = new ArrayList<>();
        for (long i = 0; i < n; i += StreamedPoints.BLOCK) {
            long count = Math.min(StreamedPoints.BLOCK, n - i);
            out.add(new Chunk(h.pointsAt() + i * h.recordBytes(), count * h.recordBytes(), i, count));
        }
        return out;
    }

    LasHeader header() {
        return header;
    }

    PointInput input() {
        return in;
    }

    @Override
    public int count() {
        return parts.size();
    }

    @Override
    public long points(int part) {
        return parts.get(part).points();
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public List<Problem> read(int part, Consumer<PointBlock> sink) throws IOException {
        return records(part, LasPoints.wantedBytes(header, query), (records, n) -> {
            PointBlock block = LasPoints.decode(header, records, n, query);
            sink.accept(query.within().map(r -> Within.region(block, r)).orElse(block));
        });
    }

    /** The part's records; {@code wanted} has a flag for each byte of a record that is needed, null for all. */
    List<Problem> records(int part, boolean[] wanted, Records sink) throws IOException {
        Chunk c = parts.get(part);
        if (header.laz().isEmpty()) {
            in.view(c.at(), (int) c.bytes(), records -> sink.accept(records, (int) c.points()));
            return List.of();
        }
        try {
            return sequential ? oneByOne(c, sink) : chunk(c, wanted, sink);
        } catch (FormatException e) {
            return List.of(new Problem(in.name() + ", byte " + c.at(), e.getMessage()));
        }
    }

    private List<Problem> chunk(Chunk c, boolean[] wanted, Records sink) throws IOException {
        ChunkReader reader = LazReaders.chunk(header.laz().orElseThrow(), in, in.name(), c, wanted);
        long read = drain(reader, c.points(), sink);
        return read == c.points() ? List.of() : List.of(cutChunk(c, read));
    }

    private Problem cutChunk(Chunk c, long read) {
        return new Problem(
                in.name() + ", byte " + c.at(),
                "the chunk from point " + c.first() + " on announces " + c.points() + " points and ends after " + read);
    }

    private long drain(ChunkReader reader, long points, Records sink) throws IOException {
        int record = header.recordBytes();
        int block = (int) Math.min(points, StreamedPoints.BLOCK);
        byte[] out = new byte[block * record];
        long read = 0;
        while (read < points) {
            int n = read(reader, out, (int) Math.min(block, points - read));
            if (n == 0) {
                break;
            }
            sink.accept(ByteBuffer.wrap(out, 0, n * record).order(ByteOrder.LITTLE_ENDIAN), n);
            read += n;
        }
        return read;
    }

    private static int read(ChunkReader reader, byte[] out, int wanted) throws IOException {
        try {
            return reader.read(out, wanted);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private List<Problem> oneByOne(Chunk all, Records sink) throws IOException {
        LazLayout layout = header.laz().orElseThrow();
        LazReaders.Sequence sequence = LazReaders.sequence(layout, in, all.at());
        long read = 0;
        while (read < all.points()) {
            long points = Math.min(layout.chunkPoints(), all.points() - read);
            long got = drain(sequence.next(points), points, sink);
            read += got;
            if (got < points) {
                return List.of(cutChunk(new Chunk(sequence.at(), 0, read - got, points), got));
            }
        }
        return List.of();
    }

    /** What is to be said where fewer points came back than the header announces. */
    List<Problem> missing(long kept) {
        if (kept >= header.points()) {
            return List.of();
        }
        long at = header.laz().isPresent() ? in.size() : header.pointsAt() + kept * header.recordBytes();
        return List.of(FixedRecords.cut(in, at, header.points(), kept));
    }

    long first(int part) {
        return parts.get(part).first();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
