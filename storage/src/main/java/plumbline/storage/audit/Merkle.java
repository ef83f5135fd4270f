package plumbline.storage.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A Merkle tree over a log, RFC 9162 section 2.1: leaf {@code SHA-256(00 || data)}, node {@code SHA-256(01 || left ||
 * right)}, split at the largest power of two below the size. Only the roots of complete subtrees are kept, largest first,
 * so adding a leaf costs a few hashes at any length. Not safe for several threads.
 */
final class Merkle {
    private final List<byte[]> peaks = new ArrayList<>();
    private long size;

    static byte[] leaf(byte[] data) {
        MessageDigest d = digest();
        d.update((byte) 0);
        return d.digest(data);
    }

    /** As {@link #encode} wrote it; {@link IllegalArgumentException} for anything else. */
    static Merkle decode(long size, String peaks) {
        Merkle m = new Merkle();
        m.size = size;
        for (String hex : peaks.isEmpty() ? new String[0] : peaks.split(" ")) {
            m.peaks.add(HexFormat.of().parseHex(hex));
        }
        if (size < 0 || m.peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(m.peaks.size() + " subtrees cannot make " + size + " entries");
        }
        return m;
    }

    String encode() {
        return String.join(" ", peaks.stream().map(p -> HexFormat.of().formatHex(p)).toList());
    }

    long size() {
        return size;
    }

    void add(byte[] leaf) {
        byte[] node = leaf;
        // Two complete subtrees of one size become one, as carries do when a binary number is counted up.
        for (long carry = size; (carry & 1) == 1; carry >>= 1) {
            node = node(peaks.removeLast(), node);
        }
        peaks.add(node);
        size++;
    }

    /** In hex; of no leaves, the hash of nothing. */
    String root() {
        return HexFormat.of().formatHex(rootBytes());
    }

    byte[] rootBytes() {
        if (peaks.isEmpty()) {
            return digest().digest();
        }
        byte[] root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = node(peaks.get(i), root);
        }
        return root;
    }

    /** The root over several logs: the hash of a line {@code log size root} for each, in the order given. */
    static String overall(List<AuditHead.Line> logs) {
        StringBuilder text = new StringBuilder();
        logs.forEach(l -> text.append(l.text()).append('\n'));
        return HexFormat.of().formatHex(digest().digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] node(byte[] left, byte[] right) {
        MessageDigest d = digest();
        d.update((byte) 1);
        d.update(left);
        return d.digest(right);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
