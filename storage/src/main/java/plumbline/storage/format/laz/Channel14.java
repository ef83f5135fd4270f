package plumbline.storage.format.laz;

/** What {@link Point14} remembers of one scanner channel: the last point's values and the models of what comes next. */
final class Channel14 {
    final SymbolModel[] changes = new SymbolModel[8];
    final SymbolModel channelSteps = new SymbolModel(3);
    final Bytewise counts = new Bytewise(16, 16);
    final Bytewise numbers = new Bytewise(16, 16);
    final SymbolModel sameTime = new SymbolModel(13);
    final IntegerCoder dx = new IntegerCoder(32, 2);
    final IntegerCoder dy = new IntegerCoder(32, 22);
    final IntegerCoder heights = new IntegerCoder(32, 20);
    final Median[] xSteps = new Median[12];
    final Median[] ySteps = new Median[12];
    final int[] lastZ = new int[8];
    final Bytewise classes = new Bytewise(64);
    final Bytewise flagModels = new Bytewise(64, 64);
    final Bytewise users = new Bytewise(64);
    final IntegerCoder intensities = new IntegerCoder(16, 4);
    final int[] lastIntensity = new int[8];
    final IntegerCoder angles = new IntegerCoder(16, 2);
    final IntegerCoder sources = new IntegerCoder(16, 1);
    final GpsTimes times;
    boolean timeChanged;
    int x;
    int y;
    int z;
    int intensity;
    int number;
    int of;
    int flags;
    int kind;
    int user;
    int angle;
    int source;
    long time;

    Channel14(byte[] b, int at) {
        x = Le.i32(b, at);
        y = Le.i32(b, at + 4);
        z = Le.i32(b, at + 8);
        intensity = Le.u16(b, at + 12);
        number = b[at + 14] & 15;
        of = b[at + 14] >> 4 & 15;
        flags = b[at + 15] & 15 | b[at + 15] >> 2 & 0x30;
        kind = b[at + 16] & 0xFF;
        user = b[at + 17] & 0xFF;
        angle = (short) Le.u16(b, at + 18);
        source = Le.u16(b, at + 20);
        time = Le.i64(b, at + 22);
        times = new GpsTimes(false, time);
        begin();
    }

    Channel14(Channel14 other) {
        x = other.x;
        y = other.y;
        z = other.z;
        intensity = other.intensity;
        number = other.number;
        of = other.of;
        flags = other.flags;
        kind = other.kind;
        user = other.user;
        angle = other.angle;
        source = other.source;
        time = other.time;
        times = new GpsTimes(false, time);
        begin();
    }

    private void begin() {
        for (int i = 0; i < 8; i++) {
            changes[i] = new SymbolModel(128);
            lastZ[i] = z;
            lastIntensity[i] = intensity;
        }
        for (int i = 0; i < 12; i++) {
            xSteps[i] = new Median();
            ySteps[i] = new Median();
        }
    }

    /** 3 for a single return, 1 for the first, 2 for the last, 0 in between. */
    int returns() {
        return (number == 1 ? 1 : 0) + (number >= of ? 2 : 0);
    }

    void put(byte[] b, int at, int channel) {
        Le.i32(b, at, x);
        Le.i32(b, at + 4, y);
        Le.i32(b, at + 8, z);
        Le.u16(b, at + 12, intensity);
        b[at + 14] = (byte) (number | of << 4);
        b[at + 15] = (byte) (flags & 15 | channel << 4 | (flags & 0x30) << 2);
        b[at + 16] = (byte) kind;
        b[at + 17] = (byte) user;
        Le.u16(b, at + 18, angle);
        Le.u16(b, at + 20, source);
        Le.i64(b, at + 22, time);
    }
}
