package plumbline.storage.format.laz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import plumbline.storage.format.FormatException;

/**
 * How the points of a LAZ file are packed: the body of the "laszip encoded" record 22204. {@code compressor} is 1 (one
 * stream), 2 (chunks) or 3 (chunks in layers); {@code chunkPoints} is {@link #VARIABLE} where the chunk table says.
 */
public record LazLayout(int compressor, long chunkPoints, List<ItemType> items) {
    public static final long VARIABLE = 0xFFFFFFFFL;
    public static final int DEFAULT_CHUNK = 50_000;
    private static final int HEAD = 34;

    /** Kind, bytes in the record, version, as LASzip numbers them. */
    public record ItemType(int kind, int bytes, int version) {}

    private static final int BYTE = 0;
    private static final int POINT10 = 6;
    private static final int GPSTIME11 = 7;
    private static final int RGB12 = 8;
    private static final int WAVEPACKET13 = 9;
    private static final int POINT14 = 10;
    private static final int RGB14 = 11;
    private static final int RGBNIR14 = 12;
    private static final int WAVEPACKET14 = 13;
    private static final int BYTE14 = 14;

    public LazLayout {
        items = List.copyOf(items);
    }

    public boolean layered() {
        return compressor == 3;
    }

    public int recordBytes() {
        return items.stream().mapToInt(ItemType::bytes).sum();
    }

    /** What the record says; throws where this reader does not know it or it does not fit the point record. */
    public static LazLayout parse(String file, ByteBuffer body, int recordBytes) throws IOException {
        ByteBuffer b = body.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (b.limit() < HEAD) {
            throw new FormatException(file, "laszip record", "it is cut; the points cannot be read without it");
        }
        int compressor = b.getShort(0);
        int n = b.getShort(32) & 0xFFFF;
        List<ItemType> items = new ArrayList<>();
        for (int i = 0; i < n && HEAD + 6 * i + 6 <= b.limit(); i++) {
            int at = HEAD + 6 * i;
            items.add(new ItemType(b.getShort(at) & 0xFFFF, b.getShort(at + 2) & 0xFFFF, b.getShort(at + 4) & 0xFFFF));
        }
        LazLayout layout = new LazLayout(compressor, b.getInt(12) & 0xFFFFFFFFL, items);
        boolean known = compressor >= 1 && compressor <= 3 && b.getShort(2) == 0 && items.size() == n && n > 0
                && (layout.chunkPoints > 0 || compressor == 1) && items.stream().allMatch(t -> known(t, compressor == 3));
        if (!known) {
            throw new FormatException(
                    file, "laszip record",
                    "points packed by compressor " + compressor + " with items " + items + " are not known; known are"
                            + " LASzip's pointwise (1), chunked (2) and layered (3) forms");
        }
        if (layout.recordBytes() != recordBytes) {
            throw new FormatException(
                    file, "laszip record",
                    "it packs records of " + layout.recordBytes() + " bytes, the header says " + recordBytes);
        }
        return layout;
    }

    private static boolean known(ItemType t, boolean layered) {
        return switch (t.kind()) {
            case POINT10 -> !layered && t.bytes() == 20 && (t.version() == 1 || t.version() == 2);
            case GPSTIME11 -> !layered && t.bytes() == 8 && (t.version() == 1 || t.version() == 2);
            case RGB12 -> !layered && t.bytes() == 6 && (t.version() == 1 || t.version() == 2);
            case WAVEPACKET13 -> !layered && t.bytes() == Wave.BYTES && t.version() == 1;
            case BYTE -> !layered && t.bytes() > 0 && (t.version() == 1 || t.version() == 2);
            case POINT14 -> layered && t.bytes() == 30 && t.version() >= 3 && t.version() <= 4;
            case RGB14 -> layered && t.bytes() == 6 && t.version() >= 3 && t.version() <= 4;
            case RGBNIR14 -> layered && t.bytes() == 8 && t.version() >= 3 && t.version() <= 4;
            case WAVEPACKET14 -> layered && t.bytes() == Wave.BYTES && t.version() >= 3 && t.version() <= 4;
            case BYTE14 -> layered && t.bytes() > 0 && t.version() >= 3 && t.version() <= 4;
            default -> false;
        };
    }

