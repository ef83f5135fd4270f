package plumbline.storage.format.laz;

/**
 * An adaptive arithmetic coder of 32 bits (Said, "Introduction to Arithmetic Coding", HPL-2004-76) in one of its two
 * directions. A reader ignores the value given and returns the one read; a writer writes it and returns it, so that one
 * description of an item serves both. Not for several threads.
 */
abstract sealed class Coder permits ArithmeticReader, ArithmeticWriter {
    /** Intervals shorter than this are widened by a byte. */
    static final int SHORTEST = 1 << 24;

    abstract boolean writes();

    abstract int symbol(SymbolModel model, int value);

    abstract int bit(BitModel model, int value);

    /** {@code bits} (1 to 32) that no model knows anything about. */
    final int raw(int bits, int value) {
        if (bits <= 19) {
            return few(bits, value);
        }
        int low = few(16, value & 0xFFFF);
        return few(bits - 16, value >>> 16) << 16 | low;
    }

    abstract int few(int bits, int value);

    final long raw64(long value) {
        long low = raw(32, (int) value) & 0xFFFFFFFFL;
        return (long) raw(32, (int) (value >>> 32)) << 32 | low;
    }
}
