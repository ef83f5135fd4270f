package plumbline.storage.format.e57;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import plumbline.storage.format.FormatException;

/**
 * The points of a scan: packets, each with a piece of every field's stream of bits. Values are handed out field by field
 * as doubles, whole ones beyond 2^53 as far as doubles hold them.
 */
public final class E57Records {
    private static final int SECTION_HEAD = 32;

    private final E57Pages pages;
    private final List<E57Field> fields;
    private final BitStream[] streams;
    private final long points;
    private final long end;
    private long at;
    private long done;
    private FormatException broken;

    E57Records(E57Pages pages, E57File.Scan scan) throws IOException {
        this.pages = pages;
        this.fields = scan.fields();
        this.points = scan.points();
        this.streams = new BitStream[fields.size()];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = new BitStream();
        }
        if (points == 0) {
            end = 0;
            return;
        }
        long section = pages.logical(scan.section());
        ByteBuffer head = pages.read(section, SECTION_HEAD);
        long length = head.getLong(8);
        if (head.get(0) != 1 || length < SECTION_HEAD) {
            throw new FormatException(pages.file(), pages.place(section), "no points begin here");
        }
        at = pages.logical(head.getLong(16));
        end = Math.min(pages.size(), length > pages.size() - section ? pages.size() : section + length);
    }

    /** How many points were handed out. */
    public long done() {
        return done;
    }

    /**
     * Fills {@code values[field][0..n)} for up to {@code most} points and returns n, 0 at the end. A packet or page that
     * does not hold throws; what was handed out before is sound.
     */
    public int next(double[][] values, int most) throws IOException {
        long wanted = Math.min(most, points - done);
        if (wanted == 0) {
            return 0;
        }
        if (broken != null) {
            throw broken;
        }
        long ready = ready();
        while (ready < wanted && at < end) {
            try {
                packet();
            } catch (FormatException e) {
                if (ready == 0) {
                    throw e;
                }
                // The points before it are sound and go first.
                broken = e;
                break;
            }
            ready = ready();
        }
        int n = (int) Math.min(wanted, ready);
        for (int f = 0; f < streams.length; f++) {
            values(fields.get(f), streams[f], values[f], n);
        }
        done += n;
        return n;
    }

    private long ready() {
        long ready = Long.MAX_VALUE;
        for (int f = 0; f < streams.length; f++) {
            E57Field field = fields.get(f);
            if (!field.text() && field.bits() > 0) {
                ready = Math.min(ready, streams[f].bits() / field.bits());
            }
        }
        return ready;
    }

    private void packet() throws IOException {
        ByteBuffer head = pages.read(at, 4);
        int length = (head.getShort(2) & 0xFFFF) + 1;
        int type = head.get(0);
        if (type < 0 || type > 2 || length % 4 != 0 || length > end - at) {
            throw new FormatException(
                    pages.file(), pages.place(at), "a packet of type " + type + " and " + length + " bytes cannot be here");
        }
        if (type == 1) {
            ByteBuffer b = pages.read(at, length);
            int count = b.getShort(4) & 0xFFFF;
            int p = 6 + 2 * count;
            if (count != streams.length || p > length) {
                throw new FormatException(
                        pages.file(), pages.place(at), "a packet of " + count + " streams for " + streams.length + " fields");
            }
            for (int f = 0; f < count; f++) {
                int bytes = b.getShort(6 + 2 * f) & 0xFFFF;
                if (bytes > length - p) {
                    throw new FormatException(
                            pages.file(), pages.place(at), "the streams of a packet are longer than the packet");
                }
                if (!fields.get(f).text()) {
                    streams[f].add(b.array(), p, bytes);
                }
                p += bytes;
            }
        }
        at += length;
    }

    private static void values(E57Field field, BitStream stream, double[] out, int n) {
        switch (field.kind()) {
            case INTEGER -> {
                for (int i = 0; i < n; i++) {
                    out[i] = field.minimum() + stream.take(field.bits());
                }
            }
            case SCALED -> {
                for (int i = 0; i < n; i++) {
                    out[i] = (field.minimum() + stream.take(field.bits())) * field.scale() + field.offset();
                }
            }
            case SINGLE -> {
                for (int i = 0; i < n; i++) {
                    out[i] = Float.intBitsToFloat((int) stream.take(32));
                }
            }
            case DOUBLE -> {
                for (int i = 0; i < n; i++) {
                    out[i] = Double.longBitsToDouble(stream.take(64));
                }
            }
            case TEXT -> { }
        }
    }
}
