package plumbline.viewer3d.render;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * One {@code 0xAARRGGBB} for each point; alpha 0 hides it, any other counts as opaque. Immutable, kept in parts that
 * versions share: after a change of some points of many, only their parts are copied here and sent to a graphics card.
 */
public final class PointColours {
    /** Points in a part, a power of two. */
    public static final int PART = 1 << PointColours.SHIFT;
    static final int SHIFT = 15;

    private final int size;
    private final int[][] parts;

    private PointColours(int size, int[][] parts) {
        this.size = size;
        this.parts = parts;
    }

    /** The array is copied, or kept where it is one part: it must not be changed afterwards. */
    public static PointColours of(int[] argb) {
        if (argb.length <= PART) {
            return new PointColours(argb.length, new int[][] {argb});
        }
        int[][] parts = new int[(argb.length + PART - 1) >> SHIFT][];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Arrays.copyOfRange(argb, i << SHIFT, Math.min(argb.length, (i + 1) << SHIFT));
        }
        return new PointColours(argb.length, parts);
    }

    public int size() {
        return size;
    }

    public int argb(int point) {
        return parts[point >> SHIFT][point & PART - 1];
    }

    public int parts() {
        return parts.length;
    }

    /** The colours of the points from {@code part * PART} on; shared, not to be changed. */
    public int[] part(int part) {
        return parts[part];
    }

    public int[] toArray() {
        int[] out = new int[size];
        for (int i = 0; i < parts.length; i++) {
            System.arraycopy(parts[i], 0, out, i << SHIFT, parts[i].length);
        }
        return out;
    }

    /** With other colours from a point on. */
    public PointColours with(int from, int[] argb) {
        int[][] now = parts.clone();
        for (int done = 0; done < argb.length; ) {
            int at = from + done;
            int part = at >> SHIFT;
            int within = at & PART - 1;
            int count = Math.min(argb.length - done, now[part].length - within);
            now[part] = now[part].clone();
            System.arraycopy(argb, done, now[part], within, count);
            done += count;
        }
        return new PointColours(size, now);
    }

    /** With some points' colours asked for again, by their numbers; parts without any of them stay the same arrays. */
    public PointColours with(int[] points, IntUnaryOperator argbOfPoint) {
        int[][] now = parts.clone();
        for (int p : points) {
            int part = p >> SHIFT;
            if (now[part] == parts[part]) {
                now[part] = now[part].clone();
            }
            now[part][p & PART - 1] = argbOfPoint.applyAsInt(p);
        }
        return new PointColours(size, now);
    }
}
