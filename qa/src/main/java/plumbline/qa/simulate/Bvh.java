package plumbline.qa.simulate;

/**
 * A tree of boxes over items given by their bounds (six floats each: minimum, maximum), split by the surface area
 * heuristic in bins (Wald 2007). {@code order} lists the items leaf by leaf. {@code link} holds two numbers a node: the
 * first item and how many in a leaf; the left child, which the right one follows, and 0 in an inner node.
 */
final class Bvh {
    private static final int BINS = 12;
    private static final int LEAF = 4;
    private static final float ITEM_PER_NODE = 1;
    /** Last digits of a float that its rounding may cost. */
    private static final int ROUNDING = 4;

    /** What {@link #enter} says of a box that the ray misses; above the bits of any distance. */
    static final int MISS = Integer.MAX_VALUE;

    final float[] box;
    final int[] link;
    final int[] order;
    private int nodes;
    private final float[] bounds;

    Bvh(float[] itemBounds) {
        int n = itemBounds.length / 6;
        bounds = itemBounds;
        order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        box = new float[6 * Math.max(1, 2 * n)];
        link = new int[2 * Math.max(1, 2 * n)];
        nodes = 1;
        split(0, 0, n, 0);
    }

    private float centre(int item, int axis) {
        return bounds[6 * item + axis] + bounds[6 * item + 3 + axis];
    }

    private static void clear(float[] b, int at) {
        for (int k = 0; k < 3; k++) {
            b[at + k] = Float.POSITIVE_INFINITY;
            b[at + 3 + k] = Float.NEGATIVE_INFINITY;
        }
    }

    private static void grow(float[] b, int at, float[] by, int from) {
        for (int k = 0; k < 3; k++) {
            b[at + k] = Math.min(b[at + k], by[from + k]);
            b[at + 3 + k] = Math.max(b[at + 3 + k], by[from + 3 + k]);
        }
    }

    private static float area(float[] b, int at) {
        float x = b[at + 3] - b[at];
        float y = b[at + 4] - b[at + 1];
        float z = b[at + 5] - b[at + 2];
        return x < 0 ? 0 : x * y + y * z + z * x;
    }

    private void split(int node, int from, int to, int depth) {
        clear(box, 6 * node);
        float[] low = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
        float[] high = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
        for (int i = from; i < to; i++) {
            grow(box, 6 * node, bounds, 6 * order[i]);
            for (int k = 0; k < 3; k++) {
                low[k] = Math.min(low[k], centre(order[i], k));
                high[k] = Math.max(high[k], centre(order[i], k));
            }
        }
        link[2 * node] = from;
        link[2 * node + 1] = to - from;
        if (to - from <= 1 || depth > 48) {
            return;
        }
        Cut best = null;
        for (int k = 0; k < 3; k++) {
            if (high[k] - low[k] > 1e-6f) {
                Cut cut = bestCut(from, to, k, low[k], BINS / (high[k] - low[k]));
                best = best == null || cut.cost < best.cost ? cut : best;
            }
        }
        // A leaf costs its items, an inner node two boxes, which take about as long as one item.
        float whole = (to - from - ITEM_PER_NODE) * area(box, 6 * node);
        if (best == null || to - from <= LEAF && best.cost >= whole) {
            return;
        }
        float scale = BINS / (high[best.axis] - low[best.axis]);
        int middle = partition(from, to, best.axis, low[best.axis], scale, best.bin);
        if (middle == from || middle == to) {
            return;
        }
        int left = nodes;
        nodes += 2;
        link[2 * node] = left;
        link[2 * node + 1] = 0;
        split(left, from, middle, depth + 1);
        split(left + 1, middle, to, depth + 1);
    }

    private int binOf(int item, int axis, float low, float scale) {
        return Math.min(BINS - 1, (int) ((centre(item, axis) - low) * scale));
    }

    private record Cut(int axis, int bin, float cost) {}

