package plumbline.qa.simulate;

/**
 * Triangles in metres with a tree over them: {@code vertex} holds corner, edge and edge (nine floats a triangle),
 * {@code normal} the three corner normals, {@code uv} the texture coordinates of the corners, {@code material} an
 * ordinal of {@link Material}. Immutable after building.
 */
final class Mesh {
    final int size;
    final float[] vertex;
    final float[] normal;
    final float[] uv;
    final byte[] material;
    final Bvh bvh;

    Mesh(float[] vertex, float[] normal, float[] uv, byte[] material) {
        this.size = material.length;
        float[] bounds = new float[6 * size];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < 3; k++) {
                float a = vertex[9 * i + k];
                float b = a + vertex[9 * i + 3 + k];
                float c = a + vertex[9 * i + 6 + k];
                bounds[6 * i + k] = Math.min(a, Math.min(b, c)) - 1e-4f;
                bounds[6 * i + 3 + k] = Math.max(a, Math.max(b, c)) + 1e-4f;
            }
        }
        bvh = new Bvh(bounds);
        this.vertex = sorted(vertex, 9);
        this.normal = sorted(normal, 9);
        this.uv = sorted(uv, 6);
        this.material = new byte[size];
        for (int i = 0; i < size; i++) {
            this.material[i] = material[bvh.order[i]];
        }
    }

    private float[] sorted(float[] values, int width) {
        float[] out = new float[values.length];
        for (int i = 0; i < size; i++) {
            System.arraycopy(values, width * bvh.order[i], out, width * i, width);
        }
        return out;
    }

    /** Minimum and maximum of x, y, z. */
    float[] bounds() {
        return java.util.Arrays.copyOf(bvh.box, 6);
    }

    /** Nearest hit before {@code ray.t}, or any where {@code any}; true where there was one. */
    boolean intersect(Ray ray, boolean any) {
        boolean hit = false;
        for (int leaf = bvh.firstLeaf(ray); leaf >= 0; leaf = bvh.nextLeaf(ray)) {
            int first = bvh.link[2 * leaf];
            int end = first + bvh.link[2 * leaf + 1];
            for (int i = first; i < end; i++) {
                if (hits(i, ray)) {
                    hit = true;
                    if (any) {
                        return true;
                    }
                }
            }
        }
        return hit;
    }

    /** As {@link #intersect} against one triangle: Moeller and Trumbore 1997, from both sides. */
    boolean hits(int i, Ray ray) {
        float[] m = vertex;
        int b = 9 * i;
        float e1x = m[b + 3];
        float e1y = m[b + 4];
        float e1z = m[b + 5];
        float e2x = m[b + 6];
        float e2y = m[b + 7];
        float e2z = m[b + 8];
        float px = ray.dy * e2z - ray.dz * e2y;
        float py = ray.dz * e2x - ray.dx * e2z;
        float pz = ray.dx * e2y - ray.dy * e2x;
        float det = e1x * px + e1y * py + e1z * pz;
        if (det == 0) {
            return false;
        }
        float inverse = 1 / det;
        float sx = ray.ox - m[b];
        float sy = ray.oy - m[b + 1];
        float sz = ray.oz - m[b + 2];
        float u = (sx * px + sy * py + sz * pz) * inverse;
        if (!(u >= -1e-6f && u <= 1.000001f)) {
            return false;
        }
        float qx = sy * e1z - sz * e1y;
        float qy = sz * e1x - sx * e1z;
        float qz = sx * e1y - sy * e1x;
        float v = (ray.dx * qx + ray.dy * qy + ray.dz * qz) * inverse;
        if (!(v >= -1e-6f && u + v <= 1.000001f)) {
            return false;
        }
        float t = (e2x * qx + e2y * qy + e2z * qz) * inverse;
        if (!(t > 1e-4f && t < ray.t)) {
            return false;
        }
        ray.t = t;
        ray.triangle = i;
        ray.u = u;
        ray.v = v;
        return true;
    }
}
