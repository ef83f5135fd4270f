package plumbline.storage.tile;

import java.nio.ByteBuffer;
import java.util.Arrays;
import plumbline.annotation.scene.Column;

/** One value for each point as bits of 1, 2, 4 or 8 bytes; what all points share is kept once. Arrays are shared: read only. */
sealed interface Lane {
    int width();

    /** The bits of value i, those above the width meaning nothing. */
    long bits(int i);

    /** Values {@code ids[from]} to {@code ids[to - 1]}. */
    Lane gather(int[] ids, int from, int to);

    /** Appends values {@code from} to {@code to - 1} to a little-endian buffer. */
    void write(ByteBuffer out, int from, int to);

    record Constant(int width, long value) implements Lane {
        @Override
        public long bits(int i) {
            return value;
        }

        @Override
        public Lane gather(int[] ids, int from, int to) {
            return this;
        }

        @Override
        public void write(ByteBuffer out, int from, int to) {
            out.putLong(value);
        }
    }

    record Bytes(byte[] v) implements Lane {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public long bits(int i) {
            return v[i];
        }

        @Override
        public Lane gather(int[] ids, int from, int to) {
            byte[] out = new byte[to - from];
            for (int i = 0; i < out.length; i++) {
                out[i] = v[ids[from + i]];
            }
            return new Bytes(out);
        }

        @Override
        public void write(ByteBuffer out, int from, int to) {
            out.put(v, from, to - from);
        }
    }

    record Shorts(short[] v) implements Lane {
        @Override
        public int width() {
            return 2;
        }

        @Override
        public long bits(int i) {
            return v[i];
        }

        @Override
        public Lane gather(int[] ids, int from, int to) {
            short[] out = new short[to - from];
            for (int i = 0; i < out.length; i++) {
                out[i] = v[ids[from + i]];
            }
            return new Shorts(out);
        }

        @Override
        public void write(ByteBuffer out, int from, int to) {
            out.asShortBuffer().put(v, from, to - from);
            out.position(out.position() + 2 * (to - from));
        }
    }

    record Ints(int[] v) implements Lane {
        @Override
        public int width() {
            return 4;
        }

        @Override
        public long bits(int i) {
            return v[i];
        }

        @Override
        public Lane gather(int[] ids, int from, int to) {
            int[] out = new int[to - from];
            for (int i = 0; i < out.length; i++) {
                out[i] = v[ids[from + i]];
            }
            return new Ints(out);
        }

        @Override
        public void write(ByteBuffer out, int from, int to) {
            out.asIntBuffer().put(v, from, to - from);
            out.position(out.position() + 4 * (to - from));
        }
    }

    record Longs(long[] v) implements Lane {
        @Override
        public int width() {
            return 8;
        }

        @Override
        public long bits(int i) {
            return v[i];
        }

        @Override
        public Lane gather(int[] ids, int from, int to) {
            long[] out = new long[to - from];
            for (int i = 0; i < out.length; i++) {
                out[i] = v[ids[from + i]];
            }
            return new Longs(out);
        }

        @Override
        public void write(ByteBuffer out, int from, int to) {
            out.asLongBuffer().put(v, from, to - from);
            out.position(out.position() + 8 * (to - from));
        }
    }

    static int width(String type) {
        return type.charAt(1) - '0';
    }

    /** A column's values in the width of its own type. */
    static Lane of(Column column) {
        int n = column.size();
        Lane lane = switch (column) {
            case Column.Bytes c -> new Bytes(c.values());
            case Column.Shorts c -> width(c.type()) == 1 ? new Bytes(narrow(c.values())) : new Shorts(c.values());
            case Column.Ints c -> width(c.type()) == 2 ? new Shorts(narrow(c.values())) : new Ints(c.values());
            case Column.Longs c -> width(c.type()) == 4 ? new Ints(narrow(c.values())) : new Longs(c.values());
            case Column.Floats c -> {
                int[] v = new int[n];
                for (int i = 0; i < n; i++) {
                    v[i] = Float.floatToRawIntBits(c.values()[i]);
                }
                yield new Ints(v);
            }
            case Column.Doubles c -> {
                long[] v = new long[n];
                for (int i = 0; i < n; i++) {
                    v[i] = Double.doubleToRawLongBits(c.values()[i]);
                }
                yield new Longs(v);
            }
        };
        return lane.shared(n);
    }

