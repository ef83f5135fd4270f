package plumbline.annotation.scene;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The encoding {@code plumbline-points}: the points of one block as little-endian columns, laid out as
 * {@code docs/formats/plumbline-points.md} says. What was encoded decodes to the same arrays. Bytes that are cut, too
 * long or out of bounds are refused with an {@link IOException}; nothing is allocated before the sizes agree with the
 * length.
 */
public final class PlumblinePoints {
    public static final String ENCODING = "plumbline-points";

    private static final byte[] MAGIC = {'P', 'L', 'P', 'T'};
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 40;
    private static final int MAX_COLUMNS = 256;

    private PlumblinePoints() {}

    private record Field(String name, String type) {}

    /** Refuses, with {@link IllegalArgumentException}, a column whose array or values do not fit its type. */
    public static byte[] encode(PointBlock block) {
        int n = block.size();
        String positionType = block.exact().isPresent() ? "f8" : "f4";
        long total = HEADER_BYTES + 3 * (4L + (long) n * width(positionType));
        if (block.columns().size() + 3 > MAX_COLUMNS) {
            throw new IllegalArgumentException("a block has at most " + (MAX_COLUMNS - 3) + " columns besides x, y, z");
        }
        for (Column c : block.columns()) {
            total += 3 + nameBytes(c.name()).length + (long) n * width(c.type());
        }
        if (total > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("a block of " + n + " points is too large for one sample");
        }
        ByteBuffer out = ByteBuffer.allocate((int) total).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).putShort((short) VERSION).putShort((short) (3 + block.columns().size())).putLong(n);
        out.putDouble(block.origin().x()).putDouble(block.origin().y()).putDouble(block.origin().z());
        for (String axis : List.of("x", "y", "z")) {
            putField(out, axis, positionType);
        }
        block.columns().forEach(c -> putField(out, c.name(), c.type()));
        if (block.exact().isPresent()) {
            PointBlock.Exact exact = block.exact().get();
            for (double[] axis : List.of(exact.x(), exact.y(), exact.z())) {
                putValues(out, new Column.Doubles("position", "f8", axis));
            }
        } else {
            for (float[] axis : List.of(block.x(), block.y(), block.z())) {
                putValues(out, new Column.Floats("position", "f4", axis));
            }
        }
        block.columns().forEach(c -> putValues(out, c));
        return out.array();
    }

    /** {@code where} names the bytes in errors. */
    public static PointBlock decode(String where, byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < HEADER_BYTES) {
            throw broken(where, bytes.length, "the header of " + HEADER_BYTES + " bytes is cut");
        }
        for (byte m : MAGIC) {
            if (in.get() != m) {
                throw broken(where, 0, "it does not begin with PLPT");
            }
        }
        int version = Short.toUnsignedInt(in.getShort());
        if (version != VERSION) {
            throw broken(where, 4, "its version is " + version + "; this program reads version " + VERSION);
        }
        int columns = Short.toUnsignedInt(in.getShort());
        long count = in.getLong();
        if (columns < 3 || columns > MAX_COLUMNS || count < 0 || count > bytes.length) {
            throw broken(where, 6, "it claims " + columns + " columns of " + count + " points");
        }
        Vec3 origin = new Vec3(in.getDouble(), in.getDouble(), in.getDouble());
        List<Field> fields = readFields(where, in, columns);
        long rowBytes = fields.stream().mapToLong(f -> width(f.type())).sum();
        if (rowBytes * count != in.remaining()) {
            throw broken(where, in.position(), count + " points of " + rowBytes + " bytes need " + rowBytes * count
                    + " bytes, " + in.remaining() + " are there");
        }
        List<Column> read = new ArrayList<>();
        for (Field f : fields) {
            read.add(getValues(in, f, (int) count));
        }
        return block(where, origin, read);
    }

    private static PointBlock block(String where, Vec3 origin, List<Column> read) throws IOException {
        List<Column> rest = List.copyOf(read.subList(3, read.size()));
        if (read.get(0) instanceof Column.Floats x
                && read.get(1) instanceof Column.Floats y
                && read.get(2) instanceof Column.Floats z) {
            return new PointBlock(origin, x.values(), y.values(), z.values(), Optional.empty(), rest);
        }
        if (read.get(0) instanceof Column.Doubles x
                && read.get(1) instanceof Column.Doubles y
                && read.get(2) instanceof Column.Doubles z) {
            return new PointBlock(
                    origin,
                    offsets(x.values(), origin.x()),
                    offsets(y.values(), origin.y()),
                    offsets(z.values(), origin.z()),
                    Optional.of(new PointBlock.Exact(x.values(), y.values(), z.values())),
                    rest);
        }
        throw broken(where, HEADER_BYTES, "x, y and z must all be f4 or all be f8");
    }

    private static float[] offsets(double[] values, double origin) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (values[i] - origin);
        }
        return out;
    }

    private static List<Field> readFields(String where, ByteBuffer in, int columns) throws IOException {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            int at = in.position();
            int nameLength = in.hasRemaining() ? Byte.toUnsignedInt(in.get()) : -1;
            if (nameLength < 1 || in.remaining() < nameLength + 2) {
                throw broken(where, at, "the description of column " + i + " is cut");
            }
            byte[] name = new byte[nameLength];
            in.get(name);
            Field f = new Field(
                    new String(name, StandardCharsets.UTF_8), "" + (char) (in.get() & 0x7f) + (char) (in.get() & 0x7f));
            if (width(f.type()) == 0) {
                throw broken(where, at, "column " + f.name() + " has the unknown type \"" + f.type() + "\"");
            }
            if (i < 3 && !f.name().equals(List.of("x", "y", "z").get(i))) {
                throw broken(where, at, "the first three columns must be x, y and z, not " + f.name());
            }
            fields.add(f);
        }
        return fields;
    }

    private static void putField(ByteBuffer out, String name, String type) {
        byte[] bytes = nameBytes(name);
        out.put((byte) bytes.length).put(bytes).put((byte) type.charAt(0)).put((byte) type.charAt(1));
    }

    private static byte[] nameBytes(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 1 || bytes.length > 255) {
            throw new IllegalArgumentException("a column's name has 1 to 255 bytes");
        }
        return bytes;
    }

    private static void putValues(ByteBuffer out, Column column) {
        switch (column) {
            case Column.Floats c when c.type().equals("f4") -> {
                for (float v : c.values()) {
                    out.putFloat(v);
                }
            }
            case Column.Doubles c when c.type().equals("f8") -> {
                for (double v : c.values()) {
                    out.putDouble(v);
                }
            }
            case Column.Bytes c when c.type().equals("i1") -> out.put(c.values());
            case Column.Shorts c when c.type().equals("u1") || c.type().equals("i2") -> {
                for (short v : c.values()) {
                    putInteger(out, c, v);
                }
            }
            case Column.Ints c when c.type().equals("u2") || c.type().equals("i4") -> {
                for (int v : c.values()) {
                    putInteger(out, c, v);
                }
            }
            case Column.Longs c when c.type().equals("u4") || c.type().equals("u8") || c.type().equals("i8") -> {
                for (long v : c.values()) {
                    putInteger(out, c, v);
                }
            }
            default -> throw new IllegalArgumentException("column " + column.name() + " of type " + column.type()
                    + " is kept in " + column.getClass().getSimpleName());
        }
    }

    private static void putInteger(ByteBuffer out, Column column, long v) {
        String type = column.type();
        int bits = 8 * width(type);
        if (type.charAt(0) == 'u' && bits < 64 && (v < 0 || v >= 1L << bits)) {
            throw new IllegalArgumentException(column.name() + " holds " + v + ", which is no " + type);
        }
        switch (bits) {
            case 8 -> out.put((byte) v);
            case 16 -> out.putShort((short) v);
            case 32 -> out.putInt((int) v);
            default -> out.putLong(v);
        }
    }

    private static Column getValues(ByteBuffer in, Field f, int n) {
        return switch (f.type()) {
            case "f4" -> new Column.Floats(f.name(), f.type(), floats(in, n));
            case "f8" -> {
                double[] v = new double[n];
                in.asDoubleBuffer().get(v);
                in.position(in.position() + 8 * n);
                yield new Column.Doubles(f.name(), f.type(), v);
            }
            case "i1" -> {
                byte[] v = new byte[n];
                in.get(v);
                yield new Column.Bytes(f.name(), f.type(), v);
            }
            case "u1", "i2" -> {
                short[] v = new short[n];
                for (int i = 0; i < n; i++) {
                    v[i] = f.type().equals("u1") ? (short) Byte.toUnsignedInt(in.get()) : in.getShort();
                }
                yield new Column.Shorts(f.name(), f.type(), v);
            }
            case "u2", "i4" -> {
                int[] v = new int[n];
                for (int i = 0; i < n; i++) {
                    v[i] = f.type().equals("u2") ? Short.toUnsignedInt(in.getShort()) : in.getInt();
                }
                yield new Column.Ints(f.name(), f.type(), v);
            }
            default -> {
                long[] v = new long[n];
                for (int i = 0; i < n; i++) {
                    v[i] = f.type().equals("u4") ? Integer.toUnsignedLong(in.getInt()) : in.getLong();
                }
                yield new Column.Longs(f.name(), f.type(), v);
            }
        };
    }

    private static float[] floats(ByteBuffer in, int n) {
        float[] v = new float[n];
        in.asFloatBuffer().get(v);
        in.position(in.position() + 4 * n);
        return v;
    }

    /** Bytes of a type; 0 for one that does not exist. */
    private static int width(String type) {
        return switch (type) {
            case "u1", "i1" -> 1;
            case "u2", "i2" -> 2;
            case "u4", "i4", "f4" -> 4;
            case "u8", "i8", "f8" -> 8;
            default -> 0;
        };
    }

    private static IOException broken(String where, long offset, String what) {
        return new IOException(where + ", byte " + offset + ": no plumbline-points sample, " + what
                + ". Export or record the sample again.");
    }
}
