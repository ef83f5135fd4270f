package plumbline.storage.tile;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import plumbline.storage.format.FormatException;

/** A tile as bytes and back; see docs/formats/tiles.md. The writing half belongs to one thread. */
final class TileCodec implements AutoCloseable {
    static final int HEAD = 12;
    private static final int MAGIC = 0x4C544C50;
    private static final int CONSTANT = 0;
    private static final int PLANES = 1;
    private static final int PACKED = 2;
    private static final int DIFFERENCES = 3;
    private static final int LEVEL = 1;

    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL);
    private byte[] planes = new byte[1 << 16];
    private byte[] packed = new byte[1 << 16];
    private byte[] tile = new byte[1 << 18];
    private byte[] changing = new byte[0];

    /** The rows must be one or more. {@code fieldTypes} in the order of the fields' lanes. */
    byte[] encode(RowBlock rows, List<String> fieldTypes) {
        int lanes = 3 + fieldTypes.size();
        int at = HEAD + 5 * lanes;
        ByteBuffer head = ByteBuffer.allocate(at).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(MAGIC).putInt(rows.size()).put((byte) rows.kind().ordinal()).put((byte) lanes).putShort((short) 0);
        int coordinate = rows.kind().width;
        changing = changing(rows);
        for (int l = 0; l < lanes; l++) {
            int start = at;
            if (l < 3) {
                boolean ascending = rows.kind() != Rows.Kind.GRID;
                at = lane(rows, l * coordinate, coordinate, 0, 0, true, ascending, at, head);
            } else {
                RowLayout.Place p = rows.layout().fields().get(l - 3);
                boolean differences = p.width() == 8 || p.width() == 4 && fieldTypes.get(l - 3).charAt(0) != 'f';
                at = lane(
                        rows, 3 * coordinate + p.at(), p.width(), p.shift(), p.bits(), differences, false, at, head);
            }
            head.putInt(at - start);
        }
        System.arraycopy(head.array(), 0, tile, 0, head.capacity());
        return Arrays.copyOf(tile, at);
    }

    /** Writes one lane from {@code at} on and its coding to the head; returns where it ends. */
    private int lane(
            RowBlock rows, int first, int width, int shift, int bits, boolean differences, boolean ascending, int at,
            ByteBuffer head) {
        int n = rows.size();
        if (same(changing, first, width, shift, bits)) {
            head.put((byte) CONSTANT);
            reserve(at + width);
            System.arraycopy(rows.bytes(), first, tile, at, width);
            if (bits > 0) {
                tile[at] = (byte) (rows.bytes()[first] >> shift & (1 << bits) - 1);
            }
            return at + width;
        }
        int bytes = n * width;
        planes = atLeast(planes, bytes);
        LanePlanes.fill(rows, first, width, shift, bits, differences, ascending, planes);
        packed = atLeast(packed, (int) Zstd.compressBound(bytes));
        int length = zstd.compressByteArray(packed, 0, packed.length, planes, 0, bytes);
        boolean plain = !differences && length >= bytes;
        head.put((byte) (plain ? PLANES : differences ? DIFFERENCES : PACKED));
        length = plain ? bytes : length;
        reserve(at + length);
        System.arraycopy(plain ? planes : packed, 0, tile, at, length);
        return at + length;
    }

    /** Which bits of a row are not the same in all rows. */
    private static byte[] changing(RowBlock rows) {
        byte[] in = rows.bytes();
        int stride = rows.stride();
        int end = rows.size() * stride;
        byte[] out = new byte[stride];
        for (int k = 0; k < stride; k += Long.BYTES) {
            // The last eight bytes of a row may overlap those before.
            int at = Math.min(k, stride - Long.BYTES);
            long first = RowBlock.getLong(in, at);
            long bits = 0;
            for (int p = at; p < end; p += stride) {
                bits |= RowBlock.getLong(in, p) ^ first;
            }
            RowBlock.putLong(out, at, bits);
        }
        return out;
    }

    private static boolean same(byte[] changing, int first, int width, int shift, int bits) {
        int mask = bits == 0 ? 0xFF : (1 << bits) - 1 << shift;
        int any = 0;
        for (int k = 0; k < width; k++) {
            any |= changing[first + k];
        }
        return (any & mask) == 0;
    }

    private void reserve(int bytes) {
        tile = atLeast(tile, bytes);
    }

    private static byte[] atLeast(byte[] buffer, int bytes) {
        return buffer.length >= bytes ? buffer : Arrays.copyOf(buffer, Math.max(bytes, 2 * buffer.length));
    }

    /** Lanes that are not wanted come back as zero. {@code where} names the tile in errors. */
    static Rows decode(byte[] tile, int[] fieldWidths, IntPredicate wanted, String where) throws FormatException {
        ByteBuffer in = ByteBuffer.wrap(tile).order(ByteOrder.LITTLE_ENDIAN);
        int lanes = 3 + fieldWidths.length;
        if (tile.length < HEAD + 5 * lanes || in.getInt() != MAGIC) {
            throw new FormatException(where, "byte 0", "not a tile");
        }
        int n = in.getInt();
        int kind = in.get() & 0xFF;
        int found = in.get() & 0xFF;
        if (n <= 0 || kind >= Rows.Kind.values().length || found != lanes) {
            throw new FormatException(where, "byte 4", "the tile's head says what cannot be");
        }
        Rows.Kind k = Rows.Kind.values()[kind];
        long at = HEAD + 5L * lanes;
        List<Lane> out = new ArrayList<>(lanes);
        for (int l = 0; l < lanes; l++) {
            int coding = tile[HEAD + 5 * l] & 0xFF;
            int length = in.getInt(HEAD + 5 * l + 1);
            int width = l < 3 ? k.width : fieldWidths[l - 3];
            if (length < 0 || at + length > tile.length || coding > DIFFERENCES) {
                throw new FormatException(where, "byte " + at, "lane " + l + " of the tile is longer than the tile");
            }
            if (l >= 3 && !wanted.test(l - 3)) {
                out.add(new Lane.Constant(width, 0));
            } else {
                boolean ascending = l < 3 && k != Rows.Kind.GRID;
                out.add(lane(tile, (int) at, length, coding, width, n, ascending, where));
            }
            at += length;
        }
        return new Rows(n, k, out);
    }

    private static Lane lane(
            byte[] tile, int at, int length, int coding, int width, int n, boolean ascending, String where)
            throws FormatException {
        if (coding == CONSTANT) {
            if (length != width) {
                throw new FormatException(where, "byte " + at, length + " bytes for one value of " + width);
            }
            long v = 0;
            for (int b = 0; b < width; b++) {
                v |= (tile[at + b] & 0xFFL) << 8 * b;
            }
            return new Lane.Constant(width, v);
        }
        long bytes = (long) n * width;
        byte[] planes;
        if (coding == PLANES) {
            planes = length == bytes ? Arrays.copyOfRange(tile, at, at + length) : null;
        } else {
            // Zstandard shrinks nothing by more than about 1 to 40 000: a larger promise is not worth the memory.
            planes = bytes <= 40_000L * length && bytes <= Integer.MAX_VALUE - 64 ? new byte[(int) bytes] : null;
            if (planes != null && Zstd.decompressByteArray(planes, 0, planes.length, tile, at, length) != bytes) {
                planes = null;
            }
        }
        if (planes == null) {
            throw new FormatException(where, "byte " + at, "the values do not unpack to " + n + " of " + width + " bytes");
        }
        return unplaned(planes, width, n, coding == DIFFERENCES, ascending);
    }

    private static Lane unplaned(byte[] p, int width, int n, boolean differences, boolean ascending) {
        switch (width) {
            case 1 -> {
                return new Lane.Bytes(p);
            }
            case 2 -> {
                short[] v = new short[n];
                for (int i = 0; i < n; i++) {
                    v[i] = (short) (p[i] & 0xFF | p[n + i] << 8);
                }
                return new Lane.Shorts(v);
            }
            case 4 -> {
                int[] v = new int[n];
                for (int i = 0; i < n; i++) {
                    v[i] = p[i] & 0xFF | (p[n + i] & 0xFF) << 8 | (p[2 * n + i] & 0xFF) << 16 | p[3 * n + i] << 24;
                }
                int before = 0;
                for (int i = 0; differences && i < n; i++) {
                    before += v[i] >>> 1 ^ -(v[i] & 1);
                    v[i] = ascending ? before ^ before >> 31 & 0x7FFFFFFF : before;
                }
                return new Lane.Ints(v);
            }
            default -> {
                long[] v = new long[n];
                for (int b = 0; b < 8; b++) {
                    for (int i = 0; i < n; i++) {
                        v[i] |= (p[b * n + i] & 0xFFL) << 8 * b;
                    }
                }
                long before = 0;
                for (int i = 0; differences && i < n; i++) {
                    before += v[i] >>> 1 ^ -(v[i] & 1);
                    v[i] = ascending ? before ^ before >> 63 & Long.MAX_VALUE : before;
                }
                return new Lane.Longs(v);
            }
        }
    }

    @Override
    public void close() {
        zstd.close();
    }
}
