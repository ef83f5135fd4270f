package plumbline.storage.format.laz;

/**
 * Models of red, green, blue in 16 bits, byte by byte: green is foretold from the step in red, blue from both. The same
 * in item versions 2 and 3; the caller keeps the last colour.
 */
final class Colours {
    private final SymbolModel used = new SymbolModel(128);
    private final SymbolModel[] parts = new SymbolModel[6];

    Colours() {
        for (int i = 0; i < 6; i++) {
            parts[i] = new SymbolModel(256);
        }
    }

    /** {@code last} is red, green, blue of the point before and becomes this one's. True where something changed. */
    boolean code(Coder c, byte[] b, int at, int[] last) {
        int red = Le.u16(b, at);
        int green = Le.u16(b, at + 2);
        int blue = Le.u16(b, at + 4);
        int symbol = c.symbol(used, c.writes() ? changed(red, green, blue, last) : 0);
        boolean changed = c.writes() && (red != last[0] || green != last[1] || blue != last[2]);
        int redLow = part(c, symbol, 0, last[0] & 0xFF, last[0] & 0xFF, red & 0xFF);
        int redHigh = part(c, symbol, 1, last[0] >> 8, last[0] >> 8, red >> 8);
        red = redHigh << 8 | redLow;
        if ((symbol & 64) != 0) {
            int low = redLow - (last[0] & 0xFF);
            int greenLow = part(c, symbol, 2, last[1] & 0xFF, clamp(low + (last[1] & 0xFF)), green & 0xFF);
            low = (low + greenLow - (last[1] & 0xFF)) / 2;
            int blueLow = part(c, symbol, 4, last[2] & 0xFF, clamp(low + (last[2] & 0xFF)), blue & 0xFF);
            int high = redHigh - (last[0] >> 8);
            int greenHigh = part(c, symbol, 3, last[1] >> 8, clamp(high + (last[1] >> 8)), green >> 8);
            high = (high + greenHigh - (last[1] >> 8)) / 2;
            int blueHigh = part(c, symbol, 5, last[2] >> 8, clamp(high + (last[2] >> 8)), blue >> 8);
            green = greenHigh << 8 | greenLow;
            blue = blueHigh << 8 | blueLow;
        } else {
            green = red;
            blue = red;
        }
        last[0] = red;
        last[1] = green;
        last[2] = blue;
        put(b, at, last);
        return changed;
    }

    private int part(Coder c, int symbol, int which, int unchanged, int foretold, int value) {
        if ((symbol & 1 << which) == 0) {
            return unchanged;
        }
        return foretold + c.symbol(parts[which], value - foretold & 0xFF) & 0xFF;
    }

    private static int changed(int red, int green, int blue, int[] last) {
        int r = red ^ last[0];
        int g = green ^ last[1];
        int b = blue ^ last[2];
        return ((r & 0xFF) != 0 ? 1 : 0) | (r >> 8 != 0 ? 2 : 0) | ((g & 0xFF) != 0 ? 4 : 0) | (g >> 8 != 0 ? 8 : 0)
                | ((b & 0xFF) != 0 ? 16 : 0) | (b >> 8 != 0 ? 32 : 0) | (red != green || red != blue ? 64 : 0);
    }

    private static int clamp(int v) {
        return Math.clamp(v, 0, 255);
    }

    static void take(byte[] b, int at, int[] last) {
        for (int i = 0; i < last.length; i++) {
            last[i] = Le.u16(b, at + 2 * i);
        }
    }

    static void put(byte[] b, int at, int[] last) {
        Le.u16(b, at, last[0]);
        Le.u16(b, at + 2, last[1]);
        Le.u16(b, at + 4, last[2]);
    }
}
