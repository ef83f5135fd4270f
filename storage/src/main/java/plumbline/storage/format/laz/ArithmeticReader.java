package plumbline.storage.format.laz;

/** Reads what {@link ArithmeticWriter} writes; past the end of its bytes zeros, which the source counts. */
final class ArithmeticReader extends Coder {
    private final ByteSource source;
    private int value;
    private int length = -1;

    ArithmeticReader(ByteSource source) {
        this.source = source;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | source.next();
        }
    }

    @Override
    boolean writes() {
        return false;
    }

    private void widen() {
        do {
            value = value << 8 | source.next();
            length <<= 8;
        } while (Integer.compareUnsigned(length, SHORTEST) < 0);
    }

    @Override
    int symbol(SymbolModel m, int ignored) {
        int[] from = m.data;
        int unit = length >>> SymbolModel.BITS;
        int symbol;
        int low;
        int high;
        int beyond;
        if (m.table > 0) {
            // A damaged stream can put the value beyond the interval.
            int share = Math.min(Integer.divideUnsigned(value, unit) & 0x7FFFFFFF, (1 << SymbolModel.BITS) - 1);
            int t = m.table + (share >>> m.shift);
            symbol = from[t];
            beyond = from[t + 1] + 1;
            while (beyond > symbol + 1) {
                int k = symbol + beyond >>> 1;
                if (from[k] > share) {
                    beyond = k;
                } else {
                    symbol = k;
                }
            }
            low = from[symbol] * unit;
            high = symbol == m.last ? length : from[symbol + 1] * unit;
        } else {
            symbol = 0;
            low = 0;
            high = length;
            beyond = m.last + 1;
            int k = beyond >>> 1;
            do {
                int z = unit * from[k];
                if (Integer.compareUnsigned(z, value) > 0) {
                    beyond = k;
                    high = z;
                } else {
                    symbol = k;
                    low = z;
                }
                k = symbol + beyond >>> 1;
            } while (k != symbol);
        }
        value -= low;
        length = high - low;
        if (Integer.compareUnsigned(length, SHORTEST) < 0) {
            widen();
        }
        from[m.counts + symbol]++;
        if (--m.untilUpdate == 0) {
            m.update();
        }
        return symbol;
    }

    @Override
    int bit(BitModel m, int ignored) {
        int part = m.zero * (length >>> BitModel.BITS);
        int bit;
        if (Integer.compareUnsigned(value, part) < 0) {
            bit = 0;
            length = part;
            m.zeros++;
        } else {
            bit = 1;
            value -= part;
            length -= part;
        }
        if (Integer.compareUnsigned(length, SHORTEST) < 0) {
            widen();
        }
        if (--m.untilUpdate == 0) {
            m.update();
        }
        return bit;
    }

    @Override
    int few(int bits, int ignored) {
        length >>>= bits;
        int v = Integer.divideUnsigned(value, length);
        value -= length * v;
        if (Integer.compareUnsigned(length, SHORTEST) < 0) {
            widen();
        }
        return v & (1 << bits) - 1;
    }
}
