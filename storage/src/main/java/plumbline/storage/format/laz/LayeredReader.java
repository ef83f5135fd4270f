package plumbline.storage.format.laz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import plumbline.storage.format.FormatException;

/** A chunk of version 3: the first record, the number of points, the sizes of the layers, the layers. */
final class LayeredReader implements ChunkReader {
    private final Layered[] items;
    private final int[] places;
    private final int recordBytes;
    private final byte[] bytes;
    private final long points;
    private final Coder[][] coders;
    private final List<ByteSource> sources = new ArrayList<>();
    private long done;

    /** {@code wanted} has a flag for each byte of the record; null for all. Throws where a layer is cut. */
    LayeredReader(LazLayout layout, String where, byte[] bytes, long points, boolean[] wanted) throws IOException {
        this.items = layout.layers();
        this.places = new int[items.length];
        this.recordBytes = layout.recordBytes();
        this.bytes = bytes;
        this.points = points;
        this.coders = new Coder[items.length][];
        boolean[] choice = layout.wantedLayers(wanted);
        long at = head(layout);
        int sizeAt = recordBytes + 4;
        int layer = 0;
        for (int i = 0; i < items.length; i++) {
            places[i] = i == 0 ? 0 : places[i - 1] + layout.items().get(i - 1).bytes();
            coders[i] = new Coder[items[i].layers()];
            for (int k = 0; k < coders[i].length; k++, layer++, sizeAt += 4) {
                long size = at > bytes.length ? 0 : Le.i32(bytes, sizeAt) & 0xFFFFFFFFL;
                if (at + size > bytes.length) {
                    throw new FormatException(where, "layer " + layer, "the chunk ends within it; its points are lost");
                }
                if (size > 0 && choice[layer]) {
                    ByteSource source = new ByteSource(bytes, (int) at, (int) (at + size));
                    sources.add(source);
                    coders[i][k] = new ArithmeticReader(source);
                }
                at += size;
            }
        }
        if (points > 1 && coders[0][0] == null) {
            throw new FormatException(where, "layer 0", "a chunk of " + points + " points has no coordinates");
        }
    }

    private boolean starved() {
        for (ByteSource s : sources) {
            if (s.missing() > LazReaders.TOLERATED) {
                return true;
            }
        }
        return false;
    }

    static int head(LazLayout layout) {
        int layers = 0;
        for (Layered item : layout.layers()) {
            layers += item.layers();
        }
        return layout.recordBytes() + 4 + 4 * layers;
    }

    @Override
    public int read(byte[] out, int wanted) {
        int n = (int) Math.min(wanted, points - done);
        for (int i = 0; i < n; i++) {
            int at = i * recordBytes;
            if (done + i == 0) {
                System.arraycopy(bytes, 0, out, at, recordBytes);
                int channel = out[at + 15] >> 4 & 3;
                for (int k = 0; k < items.length; k++) {
                    items[k].first(coders[k], out, at + places[k], channel);
                }
                continue;
            }
            int channel = items[0].code(out, at, 0);
            for (int k = 1; k < items.length; k++) {
                items[k].code(out, at + places[k], channel);
            }
        }
        // A layer that was read past its end is damaged, and which point was the first to suffer is not known.
        if (starved()) {
            return 0;
        }
        done += n;
        return n;
    }
}
