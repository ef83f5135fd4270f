package plumbline.storage.format.laz;

/** The points of one chunk, first to last, as LAS records. One thread. */
public interface ChunkReader {
    /**
     * Writes up to {@code points} records to the start of {@code out}; fewer where the chunk ends or its bytes do. Fields
     * in layers that were left out keep the first point's values.
     */
    int read(byte[] out, int points);
}
