package plumbline.storage.format.laz;

import java.util.Arrays;

/** Bytes beyond the standard's fields, of point formats 6 to 10: a layer for each byte. */
final class Bytes14 implements Layered {
    private final boolean keepsToChannel;
    private final SymbolModel[][] models = new SymbolModel[4][];
    private final byte[][] lasts = new byte[4][];
    private final boolean[] changed;
    private Coder[] coders = new Coder[0];
    private int current;

    Bytes14(int number, int version) {
        changed = new boolean[number];
        keepsToChannel = version >= 4;
    }

    @Override
    public int layers() {
        return changed.length;
    }

    @Override
    public boolean changed(int layer) {
        return changed[layer];
    }

    @Override
    public void first(Coder[] layerCoders, byte[] record, int at, int channel) {
        coders = layerCoders;
        Arrays.fill(models, null);
        Arrays.fill(changed, false);
        current = channel;
        begin(channel, Arrays.copyOfRange(record, at, at + changed.length));
    }

    private void begin(int channel, byte[] last) {
        lasts[channel] = last;
        models[channel] = new SymbolModel[changed.length];
    }

    @Override
    public int code(byte[] b, int at, int channel) {
        byte[] last = lasts[current];
        if (channel != current) {
            if (models[channel] == null) {
                begin(channel, last.clone());
                last = lasts[channel];
            } else if (keepsToChannel) {
                last = lasts[channel];
            }
            current = channel;
        }
        SymbolModel[] m = models[channel];
        for (int i = 0; i < m.length; i++) {
            if (coders[i] != null) {
                if (m[i] == null) {
                    m[i] = new SymbolModel(256);
                }
                int step = coders[i].symbol(m[i], b[at + i] - last[i] & 0xFF);
                changed[i] |= step != 0;
                last[i] += (byte) step;
            }
            b[at + i] = last[i];
        }
        return channel;
    }
}
