package plumbline.storage.format.laz;

import java.io.ByteArrayOutputStream;

/** LAS records to the bytes of one chunk. */
public final class ChunkWriter {
    private ChunkWriter() {}

    /** At least one record of the layout's length in {@code records}. */
    public static byte[] chunk(LazLayout layout, byte[] records, int points) {
        // Coding goes over the records in place and leaves them as they are.
        return layout.layered() ? layered(layout, records, points) : pointwise(layout, records, points);
    }

    private static byte[] pointwise(LazLayout layout, byte[] records, int points) {
        int record = layout.recordBytes();
        ArithmeticWriter coder = new ArithmeticWriter();
        Item[] items = layout.pointwise();
        for (int i = 0; i < points; i++) {
            int at = i * record;
            for (int k = 0; k < items.length; k++) {
                if (i == 0) {
                    items[k].first(records, at);
                } else {
                    items[k].code(coder, records, at);
                }
                at += layout.items().get(k).bytes();
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(records, 0, record);
        out.writeBytes(coder.done());
        return out.toByteArray();
    }

    private static byte[] layered(LazLayout layout, byte[] records, int points) {
        int record = layout.recordBytes();
        Layered[] items = layout.layers();
        ArithmeticWriter[][] coders = new ArithmeticWriter[items.length][];
        for (int k = 0; k < items.length; k++) {
            coders[k] = new ArithmeticWriter[items[k].layers()];
            for (int l = 0; l < coders[k].length; l++) {
                coders[k][l] = new ArithmeticWriter();
            }
        }
        for (int i = 0; i < points; i++) {
            int at = i * record;
            int channel = records[at + 15] >> 4 & 3;
            for (int k = 0; k < items.length; k++) {
                if (i == 0) {
                    items[k].first(coders[k], records, at, channel);
                } else {
                    channel = items[k].code(records, at, channel);
                }
                at += layout.items().get(k).bytes();
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(records, 0, record);
        number(out, points);
        ByteArrayOutputStream layers = new ByteArrayOutputStream();
        for (int k = 0; k < items.length; k++) {
            for (int l = 0; l < coders[k].length; l++) {
                byte[] bytes = items[k].changed(l) ? coders[k][l].done() : new byte[0];
                number(out, bytes.length);
                layers.writeBytes(bytes);
            }
        }
        out.writeBytes(layers.toByteArray());
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, int v) {
        for (int i = 0; i < 4; i++) {
            out.write(v >>> 8 * i);
        }
    }
}
