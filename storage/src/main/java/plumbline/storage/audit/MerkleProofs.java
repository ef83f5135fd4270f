package plumbline.storage.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Inclusion and consistency proofs of RFC 9162, sections 2.1.3 and 2.1.4, over leaf hashes of 32 bytes each, end to end.
 * Making one reads every leaf hash once; checking one costs a few hashes.
 */
final class MerkleProofs {
    private static final int HASH = 32;

    private MerkleProofs() {}

    /** The hashes that lead from leaf {@code index} to the root of all leaves, nearest first. */
    static List<byte[]> inclusion(byte[] leaves, long index) {
        long size = leaves.length / HASH;
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("entry " + index + " is not among " + size);
        }
        List<byte[]> out = new ArrayList<>();
        path(leaves, index, 0, size, out);
        return out;
    }

    private static void path(byte[] leaves, long index, long from, long to, List<byte[]> out) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            path(leaves, index, from, middle, out);
            out.add(root(leaves, middle, to));
        } else {
            path(leaves, index, middle, to, out);
            out.add(root(leaves, from, middle));
        }
    }

    /** The hashes that show the first {@code old} leaves to be the beginning of all of them. */
    static List<byte[]> consistency(byte[] leaves, long old) {
        long size = leaves.length / HASH;
        if (old < 1 || old > size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has no beginning of " + old);
        }
        List<byte[]> out = new ArrayList<>();
        subproof(leaves, old, 0, size, true, out);
        return out;
    }

    private static void subproof(byte[] leaves, long old, long from, long to, boolean whole, List<byte[]> out) {
        if (old == to - from) {
            if (!whole) {
                out.add(root(leaves, from, to));
            }
            return;
        }
        long half = split(to - from);
        if (old <= half) {
            subproof(leaves, old, from, from + half, whole, out);
            out.add(root(leaves, from + half, to));
        } else {
            subproof(leaves, old - half, from + half, to, false, out);
            out.add(root(leaves, from, from + half));
        }
    }

    /** The root of a run of leaves. */
    static byte[] root(byte[] leaves, long from, long to) {
        Merkle m = new Merkle();
        for (long i = from; i < to; i++) {
            m.add(Arrays.copyOfRange(leaves, Math.toIntExact(i * HASH), Math.toIntExact((i + 1) * HASH)));
        }
        return m.rootBytes();
    }

    /** The largest power of two below {@code n}. */
    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    /** RFC 9162, 2.1.3.2. */
    static boolean included(byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
        return rootFrom(leaf, index, size, path).filter(r -> Arrays.equals(r, root)).isPresent();
    }

    /** The root that a path leads to; empty where the path is not that of this place in a tree of this size. */
    static Optional<byte[]> rootFrom(byte[] leaf, long index, long size, List<byte[]> path) {
        if (index < 0 || index >= size) {
            return Optional.empty();
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] p : path) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((node & 1) == 1 || node == last) {
                hash = Merkle.node(p, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Merkle.node(hash, p);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 ? Optional.of(hash) : Optional.empty();
    }

    /** RFC 9162, 2.1.4.2. */
    static boolean consistent(long old, byte[] oldRoot, long size, byte[] root, List<byte[]> path) {
        if (old < 1 || old > size) {
            return false;
        }
        if (old == size) {
            return path.isEmpty() && Arrays.equals(oldRoot, root);
        }
        List<byte[]> all = new ArrayList<>(path);
        if (Long.bitCount(old) == 1) {
            all.addFirst(oldRoot);
        }
        if (all.isEmpty()) {
            return false;
        }
        int shift = Long.numberOfTrailingZeros(~(old - 1));
        long node = (old - 1) >> shift;
        long last = (size - 1) >> shift;
        byte[] was = all.getFirst();
        byte[] is = was;
        for (byte[] p : all.subList(1, all.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                was = Merkle.node(p, was);
                is = Merkle.node(p, is);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                is = Merkle.node(is, p);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(was, oldRoot) && Arrays.equals(is, root);
    }
}
