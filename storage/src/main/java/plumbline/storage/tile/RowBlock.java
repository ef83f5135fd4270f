package plumbline.storage.tile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Vec3;

/** {@code size} rows from the start of an array, which may be longer. */
record RowBlock(byte[] bytes, int size, Rows.Kind kind, RowLayout layout) {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    static long getLong(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static int getInt(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static short getShort(byte[] bytes, int at) {
        return (short) SHORTS.get(bytes, at);
    }

    static void putLong(byte[] bytes, int at, long v) {
        LONGS.set(bytes, at, v);
    }

    static void putInt(byte[] bytes, int at, int v) {
        INTS.set(bytes, at, v);
    }

    static void putShort(byte[] bytes, int at, short v) {
        SHORTS.set(bytes, at, v);
    }

    /** One row; by eights, the last of which may overlap the one before. */
    static void copy(byte[] from, int at, byte[] to, int toAt, int stride) {
        // Twelve bytes of coordinates at least.
        int last = stride - Long.BYTES;
        for (int k = 0; k < last; k += Long.BYTES) {
            putLong(to, toAt + k, getLong(from, at + k));
        }
        putLong(to, toAt + last, getLong(from, at + last));
    }

    int stride() {
        return layout.stride(kind);
    }

    static RowBlock of(Rows rows, RowLayout layout) {
        int n = rows.size();
        int stride = layout.stride(rows.kind());
        byte[] out = new byte[n * stride];
        int before = 3 * rows.kind().width;
        for (int l = 0; l < rows.lanes().size(); l++) {
            Lane lane = rows.lanes().get(l);
            int at = l < 3 ? l * rows.kind().width : before + layout.fields().get(l - 3).at();
            switch (lane.width()) {
                case 1 -> {
                    for (int i = 0, p = at; i < n; i++, p += stride) {
                        out[p] = (byte) lane.bits(i);
                    }
                }
                case 2 -> {
                    for (int i = 0, p = at; i < n; i++, p += stride) {
                        putShort(out, p, (short) lane.bits(i));
                    }
                }
                case 4 -> {
                    for (int i = 0, p = at; i < n; i++, p += stride) {
                        putInt(out, p, (int) lane.bits(i));
                    }
                }
                default -> {
                    for (int i = 0, p = at; i < n; i++, p += stride) {
                        putLong(out, p, lane.bits(i));
                    }
                }
            }
        }
        return new RowBlock(out, n, rows.kind(), layout);
    }

    /** Rows {@code ids[0..n)}. */
    RowBlock gather(int[] ids, int n) {
        int stride = stride();
        byte[] out = new byte[n * stride];
        for (int i = 0; i < n; i++) {
            copy(bytes, ids[i] * stride, out, i * stride, stride);
        }
        return new RowBlock(out, n, kind, layout);
    }

    /** As lanes. */
    Rows rows() {
        List<Lane> lanes = new ArrayList<>();
        int before = 3 * kind.width;
        for (int a = 0; a < 3; a++) {
            lanes.add(lane(a * kind.width, kind.width, 0, 0));
        }
        for (RowLayout.Place p : layout.fields()) {
            lanes.add(lane(before + p.at(), p.width(), p.shift(), p.bits()));
        }
        return new Rows(size, kind, lanes);
    }

    private Lane lane(int at, int width, int shift, int bits) {
        int stride = stride();
        Lane room = Lanes.room(width, size);
        switch (room) {
            case Lane.Bytes b -> {
                int mask = bits == 0 ? 0xFF : (1 << bits) - 1;
                for (int i = 0, p = at; i < size; i++, p += stride) {
                    b.v()[i] = (byte) (bytes[p] >> shift & mask);
                }
            }
            case Lane.Shorts s -> {
                for (int i = 0, p = at; i < size; i++, p += stride) {
                    s.v()[i] = getShort(bytes, p);
                }
            }
            case Lane.Ints v -> {
                for (int i = 0, p = at; i < size; i++, p += stride) {
                    v.v()[i] = getInt(bytes, p);
                }
            }
            case Lane.Longs v -> {
                for (int i = 0, p = at; i < size; i++, p += stride) {
                    v.v()[i] = getLong(bytes, p);
                }
            }
            case Lane.Constant c -> throw new IllegalArgumentException("a constant has no room");
        }
        return room.shared(size);
    }

    /** With coordinates as doubles. */
    RowBlock wide(Optional<Grid> grid) {
        if (kind == Rows.Kind.DOUBLES) {
            return this;
        }
        int from = stride();
        int to = layout.stride(Rows.Kind.DOUBLES);
        byte[] out = new byte[size * to];
        for (int i = 0; i < size; i++) {
            System.arraycopy(bytes, i * from + 3 * kind.width, out, i * to + 24, layout.fieldBytes());
            for (int a = 0; a < 3; a++) {
                putLong(out, i * to + 8 * a, Double.doubleToRawLongBits(metres(i * from, a, grid)));
            }
        }
        return new RowBlock(out, size, Rows.Kind.DOUBLES, layout);
    }

    /** The coordinate along an axis of the row that begins at byte {@code at}. */
    private double metres(int at, int axis, Optional<Grid> grid) {
        return switch (kind) {
            case GRID -> getInt(bytes, at + 4 * axis) * grid.orElseThrow().scale(axis) + grid.orElseThrow().offset(axis);
            case FLOATS -> Float.intBitsToFloat(getInt(bytes, at + 4 * axis));
            case DOUBLES -> Double.longBitsToDouble(getLong(bytes, at + 8 * axis));
        };
    }

    /** Coordinates along an axis in metres, of {@code n} rows from row {@code from} on. */
    void metres(int axis, Optional<Grid> grid, int from, int n, double[] out) {
        int stride = stride();
        int start = from * stride + axis * kind.width;
        switch (kind) {
            case GRID -> {
                double scale = grid.orElseThrow().scale(axis);
                double offset = grid.orElseThrow().offset(axis);
                for (int i = 0, p = start; i < n; i++, p += stride) {
                    out[i] = getInt(bytes, p) * scale + offset;
                }
            }
            case FLOATS -> {
                for (int i = 0, p = start; i < n; i++, p += stride) {
                    out[i] = Float.intBitsToFloat(getInt(bytes, p));
                }
            }
            case DOUBLES -> {
                for (int i = 0, p = start; i < n; i++, p += stride) {
                    out[i] = Double.longBitsToDouble(getLong(bytes, p));
                }
            }
        }
    }

    /** How far rows {@code order[0..n)} are from {@code corner} along each axis, in metres. */
    void offsets(int[] order, int n, Optional<Grid> grid, Vec3 corner, float[] x, float[] y, float[] z) {
        int stride = stride();
        double cx = corner.x();
        double cy = corner.y();
        double cz = corner.z();
        switch (kind) {
            case GRID -> {
                Vec3 scale = grid.orElseThrow().scale();
                Vec3 offset = grid.orElseThrow().offset();
                double sx = scale.x();
                double sy = scale.y();
                double sz = scale.z();
                double ox = offset.x();
                double oy = offset.y();
                double oz = offset.z();
                for (int i = 0; i < n; i++) {
                    int p = order[i] * stride;
                    x[i] = (float) (getInt(bytes, p) * sx + ox - cx);
                    y[i] = (float) (getInt(bytes, p + 4) * sy + oy - cy);
                    z[i] = (float) (getInt(bytes, p + 8) * sz + oz - cz);
                }
            }
            case FLOATS -> {
                for (int i = 0; i < n; i++) {
                    int p = order[i] * stride;
                    x[i] = (float) (Float.intBitsToFloat(getInt(bytes, p)) - cx);
                    y[i] = (float) (Float.intBitsToFloat(getInt(bytes, p + 4)) - cy);
                    z[i] = (float) (Float.intBitsToFloat(getInt(bytes, p + 8)) - cz);
                }
            }
            case DOUBLES -> {
                for (int i = 0; i < n; i++) {
                    int p = order[i] * stride;
                    x[i] = (float) (Double.longBitsToDouble(getLong(bytes, p)) - cx);
                    y[i] = (float) (Double.longBitsToDouble(getLong(bytes, p + 8)) - cy);
                    z[i] = (float) (Double.longBitsToDouble(getLong(bytes, p + 16)) - cz);
                }
            }
        }
    }
}
