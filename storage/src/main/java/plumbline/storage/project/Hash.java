package plumbline.storage.project;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 in lower-case hex: the name of an object, a capture, a version. */
public record Hash(String hex) implements Comparable<Hash> {
    public Hash {
        if (!isHash(hex)) {
            throw new IllegalArgumentException("not a SHA-256 in hex: " + hex.substring(0, Math.min(80, hex.length())));
        }
    }

    /** A loop and not a pattern: there are hundreds of thousands of these. */
    private static boolean isHash(String hex) {
        if (hex.length() != 64) {
            return false;
        }
        for (int i = 0; i < 64; i++) {
            char c = hex.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    public static Hash of(byte[] bytes) {
        return ofBytes(digest(bytes));
    }

    /** From the 32 bytes of the hash itself. */
    static Hash ofBytes(byte[] hash) {
        return new Hash(HexFormat.of().formatHex(hash));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The first eight digits, for people. */
    public String shortHex() {
        return hex.substring(0, 8);
    }

    @Override
    public int compareTo(Hash o) {
        return hex.compareTo(o.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
