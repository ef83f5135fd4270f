package plumbline.qa.simulate;

/**
 * People on foot and on bicycles, one mesh for each phase of their movement. Facing +x, origin on the ground; metres.
 */
final class PersonMeshes {
    static final int PHASES = 12;

    private PersonMeshes() {}

    /** A walk of {@link #PHASES} phases; {@code standing} keeps the legs together. */
    static Mesh[] pedestrian(boolean standing, boolean longHair) {
        Mesh[] out = new Mesh[PHASES];
        for (int i = 0; i < PHASES; i++) {
            double swing = standing ? 0.08 : Math.sin(2 * Math.PI * i / PHASES);
            MeshBuilder b = new MeshBuilder();
            torso(b, 0, 0.92, 0, 1.44);
            for (int side = -1; side <= 1; side += 2) {
                double leg = 0.46 * swing * side;
                double knee = Math.max(0, -leg) * 0.9 + 0.06;
                leg(b, 0, side * 0.095, 0.9, leg, leg - knee);
                double arm = -0.45 * swing * side;
                arm(b, 0, side * 0.235, 1.4, arm, arm + 0.25);
            }
            head(b, 0.02, 1.62, longHair, false);
            out[i] = b.build(60);
        }
        return out;
    }

    private static float[] p(double x, double y, double z) {
        return MeshBuilder.p(x, y, z);
    }

    private static void torso(MeshBuilder b, double x0, double z0, double x1, double z1) {
        b.with(Material.TOP);
        float[][] last = null;
        double[] at = {0, 0.15, 0.45, 0.8, 0.95, 1};
        double[] wide = {0.155, 0.165, 0.16, 0.21, 0.19, 0.09};
        double[] deep = {0.115, 0.12, 0.115, 0.125, 0.105, 0.06};
        for (int i = 0; i < at.length; i++) {
            float[][] ring = new float[14][];
            for (int k = 0; k < 14; k++) {
                double angle = 2 * Math.PI * k / 14;
                ring[k] = p(
                        x0 + (x1 - x0) * at[i] + deep[i] * Math.cos(angle),
                        wide[i] * Math.sin(angle),
                        z0 + (z1 - z0) * at[i]);
            }
            for (int k = 0; last != null && k < 14; k++) {
                b.quad(last[k], last[(k + 1) % 14], ring[(k + 1) % 14], ring[k]);
            }
            last = ring;
        }
        b.with(Material.TROUSERS).ellipsoid(x0, 0, z0, 0.12, 0.16, 0.11, 12, 7);
        b.with(Material.SKIN).bar(p(x1, 0, z1 - 0.02), p(x1 + 0.01, 0, z1 + 0.12), 0.055, 0.05, 10);
    }

    private static void leg(MeshBuilder b, double x, double y, double z, double thigh, double shin) {
        double kx = x + 0.43 * Math.sin(thigh);
        double kz = z - 0.43 * Math.cos(thigh);
        double fx = kx + 0.41 * Math.sin(shin);
        double fz = kz - 0.41 * Math.cos(shin);
        b.with(Material.TROUSERS).limb(p(x, y, z), p(kx, y, kz), 0.085, 0.062, 10);
        b.limb(p(kx, y, kz), p(fx, y, fz), 0.06, 0.045, 10);
        b.with(Material.SHOES).ellipsoid(fx + 0.06, y, Math.max(0.045, fz - 0.02), 0.135, 0.05, 0.045, 10, 6);
    }

    private static void arm(MeshBuilder b, double x, double y, double z, double upper, double fore) {
        double ex = x + 0.29 * Math.sin(upper);
        double ez = z - 0.29 * Math.cos(upper);
        double hx = ex + 0.25 * Math.sin(fore);
        double hz = ez - 0.25 * Math.cos(fore);
        b.with(Material.TOP).limb(p(x, y * 0.9, z), p(ex, y * 1.04, ez), 0.055, 0.045, 8);
        b.limb(p(ex, y * 1.04, ez), p(hx, y, hz), 0.043, 0.036, 8);
        b.with(Material.SKIN).ellipsoid(hx + 0.01, y, hz - 0.05, 0.04, 0.03, 0.06, 8, 5);
    }

    private static void head(MeshBuilder b, double x, double z, boolean longHair, boolean helmet) {
        b.with(Material.SKIN).ellipsoid(x, 0, z, 0.098, 0.078, 0.125, 14, 9);
        b.ellipsoid(x + 0.1, 0, z - 0.015, 0.02, 0.014, 0.022, 6, 4);
        b.with(helmet ? Material.HELMET : Material.HAIR);
        b.ellipsoid(x - 0.018, 0, z + 0.03, helmet ? 0.13 : 0.1, helmet ? 0.098 : 0.086, helmet ? 0.12 : 0.11, 14, 8);
        if (longHair) {
            b.ellipsoid(x - 0.06, 0, z - 0.07, 0.055, 0.08, 0.14, 10, 7);
        }
    }

