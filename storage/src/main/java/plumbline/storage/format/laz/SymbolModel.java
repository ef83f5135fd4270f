package plumbline.storage.format.laz;

/**
 * How often each of {@code n} symbols came, as cumulative frequencies of 15 bits, brought up to date in growing
 * intervals. Larger alphabets keep a table that narrows the search. All in one array, for the sake of the caches: a
 * model is looked at for every symbol.
 */
final class SymbolModel {
    static final int BITS = 15;
    private static final int MOST = 1 << BITS;

    /** Where each symbol begins, {@code n} numbers and the end; then the table, if there is one; then the counts. */
    final int[] data;
    final int last;
    final int shift;
    /** Where the table begins (the symbol at the start of each slice of the range); 0 for small alphabets. */
    final int table;
    final int counts;
    int untilUpdate;
    private final int symbols;
    private int total;
    private int cycle;

    SymbolModel(int symbols) {
        this.symbols = symbols;
        last = symbols - 1;
        int slices = 0;
        if (symbols > 16) {
            int bits = 3;
            while (symbols > 1 << bits + 2) {
                bits++;
            }
            slices = (1 << bits) + 2;
            shift = BITS - bits;
            table = symbols + 1;
        } else {
            table = 0;
            shift = 0;
        }
        counts = symbols + 1 + slices;
        data = new int[counts + symbols];
        data[symbols] = MOST;
        java.util.Arrays.fill(data, counts, data.length, 1);
        cycle = symbols;
        update();
        cycle = symbols + 6 >> 1;
        untilUpdate = cycle;
    }

    void update() {
        int[] d = data;
        total += cycle;
        if (total > MOST) {
            total = 0;
            for (int i = counts; i < d.length; i++) {
                d[i] = d[i] + 1 >> 1;
                total += d[i];
            }
        }
        int scale = Integer.divideUnsigned(0x80000000, total);
        int sum = 0;
        for (int i = 0; i < symbols; i++) {
            d[i] = scale * sum >>> 31 - BITS;
            sum += d[counts + i];
        }
        if (table > 0) {
            int s = table;
            for (int i = 0; i < symbols; i++) {
                int w = table + (d[i] >>> shift);
                while (s < w) {
                    d[++s] = i - 1;
                }
            }
            d[table] = 0;
            while (s < counts - 1) {
                d[++s] = last;
            }
        }
        cycle = Math.min(5 * cycle >> 2, symbols + 6 << 3);
        untilUpdate = cycle;
    }
}