    /** The way to pack a LAS point format, 0 to 5 in chunks, 6 to 10 in layers; {@code extra} bytes beyond it. */
    public static LazLayout of(int format, int extra, long chunkPoints) {
        List<ItemType> items = new ArrayList<>();
        boolean layered = format >= 6;
        items.add(layered ? new ItemType(POINT14, 30, 3) : new ItemType(POINT10, 20, 2));
        if (format == 1 || format >= 3 && format <= 5) {
            items.add(new ItemType(GPSTIME11, 8, 2));
        }
        if (format == 2 || format == 3 || format == 5) {
            items.add(new ItemType(RGB12, 6, 2));
        }
        if (format == 7) {
            items.add(new ItemType(RGB14, 6, 3));
        }
        if (format == 8 || format == 10) {
            items.add(new ItemType(RGBNIR14, 8, 3));
        }
        if (format == 4 || format == 5) {
            items.add(new ItemType(WAVEPACKET13, Wave.BYTES, 1));
        }
        if (format == 9 || format == 10) {
            items.add(new ItemType(WAVEPACKET14, Wave.BYTES, 3));
        }
        if (extra > 0) {
            items.add(new ItemType(layered ? BYTE14 : BYTE, extra, layered ? 3 : 2));
        }
        return new LazLayout(layered ? 3 : 2, chunkPoints, items);
    }

    /** The body of record 22204. */
    public byte[] toBytes() {
        ByteBuffer b = ByteBuffer.allocate(HEAD + 6 * items.size()).order(ByteOrder.LITTLE_ENDIAN);
        b.putShort((short) compressor).putShort((short) 0).put((byte) 3).put((byte) 4).putShort((short) 3).putInt(0);
        b.putInt((int) chunkPoints).putLong(-1).putLong(-1).putShort((short) items.size());
        items.forEach(t -> b.putShort((short) t.kind()).putShort((short) t.bytes()).putShort((short) t.version()));
        return b.array();
    }

    Item[] pointwise() {
        Item[] out = new Item[items.size()];
        for (int i = 0; i < out.length; i++) {
            ItemType t = items.get(i);
            boolean old = t.version() == 1;
            out[i] = switch (t.kind()) {
                case POINT10 -> old ? new Version1.Point() : new Point10();
                case GPSTIME11 -> old ? new Version1.Time() : new GpsTime();
                case RGB12 -> old ? new Version1.Rgb() : new Rgb();
                case WAVEPACKET13 -> new Wave();
                default -> old ? new Version1.Extra(t.bytes()) : new ExtraBytes(t.bytes());
            };
        }
        return out;
    }

    Layered[] layers() {
        Layered[] out = new Layered[items.size()];
        for (int i = 0; i < out.length; i++) {
            ItemType t = items.get(i);
            out[i] = switch (t.kind()) {
                case POINT14 -> new Point14(t.version());
                case RGB14 -> new Rgb14(false, t.version());
                case RGBNIR14 -> new Rgb14(true, t.version());
                case WAVEPACKET14 -> new Wave14(t.version());
                default -> new Bytes14(t.bytes(), t.version());
            };
        }
        return out;
    }

    /** Which layers hold a byte of the record that is wanted, item after item; the first always. */
    boolean[] wantedLayers(boolean[] wantedBytes) {
        List<Boolean> out = new ArrayList<>();
        int[] point = {0, 8, 16, 15, 12, 18, 17, 20, 22};
        int at = 0;
        for (ItemType t : items) {
            int[] places = switch (t.kind()) {
                case POINT14 -> point;
                case RGB14, WAVEPACKET14 -> new int[] {0};
                case RGBNIR14 -> new int[] {0, 6};
                default -> java.util.stream.IntStream.range(0, t.bytes()).toArray();
            };
            for (int p : places) {
                out.add(wantedBytes == null || wantedBytes[at + p] || out.isEmpty());
            }
            at += t.bytes();
        }
        boolean[] flags = new boolean[out.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = out.get(i);
        }
        return flags;
    }
}
