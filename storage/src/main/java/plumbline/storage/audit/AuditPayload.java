package plumbline.storage.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * How the database keeps a payload: short ones as text, others as a byte that says how and the UTF-8 deflated (RFC 1951)
 * with a dictionary of what edits say; long numbers and UUIDs in it stand apart as bytes ({@link PayloadValues}). Hashes are
 * over the text, which comes back as it was.
 */
public final class AuditPayload {
    /** Too short for anything to be won. */
    private static final int SHORT = 96;
    private static final byte DEFLATED = 1;
    /** The values that were taken out, then the rest deflated. */
    private static final byte VALUES_APART = 2;
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
        PayloadValues apart = PayloadValues.takeOut(plain);
        byte[] values = apart.values();
        return values.length == 0 ? packAsBefore(payload) : shorter(payload, plain, VALUES_APART, apart.rest(), values);
    }

    /** Without values apart, as it was before schema step 10. */
    public static Object packAsBefore(String payload) {
        byte[] plain = payload.getBytes(StandardCharsets.UTF_8);
        return shorter(payload, plain, DEFLATED, plain, new byte[0]);
    }

    private static Object shorter(String payload, byte[] plain, byte kind, byte[] text, byte[] values) {
        // Half a surrogate pair has no UTF-8; such a text stays what it is.
        if (plain.length < SHORT || !new String(plain, StandardCharsets.UTF_8).equals(payload)) {
            return payload;
        }
        byte[] out = deflate(kind, text, values);
        return out.length < plain.length ? out : payload;
    }

    /** True for a column that only a program which knows of values apart can read. */
    public static boolean valuesApart(byte[] column) {
        return column.length > 0 && column[0] == VALUES_APART;
    }

    private static byte[] deflate(byte kind, byte[] text, byte[] values) {
        try (Deflater d = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            d.setDictionary(DICTIONARY);
            d.setInput(text);
            d.finish();
            byte[] out = new byte[values.length + text.length + 64];
            out[0] = kind;
            System.arraycopy(values, 0, out, 1, values.length);
            int at = 1 + values.length;
            while (!d.finished()) {
                if (at == out.length) {
                    out = Arrays.copyOf(out, 2 * at);
                }
                at += d.deflate(out, at, out.length - at);
            }
            return Arrays.copyOf(out, at);
        }
    }

    /** What the column holds, as text. */
    public static String unpack(Object column) {
        return column instanceof byte[] bytes ? inflate(bytes) : String.valueOf(column);
    }

    private static String inflate(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != DEFLATED && bytes[0] != VALUES_APART) {
            return UNREADABLE;
        }
        if (bytes[0] == DEFLATED) {
            return inflate(bytes, 1).map(text -> new String(text, StandardCharsets.UTF_8)).orElse(UNREADABLE);
        }
        return PayloadValues.at(bytes, 1)
                .flatMap(values -> inflate(bytes, 1 + values.length()).flatMap(values::putBack))
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .orElse(UNREADABLE);
    }

    private static Optional<byte[]> inflate(byte[] bytes, int from) {
        try (Inflater i = new Inflater(true)) {
            i.setDictionary(DICTIONARY);
            i.setInput(bytes, from, bytes.length - from);
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * 6);
            byte[] part = new byte[Math.min(1 << 16, Math.max(1024, bytes.length * 8))];
            while (!i.finished()) {
                int n = i.inflate(part);
                if (n == 0 || out.size() + n > MOST_BYTES) {
                    return Optional.empty();
                }
                out.write(part, 0, n);
            }
            return Optional.of(out.toByteArray());
        } catch (DataFormatException e) {
            return Optional.empty();
        }
    }
}
