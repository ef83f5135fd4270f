package plumbline.storage.format.arrow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import plumbline.storage.format.FormatException;

/**
 * One table of a FlatBuffers message (google.github.io/flatbuffers), fields by number. Every offset is checked against
 * the message; {@code bytes} is little endian and holds the message alone.
 */
record FlatTable(String where, ByteBuffer bytes, int at) {
    static FlatTable root(String where, ByteBuffer bytes) throws FormatException {
        return new FlatTable(where, bytes, 0).follow(0);
    }

    /** The table that the offset at a place points to. */
    private FlatTable follow(int place) throws FormatException {
        long target = place + (int32(place) & 0xFFFFFFFFL);
        need(target, 4);
        return new FlatTable(where, bytes, (int) target);
    }

    /** Where a field lies; -1 where the table leaves it out. */
    private int field(int number) throws FormatException {
        long table = (long) at - int32(at);
        need(table, 4);
        int size = bytes.getShort((int) table) & 0xFFFF;
        int slot = 4 + 2 * number;
        if (slot + 2 > size) {
            return -1;
        }
        need(table, slot + 2);
        int offset = bytes.getShort((int) table + slot) & 0xFFFF;
        return offset == 0 ? -1 : at + offset;
    }

    boolean has(int number) throws FormatException {
        return field(number) >= 0;
    }

    int u8(int number, int otherwise) throws FormatException {
        int p = field(number);
        return p < 0 ? otherwise : bytes.get((int) need(p, 1)) & 0xFF;
    }

    int i16(int number, int otherwise) throws FormatException {
        int p = field(number);
        return p < 0 ? otherwise : bytes.getShort((int) need(p, 2));
    }

    int i32(int number, int otherwise) throws FormatException {
        int p = field(number);
        return p < 0 ? otherwise : int32(p);
    }

    long i64(int number, long otherwise) throws FormatException {
        int p = field(number);
        return p < 0 ? otherwise : bytes.getLong((int) need(p, 8));
    }

    FlatTable table(int number) throws FormatException {
        int p = field(number);
        if (p < 0) {
            throw bad("a part of the message is missing");
        }
        return follow(p);
    }

    String text(int number) throws FormatException {
        int p = field(number);
        if (p < 0) {
            return "";
        }
        int s = follow(p).at;
        int length = int32(s);
        byte[] utf8 = new byte[(int) bounded(length, s + 4L, 1)];
        bytes.get(s + 4, utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    List<FlatTable> tables(int number) throws FormatException {
        List<FlatTable> out = new ArrayList<>();
        int p = field(number);
        if (p >= 0) {
            int v = follow(p).at;
            long n = bounded(int32(v), v + 4L, 4);
            for (int i = 0; i < n; i++) {
                out.add(follow(v + 4 + 4 * i));
            }
        }
        return out;
    }

    /** A vector of structs of 64-bit numbers, {@code width} of them each, one after the other. */
    long[] structs(int number, int width) throws FormatException {
        int p = field(number);
        if (p < 0) {
            return new long[0];
        }
        int v = follow(p).at;
        int n = (int) bounded(int32(v), v + 4L, 8L * width) * width;
        long[] out = new long[n];
        for (int i = 0; i < n; i++) {
            out[i] = bytes.getLong(v + 4 + 8 * i);
        }
        return out;
    }

    private long bounded(int count, long from, long each) throws FormatException {
        if (count < 0 || from > bytes.limit() || count > (bytes.limit() - from) / each) {
            throw bad(Integer.toUnsignedString(count) + " items are announced, more than the message holds");
        }
        return count;
    }

    private int int32(long place) throws FormatException {
        return bytes.getInt((int) need(place, 4));
    }

    private long need(long place, int length) throws FormatException {
        if (place < 0 || place + length > bytes.limit()) {
            throw bad("an offset leads out of the message");
        }
        return place;
    }

    FormatException bad(String what) {
        return new FormatException(where, "", what + "; the file is damaged");
    }
}
