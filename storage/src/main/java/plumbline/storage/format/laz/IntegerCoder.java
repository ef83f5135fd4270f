package plumbline.storage.format.laz;

/**
 * Integers of 8, 16 or 32 bits as corrections of a prediction: first how many bits the correction has, in one of several
 * contexts, then its upper eight bits by a model and the rest as they are.
 */
final class IntegerCoder {
    private static final int HIGH = 8;

    private final int bits;
    private final SymbolModel[] lengths;
    private final BitModel one = new BitModel();
    private final SymbolModel[] corrections;
    private int k;

    IntegerCoder(int bits, int contexts) {
        this.bits = bits;
        this.lengths = new SymbolModel[contexts];
        this.corrections = new SymbolModel[bits + 1];
    }

    /** Bits of the last correction: a measure of how well the prediction held. */
    int k() {
        return k;
    }

    /** The value, in 8 and 16 bits unsigned. */
    int code(Coder c, int predicted, int value, int context) {
        SymbolModel model = lengths[context];
        if (model == null) {
            model = new SymbolModel(bits + 1);
            lengths[context] = model;
        }
        int range = bits == 32 ? 0 : 1 << bits;
        if (c.writes()) {
            int correction = value - predicted;
            if (bits < 32) {
                int half = range >>> 1;
                correction += correction < -half ? range : correction >= half ? -range : 0;
            }
            write(c, model, correction);
            return value;
        }
        int v = predicted + read(c, model);
        if (bits < 32) {
            v += v < 0 ? range : v >= range ? -range : 0;
        }
        return v;
    }

    private SymbolModel correction(int length) {
        SymbolModel m = corrections[length];
        if (m == null) {
            m = new SymbolModel(1 << Math.min(length, HIGH));
            corrections[length] = m;
        }
        return m;
    }

    private int read(Coder c, SymbolModel model) {
        k = c.symbol(model, 0);
        if (k == 0) {
            return c.bit(one, 0);
        }
        if (k == 32) {
            return Integer.MIN_VALUE;
        }
        int v = c.symbol(correction(k), 0);
        if (k > HIGH) {
            v = v << k - HIGH | c.raw(k - HIGH, 0);
        }
        return v >= 1 << k - 1 ? v + 1 : v - ((1 << k) - 1);
    }

    private void write(Coder c, SymbolModel model, int correction) {
        int magnitude = correction <= 0 ? -correction : correction - 1;
        k = 32 - Integer.numberOfLeadingZeros(magnitude);
        c.symbol(model, k);
        if (k == 0) {
            c.bit(one, correction);
        } else if (k < 32) {
            int v = correction < 0 ? correction + ((1 << k) - 1) : correction - 1;
            if (k <= HIGH) {
                c.symbol(correction(k), v);
            } else {
                c.symbol(correction(k), v >>> k - HIGH);
                c.raw(k - HIGH, v & (1 << k - HIGH) - 1);
            }
        }
    }
}
