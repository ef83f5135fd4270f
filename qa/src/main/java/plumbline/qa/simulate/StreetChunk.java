package plumbline.qa.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * Forty metres of street that never move: road, kerbs, pavements and house fronts in one mesh, and the trees, lamps,
 * signs and parked vehicles that stand on it. Made from the seed and its number alone.
 */
final class StreetChunk {
    /** Something standing at (s, d), turned by {@code turn} radians against the street. */
    record Standing(int object, Mesh mesh, Look look, double s, double d, double turn) {}

    /** A vehicle parked by the kerb; {@code object} is its number in the truth. */
    record Parked(int object, VehicleMeshes.Model model, Look look, double s, double d, double turn) {}

    static final int[] PAINTS = {
        0xb8bcc0, 0x1c1e22, 0xe8e8e6, 0x7c1218, 0x1f3f74, 0x55595e, 0x2d5a45, 0xc9a227, 0x8a9aa8, 0x3d2b24, 0xd2d6d8,
                0x9c3b1b
    };
    private final Street street;
    final int number;
    final double originX;
    final double originY;
    final Mesh mesh;
    final List<Standing> standing = new ArrayList<>();
    final List<Parked> parked = new ArrayList<>();

    StreetChunk(Street street, Models models, long seed, int number) {
        this.street = street;
        this.number = number;
        double s0 = number * Street.CHUNK;
        originX = street.x(s0, 0);
        originY = street.y(s0, 0);
        long key = Rand.key(seed, 100, number);
        MeshBuilder b = new MeshBuilder();
        ground(b, s0);
        for (int side = -1; side <= 1; side += 2) {
            houses(b, s0, side, Rand.key(key, side));
            furniture(models, s0, side, Rand.key(key, 7, side));
            park(models, s0, side, Rand.key(key, 9, side));
        }
        mesh = b.build(20);
    }

    /** True on the zebra crossing that every third chunk has in its middle. */
    static double crossing(int number) {
        return Math.floorMod(number, 3) == 1 ? number * Street.CHUNK + 11 : Double.NaN;
    }

    float[] place(double s, double d, double z) {
        return MeshBuilder.p(street.x(s, d) - originX, street.y(s, d) - originY, z);
    }

    private void ground(MeshBuilder b, double s0) {
        double h = Street.KERB_HEIGHT;
        for (int i = 0; i < 20; i++) {
            double a = s0 + 2 * i;
            double z = a + 2;
            strip(b, Material.ASPHALT, a, z, -Street.KERB, 0, Street.KERB, 0);
            for (int side = -1; side <= 1; side += 2) {
                double k = side * Street.KERB;
                strip(b, Material.KERB, a, z, k, 0, k + side * 0.02, h);
                strip(b, Material.KERB, a, z, k + side * 0.02, h, k + side * 0.2, h);
                strip(b, Material.PAVING, a, z, k + side * 0.2, h, side * (Street.FRONT + 2), h);
                strip(b, Material.GRASS, a, z, side * (Street.FRONT + 2), h, side * (Street.FRONT + 40), h);
            }
        }
    }

    private void strip(MeshBuilder b, Material m, double s0, double s1, double d0, double z0, double d1, double z1) {
        b.with(m).quad(
                place(s0, d0, z0), place(s1, d0, z0), place(s1, d1, z1), place(s0, d1, z1),
                (float) s0, (float) d0, (float) s1, (float) d1);
    }

    private void houses(MeshBuilder b, double s0, int side, long key) {
        double a = s0;
        for (int i = 0; i < 3; i++) {
            double end = i == 2 ? s0 + Street.CHUNK : s0 + Street.CHUNK * (i + 1) / 3
                    + Rand.between(Rand.key(key, i), -2, 2);
            boolean gap = Rand.uniform(Rand.key(key, 20 + i)) < 0.1;
            if (gap) {
                b.with(Material.BRICK).quad(
                        place(a, side * 11.4, 0), place(end, side * 11.4, 0), place(end, side * 11.4, 1.9),
                        place(a, side * 11.4, 1.9), (float) a, 0, (float) end, 1.9f);
            } else {
                double back = Rand.between(Rand.key(key, 30 + i), 0, 0.5);
                new Facade(b, this, side, back).build(a, end, Rand.key(key, 40 + i));
            }
            a = end;
        }
    }

    private void furniture(Models models, double s0, int side, long key) {
        double d = side * (Street.KERB + 0.75);
        for (int i = 0; i < 3; i++) {
            double s = s0 + 5 + 13.3 * i + Rand.between(Rand.key(key, i), -1.2, 1.2);
            boolean crossed = Math.abs(s - crossing(number)) < 4.5;
            if (!crossed && Rand.uniform(Rand.key(key, 50 + i)) < 0.75) {
                int seed = (int) Rand.key(key, 60 + i);
                Mesh tree = models.trees[Rand.below(Rand.key(key, 70 + i), models.trees.length)];
                standing.add(new Standing(0, tree, Look.plain(seed), s, d, Rand.uniform(Rand.key(key, 80 + i)) * 6.28));
            }
        }
        standing.add(new Standing(0, models.lamp, Look.plain(1), s0 + (side > 0 ? 19 : 31), d, -side * Math.PI / 2));
        Mesh sign = models.signs[Rand.below(Rand.key(key, 90), models.signs.length)];
        Look red = new Look(0xb01018, 0xf2f2f0, 3, 0, 0, 0, 0, 0);
        Look blue = new Look(0x1450a0, 0xf2f2f0, 4, 0, 0, 0, 0, 0);
        standing.add(new Standing(
                0, sign, Rand.uniform(Rand.key(key, 91)) < 0.5 ? red : blue, s0 + 25, d, side < 0 ? Math.PI : 0));
        for (int i = 0; i < 4; i++) {
            standing.add(new Standing(0, models.bollard, Look.plain(i), s0 + 8 + i * 2, side * (Street.KERB + 0.45),
                    0));
        }
    }

    private void park(Models models, double s0, int side, long key) {
        double s = s0 + 3.2;
        for (int i = 0; i < 6; i++) {
            VehicleMeshes.Model m = models.parkedModel(Rand.uniform(Rand.key(key, 2 * i)));
            double at = s + m.length() / 2;
            s = at + m.length() / 2 + Rand.between(Rand.key(key, 30 + i), 0.8, 2.2);
            boolean free = Math.abs(at - crossing(number)) < 2.8 + m.length() / 2
                    || Rand.uniform(Rand.key(key, 60 + i)) < 0.22;
            if (!free && at + m.length() / 2 < s0 + Street.CHUNK) {
                int paint = PAINTS[Rand.below(Rand.key(key, 90 + i), PAINTS.length)];
                int object = 100_000 + (number + 20) * 16 + (side > 0 ? 8 : 0) + i;
                double d = side * (Street.KERB - 0.2 - m.width() / 2 - Rand.between(Rand.key(key, 120 + i), 0, 0.12));
                double turn = (side > 0 ? Math.PI : 0) + Rand.between(Rand.key(key, 150 + i), -0.025, 0.025);
                parked.add(new Parked(object, m, m.look(paint, object), at, d, turn));
            }
        }
    }
}
