package plumbline.storage.format.laz;

/** Position, flags, classes and time of point formats 6 to 10: thirty bytes in nine layers. */
final class Point14 implements Layered {
    static final int XY = 0;
    static final int Z = 1;
    static final int CLASSIFICATION = 2;
    static final int FLAGS = 3;
    static final int INTENSITY = 4;
    static final int ANGLE = 5;
    static final int USER = 6;
    static final int SOURCE = 7;
    static final int TIME = 8;
    static final int LAYERS = 9;

    private final Channel14[] channels = new Channel14[4];
    private final boolean[] changed = new boolean[LAYERS];
    private Coder[] coders = new Coder[LAYERS];
    private final boolean saysChannel;
    private int current;

    /** Version 3 tells the other parts the channel where it changes and 0 everywhere else; version 4 always. */
    Point14(int version) {
        saysChannel = version >= 4;
    }

    @Override
    public int layers() {
        return LAYERS;
    }

    @Override
    public boolean changed(int layer) {
        return layer == XY || changed[layer];
    }

    @Override
    public void first(Coder[] layerCoders, byte[] b, int at, int ignored) {
        coders = layerCoders;
        java.util.Arrays.fill(channels, null);
        java.util.Arrays.fill(changed, false);
        current = b[at + 15] >> 4 & 3;
        channels[current] = new Channel14(b, at);
    }

    @Override
    public int code(byte[] b, int at, int ignored) {
        Coder xy = coders[XY];
        boolean writes = xy.writes();
        Channel14 last = channels[current];
        int wanted = b[at + 15] >> 4 & 3;
        int what = writes ? changes(channels[wanted] == null ? last : channels[wanted], b, at, wanted) : 0;
        what = xy.symbol(last.changes[last.returns() | (last.timeChanged ? 4 : 0)], what);
        if ((what & 64) != 0) {
            current = current + xy.symbol(last.channelSteps, wanted - current + 3 & 3) + 1 & 3;
            if (channels[current] == null) {
                channels[current] = new Channel14(last);
            }
        }
        Channel14 ch = channels[current];
        returns(ch, what, b[at + 14] & 0xFF);
        boolean timeChanged = (what & 16) != 0;
        int gps = timeChanged ? 1 : 0;
        int shape = Returns.SHAPE4[ch.of][ch.number] << 1 | gps;
        int single = ch.of == 1 ? 1 : 0;
        int stepX = ch.dx.code(xy, ch.xSteps[shape].get(), Le.i32(b, at) - ch.x, single);
        ch.x += stepX;
        ch.xSteps[shape].add(stepX);
        int stepY = ch.dy.code(
                xy, ch.ySteps[shape].get(), Le.i32(b, at + 4) - ch.y, single + Math.min(ch.dx.k() & ~1, 20));
        ch.y += stepY;
        ch.ySteps[shape].add(stepY);
        if (coders[Z] != null) {
            int z = Le.i32(b, at + 8);
            changed[Z] |= z != ch.z;
            int level = Returns.level(ch.number, ch.of);
            int k = Math.min((ch.dx.k() + ch.dy.k()) / 2 & ~1, 18);
            ch.z = ch.heights.code(coders[Z], ch.lastZ[level], z, single + k);
            ch.lastZ[level] = ch.z;
        }
        attributes(ch, b, at, what, gps);
        ch.put(b, at, current);
        ch.timeChanged = timeChanged;
        return saysChannel || (what & 64) != 0 ? current : 0;
    }

    private void returns(Channel14 ch, int what, int wanted) {
        Coder xy = coders[XY];
        int lastNumber = ch.number;
        if ((what & 4) != 0) {
            ch.of = xy.symbol(ch.counts.at(ch.of), wanted >> 4);
        }
        switch (what & 3) {
            case 1 -> ch.number = lastNumber + 1 & 15;
            case 2 -> ch.number = lastNumber + 15 & 15;
            case 3 -> {
                if ((what & 16) != 0) {
                    ch.number = xy.symbol(ch.numbers.at(lastNumber), wanted & 15);
                } else {
                    int step = (wanted & 15) - lastNumber;
                    ch.number = lastNumber + xy.symbol(ch.sameTime, (step > 1 ? step : step + 16) - 2) + 2 & 15;
                }
            }
            default -> { }
        }
    }

    private void attributes(Channel14 ch, byte[] b, int at, int what, int gps) {
        int returns = ch.returns();
        if (coders[CLASSIFICATION] != null) {
            int kind = b[at + 16] & 0xFF;
            changed[CLASSIFICATION] |= kind != ch.kind;
            int context = (ch.kind & 31) << 1 | (returns == 3 ? 1 : 0);
            ch.kind = coders[CLASSIFICATION].symbol(ch.classes.at(context), kind);
        }
        if (coders[FLAGS] != null) {
            int flags = b[at + 15] & 15 | b[at + 15] >> 2 & 0x30;
            changed[FLAGS] |= flags != ch.flags;
            ch.flags = coders[FLAGS].symbol(ch.flagModels.at(ch.flags), flags);
        }
        if (coders[INTENSITY] != null) {
            int intensity = Le.u16(b, at + 12);
            changed[INTENSITY] |= intensity != ch.intensity;
            int memory = returns << 1 | gps;
            ch.intensity = ch.intensities.code(coders[INTENSITY], ch.lastIntensity[memory], intensity, returns);
            ch.lastIntensity[memory] = ch.intensity;
        }
        if (coders[ANGLE] != null && (what & 8) != 0) {
            changed[ANGLE] = true;
            ch.angle = (short) ch.angles.code(coders[ANGLE], ch.angle, (short) Le.u16(b, at + 18), gps);
        }
        if (coders[USER] != null) {
            int user = b[at + 17] & 0xFF;
            changed[USER] |= user != ch.user;
            ch.user = coders[USER].symbol(ch.users.at(ch.user >> 2), user);
        }
        if (coders[SOURCE] != null && (what & 32) != 0) {
            changed[SOURCE] = true;
            ch.source = ch.sources.code(coders[SOURCE], ch.source, Le.u16(b, at + 20), 0);
        }
        if (coders[TIME] != null && gps == 1) {
            changed[TIME] = true;
            ch.time = ch.times.code(coders[TIME], Le.i64(b, at + 22));
        }
    }

    private int changes(Channel14 from, byte[] b, int at, int wanted) {
        int number = b[at + 14] & 15;
        int what = (wanted != current ? 64 : 0) | (Le.u16(b, at + 20) != from.source ? 32 : 0)
                | (Le.i64(b, at + 22) != from.time ? 16 : 0)
                | ((short) Le.u16(b, at + 18) != from.angle ? 8 : 0)
                | ((b[at + 14] >> 4 & 15) != from.of ? 4 : 0);
        if (number == from.number) {
            return what;
        }
        return what | (number == (from.number + 1 & 15) ? 1 : number == (from.number + 15 & 15) ? 2 : 3);
    }
}
