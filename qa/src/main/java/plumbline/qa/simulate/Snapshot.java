package plumbline.qa.simulate;

import java.util.List;
import plumbline.annotation.scene.Vec3;

/**
 * Everything that stands around the rig at one time, ready for rays. Coordinates are the world's less {@code origin},
 * so floats suffice; moving things go on straight for the {@code span} of seconds around the time. Safe for many
 * threads, each with a ray and a local ray of its own.
 */
final class Snapshot {
    final Vec3 origin;
    final Instance[] instances;
    private final Bvh bvh;

    Snapshot(Vec3 origin, List<Instance> instances, double span) {
        this.origin = origin;
        this.instances = instances.toArray(Instance[]::new);
        float[] bounds = new float[6 * this.instances.length];
        for (int i = 0; i < this.instances.length; i++) {
            this.instances[i].bounds((float) span, bounds, 6 * i);
        }
        bvh = new Bvh(bounds);
    }

    /** Casts up to {@code ray.t}; true where something was hit, which {@code ray} then says. */
    boolean cast(Ray ray, Ray local, boolean any) {
        int[] stack = ray.stack;
        int top = 0;
        stack[top++] = 0;
        boolean hit = false;
        while (top > 0) {
            int node = stack[--top];
            if (bvh.enter(node, ray) == Float.POSITIVE_INFINITY) {
                continue;
            }
            if (bvh.count[node] == 0) {
                int a = bvh.first[node];
                boolean near = bvh.enter(a, ray) <= bvh.enter(a + 1, ray);
                stack[top++] = near ? a + 1 : a;
                stack[top++] = near ? a : a + 1;
                continue;
            }
            for (int i = bvh.first[node]; i < bvh.first[node] + bvh.count[node]; i++) {
                if (bvh.meets(bvh.order[i], ray) && castAt(bvh.order[i], ray, local, any)) {
                    hit = true;
                    if (any) {
                        return true;
                    }
                }
            }
        }
        return hit;
    }

    /** As {@link #cast} against one instance alone. */
    boolean castAt(int index, Ray ray, Ray local, boolean any) {
        Instance instance = instances[index];
        instance.localise(ray, local);
        if (!instance.mesh.intersect(local, any)) {
            return false;
        }
        ray.t = local.t;
        ray.triangle = local.triangle;
        ray.u = local.u;
        ray.v = local.v;
        ray.instance = index;
        return true;
    }
}
