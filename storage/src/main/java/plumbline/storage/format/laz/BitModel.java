package plumbline.storage.format.laz;

/** How often a bit was 0, in 13 bits, brought up to date in growing intervals. */
final class BitModel {
    static final int BITS = 13;
    private static final int MOST = 1 << BITS;

    int zero = 1 << BITS - 1;
    int zeros = 1;
    int untilUpdate = 4;
    private int total = 2;
    private int cycle = 4;

    void update() {
        total += cycle;
        if (total > MOST) {
            total = total + 1 >> 1;
            zeros = zeros + 1 >> 1;
            if (zeros == total) {
                total++;
            }
        }
        zero = zeros * Integer.divideUnsigned(0x80000000, total) >>> 31 - BITS;
        cycle = Math.min(5 * cycle >> 2, 64);
        untilUpdate = cycle;
    }
}
