package plumbline.qa.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects triangles in metres and smooths their normals across edges flatter than a crease. Used by one thread. */
final class MeshBuilder {
    private float[] corner = new float[9 * 256];
    private float[] uv = new float[6 * 256];
    private byte[] material = new byte[256];
    private int size;
    private Material current = Material.ASPHALT;

    static float[] p(double x, double y, double z) {
        return new float[] {(float) x, (float) y, (float) z};
    }

    MeshBuilder with(Material m) {
        current = m;
        return this;
    }

    void triangle(float[] a, float[] b, float[] c) {
        triangle(a, b, c, 0, 0, 1, 0, 1, 1);
    }

    void triangle(float[] a, float[] b, float[] c, float ua, float va, float ub, float vb, float uc, float vc) {
        if (size == material.length) {
            corner = Arrays.copyOf(corner, 2 * corner.length);
            uv = Arrays.copyOf(uv, 2 * uv.length);
            material = Arrays.copyOf(material, 2 * material.length);
        }
        System.arraycopy(a, 0, corner, 9 * size, 3);
        System.arraycopy(b, 0, corner, 9 * size + 3, 3);
        System.arraycopy(c, 0, corner, 9 * size + 6, 3);
        System.arraycopy(new float[] {ua, va, ub, vb, uc, vc}, 0, uv, 6 * size, 6);
        material[size++] = (byte) current.ordinal();
    }

    void quad(float[] a, float[] b, float[] c, float[] d) {
        quad(a, b, c, d, 0, 0, 1, 1);
    }

    /** Corners in turn; texture from (u0, v0) at a over (u1, v0) at b to (u1, v1) at c. */
    void quad(float[] a, float[] b, float[] c, float[] d, float u0, float v0, float u1, float v1) {
        triangle(a, b, c, u0, v0, u1, v0, u1, v1);
        triangle(a, c, d, u0, v0, u1, v1, u0, v1);
    }

    void box(double cx, double cy, double cz, double lx, double ly, double lz) {
        float[][] c = new float[8][];
        for (int i = 0; i < 8; i++) {
            c[i] = p(cx + ((i & 1) - 0.5) * lx, cy + ((i >> 1 & 1) - 0.5) * ly, cz + ((i >> 2) - 0.5) * lz);
        }
        quad(c[0], c[1], c[5], c[4]);
        quad(c[2], c[3], c[7], c[6]);
        quad(c[0], c[2], c[6], c[4]);
        quad(c[1], c[3], c[7], c[5]);
        quad(c[4], c[5], c[7], c[6]);
        quad(c[0], c[1], c[3], c[2]);
    }

    void ellipsoid(double cx, double cy, double cz, double rx, double ry, double rz, int around, int up) {
        for (int j = 0; j < up; j++) {
            for (int i = 0; i < around; i++) {
                float[][] q = new float[4][];
                for (int k = 0; k < 4; k++) {
                    double lon = 2 * Math.PI * ((i + (k == 1 || k == 2 ? 1 : 0)) % around) / around;
                    double lat = Math.PI * (j + k / 2) / up - Math.PI / 2;
                    q[k] = p(
                            cx + rx * Math.cos(lat) * Math.cos(lon),
                            cy + ry * Math.cos(lat) * Math.sin(lon),
                            cz + rz * Math.sin(lat));
                }
                quad(q[0], q[1], q[2], q[3]);
            }
        }
    }

