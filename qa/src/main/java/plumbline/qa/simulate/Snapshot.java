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
        boolean hit = false;
        for (int leaf = bvh.firstLeaf(ray); leaf >= 0; leaf = bvh.nextLeaf(ray)) {
            int first = bvh.link[2 * leaf];
            int end = first + bvh.link[2 * leaf + 1];
            for (int i = first; i < end; i++) {
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
        return instance.mesh.intersect(local, any) && take(index, ray, local);
    }

    /** As {@link #cast} against one triangle alone. */
    boolean castAt(int index, int triangle, Ray ray, Ray local) {
        Instance instance = instances[index];
        instance.localise(ray, local);
        return instance.mesh.hits(triangle, local) && take(index, ray, local);
    }

    private static boolean take(int index, Ray ray, Ray local) {
        ray.t = local.t;
        ray.triangle = local.triangle;
        ray.u = local.u;
        ray.v = local.v;
        ray.instance = index;
        return true;
    }
}
