package plumbline.storage.format.laz;

/** The items of LASzip 1.x (version 1), which are read only: files of before 2011. */
final class Version1 {
    private Version1() {}

    /** Position, intensity, flags, classes: twenty bytes. */
    static final class Point implements Item {
        private final IntegerCoder dx = new IntegerCoder(32, 1);
        private final IntegerCoder dy = new IntegerCoder(32, 20);
        private final IntegerCoder heights = new IntegerCoder(32, 20);
        private final IntegerCoder intensities = new IntegerCoder(16, 1);
        private final IntegerCoder angles = new IntegerCoder(8, 2);
        private final IntegerCoder sources = new IntegerCoder(16, 1);
        private final SymbolModel changes = new SymbolModel(64);
        private final Bytewise flags = new Bytewise(256);
        private final Bytewise classes = new Bytewise(256);
        private final Bytewise users = new Bytewise(256);
        private final byte[] last = new byte[20];
        private final int[] stepX = new int[3];
        private final int[] stepY = new int[3];
        private int turn;

        @Override
        public void first(byte[] record, int at) {
            System.arraycopy(record, at, last, 0, 20);
        }

        @Override
        public void code(Coder c, byte[] record, int at) {
            stepX[turn] = dx.code(c, middle(stepX), 0, 0);
            int k = dx.k();
            stepY[turn] = dy.code(c, middle(stepY), 0, Math.min(k, 19));
            Le.i32(last, 0, Le.i32(last, 0) + stepX[turn]);
            Le.i32(last, 4, Le.i32(last, 4) + stepY[turn]);
            turn = (turn + 1) % 3;
            k = (k + dy.k()) / 2;
            Le.i32(last, 8, heights.code(c, Le.i32(last, 8), 0, Math.min(k, 19)));
            int changed = c.symbol(changes, 0);
            if ((changed & 32) != 0) {
                Le.u16(last, 12, intensities.code(c, Le.u16(last, 12), 0, 0));
            }
            if ((changed & 16) != 0) {
                last[14] = (byte) c.symbol(flags.at(last[14] & 0xFF), 0);
            }
            if ((changed & 8) != 0) {
                last[15] = (byte) c.symbol(classes.at(last[15] & 0xFF), 0);
            }
            if ((changed & 4) != 0) {
                last[16] = (byte) angles.code(c, last[16] & 0xFF, 0, k < 3 ? 1 : 0);
            }
            if ((changed & 2) != 0) {
                last[17] = (byte) c.symbol(users.at(last[17] & 0xFF), 0);
            }
            if ((changed & 1) != 0) {
                Le.u16(last, 18, sources.code(c, Le.u16(last, 18), 0, 0));
            }
            System.arraycopy(last, 0, record, at, 20);
        }

        private static int middle(int[] v) {
            return Math.max(Math.min(v[0], v[1]), Math.min(Math.max(v[0], v[1]), v[2]));
        }
    }

    /** The time as multiples of the last step. */
    static final class Time implements Item {
        private static final int MULTIPLES = 512;
        private final SymbolModel multiples = new SymbolModel(MULTIPLES);
        private final SymbolModel still = new SymbolModel(3);
        private final IntegerCoder steps = new IntegerCoder(32, 6);
        private long time;
        private int step;
        private int odd;

        @Override
        public void first(byte[] record, int at) {
            time = Le.i64(record, at);
        }

        @Override
        public void code(Coder c, byte[] record, int at) {
            if (step == 0) {
                int symbol = c.symbol(still, 0);
                if (symbol == 1) {
                    step = steps.code(c, 0, 0, 0);
                    time += step;
                } else if (symbol == 2) {
                    time = c.raw64(0);
                }
            } else {
                int symbol = c.symbol(multiples, 0);
                if (symbol < MULTIPLES - 2) {
                    time += byMultiple(c, symbol);
                } else if (symbol == MULTIPLES - 2) {
                    time = c.raw64(0);
                }
            }
            Le.i64(record, at, time);
        }

        private int byMultiple(Coder c, int symbol) {
            if (symbol == 1) {
                step = steps.code(c, step, 0, 1);
                odd = 0;
                return step;
            }
            int by = symbol == 0
                    ? steps.code(c, step / 4, 0, 2)
                    : steps.code(c, symbol * step, 0, symbol < 10 ? 3 : symbol < 50 ? 4 : 5);
            if ((symbol == 0 || symbol == MULTIPLES - 3) && ++odd > 3) {
                step = by;
                odd = 0;
            }
            return by;
        }
    }

    /** Red, green, blue byte by byte. */
    static final class Rgb implements Item {
        private final SymbolModel used = new SymbolModel(64);
        private final IntegerCoder parts = new IntegerCoder(8, 6);
        private final byte[] last = new byte[6];

        @Override
        public void first(byte[] record, int at) {
            System.arraycopy(record, at, last, 0, 6);
        }

        @Override
        public void code(Coder c, byte[] record, int at) {
            int symbol = c.symbol(used, 0);
            for (int i = 0; i < 6; i++) {
                if ((symbol & 1 << i) != 0) {
                    last[i] = (byte) parts.code(c, last[i] & 0xFF, 0, i);
                }
            }
            System.arraycopy(last, 0, record, at, 6);
        }
    }

    /** Bytes beyond the standard's fields. */
    static final class Extra implements Item {
        private final IntegerCoder values;
        private final byte[] last;

        Extra(int number) {
            values = new IntegerCoder(8, number);
            last = new byte[number];
        }

        @Override
        public void first(byte[] record, int at) {
            System.arraycopy(record, at, last, 0, last.length);
        }

        @Override
        public void code(Coder c, byte[] record, int at) {
            for (int i = 0; i < last.length; i++) {
                last[i] = (byte) values.code(c, last[i] & 0xFF, 0, i);
            }
            System.arraycopy(last, 0, record, at, last.length);
        }
    }
}
