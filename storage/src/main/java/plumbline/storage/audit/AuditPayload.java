package plumbline.storage.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * How the database keeps a payload: short ones as text, others as a byte that says how and the UTF-8 deflated (RFC 1951)
 * with a dictionary of what edits say. Hashes are over the text, which comes back as it was.
 */
public final class AuditPayload {
    /** Too short for anything to be won. */
    private static final int SHORT = 96;
    private static final byte DEFLATED = 1;
    private static final int MOST_BYTES = 1 << 30;
    /** What stands in place of a payload whose bytes were spoilt; no entry is committed to it. */
    private static final String UNREADABLE = "unreadable";

    /** Belongs to kind 1 for ever. The words most to be expected stand last. */
    private static final byte[] DICTIONARY = ("{\"changes\":[{\"after\":{\"camera\":\"image_00\",\"class\":\"Pedestrian\",\"finalised\":true,"
                    + "\"kind\":\"imageBox\",\"origin\":\"automatic\",\"rectangle\":[\"review\":\"submitted\",\"sensor\":\"lidar\","
                    + "\"points\":\"\"instance\":,\"kind\":\"pointMask\",\"origin\":\"interpolated\",\"review\":\"accepted\",\"class\":\"Cyclist\","
                    + "\"class\":\"Truck\",\"class\":\"Car\",\"confidence\":1,\"finalised\":false,\"frame\":0,\"id\":\"\",\"kind\":\"cuboid\","
                    + "\"origin\":\"imported\",\"rotation\":[0.0,0.0,0.],\"size\":[4.,1.,1.],\"track\":\"t\"},\"before\":{\"attributes\":{"
                    + "\"occluded\":\"none\"},\"centre\":[-0.],\"origin\":\"hand\",\"rotation\":[0,0,-0.],\"what\":\"Move Resize Turn New Delete\""
                    + "{\"changes\":[{\"after\":{\"attributes\":{},\"centre\":[,\"class\":\"Car\",\"confidence\":1,\"finalised\":false,\"frame\":")
            .getBytes(StandardCharsets.US_ASCII);

    private AuditPayload() {}

    /** A {@link String} or a {@code byte[]}, as the column takes it. */
    static Object pack(String payload) {
        byte[] plain = payload.getBytes(StandardCharsets.UTF_8);
        // Half a surrogate pair has no UTF-8; such a text stays what it is.
        if (plain.length < SHORT || !new String(plain, StandardCharsets.UTF_8).equals(payload)) {
            return payload;
        }
        try (Deflater d = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            d.setDictionary(DICTIONARY);
            d.setInput(plain);
            d.finish();
            byte[] out = new byte[plain.length];
            out[0] = DEFLATED;
            int size = d.deflate(out, 1, out.length - 1);
            return d.finished() ? Arrays.copyOf(out, 1 + size) : payload;
        }
    }

    /** What the column holds, as text. */
    public static String unpack(Object column) {
        return column instanceof byte[] bytes ? inflate(bytes) : String.valueOf(column);
    }

    private static String inflate(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != DEFLATED) {
            return UNREADABLE;
        }
        try (Inflater i = new Inflater(true)) {
            i.setDictionary(DICTIONARY);
            i.setInput(bytes, 1, bytes.length - 1);
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * 6);
            byte[] part = new byte[Math.min(1 << 16, Math.max(1024, bytes.length * 8))];
            while (!i.finished()) {
                int n = i.inflate(part);
                if (n == 0 || out.size() + n > MOST_BYTES) {
                    return UNREADABLE;
                }
                out.write(part, 0, n);
            }
            return out.toString(StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            return UNREADABLE;
        }
    }
}
