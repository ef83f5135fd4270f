package plumbline.storage.format.laz;

/** A chunk of versions 1 and 2: the first record as it is, then every point item by item in one stream. */
final class PointwiseReader implements ChunkReader {
    private final ByteSource source;
    private final Item[] items;
    private final int[] places;
    private final int recordBytes;
    private final long points;
    private final int tolerated;
    private Coder coder;
    private long done;

    /** {@code tolerated} zeros past the end: some writers leave out the last of the bytes that a reader looks at. */
    PointwiseReader(LazLayout layout, ByteSource source, long points, int tolerated) {
        this.source = source;
        this.items = layout.pointwise();
        this.places = new int[items.length];
        for (int i = 1; i < items.length; i++) {
            places[i] = places[i - 1] + layout.items().get(i - 1).bytes();
        }
        this.recordBytes = layout.recordBytes();
        this.points = points;
        this.tolerated = tolerated;
    }

    @Override
    public int read(byte[] out, int wanted) {
        int n = (int) Math.min(wanted, points - done);
        for (int i = 0; i < n; i++) {
            int at = i * recordBytes;
            if (coder == null) {
                source.copy(out, at, recordBytes);
                for (int k = 0; k < items.length; k++) {
                    items[k].first(out, at + places[k]);
                }
            } else {
                for (int k = 0; k < items.length; k++) {
                    items[k].code(coder, out, at + places[k]);
                }
            }
            if (source.missing() > tolerated) {
                done += i;
                return i;
            }
            if (coder == null && points > 1) {
                coder = new ArithmeticReader(source);
            }
        }
        done += n;
        return n;
    }
}
