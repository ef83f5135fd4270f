package plumbline.storage.tile;

import java.nio.ByteBuffer;

/** Lanes made of others or of bytes. */
final class Lanes {
    private Lanes() {}

    /** {@code n} values as {@link Lane#write} leaves them. */
    static Lane read(ByteBuffer in, boolean constant, int width, int n) {
        if (constant) {
            return new Lane.Constant(width, in.getLong());
        }
        return switch (width) {
            case 1 -> {
                byte[] v = new byte[n];
                in.get(v);
                yield new Lane.Bytes(v);
            }
            case 2 -> {
                short[] v = new short[n];
                in.asShortBuffer().get(v);
                in.position(in.position() + 2 * n);
                yield new Lane.Shorts(v);
            }
            case 4 -> {
                int[] v = new int[n];
                in.asIntBuffer().get(v);
                in.position(in.position() + 4 * n);
                yield new Lane.Ints(v);
            }
            default -> {
                long[] v = new long[n];
                in.asLongBuffer().get(v);
                in.position(in.position() + 8 * n);
                yield new Lane.Longs(v);
            }
        };
    }

    /** Room for {@code n} values of a width, to be filled part by part. */
    static Lane room(int width, int n) {
        return switch (width) {
            case 1 -> new Lane.Bytes(new byte[n]);
            case 2 -> new Lane.Shorts(new short[n]);
            case 4 -> new Lane.Ints(new int[n]);
            default -> new Lane.Longs(new long[n]);
        };
    }

    static boolean same(Lane a, Lane b) {
        return a instanceof Lane.Constant && a.equals(b);
    }

    /** Writes the {@code n} values of a part into room from {@code at} on. */
    static void put(Lane room, int at, Lane part, int n) {
        switch (room) {
            case Lane.Bytes r -> {
                if (part instanceof Lane.Bytes p) {
                    System.arraycopy(p.v(), 0, r.v(), at, n);
                } else {
                    java.util.Arrays.fill(r.v(), at, at + n, (byte) part.bits(0));
                }
            }
            case Lane.Shorts r -> {
                if (part instanceof Lane.Shorts p) {
                    System.arraycopy(p.v(), 0, r.v(), at, n);
                } else {
                    java.util.Arrays.fill(r.v(), at, at + n, (short) part.bits(0));
                }
            }
            case Lane.Ints r -> {
                if (part instanceof Lane.Ints p) {
                    System.arraycopy(p.v(), 0, r.v(), at, n);
                } else {
                    java.util.Arrays.fill(r.v(), at, at + n, (int) part.bits(0));
                }
            }
            case Lane.Longs r -> {
                if (part instanceof Lane.Longs p) {
                    System.arraycopy(p.v(), 0, r.v(), at, n);
                } else {
                    java.util.Arrays.fill(r.v(), at, at + n, part.bits(0));
                }
            }
            case Lane.Constant c -> throw new IllegalArgumentException("a constant has no room");
        }
    }
}
