package plumbline.app.service.film;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A picture in 256 colours of its own: boxes of colour space cut at the median of their longest side (Heckbert 1982). */
final class Indexed {
    private static final int COLOURS = 256;
    private static final int BITS = 5;
    private static final int SIDE = 1 << BITS;

    private Indexed() {}

    /** A box of cells of colour space and how many pixels lie in it. */
    private record Cut(int[] low, int[] high, long pixels) {
        int longest() {
            int best = 0;
            for (int i = 1; i < 3; i++) {
                best = high[i] - low[i] > high[best] - low[best] ? i : best;
            }
            return best;
        }

        boolean single() {
            return low[longest()] == high[longest()];
        }
    }

    static BufferedImage of(BufferedImage image) {
        int w = image.getWidth();
        int h = image.getHeight();
        int[] rgb = image.getRGB(0, 0, w, h, null, 0, w);
        long[] counts = new long[SIDE * SIDE * SIDE];
        long[][] sums = new long[3][counts.length];
        for (int p : rgb) {
            int cell = cell(p);
            counts[cell]++;
            for (int c = 0; c < 3; c++) {
                sums[c][cell] += p >> 16 - 8 * c & 255;
            }
        }
        List<Cut> cuts = cuts(counts);
        byte[][] map = new byte[3][COLOURS];
        byte[] index = new byte[counts.length];
        for (int i = 0; i < cuts.size(); i++) {
            colour(cuts.get(i), i, counts, sums, map, index);
        }
        IndexColorModel model = new IndexColorModel(8, COLOURS, map[0], map[1], map[2]);
        BufferedImage out = new BufferedImage(w, h, BufferedImage.TYPE_BYTE_INDEXED, model);
        byte[] pixels = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            pixels[i] = index[cell(rgb[i])];
        }
        out.getRaster().setDataElements(0, 0, w, h, pixels);
        return out;
    }

    private static int cell(int p) {
        return (p >> 19 & SIDE - 1) << 2 * BITS | (p >> 11 & SIDE - 1) << BITS | p >> 3 & SIDE - 1;
    }

    private static List<Cut> cuts(long[] counts) {
        List<Cut> cuts = new ArrayList<>();
        cuts.add(shrunk(counts, new int[3], new int[] {SIDE - 1, SIDE - 1, SIDE - 1}));
        while (cuts.size() < COLOURS) {
            Cut next = cuts.stream().filter(c -> !c.single()).max(Comparator.comparingLong(Cut::pixels)).orElse(null);
            if (next == null) {
                return cuts;
            }
            cuts.remove(next);
            int side = next.longest();
            int at = median(counts, next, side);
            int[] high = next.high().clone();
            int[] low = next.low().clone();
            high[side] = at;
            low[side] = at + 1;
            cuts.add(shrunk(counts, next.low(), high));
            cuts.add(shrunk(counts, low, next.high()));
        }
        return cuts;
    }

    private interface Cell {
        void at(int r, int g, int b, int cell);
    }

    private static void each(int[] low, int[] high, Cell action) {
        for (int r = low[0]; r <= high[0]; r++) {
            for (int g = low[1]; g <= high[1]; g++) {
                for (int b = low[2]; b <= high[2]; b++) {
                    action.at(r, g, b, r << 2 * BITS | g << BITS | b);
                }
            }
        }
    }

    private static Cut shrunk(long[] counts, int[] low, int[] high) {
        int[] from = {SIDE, SIDE, SIDE};
        int[] to = {-1, -1, -1};
        long[] pixels = {0};
        each(low, high, (r, g, b, cell) -> {
            if (counts[cell] > 0) {
                pixels[0] += counts[cell];
                int[] at = {r, g, b};
                for (int i = 0; i < 3; i++) {
                    from[i] = Math.min(from[i], at[i]);
                    to[i] = Math.max(to[i], at[i]);
                }
            }
        });
        return new Cut(from, to, pixels[0]);
    }

    /** The last layer across a side of the lower half; never the last of all. */
    private static int median(long[] counts, Cut cut, int side) {
        long[] layers = new long[SIDE];
        each(cut.low(), cut.high(), (r, g, b, cell) -> layers[side == 0 ? r : side == 1 ? g : b] += counts[cell]);
        long seen = 0;
        for (int i = cut.low()[side]; i < cut.high()[side]; i++) {
            seen += layers[i];
            if (seen * 2 >= cut.pixels()) {
                return i;
            }
        }
        return cut.high()[side] - 1;
    }

    private static void colour(Cut cut, int i, long[] counts, long[][] sums, byte[][] map, byte[] index) {
        long[] total = new long[3];
        each(cut.low(), cut.high(), (r, g, b, cell) -> {
            index[cell] = (byte) i;
            for (int c = 0; c < 3; c++) {
                total[c] += sums[c][cell];
            }
        });
        for (int c = 0; c < 3; c++) {
            map[c][i] = (byte) (total[c] / Math.max(1, cut.pixels()));
        }
    }
}
