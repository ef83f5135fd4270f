package plumbline.storage.format.laz;

import java.io.IOException;
import java.io.UncheckedIOException;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.RandomInput;

/** Readers of packed points, by chunk or one chunk after the other. */
public final class LazReaders {
    /** From here on a chunk is not taken into memory whole. */
    private static final long LARGE = 1L << 26;
    /** Zeros that some writers leave out at the very end of a chunk. */
    /** Points that are all alike cost some thousandths of a bit each; real ones some thousand times that. */
    private static final long MOST_FOR_EACH_BYTE = 2000;
    private static final long SMALL = 100_000;
    static final int TOLERATED = 4;

    private LazReaders() {}

    /** {@code wanted} flags the bytes of the record that are needed, null for all; only layered chunks leave any out. */
    public static ChunkReader chunk(
            LazLayout layout, RandomInput in, String file, ChunkTable.Chunk chunk, boolean[] wanted) throws IOException {
        long there = Math.max(0, Math.min(chunk.bytes(), in.size() - chunk.at()));
        boolean whole = there == chunk.bytes();
        if (!layout.layered()) {
            ByteSource source;
            if (there > LARGE) {
                source = new ByteSource(in, chunk.at(), chunk.at() + there);
            } else {
                byte[] bytes = new byte[(int) there];
                in.read(chunk.at(), bytes, bytes.length);
                source = new ByteSource(bytes, 0, bytes.length);
            }
            int tolerated = whole && layout.compressor() > 1 ? TOLERATED : 0;
            return new PointwiseReader(layout, source, chunk.points(), tolerated);
        }
        String place = "chunk from point " + chunk.first() + " on";
        if (chunk.points() > SMALL + MOST_FOR_EACH_BYTE * Math.max(0, there)) {
            throw new FormatException(
                    file, "byte " + chunk.at(), "the " + place + " announces " + chunk.points() + " points in " + there
                            + " bytes, which no packing reaches; it is damaged");
        }
        if (!whole) {
            throw new FormatException(
                    file, "byte " + in.size(), "the file ends within the " + place + "; its points are lost");
        }
        if (there > Integer.MAX_VALUE - 64) {
            throw new FormatException(file, "byte " + chunk.at(), "a chunk of " + there + " bytes is not believed");
        }
        byte[] bytes = new byte[(int) there];
        in.read(chunk.at(), bytes, bytes.length);
        return new LayeredReader(layout, file + ", " + place, bytes, chunk.points(), wanted);
    }

    /** Chunks of version 2 one after the other, where the table that says where they begin is lost. */
    public static Sequence sequence(LazLayout layout, RandomInput in, long at) {
        return new Sequence(layout, new ByteSource(in, at, in.size()));
    }

    /** See {@link #sequence}. */
    public static final class Sequence {
        private final LazLayout layout;
        private final ByteSource source;

        private Sequence(LazLayout layout, ByteSource source) {
            this.layout = layout;
            this.source = source;
        }

        /** The next chunk, which is to be read to its end before the one after it. */
        public ChunkReader next(long points) throws IOException {
            try {
                return new PointwiseReader(layout, source, points, 0);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        public long at() {
            return source.position();
        }
    }
}
