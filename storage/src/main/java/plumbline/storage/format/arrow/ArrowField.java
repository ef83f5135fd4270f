package plumbline.storage.format.arrow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.scene.Column;
import plumbline.storage.format.FormatException;

/**
 * One column while its batches are read. Unsigned integers stand in the next larger signed array, half floats in
 * floats, bools as 0 and 1. A missing value of a float column is NaN; elsewhere it is refused, since no number says it.
 */
final class ArrowField {
    enum Type { I1, I2, I4, I8, U1, U2, U4, U8, HALF, F4, F8, BOOL, TEXT }

    private static final int INT = 2;
    private static final int FLOATING_POINT = 3;
    private static final int UTF8 = 5;
    private static final int BOOLEAN = 6;

    private final String where;
    private final String name;
    private final Type type;
    private final List<ByteBuffer> parts = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    /** Rows without a value; of float columns alone. */
    private final List<Integer> missing = new ArrayList<>();
    private int rows;

    private ArrowField(String where, String name, Type type) {
        this.where = where;
        this.name = name;
        this.type = type;
    }

    static ArrowField of(FlatTable field) throws FormatException {
        String name = field.text(0);
        if (field.has(4)) {
            throw field.bad("the column \"" + name + "\" is dictionary-encoded, which is not read");
        }
        int kind = field.u8(2, 0);
        FlatTable t = field.table(3);
        Type type = switch (kind) {
            case INT -> integer(field, t.i32(0, 0), t.u8(1, 0) != 0);
            case FLOATING_POINT -> switch (t.i16(0, 0)) {
                case 0 -> Type.HALF;
                case 1 -> Type.F4;
                default -> Type.F8;
            };
            case UTF8 -> Type.TEXT;
            case BOOLEAN -> Type.BOOL;
            default -> throw field.bad("the column \"" + name + "\" is of Arrow's type " + kind
                    + "; integers, floats, bools and texts are read");
        };
        return new ArrowField(field.where(), name, type);
    }

    private static Type integer(FlatTable field, int bits, boolean signed) throws FormatException {
        return switch (bits) {
            case 8 -> signed ? Type.I1 : Type.U1;
            case 16 -> signed ? Type.I2 : Type.U2;
            case 32 -> signed ? Type.I4 : Type.U4;
            case 64 -> signed ? Type.I8 : Type.U8;
            default -> throw field.bad("integers of " + bits + " bits are not known");
        };
    }

    String name() {
        return name;
    }

    Type type() {
        return type;
    }

    private int bytes() {
        return switch (type) {
            case I1, U1 -> 1;
            case I2, U2, HALF -> 2;
            case I4, U4, F4, TEXT -> 4;
            case I8, U8, F8 -> 8;
            case BOOL -> 0;
        };
    }

    void append(int count, long nulls, ArrowBuffers buffers) throws FormatException {
        if (nulls != 0) {
            missing(count, buffers.next((count + 7L) / 8));
        } else {
            buffers.skip();
        }
        if (type == Type.TEXT) {
            ByteBuffer offsets = buffers.next(count == 0 ? 0 : 4L * (count + 1L));
            int end = count == 0 ? 0 : offsets.getInt(4 * count);
            if (end < 0) {
                throw new FormatException(where, "", "the column \"" + name + "\" has a negative length");
            }
            texts(count, offsets, buffers.next(end));
        } else {
            parts.add(buffers.next(type == Type.BOOL ? (count + 7L) / 8 : (long) count * bytes()));
            lengths.add(count);
        }
        rows += count;
    }

    private void missing(int count, ByteBuffer valid) throws FormatException {
        boolean canBeNan = type == Type.HALF || type == Type.F4 || type == Type.F8;
        for (int i = 0; i < count; i++) {
            if ((valid.get(i >> 3) >> (i & 7) & 1) == 0) {
                if (!canBeNan) {
                    throw new FormatException(
                            where, "row " + (rows + i), "the column \"" + name + "\" has no value there");
                }
                missing.add(rows + i);
            }
        }
    }

    private void texts(int count, ByteBuffer offsets, ByteBuffer data) throws FormatException {
        for (int i = 0; i < count; i++) {
            int from = offsets.getInt(4 * i);
            int to = offsets.getInt(4 * i + 4);
            if (from < 0 || to < from || to > data.limit()) {
                throw new FormatException(where, "row " + (rows + i), "the text of \"" + name + "\" lies outside its bytes");
            }
            byte[] utf8 = new byte[to - from];
            data.get(from, utf8);
            texts.add(new String(utf8, StandardCharsets.UTF_8));
        }
    }

    String[] texts() {
        return texts.toArray(String[]::new);
    }

    private interface Put {
        void put(int row, ByteBuffer from, int index);
    }

    private void each(Put put) {
        int row = 0;
        for (int p = 0; p < parts.size(); p++) {
            for (int i = 0; i < lengths.get(p); i++) {
                put.put(row++, parts.get(p), i);
            }
        }
    }

    Column column(int n) {
        return switch (type) {
            case I1 -> bytes("i1", n, (b, i) -> b.get(i));
            case BOOL -> bytes("u1", n, (b, i) -> b.get(i >> 3) >> (i & 7) & 1);
            case U1 -> shorts("u1", n, (b, i) -> b.get(i) & 0xFF);
            case I2 -> shorts("i2", n, (b, i) -> b.getShort(2 * i));
            case U2 -> ints("u2", n, (b, i) -> b.getShort(2 * i) & 0xFFFF);
            case I4 -> ints("i4", n, (b, i) -> b.getInt(4 * i));
            case U4 -> longs("u4", n, (b, i) -> b.getInt(4 * i) & 0xFFFFFFFFL);
            case I8 -> longs("i8", n, (b, i) -> b.getLong(8 * i));
            case U8 -> longs("u8", n, (b, i) -> b.getLong(8 * i));
            case HALF -> floats(n, (b, i) -> Float.float16ToFloat(b.getShort(2 * i)));
            case F4 -> floats(n, (b, i) -> b.getFloat(4 * i));
            case F8 -> doubles(n);
            case TEXT -> throw new IllegalStateException(name + " holds texts");
        };
    }

    private interface Whole {
        int at(ByteBuffer from, int index);
    }

    private interface Wide {
        long at(ByteBuffer from, int index);
    }

    private interface Real {
        float at(ByteBuffer from, int index);
    }

    private Column bytes(String as, int n, Whole value) {
        byte[] v = new byte[n];
        each((row, b, i) -> v[row] = (byte) value.at(b, i));
        return new Column.Bytes(name, as, v);
    }

    private Column shorts(String as, int n, Whole value) {
        short[] v = new short[n];
        each((row, b, i) -> v[row] = (short) value.at(b, i));
        return new Column.Shorts(name, as, v);
    }

    private Column ints(String as, int n, Whole value) {
        int[] v = new int[n];
        each((row, b, i) -> v[row] = value.at(b, i));
        return new Column.Ints(name, as, v);
    }

    private Column longs(String as, int n, Wide value) {
        long[] v = new long[n];
        each((row, b, i) -> v[row] = value.at(b, i));
        return new Column.Longs(name, as, v);
    }

    private Column floats(int n, Real value) {
        float[] v = new float[n];
        each((row, b, i) -> v[row] = value.at(b, i));
        missing.forEach(i -> v[i] = Float.NaN);
        return new Column.Floats(name, "f4", v);
    }

    private Column doubles(int n) {
        double[] v = new double[n];
        each((row, b, i) -> v[row] = b.getDouble(8 * i));
        missing.forEach(i -> v[i] = Double.NaN);
        return new Column.Doubles(name, "f8", v);
    }
}
