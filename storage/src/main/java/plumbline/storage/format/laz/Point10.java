package plumbline.storage.format.laz;

/** Position, intensity, flags, classes of point formats 0 to 5: twenty bytes, item version 2. */
final class Point10 implements Item {
    private final SymbolModel changes = new SymbolModel(64);
    private final IntegerCoder intensities = new IntegerCoder(16, 4);
    private final SymbolModel[] angles = {new SymbolModel(256), new SymbolModel(256)};
    private final IntegerCoder sources = new IntegerCoder(16, 1);
    private final Bytewise flags = new Bytewise(256);
    private final Bytewise classes = new Bytewise(256);
    private final Bytewise users = new Bytewise(256);
    private final IntegerCoder dx = new IntegerCoder(32, 2);
    private final IntegerCoder dy = new IntegerCoder(32, 22);
    private final IntegerCoder heights = new IntegerCoder(32, 20);
    private final Median[] xSteps = new Median[16];
    private final Median[] ySteps = new Median[16];
    private final int[] lastIntensity = new int[16];
    private final int[] lastZ = new int[8];
    private int x;
    private int y;
    private int flag;
    private int kind;
    private int angle;
    private int user;
    private int source;

    @Override
    public void first(byte[] b, int at) {
        for (int i = 0; i < 16; i++) {
            xSteps[i] = new Median();
            ySteps[i] = new Median();
        }
        x = Le.i32(b, at);
        y = Le.i32(b, at + 4);
        flag = b[at + 14] & 0xFF;
        kind = b[at + 15] & 0xFF;
        angle = b[at + 16] & 0xFF;
        user = b[at + 17] & 0xFF;
        source = Le.u16(b, at + 18);
    }

    @Override
    public void code(Coder c, byte[] b, int at) {
        int changed = c.symbol(changes, c.writes() ? changed(b, at) : 0);
        if ((changed & 32) != 0) {
            flag = c.symbol(flags.at(flag), b[at + 14] & 0xFF);
        }
        int number = flag & 7;
        int of = flag >> 3 & 7;
        int shape = Returns.SHAPE3[of][number];
        if ((changed & 16) != 0) {
            lastIntensity[shape] =
                    intensities.code(c, lastIntensity[shape], Le.u16(b, at + 12), Math.min(shape, 3));
        }
        if ((changed & 8) != 0) {
            kind = c.symbol(classes.at(kind), b[at + 15] & 0xFF);
        }
        if ((changed & 4) != 0) {
            angle = angle + c.symbol(angles[flag >> 6 & 1], b[at + 16] - angle & 0xFF) & 0xFF;
        }
        if ((changed & 2) != 0) {
            user = c.symbol(users.at(user), b[at + 17] & 0xFF);
        }
        if ((changed & 1) != 0) {
            source = sources.code(c, source, Le.u16(b, at + 18), 0);
        }
        int single = of == 1 ? 1 : 0;
        int stepX = dx.code(c, xSteps[shape].get(), Le.i32(b, at) - x, single);
        x += stepX;
        xSteps[shape].add(stepX);
        int k = Math.min(dx.k() & ~1, 20);
        int stepY = dy.code(c, ySteps[shape].get(), Le.i32(b, at + 4) - y, single + k);
        y += stepY;
        ySteps[shape].add(stepY);
        k = Math.min((dx.k() + dy.k()) / 2 & ~1, 18);
        int level = Returns.level(number, of);
        lastZ[level] = heights.code(c, lastZ[level], Le.i32(b, at + 8), single + k);
        Le.i32(b, at, x);
        Le.i32(b, at + 4, y);
        Le.i32(b, at + 8, lastZ[level]);
        Le.u16(b, at + 12, lastIntensity[shape]);
        b[at + 14] = (byte) flag;
        b[at + 15] = (byte) kind;
        b[at + 16] = (byte) angle;
        b[at + 17] = (byte) user;
        Le.u16(b, at + 18, source);
    }

    private int changed(byte[] b, int at) {
        int f = b[at + 14] & 0xFF;
        int intensity = lastIntensity[Returns.SHAPE3[f >> 3 & 7][f & 7]];
        return (f != flag ? 32 : 0) | (Le.u16(b, at + 12) != intensity ? 16 : 0)
                | ((b[at + 15] & 0xFF) != kind ? 8 : 0) | ((b[at + 16] & 0xFF) != angle ? 4 : 0)
                | ((b[at + 17] & 0xFF) != user ? 2 : 0) | (Le.u16(b, at + 18) != source ? 1 : 0);
    }
}
