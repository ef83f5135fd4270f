package plumbline.storage.audit;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * RFC 9162, section 2.1, written down a second time from its definitions, by recursion over lists and without anything of
 * the product: what it says of a proof is what somebody with the RFC in hand would say.
 */
final class Rfc9162 {
    private Rfc9162() {}

    static byte[] hash(byte[]... parts) {
        try {
            MessageDigest d = MessageDigest.getInstance("SHA-256");
            for (byte[] p : parts) {
                d.update(p);
            }
            return d.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] leafHash(byte[] data) {
        return hash(new byte[] {0}, data);
    }

    static byte[] nodeHash(byte[] left, byte[] right) {
        return hash(new byte[] {1}, left, right);
    }

    private static int k(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    /** MTH of leaf hashes. */
    static byte[] mth(List<byte[]> leaves) {
        int n = leaves.size();
        return n == 0
                ? hash()
                : n == 1
                        ? leaves.getFirst()
                        : nodeHash(mth(leaves.subList(0, k(n))), mth(leaves.subList(k(n), n)));
    }

    /** PATH(m, D[n]). */
    static List<byte[]> path(int m, List<byte[]> d) {
        int n = d.size();
        if (n == 1) {
            return new ArrayList<>();
        }
        List<byte[]> out = m < k(n) ? path(m, d.subList(0, k(n))) : path(m - k(n), d.subList(k(n), n));
        out.add(m < k(n) ? mth(d.subList(k(n), n)) : mth(d.subList(0, k(n))));
        return out;
    }

    /** PROOF(m, D[n]). */
    static List<byte[]> proof(int m, List<byte[]> d) {
        return subproof(m, d, true);
    }

    private static List<byte[]> subproof(int m, List<byte[]> d, boolean b) {
        int n = d.size();
        if (m == n) {
            return b ? new ArrayList<>() : new ArrayList<>(List.of(mth(d)));
        }
        List<byte[]> out;
        if (m <= k(n)) {
            out = subproof(m, d.subList(0, k(n)), b);
            out.add(mth(d.subList(k(n), n)));
        } else {
            out = subproof(m - k(n), d.subList(k(n), n), false);
            out.add(mth(d.subList(0, k(n))));
        }
        return out;
    }

    /** The root that a path gives, by walking down as PATH does and using the path from its end; null where it does not fit. */
    static byte[] rootOf(byte[] leaf, int m, int n, List<byte[]> path) {
        if (n == 1) {
            return path.isEmpty() ? leaf : null;
        }
        if (path.isEmpty()) {
            return null;
        }
        byte[] sibling = path.getLast();
        List<byte[]> rest = path.subList(0, path.size() - 1);
        if (m < k(n)) {
            byte[] left = rootOf(leaf, m, k(n), rest);
            return left == null ? null : nodeHash(left, sibling);
        }
        byte[] right = rootOf(leaf, m - k(n), n - k(n), rest);
        return right == null ? null : nodeHash(sibling, right);
    }

    static boolean included(byte[] leaf, int m, int n, List<byte[]> path, byte[] root) {
        return m >= 0 && m < n && Arrays.equals(root, rootOf(leaf, m, n, path));
    }

    static boolean consistent(int m, byte[] oldRoot, int n, byte[] root, List<byte[]> proof) {
        byte[][] roots = roots(m, n, proof, true, oldRoot);
        return roots != null && Arrays.equals(roots[0], oldRoot) && Arrays.equals(roots[1], root);
    }

    /** Old and new root that a proof gives, by walking down as SUBPROOF does. */
    private static byte[][] roots(int m, int n, List<byte[]> proof, boolean b, byte[] oldRoot) {
        if (m == n) {
            byte[] root = b ? oldRoot : proof.size() == 1 ? proof.getFirst() : null;
            return root == null || b && !proof.isEmpty() ? null : new byte[][] {root, root};
        }
        if (proof.isEmpty()) {
            return null;
        }
        byte[] last = proof.getLast();
        List<byte[]> rest = proof.subList(0, proof.size() - 1);
        if (m <= k(n)) {
            byte[][] left = roots(m, k(n), rest, b, oldRoot);
            return left == null ? null : new byte[][] {left[0], nodeHash(left[1], last)};
        }
        byte[][] right = roots(m - k(n), n - k(n), rest, false, oldRoot);
        return right == null ? null : new byte[][] {nodeHash(last, right[0]), nodeHash(last, right[1])};
    }
}
