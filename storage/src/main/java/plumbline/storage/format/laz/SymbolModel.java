package plumbline.storage.format.laz;

/**
 * How often each of {@code n} symbols came, as cumulative frequencies of 15 bits, brought up to date in growing
 * intervals. Larger alphabets keep a table that narrows the search.
 */
final class SymbolModel {
    static final int BITS = 15;
    private static final int MOST = 1 << BITS;

    /** {@code n} cumulative frequencies, then one more for the end. */
    final int[] from;
    final int last;
    final int shift;
    /** Symbol at the start of each slice of the range; null for small alphabets. */
    final short[] table;
    final int[] count;
    int untilUpdate;
    private final int symbols;
    private int total;
    private int cycle;

    SymbolModel(int symbols) {
        this.symbols = symbols;
        last = symbols - 1;
        from = new int[symbols + 1];
        from[symbols] = MOST;
        count = new int[symbols];
        if (symbols > 16) {
            int bits = 3;
            while (symbols > 1 << bits + 2) {
                bits++;
            }
            table = new short[(1 << bits) + 2];
            shift = BITS - bits;
        } else {
            table = null;
            shift = 0;
        }
        java.util.Arrays.fill(count, 1);
        cycle = symbols;
        update();
        cycle = symbols + 6 >> 1;
        untilUpdate = cycle;
    }

    void update() {
        total += cycle;
        if (total > MOST) {
            total = 0;
            for (int i = 0; i < symbols; i++) {
                count[i] = count[i] + 1 >> 1;
                total += count[i];
            }
        }
        int scale = Integer.divideUnsigned(0x80000000, total);
        int sum = 0;
        if (table == null) {
            for (int i = 0; i < symbols; i++) {
                from[i] = scale * sum >>> 31 - BITS;
                sum += count[i];
            }
        } else {
            int s = 0;
            for (int i = 0; i < symbols; i++) {
                int f = scale * sum >>> 31 - BITS;
                from[i] = f;
                sum += count[i];
                int w = f >>> shift;
                while (s < w) {
                    table[++s] = (short) (i - 1);
                }
            }
            table[0] = 0;
            while (s < table.length - 1) {
                table[++s] = (short) last;
            }
        }
        cycle = Math.min(5 * cycle >> 2, symbols + 6 << 3);
        untilUpdate = cycle;
    }
}
