package plumbline.storage.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Blind changes of a sound input, the same for the same seed: what a smoke test can do without coverage. */
final class Mutation {
    private static final int[] NUMBERS = {0, 1, -1, 127, 128, 255, 256, 65_535, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE};
    private static final List<String> WORDS = List.of(
            "", " ", "-1", "0", "NaN", "1e999", "-", "99999999999999999999", "null", "[", "{", "\"", "\n", "..", "/", "\u0000");

    private Mutation() {}

    static byte[] of(byte[] sound, Random r) {
        byte[] b = sound.clone();
        for (int n = 1 + r.nextInt(3); n > 0; n--) {
            b = once(b, r);
        }
        return b;
    }

    private static byte[] once(byte[] b, Random r) {
        int at = b.length == 0 ? 0 : r.nextInt(b.length);
        int length = Math.min(b.length - at, 1 + r.nextInt(16));
        return switch (r.nextInt(8)) {
            case 0 -> number(b, at, 1, r);
            case 1 -> number(b, at, 2, r);
            case 2 -> number(b, at, 4, r);
            case 3 -> number(b, at, 8, r);
            case 4 -> Arrays.copyOf(b, at);
            case 5 -> spliced(b, at, at + length, new byte[0]);
            case 6 -> spliced(b, at, at, Arrays.copyOfRange(b, at, at + length));
            default -> spliced(b, at, at + length, WORDS.get(r.nextInt(WORDS.size())).getBytes());
        };
    }

    private static byte[] number(byte[] b, int at, int bytes, Random r) {
        long v = r.nextBoolean() ? NUMBERS[r.nextInt(NUMBERS.length)] : r.nextLong() >> r.nextInt(64);
        for (int i = 0; i < bytes && at + i < b.length; i++) {
            b[at + i] = (byte) (v >> 8 * i);
        }
        return b;
    }

    private static byte[] spliced(byte[] b, int from, int to, byte[] with) {
        byte[] out = new byte[b.length - (to - from) + with.length];
        System.arraycopy(b, 0, out, 0, from);
        System.arraycopy(with, 0, out, from, with.length);
        System.arraycopy(b, to, out, from + with.length, b.length - to);
        return out;
    }
}
