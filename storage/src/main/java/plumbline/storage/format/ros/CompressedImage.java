package plumbline.storage.format.ros;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import plumbline.storage.format.FormatException;

/** {@code sensor_msgs/CompressedImage}: an encoded image and its format in words, such as {@code jpeg}. */
public record CompressedImage(RosHeader header, String format, byte[] data) {
    public static CompressedImage read(String where, ByteBuffer message) throws FormatException {
        CdrReader in = new CdrReader(where, message);
        RosHeader header = RosHeader.read(in);
        String format = in.text();
        ByteBuffer view = in.bytes();
        byte[] data = new byte[view.remaining()];
        view.get(data);
        return new CompressedImage(header, format, data);
    }

    public byte[] write() {
        CdrWriter out = new CdrWriter(ByteOrder.LITTLE_ENDIAN, data.length + 256);
        header.write(out);
        return out.text(format).bytes(data).toBytes();
    }

    /** {@code jpeg} or {@code png} by the first bytes, {@code unknown} otherwise: the format field is free text. */
    public static String encoding(byte[] image) {
        if (image.length > 3 && (image[0] & 0xFF) == 0xFF && (image[1] & 0xFF) == 0xD8) {
            return "jpeg";
        }
        if (image.length > 8 && (image[0] & 0xFF) == 0x89 && image[1] == 'P' && image[2] == 'N' && image[3] == 'G') {
            return "png";
        }
        return "unknown";
    }
}
