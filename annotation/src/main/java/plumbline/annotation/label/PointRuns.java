package plumbline.annotation.label;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A set of point numbers of one sweep as sorted runs {@code [from, to)} that neither meet nor overlap. Immutable; equal
 * sets are equal. Union, difference and intersection cost the number of runs, not of points.
 */
public final class PointRuns {
    public static final PointRuns EMPTY = new PointRuns(new int[0]);

    /** from, to, from, to, ... strictly ascending. */
    private final int[] bounds;

    private PointRuns(int[] bounds) {
        this.bounds = bounds;
    }

    /** Of alternating {@code from, to}, strictly ascending from 0; refuses anything else. */
    public static PointRuns ofBounds(int... bounds) {
        if (bounds.length % 2 != 0) {
            throw new IllegalArgumentException("runs of points come in pairs of from and to");
        }
        int last = -1;
        for (int b : bounds) {
            if (b <= last) {
                throw new IllegalArgumentException("runs of points ascend and do not meet; " + b + " follows " + last);
            }
            last = b;
        }
        return bounds.length == 0 ? EMPTY : new PointRuns(bounds.clone());
    }

    /** Of point numbers in ascending order; a number may stand there twice. */
    public static PointRuns ofSorted(int... points) {
        int[] out = new int[Math.multiplyExact(points.length, 2)];
        int n = 0;
        for (int p : points) {
            if (p < 0 || n > 0 && p < out[n - 1] - 1) {
                throw new IllegalArgumentException("numbers of points ascend from 0; found " + p);
            }
            if (n > 0 && p <= out[n - 1]) {
                out[n - 1] = Math.max(out[n - 1], p + 1);
            } else {
                out[n++] = p;
                out[n++] = p + 1;
            }
        }
        return trimmed(out, n);
    }

    public static PointRuns of(BitSet points) {
        int[] out = new int[16];
        int n = 0;
        for (int from = points.nextSetBit(0); from >= 0; ) {
            int to = points.nextClearBit(from);
            if (n + 2 > out.length) {
                out = Arrays.copyOf(out, out.length * 2);
            }
            out[n++] = from;
            out[n++] = to;
            from = points.nextSetBit(to);
        }
        return trimmed(out, n);
    }

    private static PointRuns trimmed(int[] bounds, int n) {
        return n == 0 ? EMPTY : new PointRuns(n == bounds.length ? bounds : Arrays.copyOf(bounds, n));
    }

    public int runs() {
        return bounds.length / 2;
    }

    public int from(int run) {
        return bounds[2 * run];
    }

    /** The first point after a run. */
    public int to(int run) {
        return bounds[2 * run + 1];
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    /** How many points. */
    public long count() {
        long n = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            n += bounds[i + 1] - bounds[i];
        }
        return n;
    }

    /** One more than the highest point, 0 where there is none. */
    public int end() {
        return isEmpty() ? 0 : bounds[bounds.length - 1];
    }

    public boolean contains(int point) {
        int at = Arrays.binarySearch(bounds, point);
        return at >= 0 ? at % 2 == 0 : (-at - 1) % 2 == 1;
    }

    public PointRuns union(PointRuns o) {
        return isEmpty() ? o : o.isEmpty() ? this : combine(o, 0b1110);
    }

    public PointRuns minus(PointRuns o) {
        return isEmpty() || o.isEmpty() ? this : combine(o, 0b0100);
    }

    public PointRuns intersect(PointRuns o) {
        return isEmpty() || o.isEmpty() ? EMPTY : combine(o, 0b1000);
    }

    /** The points that are in just one of the two. */
    public PointRuns difference(PointRuns o) {
        return combine(o, 0b0110);
    }

    /** Sweeps both boundaries; bit {@code 2 * inThis + inOther} of {@code table} says whether such a point is in. */
    private PointRuns combine(PointRuns o, int table) {
        int[] a = bounds;
        int[] b = o.bounds;
        int[] out = new int[a.length + b.length];
        int n = 0;
        int i = 0;
        int j = 0;
        while (i < a.length || j < b.length) {
            int at = j == b.length || i < a.length && a[i] <= b[j] ? a[i] : b[j];
            if (i < a.length && a[i] == at) {
                i++;
            }
            if (j < b.length && b[j] == at) {
                j++;
            }
            boolean in = (table >> (2 * (i & 1) + (j & 1)) & 1) == 1;
            if (in != ((n & 1) == 1)) {
                out[n++] = at;
            }
        }
        return trimmed(out, n);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof PointRuns p && Arrays.equals(bounds, p.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** The first runs, for people. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(runs(), 4); i++) {
            out.append(i == 0 ? "" : ", ").append(from(i)).append('–').append(to(i) - 1);
        }
        return out.append(runs() > 4 ? ", …" : "").toString();
    }
}
