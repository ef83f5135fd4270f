package plumbline.qa.simulate;

/**
 * A ray with its nearest hit so far, reused by one thread: origin and unit direction in metres, {@code t} the
 * distance of the hit (set to the longest range before a cast), {@code seconds} the time of the ray against the
 * snapshot's.
 */
final class Ray {
    float ox;
    float oy;
    float oz;
    float dx;
    float dy;
    float dz;
    float ix;
    float iy;
    float iz;
    float t;
    float seconds;
    /** Index of the hit instance in its snapshot, -1 for none; triangle and barycentric coordinates in its mesh. */
    int instance = -1;

    int triangle;
    float u;
    float v;
    /** Nodes of a tree that this ray has yet to look into, each with the distance at which it enters them. */
    final int[] stack = new int[128];

    int top;

    Ray from(float x, float y, float z) {
        ox = x;
        oy = y;
        oz = z;
        return this;
    }

    Ray towards(float x, float y, float z, float range) {
        dx = x;
        dy = y;
        dz = z;
        ix = 1 / (Math.abs(x) < 1e-9f ? 1e-9f : x);
        iy = 1 / (Math.abs(y) < 1e-9f ? 1e-9f : y);
        iz = 1 / (Math.abs(z) < 1e-9f ? 1e-9f : z);
        t = range;
        instance = -1;
        return this;
    }
}