    /** A round bar from a to b with a radius at each end; closed with flat ends. */
    void bar(float[] a, float[] b, double ra, double rb, int around) {
        double[] axis = {b[0] - a[0], b[1] - a[1], b[2] - a[2]};
        double length = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
        double[] w = {axis[0] / length, axis[1] / length, axis[2] / length};
        double[] help = Math.abs(w[2]) < 0.9 ? new double[] {0, 0, 1} : new double[] {1, 0, 0};
        double[] s = cross(help, w);
        double n = Math.sqrt(s[0] * s[0] + s[1] * s[1] + s[2] * s[2]);
        double[] side = {s[0] / n, s[1] / n, s[2] / n};
        double[] other = cross(w, side);
        for (int i = 0; i < around; i++) {
            float[] a0 = rim(a, side, other, ra, i, around);
            float[] a1 = rim(a, side, other, ra, i + 1, around);
            float[] b0 = rim(b, side, other, rb, i, around);
            float[] b1 = rim(b, side, other, rb, i + 1, around);
            quad(a0, a1, b1, b0);
            triangle(a, a0, a1);
            triangle(b, b0, b1);
        }
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static float[] rim(float[] c, double[] s, double[] o, double r, int i, int around) {
        double angle = 2 * Math.PI * (i % around) / around;
        double x = r * Math.cos(angle);
        double y = r * Math.sin(angle);
        return p(c[0] + s[0] * x + o[0] * y, c[1] + s[1] * x + o[1] * y, c[2] + s[2] * x + o[2] * y);
    }

    /** A limb: a bar with round ends. */
    void limb(float[] a, float[] b, double ra, double rb, int around) {
        bar(a, b, ra, rb, around);
        ellipsoid(a[0], a[1], a[2], ra, ra, ra, around, 5);
        ellipsoid(b[0], b[1], b[2], rb, rb, rb, around, 5);
    }

    Mesh build(double creaseDegrees) {
        float[] face = new float[3 * size];
        float[] vertex = new float[9 * size];
        Map<Long, List<Integer>> sharing = new HashMap<>();
        for (int i = 0; i < size; i++) {
            int b = 9 * i;
            for (int k = 0; k < 3; k++) {
                vertex[b + k] = corner[b + k];
                vertex[b + 3 + k] = corner[b + 3 + k] - corner[b + k];
                vertex[b + 6 + k] = corner[b + 6 + k] - corner[b + k];
            }
            face[3 * i] = vertex[b + 4] * vertex[b + 8] - vertex[b + 5] * vertex[b + 7];
            face[3 * i + 1] = vertex[b + 5] * vertex[b + 6] - vertex[b + 3] * vertex[b + 8];
            face[3 * i + 2] = vertex[b + 3] * vertex[b + 7] - vertex[b + 4] * vertex[b + 6];
            for (int k = 0; k < 3; k++) {
                sharing.computeIfAbsent(place(b + 3 * k), x -> new ArrayList<>()).add(i);
            }
        }
        float limit = (float) Math.cos(Math.toRadians(creaseDegrees));
        float[] normal = new float[9 * size];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < 3; k++) {
                smooth(i, sharing.get(place(9 * i + 3 * k)), face, limit, normal, 9 * i + 3 * k);
            }
        }
        return new Mesh(vertex, normal, Arrays.copyOf(uv, 6 * size), Arrays.copyOf(material, size));
    }

    private long place(int at) {
        long x = Math.round(corner[at] * 2000.0);
        long y = Math.round(corner[at + 1] * 2000.0);
        long z = Math.round(corner[at + 2] * 2000.0);
        return (x & 0x1fffff) | (y & 0x1fffff) << 21 | (z & 0x1fffff) << 42;
    }

    /** Adds the faces (weighted by area) that lie within the crease; faces wound the other way count turned. */
    private static void smooth(int i, List<Integer> sharing, float[] face, float limit, float[] out, int at) {
        float nx = face[3 * i];
        float ny = face[3 * i + 1];
        float nz = face[3 * i + 2];
        float n = (float) Math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-20f;
        float sx = 0;
        float sy = 0;
        float sz = 0;
        for (int j : sharing) {
            float mx = face[3 * j];
            float my = face[3 * j + 1];
            float mz = face[3 * j + 2];
            float m = (float) Math.sqrt(mx * mx + my * my + mz * mz) + 1e-20f;
            float cos = (nx * mx + ny * my + nz * mz) / (n * m);
            if (Math.abs(cos) >= limit) {
                float sign = Math.signum(cos);
                sx += sign * mx;
                sy += sign * my;
                sz += sign * mz;
            }
        }
        float s = (float) Math.sqrt(sx * sx + sy * sy + sz * sz) + 1e-20f;
        out[at] = sx / s;
        out[at + 1] = sy / s;
        out[at + 2] = sz / s;
    }
}
