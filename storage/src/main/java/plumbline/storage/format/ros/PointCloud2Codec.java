package plumbline.storage.format.ros;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointEncoding;
import plumbline.storage.format.point.FieldLayout;
import plumbline.storage.format.point.PackedColours;

/**
 * {@code sensor_msgs/PointCloud2} in CDR: every field by name and type, in the message's frame, metres. A field of
 * several values becomes {@code name_0, name_1, ...}. PointCloud2 has no 64-bit integers: they are written as two
 * UINT32, low word first, in a field named {@code name#i8} or {@code name#u8}, and read back as one.
 */
public final class PointCloud2Codec implements PointEncoding {
    public static final String ENCODING = "cdr-pointcloud2";
    private static final List<String> TYPES = List.of("", "i1", "u1", "i2", "u2", "i4", "u4", "f4", "f8");
    private static final int UINT32 = 6;
    private static final int SMALLEST_FIELD = 16;
    /** Fields may share bytes (rgb and rgba do), but not so often that a small message fills the memory. */
    private static final long LARGEST_OVERLAP = 4;
    private static final long LARGEST_POINT = 1 << 11;

    /** What stands before the points: header, number of points, and whether the message is whole. */
    public record Head(RosHeader header, long points) {}

    private record Layout(Head head, List<FieldLayout> fields, ByteBuffer data) {}

    @Override
    public String name() {
        return ENCODING;
    }

    @Override
    public PointBlock decode(String where, byte[] raw) throws IOException {
        return decode(where, ByteBuffer.wrap(raw));
    }

    public static Head head(String where, ByteBuffer message) throws FormatException {
        return layout(where, message).head();
    }

    public static PointBlock decode(String where, ByteBuffer message) throws FormatException {
        Layout l = layout(where, message);
        int n = (int) l.head().points();
        return PackedColours.unpacked(FieldLayout.block(where, l.fields(), l.data(), n));
    }

