package plumbline.storage.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of a leaf and its hash, RFC 9162: {@code SHA-256(00 || bytes)}. Format 2 holds, in place of the payload, the
 * commitment {@code SHA-256("plumbline/payload/2" || salt || payload)} with a salt of 16 random bytes, so that the payload
 * can go without the chain breaking and cannot be guessed from what stays.
 */
public final class AuditLeaf {
    public static final int FORMAT = 2;
    private static final byte[] LEAF_MARK = "plumbline/leaf/2".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAYLOAD_MARK = "plumbline/payload/2".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private AuditLeaf() {}

    static String freshSalt() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    /** In hex; {@code salt} is hex. */
    public static String commitment(String salt, String payload) {
        MessageDigest d = Merkle.digest();
        d.update(PAYLOAD_MARK);
        d.update(HexFormat.of().parseHex(salt));
        return HexFormat.of().formatHex(d.digest(payload.getBytes(StandardCharsets.UTF_8)));
    }

    /** What is wrong with the form of an entry that would not show in its hash; empty where nothing is. */
    static Optional<String> malformed(AuditEntry e) {
        if (e.format() != 1 && e.format() != FORMAT) {
            return Optional.of("has format " + e.format() + ", which is not known here");
        }
        boolean sound = e.format() == 1
                ? e.salt().isEmpty() && e.commitment().isEmpty()
                : e.removed()
                        ? e.salt().isEmpty() && hex(e.commitment(), 64)
                        : hex(e.salt(), 2 * SALT_BYTES) && e.commitment().isEmpty();
        return sound ? Optional.empty() : Optional.of("has a salt or commitment that does not belong to it");
    }

    /** Lower-case hex digits, so many; asked of every entry of a log, so without a pattern. */
    static boolean hex(String s, int digits) {
        if (s.length() != digits) {
            return false;
        }
        for (int i = 0; i < digits; i++) {
            char c = s.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /** In hex. A malformed entry has a hash as well, one that no sound entry has. */
    static String hash(AuditEntry e) {
        return HexFormat.of().formatHex(Merkle.leaf(bytes(e)));
    }

    /** Every text with its length before it, so that no two entries share their bytes. */
    public static byte[] bytes(AuditEntry e) {
        boolean old = e.format() == 1;
        byte[] mark = old ? new byte[0] : LEAF_MARK;
        String payload = old ? e.detail() : malformed(e).isPresent() ? "" : e.removed()
                ? e.commitment()
                : commitment(e.salt(), e.detail());
        List<byte[]> texts = new ArrayList<>();
        int length = mark.length + 16;
        for (String t : List.of(
                e.log(), e.user(), e.device(), e.purpose(), e.action(), e.object(), payload, e.previousHash())) {
            byte[] b = t.getBytes(StandardCharsets.UTF_8);
            texts.add(b);
            length += 4 + b.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length).put(mark).putLong(e.sequence()).putLong(nanos(e.at()));
        texts.forEach(b -> out.putInt(b.length).put(b));
        return out.array();
    }

    static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
