package plumbline.storage.format.laz;

/**
 * GPS times as the bits of their doubles: up to four interleaved sequences (several scanners or returns), each of which
 * goes on by multiples of its last step. Item version 2, and the time layer of version 3, which never repeats a time.
 */
final class GpsTimes {
    private static final int MOST = 500;
    private static final int LEAST = -10;
    private static final int UNCHANGED = MOST - LEAST + 1;

    /** 1 where "the same time again" has symbols of its own. */
    private final int same;
    private final int full;
    private final SymbolModel still;
    private final SymbolModel multiples;
    private final IntegerCoder steps = new IntegerCoder(32, 9);
    private final long[] time = new long[4];
    private final int[] step = new int[4];
    private final int[] odd = new int[4];
    private int now;
    private int newest;

    GpsTimes(boolean repeats, long first) {
        same = repeats ? 1 : 0;
        full = UNCHANGED + same;
        still = new SymbolModel(5 + same);
        multiples = new SymbolModel(full + 4);
        time[0] = first;
    }

    long code(Coder c, long value) {
        // At most four changes of sequence make sense; a damaged stream could ask for more.
        for (int i = 0; i < 8; i++) {
            if (step[now] == 0 ? afterNoStep(c, value) : afterStep(c, value)) {
                break;
            }
        }
        return time[now];
    }

    /** False where another sequence goes on and is to be tried. */
    private boolean afterNoStep(Coder c, long value) {
        long distance = value - time[now];
        int symbol = 0;
        if (c.writes()) {
            symbol = same == 1 && distance == 0 ? 0 : fits(distance) ? same : same + 1 + other(value);
        }
        symbol = c.symbol(still, symbol);
        if (symbol < same) {
            return true;
        }
        if (symbol == same) {
            step[now] = steps.code(c, 0, (int) distance, 0);
            time[now] += step[now];
            odd[now] = 0;
            return true;
        }
        return elsewhere(c, symbol - same - 1, value);
    }

    private boolean afterStep(Coder c, long value) {
        long distance = value - time[now];
        int symbol = 0;
        if (c.writes()) {
            symbol = same == 1 && distance == 0 ? UNCHANGED : fits(distance) ? multiple((int) distance) : full + other(value);
        }
        symbol = c.symbol(multiples, symbol);
        if (symbol >= full) {
            return elsewhere(c, symbol - full, value);
        }
        if (symbol < UNCHANGED) {
            time[now] += byMultiple(c, symbol, (int) distance);
        }
        return true;
    }

    private int byMultiple(Coder c, int symbol, int distance) {
        int last = step[now];
        if (symbol == 1) {
            odd[now] = 0;
            return steps.code(c, last, distance, 1);
        }
        if (symbol > 1 && symbol < MOST) {
            return steps.code(c, symbol * last, distance, symbol < 10 ? 2 : 3);
        }
        if (symbol > MOST && MOST - symbol > LEAST) {
            return steps.code(c, (MOST - symbol) * last, distance, 5);
        }
        int by = symbol == 0 ? steps.code(c, 0, distance, 7)
                : symbol == MOST ? steps.code(c, MOST * last, distance, 4)
                : steps.code(c, LEAST * last, distance, 6);
        if (++odd[now] > 3) {
            step[now] = by;
            odd[now] = 0;
        }
        return by;
    }

    private int multiple(int distance) {
        float times = (float) distance / (float) step[now];
        int m = Math.round(Math.clamp(times, -1000f, 1000f));
        return m >= 0 ? Math.min(m, MOST) : MOST - Math.max(m, LEAST);
    }

    /** 0 begins a new sequence, 1 to 3 goes on with another one. */
    private boolean elsewhere(Coder c, int which, long value) {
        if (which > 0) {
            now = now + which & 3;
            return false;
        }
        newest = newest + 1 & 3;
        long high = steps.code(c, (int) (time[now] >>> 32), (int) (value >>> 32), 8);
        long low = c.raw(32, (int) value) & 0xFFFFFFFFL;
        time[newest] = high << 32 | low;
        now = newest;
        step[now] = 0;
        odd[now] = 0;
        return true;
    }

    private int other(long value) {
        for (int i = 1; i < 4; i++) {
            if (fits(value - time[now + i & 3])) {
                return i;
            }
        }
        return 0;
    }

    private static boolean fits(long distance) {
        return distance == (int) distance;
    }
}