    private static Layout layout(String where, ByteBuffer message) throws FormatException {
        CdrReader in = new CdrReader(where, message);
        RosHeader header = RosHeader.read(in);
        long height = in.u32();
        long width = in.u32();
        int count = in.length(SMALLEST_FIELD);
        record Field(String name, long offset, int type, long count) {}
        List<Field> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            fields.add(new Field(in.text(), in.u32(), in.u8(), in.u32()));
        }
        boolean big = in.u8() != 0;
        long step = in.u32();
        long rowStep = in.u32();
        ByteBuffer data = in.bytes().order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        // Also where a cloud is empty: its fields alone must not fill the memory.
        if (step > LARGEST_POINT) {
            throw new FormatException(where, "", "a point of " + step + " bytes is not believed; the message is damaged");
        }
        // Counts are unsigned 32-bit: their product fits a long once one of them is checked against the data.
        if (width > 0 && height > 0) {
            long rows = rowStep == 0 ? width * step : rowStep;
            boolean fits = step > 0
                    && width <= data.remaining() / step
                    && rows >= width * step
                    && (height - 1) <= (data.remaining() - width * step) / Math.max(1, rows);
            if (!fits) {
                throw new FormatException(
                        where, "", "the cloud announces " + width + " x " + height + " points of " + step
                                + " bytes and holds " + data.remaining() + " bytes");
            }
            if (rows > width * step && height > 1) {
                data = packed(data, (int) height, (int) rows, (int) (width * step));
            }
        }
        List<FieldLayout> layouts = new ArrayList<>();
        for (Field f : fields) {
            if (layouts.size() + Math.max(1, f.count()) > step * LARGEST_OVERLAP + 1) {
                throw new FormatException(where, "", "there are more fields than a point of " + step + " bytes holds");
            }
            add(where, layouts, f.name(), f.offset(), f.type(), Math.max(1, f.count()), step);
        }
        int bytes = layouts.stream().mapToInt(f -> FieldLayout.bytes(f.type())).sum();
        if (bytes > step * LARGEST_OVERLAP) {
            throw new FormatException(
                    where, "", "fields of " + bytes + " bytes overlap in a point of " + step + " bytes; it is damaged");
        }
        FieldLayout.requirePosition(where, layouts.stream().map(FieldLayout::name).toList());
        return new Layout(new Head(header, width * height), layouts, data);
    }

    private static ByteBuffer packed(ByteBuffer data, int height, int rowStep, int rowBytes) {
        ByteBuffer out = ByteBuffer.allocate(height * rowBytes).order(data.order());
        for (int y = 0; y < height; y++) {
            out.put(y * rowBytes, data, y * rowStep, rowBytes);
        }
        return out;
    }

    private static void add(
            String where, List<FieldLayout> layouts, String name, long offset, int type, long count, long step)
            throws FormatException {
        if (type < 1 || type >= TYPES.size()) {
            throw new FormatException(where, "", "field \"" + name + "\" has the unknown type " + type);
        }
        String t = TYPES.get(type);
        int bytes = FieldLayout.bytes(t);
        if (step > Integer.MAX_VALUE || offset > step || count > (step - offset) / bytes) {
            throw new FormatException(
                    where, "", "field \"" + name + "\" reaches past the " + step + " bytes of a point");
        }
        boolean wide = type == UINT32 && count == 2 && (name.endsWith("#i8") || name.endsWith("#u8"));
        if (wide) {
            String own = name.substring(0, name.length() - 3);
            layouts.add(new FieldLayout(own, name.substring(name.length() - 2), (int) offset, (int) step));
            return;
        }
        for (int i = 0; i < count; i++) {
            String own = count == 1 ? name : name + "_" + i;
            layouts.add(new FieldLayout(own, t, (int) offset + i * bytes, (int) step));
        }
    }

    /**
     * As a little-endian message of one row; x, y, z are FLOAT64 where the block's positions need it, else FLOAT32.
     */
    public static byte[] encode(PointBlock block, String frameId, long timeNanos) {
        boolean wide = block.exact().isPresent() || !block.origin().equals(Vec3.ZERO);
        int n = block.size();
        List<Column> columns = new ArrayList<>();
        columns.add(position("x", wide, block, 0));
        columns.add(position("y", wide, block, 1));
        columns.add(position("z", wide, block, 2));
        columns.addAll(PackedColours.stored(block));
        int step = columns.stream().mapToInt(c -> FieldLayout.bytes(c.type())).sum();
        CdrWriter out = new CdrWriter(ByteOrder.LITTLE_ENDIAN, Math.addExact(Math.multiplyExact(n, step), 2048));
        new RosHeader(timeNanos, frameId).write(out);
        out.u32(1).u32(n).u32(columns.size());
        List<FieldLayout> layouts = new ArrayList<>();
        int offset = 0;
        for (Column c : columns) {
            boolean word = c.type().equals("i8") || c.type().equals("u8");
            out.text(word ? c.name() + "#" + c.type() : c.name());
            out.u32(offset).u8(word ? UINT32 : TYPES.indexOf(c.type())).u32(word ? 2 : 1);
            layouts.add(new FieldLayout(c.name(), c.type(), offset, step));
            offset += FieldLayout.bytes(c.type());
        }
        out.u8(0).u32(step).u32((long) n * step).u32((long) n * step);
        ByteBuffer data = out.space(n * step);
        boolean dense = true;
        for (int i = 0; i < columns.size(); i++) {
            layouts.get(i).put(columns.get(i), data);
        }
        for (int i = 0; i < n && dense; i++) {
            dense = Float.isFinite(block.x()[i] + block.y()[i] + block.z()[i]);
        }
        return out.u8(dense ? 1 : 0).toBytes();
    }

    /** What one point of a block takes in {@link #encode}; a message holds at most 2 GB. */
    public static int bytesPerPoint(PointBlock block) {
        boolean wide = block.exact().isPresent() || !block.origin().equals(Vec3.ZERO);
        return (wide ? 24 : 12)
                + PackedColours.stored(block).stream().mapToInt(c -> FieldLayout.bytes(c.type())).sum();
    }

    private static Column position(String name, boolean wide, PointBlock block, int axis) {
        if (!wide) {
            return new Column.Floats(name, "f4", axis == 0 ? block.x() : axis == 1 ? block.y() : block.z());
        }
        double[] v = new double[block.size()];
        for (int i = 0; i < v.length; i++) {
            v[i] = axis == 0 ? block.px(i) : axis == 1 ? block.py(i) : block.pz(i);
        }
        return new Column.Doubles(name, "f8", v);
    }
}
