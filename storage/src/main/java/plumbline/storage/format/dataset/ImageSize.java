package plumbline.storage.format.dataset;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import plumbline.storage.format.FormatException;

/** Width and height of a JPEG (ITU-T T.81) or PNG file, in pixels, from its header alone. */
record ImageSize(int width, int height) {
    private static final int MAX_SEGMENTS = 10_000;

    static ImageSize read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file)) {
            return read(file.toString(), raw);
        }
    }

    /** {@code where} names the image in errors. */
    static ImageSize read(String where, InputStream raw) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(raw))) {
            int magic = in.readUnsignedShort();
            if (magic == 0xFFD8) {
                return jpeg(where, in);
            }
            if (magic == 0x8950) {
                in.skipNBytes(14);
                return new ImageSize(in.readInt(), in.readInt());
            }
            throw new FormatException(where, "byte 0", "neither a JPEG nor a PNG image");
        } catch (EOFException e) {
            throw new FormatException(where, "", "ends before the image's size; fetch it again", e);
        }
    }

    private static ImageSize jpeg(String where, DataInputStream in) throws IOException {
        for (int i = 0; i < MAX_SEGMENTS; i++) {
            if (in.readUnsignedByte() != 0xFF) {
                break;
            }
            int marker = in.readUnsignedByte();
            while (marker == 0xFF) {
                marker = in.readUnsignedByte();
            }
            int length = in.readUnsignedShort();
            // Start of frame: C0 to CF but for the tables C4, C8 and CC.
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                in.readUnsignedByte();
                int height = in.readUnsignedShort();
                return new ImageSize(in.readUnsignedShort(), height);
            }
            if (length < 2 || marker == 0xD9 || marker == 0xDA) {
                break;
            }
            in.skipNBytes(length - 2L);
        }
        throw new FormatException(where, "", "the JPEG's header does not state its size");
    }
}
