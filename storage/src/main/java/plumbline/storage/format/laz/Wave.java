package plumbline.storage.format.laz;

/** The 29 bytes that say where a point's waveform lies: descriptor, offset, size, location, direction; versions 1 and 3. */
final class Wave implements Item {
    static final int BYTES = 29;
    private final SymbolModel descriptors = new SymbolModel(256);
    private final SymbolModel[] offsets = {
        new SymbolModel(4), new SymbolModel(4), new SymbolModel(4), new SymbolModel(4)
    };
    private final IntegerCoder steps = new IntegerCoder(32, 1);
    private final IntegerCoder sizes = new IntegerCoder(32, 1);
    private final IntegerCoder locations = new IntegerCoder(32, 1);
    private final IntegerCoder directions = new IntegerCoder(32, 3);
    private final byte[] last = new byte[BYTES];
    private int step;
    private int how;

    @Override
    public void first(byte[] record, int at) {
        System.arraycopy(record, at, last, 0, BYTES);
    }

    byte[] last() {
        return last;
    }

    @Override
    public void code(Coder c, byte[] b, int at) {
        code(c, b, at, last);
    }

    /** {@code last} is where the point before stands and this one is kept: in layers sometimes another channel's. */
    void code(Coder c, byte[] b, int at, byte[] last) {
        b[at] = (byte) c.symbol(descriptors, b[at] & 0xFF);
        long before = Le.i64(last, 1);
        int size = Le.i32(last, 9);
        long offset = Le.i64(b, at + 1);
        long distance = offset - before;
        int symbol = 0;
        if (c.writes()) {
            symbol = distance == 0 ? 0 : distance == (size & 0xFFFFFFFFL) ? 1 : distance == (int) distance ? 2 : 3;
        }
        how = c.symbol(offsets[how], symbol);
        switch (how) {
            case 0 -> offset = before;
            case 1 -> offset = before + (size & 0xFFFFFFFFL);
            case 2 -> {
                step = steps.code(c, step, (int) distance, 0);
                offset = before + step;
            }
            default -> offset = c.raw64(offset);
        }
        Le.i64(b, at + 1, offset);
        Le.i32(b, at + 9, sizes.code(c, size, Le.i32(b, at + 9), 0));
        Le.i32(b, at + 13, locations.code(c, Le.i32(last, 13), Le.i32(b, at + 13), 0));
        for (int i = 0; i < 3; i++) {
            int p = 17 + 4 * i;
            Le.i32(b, at + p, directions.code(c, Le.i32(last, p), Le.i32(b, at + p), i));
        }
        System.arraycopy(b, at, last, 0, BYTES);
    }
}