    private static byte[] narrow(short[] wide) {
        byte[] v = new byte[wide.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = (byte) wide[i];
        }
        return v;
    }

    private static short[] narrow(int[] wide) {
        short[] v = new short[wide.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = (short) wide[i];
        }
        return v;
    }

    private static int[] narrow(long[] wide) {
        int[] v = new int[wide.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = (int) wide[i];
        }
        return v;
    }

    /** Itself, or the one value that all n have. */
    default Lane shared(int n) {
        if (n == 0) {
            return this;
        }
        // All values are the same where the array equals itself moved by one.
        boolean same = switch (this) {
            case Constant c -> false;
            case Bytes b -> Arrays.mismatch(b.v, 0, n - 1, b.v, 1, n) < 0;
            case Shorts s -> Arrays.mismatch(s.v, 0, n - 1, s.v, 1, n) < 0;
            case Ints i -> Arrays.mismatch(i.v, 0, n - 1, i.v, 1, n) < 0;
            case Longs l -> Arrays.mismatch(l.v, 0, n - 1, l.v, 1, n) < 0;
        };
        return same ? new Constant(width(), bits(0)) : this;
    }

    /** As a column of the type that its width belongs to. */
    static Column column(Lane lane, String name, String type, int n) {
        boolean unsigned = type.charAt(0) == 'u';
        boolean real = type.charAt(0) == 'f';
        switch (width(type)) {
            case 1 -> {
                if (!unsigned) {
                    byte[] v = new byte[n];
                    for (int i = 0; i < n; i++) {
                        v[i] = (byte) lane.bits(i);
                    }
                    return new Column.Bytes(name, type, v);
                }
                short[] v = new short[n];
                for (int i = 0; i < n; i++) {
                    v[i] = (short) (lane.bits(i) & 0xFF);
                }
                return new Column.Shorts(name, type, v);
            }
            case 2 -> {
                if (!unsigned) {
                    short[] v = new short[n];
                    for (int i = 0; i < n; i++) {
                        v[i] = (short) lane.bits(i);
                    }
                    return new Column.Shorts(name, type, v);
                }
                int[] v = new int[n];
                for (int i = 0; i < n; i++) {
                    v[i] = (int) (lane.bits(i) & 0xFFFF);
                }
                return new Column.Ints(name, type, v);
            }
            case 4 -> {
                return real ? floats(lane, name, type, n) : words(lane, name, type, n, unsigned);
            }
            default -> {
                long[] v = new long[n];
                for (int i = 0; i < n; i++) {
                    v[i] = lane.bits(i);
                }
                return real ? new Column.Doubles(name, type, doubles(v)) : new Column.Longs(name, type, v);
            }
        }
    }

    private static Column floats(Lane lane, String name, String type, int n) {
        float[] v = new float[n];
        for (int i = 0; i < n; i++) {
            v[i] = Float.intBitsToFloat((int) lane.bits(i));
        }
        return new Column.Floats(name, type, v);
    }

    private static Column words(Lane lane, String name, String type, int n, boolean unsigned) {
        if (!unsigned) {
            int[] v = new int[n];
            for (int i = 0; i < n; i++) {
                v[i] = (int) lane.bits(i);
            }
            return new Column.Ints(name, type, v);
        }
        long[] v = new long[n];
        for (int i = 0; i < n; i++) {
            v[i] = lane.bits(i) & 0xFFFFFFFFL;
        }
        return new Column.Longs(name, type, v);
    }

    private static double[] doubles(long[] bits) {
        double[] v = new double[bits.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = Double.longBitsToDouble(bits[i]);
        }
        return v;
    }
}