    private Cut bestCut(int from, int to, int axis, float low, float scale) {
        float[] binBox = new float[6 * BINS];
        int[] binCount = new int[BINS];
        for (int b = 0; b < BINS; b++) {
            clear(binBox, 6 * b);
        }
        for (int i = from; i < to; i++) {
            int b = binOf(order[i], axis, low, scale);
            grow(binBox, 6 * b, bounds, 6 * order[i]);
            binCount[b]++;
        }
        float[] cost = new float[BINS];
        float[] sum = new float[6];
        clear(sum, 0);
        int n = 0;
        for (int b = 0; b < BINS - 1; b++) {
            grow(sum, 0, binBox, 6 * b);
            n += binCount[b];
            cost[b] = n * area(sum, 0);
        }
        clear(sum, 0);
        n = 0;
        for (int b = BINS - 1; b > 0; b--) {
            grow(sum, 0, binBox, 6 * b);
            n += binCount[b];
            cost[b - 1] += n * area(sum, 0);
        }
        int best = 0;
        for (int b = 1; b < BINS - 1; b++) {
            best = cost[b] < cost[best] ? b : best;
        }
        return new Cut(axis, best, cost[best]);
    }

    private int partition(int from, int to, int axis, float low, float scale, int bin) {
        int i = from;
        int j = to - 1;
        while (i <= j) {
            if (binOf(order[i], axis, low, scale) <= bin) {
                i++;
            } else {
                int swap = order[i];
                order[i] = order[j];
                order[j--] = swap;
            }
        }
        return i;
    }

    /** True where a ray meets the bounds of an item before {@code ray.t}. */
    boolean meets(int item, Ray ray) {
        return enter(bounds, 6 * item, ray) != MISS;
    }

    /**
     * The first leaf that a ray enters, going for the nearer child first; -1 for none. {@link #nextLeaf} has the others,
     * while the ray keeps the way.
     */
    int firstLeaf(Ray ray) {
        ray.top = 0;
        return order.length == 0 || enter(0, ray) == MISS ? -1 : descend(0, ray);
    }

    /** The next leaf that the ray enters before {@code ray.t}, which a hit may have drawn nearer; -1 for none. */
    int nextLeaf(Ray ray) {
        int node = waiting(ray);
        return node < 0 ? -1 : descend(node, ray);
    }

    private int descend(int from, Ray ray) {
        int node = from;
        while (node >= 0 && link[2 * node + 1] == 0) {
            int first = link[2 * node];
            int left = enter(first, ray);
            int right = enter(first + 1, ray);
            int near = Math.min(left, right);
            if (near == MISS) {
                node = waiting(ray);
                continue;
            }
            int far = Math.max(left, right);
            int second = right < left ? 0 : 1;
            if (far != MISS) {
                ray.stack[ray.top++] = first + second;
                ray.stack[ray.top++] = far;
            }
            node = first + 1 - second;
        }
        return node;
    }

    /** The last node put aside that begins before what was hit meanwhile; -1 for none. */
    private static int waiting(Ray ray) {
        int reach = Float.floatToRawIntBits(ray.t);
        while (ray.top > 0) {
            ray.top -= 2;
            if (ray.stack[ray.top + 1] <= reach) {
                return ray.stack[ray.top];
            }
        }
        return -1;
    }

    /**
     * The bits of the distance at which a ray enters a node's box, or {@link #MISS} where it does not before
     * {@code ray.t}. Bits of floats from 0 up are ordered as they are and negative ones lie below, so whole numbers
     * compare, which needs no care for NaN and takes a third of the time.
     */
    int enter(int node, Ray ray) {
        return enter(box, 6 * node, ray);
    }

    private static int enter(float[] box, int b, Ray ray) {
        int x0 = Float.floatToRawIntBits((box[b] - ray.ox) * ray.ix);
        int x1 = Float.floatToRawIntBits((box[b + 3] - ray.ox) * ray.ix);
        int y0 = Float.floatToRawIntBits((box[b + 1] - ray.oy) * ray.iy);
        int y1 = Float.floatToRawIntBits((box[b + 4] - ray.oy) * ray.iy);
        int z0 = Float.floatToRawIntBits((box[b + 2] - ray.oz) * ray.iz);
        int z1 = Float.floatToRawIntBits((box[b + 5] - ray.oz) * ray.iz);
        int near = Math.max(Math.max(Math.min(x0, x1), Math.min(y0, y1)), Math.max(Math.min(z0, z1), 0));
        int far = Math.min(
                Math.min(Math.max(x0, x1), Math.max(y0, y1)),
                Math.min(Math.max(z0, z1), Float.floatToRawIntBits(ray.t)));
        return near <= far + ROUNDING ? near : MISS;
    }
}
