package plumbline.storage.format.ros;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A PNG (ISO/IEC 15948) of raw rows: lossless, one IDAT, no filters; the same pixels give the same bytes. */
final class Png {
    static final int GREY = 0;
    static final int RGB = 2;
    static final int RGBA = 6;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Png() {}

    /** {@code rows} holds height times width times channels samples of 8 or 16 bits (big endian), without padding. */
    static byte[] encode(int width, int height, int bits, int colourType, byte[] rows) {
        int rowBytes = rows.length / height;
        byte[] filtered = new byte[rows.length + height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(rows, y * rowBytes, filtered, y * (rowBytes + 1) + 1, rowBytes);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(rows.length / 2);
        out.writeBytes(SIGNATURE);
        ByteBuffer head = ByteBuffer.allocate(13);
        head.putInt(width).putInt(height).put((byte) bits).put((byte) colourType);
        chunk(out, "IHDR", head.array());
        chunk(out, "IDAT", deflate(filtered));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] data) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(data.length / 2);
            byte[] buf = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(buf, 0, deflater.deflate(buf));
            }
            return out.toByteArray();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
