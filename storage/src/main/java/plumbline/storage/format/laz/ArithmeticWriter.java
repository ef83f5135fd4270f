package plumbline.storage.format.laz;

import java.util.Arrays;

/** Writes symbols to growing bytes; {@link #done} closes the stream so that a reader ends at its last byte. */
final class ArithmeticWriter extends Coder {
    private byte[] bytes = new byte[1024];
    private int size;
    private int base;
    private int length = -1;

    @Override
    boolean writes() {
        return true;
    }

    private void put(int b) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) b;
    }

    private void advance(int by) {
        int before = base;
        base += by;
        if (Integer.compareUnsigned(before, base) > 0) {
            int i = size - 1;
            while (bytes[i] == -1) {
                bytes[i--] = 0;
            }
            bytes[i]++;
        }
    }

    private void widen() {
        while (Integer.compareUnsigned(length, SHORTEST) < 0) {
            put(base >>> 24);
            base <<= 8;
            length <<= 8;
        }
    }

    @Override
    int symbol(SymbolModel m, int symbol) {
        int unit = length >>> SymbolModel.BITS;
        int low = m.data[symbol] * unit;
        length = symbol == m.last ? length - low : m.data[symbol + 1] * unit - low;
        advance(low);
        widen();
        m.data[m.counts + symbol]++;
        if (--m.untilUpdate == 0) {
            m.update();
        }
        return symbol;
    }

    @Override
    int bit(BitModel m, int bit) {
        int part = m.zero * (length >>> BitModel.BITS);
        if (bit == 0) {
            length = part;
            m.zeros++;
        } else {
            length -= part;
            advance(part);
        }
        widen();
        if (--m.untilUpdate == 0) {
            m.update();
        }
        return bit;
    }

    @Override
    int few(int bits, int value) {
        length >>>= bits;
        advance(value * length);
        widen();
        return value;
    }

    /** All bytes; as many as a reader takes, which reads four before the first symbol. */
    byte[] done() {
        boolean wide = Integer.compareUnsigned(length, 2 * SHORTEST) > 0;
        advance(wide ? SHORTEST : SHORTEST >>> 1);
        length = wide ? SHORTEST >>> 1 : SHORTEST >>> 9;
        widen();
        for (int i = wide ? 3 : 2; i > 0; i--) {
            put(0);
        }
        return Arrays.copyOf(bytes, size);
    }
}
