package plumbline.storage.format.point;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;

/**
 * Where one field of many points lies in a buffer: the first value at {@code offset}, the next {@code stride} bytes
 * on. {@code type} is {@code u1 u2 u4 u8 i1 i2 i4 i8 f4 f8}. Whole columns are read and written at a time, in the
 * buffer's byte order; the caller has checked that the last value lies inside.
 */
public record FieldLayout(String name, String type, int offset, int stride) {
    public static int bytes(String type) {
        return type.charAt(1) - '0';
    }

    public Column column(ByteBuffer in, int n) {
        return switch (type) {
            case "f4" -> new Column.Floats(name, type, floats(in, n));
            case "f8" -> new Column.Doubles(name, type, doubles(in, n));
            case "i1" -> {
                byte[] v = new byte[n];
                for (int i = 0, p = offset; i < n; i++, p += stride) {
                    v[i] = in.get(p);
                }
                yield new Column.Bytes(name, type, v);
            }
            case "u1", "i2" -> {
                short[] v = new short[n];
                boolean small = type.equals("u1");
                for (int i = 0, p = offset; i < n; i++, p += stride) {
                    v[i] = small ? (short) (in.get(p) & 0xFF) : in.getShort(p);
                }
                yield new Column.Shorts(name, type, v);
            }
            case "u2", "i4" -> {
                int[] v = new int[n];
                boolean small = type.equals("u2");
                for (int i = 0, p = offset; i < n; i++, p += stride) {
                    v[i] = small ? in.getShort(p) & 0xFFFF : in.getInt(p);
                }
                yield new Column.Ints(name, type, v);
            }
            case "u4", "i8", "u8" -> {
                long[] v = new long[n];
                boolean small = type.equals("u4");
                for (int i = 0, p = offset; i < n; i++, p += stride) {
                    v[i] = small ? in.getInt(p) & 0xFFFFFFFFL : in.getLong(p);
                }
                yield new Column.Longs(name, type, v);
            }
            default -> throw new IllegalArgumentException("no such type: " + type);
        };
    }

    private float[] floats(ByteBuffer in, int n) {
        float[] v = new float[n];
        for (int i = 0, p = offset; i < n; i++, p += stride) {
            v[i] = in.getFloat(p);
        }
        return v;
    }

    private double[] doubles(ByteBuffer in, int n) {
        double[] v = new double[n];
        for (int i = 0, p = offset; i < n; i++, p += stride) {
            v[i] = in.getDouble(p);
        }
        return v;
    }

    /** Writes a column's values where this layout says; the column's type must be this one's. */
    public void put(Column column, ByteBuffer out) {
        int p = offset;
        int n = column.size();
        switch (column) {
            case Column.Floats c -> {
                for (int i = 0; i < n; i++, p += stride) {
                    out.putFloat(p, c.values()[i]);
                }
            }
            case Column.Doubles c -> {
                for (int i = 0; i < n; i++, p += stride) {
                    out.putDouble(p, c.values()[i]);
                }
            }
            case Column.Bytes c -> {
                for (int i = 0; i < n; i++, p += stride) {
                    out.put(p, c.values()[i]);
                }
            }
            case Column.Shorts c -> {
                for (int i = 0; i < n; i++, p += stride) {
                    putWhole(out, p, c.values()[i]);
                }
            }
            case Column.Ints c -> {
                for (int i = 0; i < n; i++, p += stride) {
                    putWhole(out, p, c.values()[i]);
                }
            }
            case Column.Longs c -> {
                for (int i = 0; i < n; i++, p += stride) {
                    putWhole(out, p, c.values()[i]);
                }
            }
        }
    }

    private void putWhole(ByteBuffer out, int p, long v) {
        switch (bytes(type)) {
            case 1 -> out.put(p, (byte) v);
            case 2 -> out.putShort(p, (short) v);
            case 4 -> out.putInt(p, (int) v);
            default -> out.putLong(p, v);
        }
    }

    /**
     * The points of a buffer: x, y, z (in any case of letters) become positions, every other field a column.
     * Positions stored as floats stay floats; those stored wider are kept exactly.
     */
    public static PointBlock block(String where, List<FieldLayout> fields, ByteBuffer in, int n)
            throws FormatException {
        List<Column> columns = new ArrayList<>();
        FieldLayout[] xyz = new FieldLayout[3];
        for (FieldLayout f : fields) {
            int axis = f.name().length() == 1 ? "xyz".indexOf(f.name().toLowerCase(Locale.ROOT)) : -1;
            if (axis >= 0 && xyz[axis] == null) {
                xyz[axis] = f;
            } else {
                columns.add(f.column(in, n));
            }
        }
        requirePosition(where, fields.stream().map(FieldLayout::name).toList());
        boolean floats = xyz[0].type().equals("f4") && xyz[1].type().equals("f4") && xyz[2].type().equals("f4");
        if (floats) {
            return new PointBlock(
                    Vec3.ZERO, xyz[0].floats(in, n), xyz[1].floats(in, n), xyz[2].floats(in, n), Optional.empty(),
                    columns);
        }
        return PointBlock.ofExact(wide(xyz[0], in, n), wide(xyz[1], in, n), wide(xyz[2], in, n), columns);
    }

    private static double[] wide(FieldLayout f, ByteBuffer in, int n) {
        if (f.type().equals("f8")) {
            return f.doubles(in, n);
        }
        Column c = f.column(in, n);
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = c.get(i);
        }
        return v;
    }

    /** Throws where a list of field names lacks one of x, y, z. */
    public static void requirePosition(String where, List<String> names) throws FormatException {
        for (String axis : List.of("x", "y", "z")) {
            if (names.stream().noneMatch(axis::equalsIgnoreCase)) {
                throw new FormatException(
                        where, "", "the points have no field \"" + axis + "\"; they have " + String.join(", ", names));
            }
        }
    }
}