    /** A rider on a bicycle, {@link #PHASES} phases of the pedals. */
    static Mesh[] cyclist() {
        Mesh[] out = new Mesh[PHASES];
        for (int i = 0; i < PHASES; i++) {
            double turn = 2 * Math.PI * i / PHASES;
            MeshBuilder b = new MeshBuilder();
            bicycle(b);
            torso(b, -0.22, 0.98, 0.1, 1.42);
            head(b, 0.18, 1.6, false, true);
            for (int side = -1; side <= 1; side += 2) {
                double px = 0.02 + 0.17 * Math.cos(turn + (side > 0 ? Math.PI : 0));
                double pz = 0.3 - 0.17 * Math.sin(turn + (side > 0 ? Math.PI : 0));
                double y = side * 0.1;
                double[] knee = joint(-0.2, 0.95, px, pz + 0.08, 0.44, 0.44);
                b.with(Material.TROUSERS).limb(p(-0.2, y, 0.95), p(knee[0], y, knee[1]), 0.08, 0.06, 10);
                b.limb(p(knee[0], y, knee[1]), p(px, y, pz + 0.08), 0.058, 0.042, 10);
                b.with(Material.SHOES).ellipsoid(px + 0.05, y, pz + 0.05, 0.13, 0.045, 0.04, 10, 6);
                b.with(Material.TOP).limb(p(0.07, side * 0.19, 1.36), p(0.25, side * 0.24, 1.13), 0.05, 0.042, 8);
                b.limb(p(0.25, side * 0.24, 1.13), p(0.46, side * 0.25, 1.05), 0.04, 0.034, 8);
                b.with(Material.SKIN).ellipsoid(0.49, side * 0.25, 1.05, 0.045, 0.035, 0.04, 8, 5);
            }
            out[i] = b.build(60);
        }
        return out;
    }

    /** The knee of a leg of two bones between hip and foot, bent forward. */
    private static double[] joint(double hx, double hz, double fx, double fz, double upper, double lower) {
        double dx = fx - hx;
        double dz = fz - hz;
        double d = Math.min(Math.hypot(dx, dz), upper + lower - 1e-3);
        double along = (d * d + upper * upper - lower * lower) / (2 * d);
        double out = Math.sqrt(Math.max(0, upper * upper - along * along));
        return new double[] {hx + dx / d * along - dz / d * out, hz + dz / d * along + dx / d * out};
    }

    private static void bicycle(MeshBuilder b) {
        for (double x : new double[] {-0.55, 0.55}) {
            float[] hub = p(x, 0, 0.34);
            for (int i = 0; i < 24; i++) {
                double a0 = 2 * Math.PI * i / 24;
                double a1 = 2 * Math.PI * (i + 1) / 24;
                float[] r0 = p(x + 0.32 * Math.cos(a0), 0, 0.34 + 0.32 * Math.sin(a0));
                float[] r1 = p(x + 0.32 * Math.cos(a1), 0, 0.34 + 0.32 * Math.sin(a1));
                b.with(Material.TYRE).bar(r0, r1, 0.022, 0.022, 6);
                if (i % 3 == 0) {
                    b.with(Material.RIM).bar(hub, r0, 0.004, 0.004, 3);
                }
            }
        }
        b.with(Material.FRAME);
        float[] crank = p(0.02, 0, 0.3);
        float[] seat = p(-0.17, 0, 0.86);
        float[] steer = p(0.4, 0, 0.84);
        b.bar(crank, seat, 0.02, 0.02, 8);
        b.bar(seat, steer, 0.02, 0.02, 8);
        b.bar(crank, steer, 0.024, 0.024, 8);
        b.bar(p(-0.55, 0, 0.34), seat, 0.014, 0.014, 8);
        b.bar(p(-0.55, 0, 0.34), crank, 0.014, 0.014, 8);
        b.bar(p(0.55, 0, 0.34), p(0.38, 0, 0.98), 0.018, 0.018, 8);
        b.with(Material.DARK).bar(p(0.44, -0.28, 1.03), p(0.44, 0.28, 1.03), 0.016, 0.016, 8);
        b.bar(p(0.38, 0, 0.97), p(0.44, 0, 1.03), 0.016, 0.016, 8);
        b.ellipsoid(-0.21, 0, 0.91, 0.14, 0.075, 0.035, 10, 6);
    }
}
