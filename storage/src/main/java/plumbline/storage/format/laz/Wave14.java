package plumbline.storage.format.laz;

import java.util.Arrays;

/** Where the waveform lies, of point formats 9 and 10: one layer. */
final class Wave14 implements Layered {
    private final boolean keepsToChannel;
    private final Wave[] channels = new Wave[4];
    private Coder coder;
    private boolean changed;
    private int current;

    Wave14(int version) {
        keepsToChannel = version >= 4;
    }

    @Override
    public int layers() {
        return 1;
    }

    @Override
    public boolean changed(int layer) {
        return changed;
    }

    @Override
    public void first(Coder[] coders, byte[] record, int at, int channel) {
        coder = coders[0];
        changed = false;
        Arrays.fill(channels, null);
        current = channel;
        channels[channel] = new Wave();
        channels[channel].first(record, at);
    }

    @Override
    public int code(byte[] b, int at, int channel) {
        byte[] last = channels[current].last();
        if (channel != current) {
            if (channels[channel] == null) {
                channels[channel] = new Wave();
                channels[channel].first(last, 0);
                last = channels[channel].last();
            } else if (keepsToChannel) {
                last = channels[channel].last();
            }
            current = channel;
        }
        if (coder == null) {
            System.arraycopy(last, 0, b, at, Wave.BYTES);
        } else {
            changed |= coder.writes() && !Arrays.equals(b, at, at + Wave.BYTES, last, 0, Wave.BYTES);
            channels[channel].code(coder, b, at, last);
        }
        return channel;
    }
}
