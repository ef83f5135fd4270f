package plumbline.qa.simulate;

/** The meshes that a world shares. Built once per world; immutable. */
final class Models {
    final VehicleMeshes.Model[] vehicles = VehicleMeshes.all();
    final Mesh[][] walkers = {PersonMeshes.pedestrian(false, false), PersonMeshes.pedestrian(false, true)};
    final Mesh[] stander = PersonMeshes.pedestrian(true, true);
    final Mesh[] cyclist = PersonMeshes.cyclist();
    final Mesh[] trees = {tree(1), tree(2), tree(3)};
    final Mesh lamp = lamp();
    final Mesh bollard = bollard();
    final Mesh[] signs = {sign(true), sign(false)};

    VehicleMeshes.Model parkedModel(double u) {
        return vehicles[u < 0.32 ? 0 : u < 0.6 ? 1 : u < 0.88 ? 2 : 3];
    }

    VehicleMeshes.Model movingModel(double u) {
        return vehicles[u < 0.27 ? 0 : u < 0.5 ? 1 : u < 0.7 ? 2 : u < 0.83 ? 3 : u < 0.92 ? 5 : 4];
    }

    private static float[] p(double x, double y, double z) {
        return MeshBuilder.p(x, y, z);
    }

    private static Mesh tree(long seed) {
        MeshBuilder b = new MeshBuilder();
        double height = Rand.between(Rand.key(seed, 1), 6.2, 7.8);
        b.with(Material.BARK).bar(p(0, 0, 0), p(0.05, 0, 2.7), 0.17, 0.13, 10);
        b.bar(p(0.05, 0, 2.7), p(0, 0.1, height - 1), 0.13, 0.03, 8);
        for (int i = 0; i < 6; i++) {
            double angle = i * 2.4;
            double z = 2.5 + 0.35 * i;
            b.bar(p(0.04, 0, z), p(1.3 * Math.cos(angle), 1.3 * Math.sin(angle), z + 1.3), 0.06, 0.02, 6);
        }
        b.with(Material.LEAF);
        for (int i = 0; i < 2600; i++) {
            long k = Rand.key(seed, 100 + i);
            double u = 2 * Rand.uniform(Rand.key(k, 1)) - 1;
            double angle = 2 * Math.PI * Rand.uniform(Rand.key(k, 2));
            double clump = 0.78 + 0.3 * Rand.noise((float) (2.2 * angle), (float) (3 * u), (int) seed);
            double r = Math.cbrt(0.25 + 0.75 * Rand.uniform(Rand.key(k, 3))) * clump;
            double flat = Math.sqrt(1 - u * u);
            double x = 1.75 * r * flat * Math.cos(angle);
            double y = 1.75 * r * flat * Math.sin(angle);
            double z = (height + 2.4) / 2 + r * u * (height - 2.4) / 2;
            float[][] c = new float[3][];
            for (int j = 0; j < 3; j++) {
                c[j] = p(
                        x + 0.13 * Rand.gauss(Rand.key(k, 10 + j)),
                        y + 0.13 * Rand.gauss(Rand.key(k, 20 + j)),
                        z + 0.1 * Rand.gauss(Rand.key(k, 30 + j)));
            }
            b.triangle(c[0], c[1], c[2]);
        }
        return b.build(5);
    }

    private static Mesh lamp() {
        MeshBuilder b = new MeshBuilder();
        b.with(Material.METAL).bar(p(0, 0, 0), p(0, 0, 1.1), 0.1, 0.09, 12);
        b.bar(p(0, 0, 1.1), p(0, 0, 6.6), 0.07, 0.05, 12);
        b.bar(p(0, 0, 6.55), p(1.5, 0, 6.85), 0.045, 0.04, 8);
        b.box(1.65, 0, 6.87, 0.75, 0.28, 0.12);
        b.with(Material.LAMP).box(1.65, 0, 6.8, 0.6, 0.2, 0.04);
        return b.build(40);
    }

    private static Mesh bollard() {
        MeshBuilder b = new MeshBuilder();
        b.with(Material.METAL).bar(p(0, 0, 0), p(0, 0, 1.02), 0.055, 0.055, 10);
        b.ellipsoid(0, 0, 1.04, 0.07, 0.07, 0.06, 10, 6);
        return b.build(40);
    }

    private static Mesh sign(boolean round) {
        MeshBuilder b = new MeshBuilder();
        b.with(Material.METAL).bar(p(0, 0, 0), p(0, 0, 2.95), 0.035, 0.035, 8);
        int corners = round ? 24 : 3;
        double r = round ? 0.33 : 0.46;
        for (int i = 0; i < corners; i++) {
            double a0 = Math.PI / 2 + 2 * Math.PI * i / corners;
            double a1 = Math.PI / 2 + 2 * Math.PI * (i + 1) / corners;
            float[] c = p(-0.05, 0, 2.5);
            float[] c0 = p(-0.05, r * Math.cos(a0), 2.5 + r * Math.sin(a0));
            float[] c1 = p(-0.05, r * Math.cos(a1), 2.5 + r * Math.sin(a1));
            b.with(Material.SIGN).triangle(c, c0, c1, 0, 0, 1, 0, 1, 1);
        }
        return b.build(40);
    }
}
