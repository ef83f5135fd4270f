package plumbline.storage.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import plumbline.storage.access.Signer;

/**
 * The public half of a key that signs notes, C2SP signed-note: a name without spaces and plus signs, and an Ed25519 key of
 * 32 bytes. {@code algorithm} is 1 for a log's own signature and 4 for a witness's timestamped one (tlog-cosignature).
 * As text {@code name+hash+base64}, where the hash is the first 4 bytes of {@code SHA-256(name || LF || algorithm || key)}.
 */
public record NoteKey(String name, int algorithm, byte[] key) {
    public static final int LOG = 1;
    public static final int WITNESS = 4;
    private static final int KEY_BYTES = 32;
    /** What X.509 writes before the 32 bytes of an Ed25519 key (RFC 8410). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    public static NoteKey of(String name, int algorithm, Signer signer) {
        byte[] x509 = signer.publicKey();
        return new NoteKey(name, algorithm, Arrays.copyOfRange(x509, x509.length - KEY_BYTES, x509.length));
    }

    /** Empty for what is no such key, and where the hash in it is not the key's. */
    public static Optional<NoteKey> parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length != 3 || parts[0].isEmpty() || parts[0].matches(".*\\s.*") || parts[0].length() > 400) {
            return Optional.empty();
        }
        try {
            byte[] raw = Base64.getDecoder().decode(parts[2]);
            if (raw.length != KEY_BYTES + 1 || (raw[0] != LOG && raw[0] != WITNESS)) {
                return Optional.empty();
            }
            NoteKey key = new NoteKey(parts[0], raw[0], Arrays.copyOfRange(raw, 1, raw.length));
            return Optional.of(key).filter(k -> HexFormat.of().formatHex(k.hash()).equals(parts[1]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** 4 bytes. */
    byte[] hash() {
        MessageDigest d = Merkle.digest();
        d.update(name.getBytes(StandardCharsets.UTF_8));
        d.update((byte) '\n');
        d.update((byte) algorithm);
        return Arrays.copyOf(d.digest(key), 4);
    }

    public String text() {
        byte[] raw = new byte[KEY_BYTES + 1];
        raw[0] = (byte) algorithm;
        System.arraycopy(key, 0, raw, 1, KEY_BYTES);
        return name + "+" + HexFormat.of().formatHex(hash()) + "+" + Base64.getEncoder().encodeToString(raw);
    }

    /** Whether this is the public half of the same key pair, whatever it is called. */
    boolean sameKey(NoteKey other) {
        return Arrays.equals(key, other.key);
    }

    boolean verify(byte[] message, byte[] signature) {
        byte[] x509 = Arrays.copyOf(X509, X509.length + KEY_BYTES);
        System.arraycopy(key, 0, x509, X509.length, KEY_BYTES);
        return Signer.verify(x509, message, signature);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof NoteKey k && text().equals(k.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }
}
