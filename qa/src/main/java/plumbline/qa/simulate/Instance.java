package plumbline.qa.simulate;

/**
 * A mesh standing upright in a snapshot: place in metres about the snapshot's origin, heading, velocity in the plane,
 * and whose it is ({@code object} 0 for what is part of the street).
 */
final class Instance {
    final int object;
    final Mesh mesh;
    final Look look;
    final float x;
    final float y;
    final float z;
    final float cos;
    final float sin;
    final float vx;
    final float vy;

    Instance(int object, Mesh mesh, Look look, double x, double y, double z, double yaw, double vx, double vy) {
        this.object = object;
        this.mesh = mesh;
        this.look = look;
        this.x = (float) x;
        this.y = (float) y;
        this.z = (float) z;
        this.cos = (float) Math.cos(yaw);
        this.sin = (float) Math.sin(yaw);
        this.vx = (float) vx;
        this.vy = (float) vy;
    }

    /** Writes the bounds over the time span [-seconds, seconds]. */
    void bounds(float seconds, float[] out, int at) {
        float[] b = mesh.bounds();
        for (int k = 0; k < 3; k++) {
            out[at + k] = Float.POSITIVE_INFINITY;
            out[at + 3 + k] = Float.NEGATIVE_INFINITY;
        }
        for (int i = 0; i < 8; i++) {
            float mx = b[(i & 1) * 3];
            float my = b[1 + (i >> 1 & 1) * 3];
            float px = cos * mx - sin * my + x;
            float py = sin * mx + cos * my + y;
            float pz = b[2 + (i >> 2) * 3] + z;
            out[at] = Math.min(out[at], px - Math.abs(vx) * seconds);
            out[at + 1] = Math.min(out[at + 1], py - Math.abs(vy) * seconds);
            out[at + 2] = Math.min(out[at + 2], pz);
            out[at + 3] = Math.max(out[at + 3], px + Math.abs(vx) * seconds);
            out[at + 4] = Math.max(out[at + 4], py + Math.abs(vy) * seconds);
            out[at + 5] = Math.max(out[at + 5], pz);
        }
    }

    /** Sets {@code local} to the ray in the mesh's own axes; distances are the same. */
    void localise(Ray ray, Ray local) {
        float rx = ray.ox - x - vx * ray.seconds;
        float ry = ray.oy - y - vy * ray.seconds;
        local.from(cos * rx + sin * ry, -sin * rx + cos * ry, ray.oz - z);
        local.towards(cos * ray.dx + sin * ray.dy, -sin * ray.dx + cos * ray.dy, ray.dz, ray.t);
    }
}
