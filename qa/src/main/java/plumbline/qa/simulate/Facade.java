package plumbline.qa.simulate;

/**
 * One house front: storeys of windows set into the wall, a door or shops at the bottom, sills, cornice and roof. Laid
 * out in street coordinates (s along, depth behind the front, z up) on one side of the street.
 */
final class Facade {
    private static final Material[] WALLS = {Material.BRICK, Material.PLASTER, Material.STONE, Material.PLASTER};
    private final MeshBuilder out;
    private final StreetChunk chunk;
    private final int side;
    private final double setBack;

    Facade(MeshBuilder out, StreetChunk chunk, int side, double setBack) {
        this.out = out;
        this.chunk = chunk;
        this.side = side;
        this.setBack = setBack;
    }

    private float[] at(double s, double depth, double z) {
        return chunk.place(s, side * (Street.FRONT + setBack + depth), z);
    }

    void build(double s0, double s1, long seed) {
        int storeys = 3 + Rand.below(Rand.key(seed, 1), 3);
        Material wall = WALLS[Rand.below(Rand.key(seed, 2), WALLS.length)];
        double storey = Rand.between(Rand.key(seed, 3), 2.9, 3.4);
        double ground = Street.KERB_HEIGHT;
        double shopHeight = 3.7;
        boolean shop = Rand.uniform(Rand.key(seed, 4)) < 0.4;
        int bays = Math.max(2, (int) Math.round((s1 - s0) / Rand.between(Rand.key(seed, 5), 2.4, 3.2)));
        int door = Rand.below(Rand.key(seed, 6), bays);
        double top = ground + shopHeight + storeys * storey;
        for (int i = 0; i < bays; i++) {
            double a = s0 + (s1 - s0) * i / bays;
            double b = s0 + (s1 - s0) * (i + 1) / bays;
            double m = i == door ? (b - a) / 2 - 0.6 : shop ? 0.18 : (b - a) / 2 - 0.62;
            Material what = i == door ? Material.DOOR : shop ? Material.SHOP : Material.WINDOW;
            double sill = ground + (i == door ? 0.02 : shop ? 0.5 : 1.05);
            opening(wall, what, a, b, ground, ground + shopHeight, a + m, b - m, sill, ground + 2.75);
            for (int f = 0; f < storeys; f++) {
                double z = ground + shopHeight + f * storey;
                double w = (b - a) / 2 - 0.58;
                opening(wall, Material.WINDOW, a, b, z, z + storey, a + w, b - w, z + 0.75, z + 0.75 + 1.65);
            }
        }
        out.with(Material.TRIM);
        slab(s0, s1, ground + shopHeight - 0.1, ground + shopHeight + 0.12, 0.14);
        slab(s0, s1, top - 0.35, top, 0.35);
        if (shop && Rand.uniform(Rand.key(seed, 7)) < 0.7) {
            out.with(Material.AWNING);
            awning(s0 + 0.3, s1 - 0.3, ground, Rand.below(Rand.key(seed, 8), 3));
        }
        out.with(Material.ROOF).quad(
                at(s0, -0.3, top), at(s1, -0.3, top), at(s1, 4.5, top + 3.2), at(s0, 4.5, top + 3.2),
                (float) s0, 0, (float) s1, 4);
        sideWall(wall, s0, top);
        sideWall(wall, s1, top);
    }

    private void sideWall(Material wall, double s, double top) {
        out.with(wall).quad(at(s, 0, 0), at(s, 9, 0), at(s, 9, top), at(s, 0, top), 0, 0, 9, (float) top);
        out.triangle(at(s, 0, top), at(s, 9, top), at(s, 4.5, top + 3.2));
    }

    /** The colour is told to the texture by tens of v. */
    private void awning(double s0, double s1, double ground, int colour) {
        out.quad(
                at(s0, -0.02, ground + 3.3), at(s1, -0.02, ground + 3.3), at(s1, -1.1, ground + 2.65),
                at(s0, -1.1, ground + 2.65), (float) s0, 10 * colour + 1, (float) s1, 10 * colour + 4);
    }

    private void flat(double s0, double s1, double z0, double z1) {
        if (s1 - s0 > 1e-3 && z1 - z0 > 1e-3) {
            out.quad(
                    at(s0, 0, z0), at(s1, 0, z0), at(s1, 0, z1), at(s0, 0, z1),
                    (float) s0, (float) z0, (float) s1, (float) z1);
        }
    }

    private void slab(double s0, double s1, double z0, double z1, double out0) {
        out.quad(at(s0, -out0, z0), at(s1, -out0, z0), at(s1, -out0, z1), at(s0, -out0, z1));
        out.quad(at(s0, -out0, z1), at(s1, -out0, z1), at(s1, 0.1, z1), at(s0, 0.1, z1));
        out.quad(at(s0, -out0, z0), at(s1, -out0, z0), at(s1, 0.1, z0), at(s0, 0.1, z0));
        out.quad(at(s0, -out0, z0), at(s0, 0, z0), at(s0, 0, z1), at(s0, -out0, z1));
        out.quad(at(s1, -out0, z0), at(s1, 0, z0), at(s1, 0, z1), at(s1, -out0, z1));
    }

    /** A cell of the wall with one opening: four pieces of wall, four reveals, the pane and its sill. */
    private void opening(
            Material wall, Material what, double s0, double s1, double z0, double z1,
            double a, double b, double low, double high) {
        double deep = 0.2;
        out.with(wall);
        flat(s0, a, z0, z1);
        flat(b, s1, z0, z1);
        flat(a, b, z0, low);
        flat(a, b, high, z1);
        out.with(Material.TRIM);
        out.quad(at(a, 0, low), at(a, deep, low), at(a, deep, high), at(a, 0, high));
        out.quad(at(b, 0, low), at(b, deep, low), at(b, deep, high), at(b, 0, high));
        out.quad(at(a, 0, high), at(b, 0, high), at(b, deep, high), at(a, deep, high));
        if (what == Material.WINDOW) {
            slab(a - 0.06, b + 0.06, low - 0.09, low, 0.1);
        }
        int id = (int) Math.floor(s0 * 3.1 + z0 * 7);
        out.with(what).quad(
                at(a, deep, low), at(b, deep, low), at(b, deep, high), at(a, deep, high), 4 * id, 0, 4 * id + 1, 1);
    }
}
