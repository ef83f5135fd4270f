package plumbline.storage.format.laz;

/** Red, green, blue, and near infrared where there is one, of point formats 7, 8 and 10: a layer each. */
final class Rgb14 implements Layered {
    private final boolean infrared;
    private final boolean keepsToChannel;
    private final Memory[] channels = new Memory[4];
    private final boolean[] changed = new boolean[2];
    private Coder[] coders = new Coder[2];
    private int current;

    private static final class Memory {
        private final Colours colours = new Colours();
        private final SymbolModel used = new SymbolModel(4);
        private final SymbolModel low = new SymbolModel(256);
        private final SymbolModel high = new SymbolModel(256);
        private final int[] last;

        Memory(int[] last) {
            this.last = last.clone();
        }
    }

    /** Version 3 goes on from the channel before when it comes back to one; version 4 keeps to the channel's own. */
    Rgb14(boolean infrared, int version) {
        this.infrared = infrared;
        this.keepsToChannel = version >= 4;
    }

    @Override
    public int layers() {
        return infrared ? 2 : 1;
    }

    @Override
    public boolean changed(int layer) {
        return changed[layer];
    }

    @Override
    public void first(Coder[] layerCoders, byte[] record, int at, int channel) {
        coders = layerCoders;
        java.util.Arrays.fill(channels, null);
        java.util.Arrays.fill(changed, false);
        current = channel;
        int[] last = new int[infrared ? 4 : 3];
        Colours.take(record, at, last);
        channels[channel] = new Memory(last);
    }

    @Override
    public int code(byte[] b, int at, int channel) {
        Memory from = channels[current];
        if (channel != current) {
            if (channels[channel] == null) {
                channels[channel] = new Memory(from.last);
                from = channels[channel];
            } else if (keepsToChannel) {
                from = channels[channel];
            }
            current = channel;
        }
        Memory models = channels[current];
        int[] last = from.last;
        if (coders[0] != null) {
            changed[0] |= models.colours.code(coders[0], b, at, last);
        } else {
            Colours.put(b, at, last);
        }
        if (infrared) {
            if (coders[1] != null) {
                infrared(models, last, Le.u16(b, at + 6));
            }
            Le.u16(b, at + 6, last[3]);
        }
        return channel;
    }

    private void infrared(Memory models, int[] last, int value) {
        Coder c = coders[1];
        int before = last[3];
        changed[1] |= value != before;
        int symbol = ((value ^ before) & 0xFF) != 0 ? 1 : 0;
        symbol = c.symbol(models.used, symbol | (value >> 8 != before >> 8 ? 2 : 0));
        int low = before & 0xFF;
        int high = before >> 8;
        if ((symbol & 1) != 0) {
            low = low + c.symbol(models.low, value - low & 0xFF) & 0xFF;
        }
        if ((symbol & 2) != 0) {
            high = high + c.symbol(models.high, (value >> 8) - high & 0xFF) & 0xFF;
        }
        last[3] = high << 8 | low;
    }
}
