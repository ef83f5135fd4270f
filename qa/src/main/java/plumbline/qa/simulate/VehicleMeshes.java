package plumbline.qa.simulate;

/**
 * Bodies of vehicles as lofts: a row of cross sections from front (+x) to rear, each a line from the floor's middle
 * round the side to the roof's middle. Origin on the ground under the middle; metres.
 */
final class VehicleMeshes {
    /** One cross section: where along x, the height of the belt and of the top, and the half width of the top. */
    private record Section(double x, double belt, double top, double roofHalf, boolean pillarAfter) {}

    /** A kind of vehicle: its class in the ontology, mesh, outer size and wheels. */
    record Model(
            String className, Mesh mesh, double length, double width, double height,
            double front, double rear, double wheel) {
        Look look(int paint, int seed) {
            return new Look(paint, 0x202020, seed, (float) length / 2, (float) width / 2, (float) front, (float) rear,
                    (float) wheel);
        }
    }

    private VehicleMeshes() {}

    static Model[] all() {
        return new Model[] {hatchback(), saloon(), estate(), van(), bus(), truck()};
    }

    private static Section s(double x, double belt, double top, double roofHalf) {
        return new Section(x, belt, top, roofHalf, false);
    }

    private static Section pillar(double x, double belt, double top, double roofHalf) {
        return new Section(x, belt, top, roofHalf, true);
    }

    private static Model hatchback() {
        Section[] body = {
            s(2.05, 0.56, 0.6, 0.5), s(2.0, 0.66, 0.72, 0.6), s(1.75, 0.76, 0.83, 0.66), s(1.05, 0.88, 0.97, 0.7),
            s(0.95, 0.9, 1.0, 0.68), s(0.3, 0.93, 1.42, 0.58), s(0.2, 0.93, 1.45, 0.58), pillar(-0.2, 0.94, 1.49, 0.6),
            s(-0.3, 0.94, 1.49, 0.6), pillar(-1.15, 0.97, 1.46, 0.57), s(-1.35, 0.98, 1.43, 0.56),
            s(-1.62, 0.98, 1.38, 0.54), s(-1.95, 0.96, 1.05, 0.62), s(-2.05, 0.7, 0.78, 0.6)
        };
        return car("Car", body, 4.1, 1.78, 1.5, 1.27, -1.25, 0.31);
    }

    private static Model saloon() {
        Section[] body = {
            s(2.36, 0.52, 0.58, 0.5), s(2.3, 0.64, 0.71, 0.62), s(2.0, 0.75, 0.82, 0.68), s(1.15, 0.87, 0.96, 0.72),
            s(1.05, 0.89, 0.98, 0.7), s(0.35, 0.91, 1.36, 0.58), s(0.2, 0.92, 1.4, 0.58),
                    pillar(-0.22, 0.92, 1.44, 0.6),
            s(-0.32, 0.92, 1.44, 0.6), pillar(-1.05, 0.94, 1.4, 0.57), s(-1.2, 0.95, 1.37, 0.56),
            s(-1.78, 0.97, 1.08, 0.66), s(-1.9, 0.96, 1.05, 0.68), s(-2.25, 0.92, 1.0, 0.66), s(-2.36, 0.62, 0.7, 0.6)
        };
        return car("Car", body, 4.72, 1.84, 1.45, 1.42, -1.4, 0.33);
    }

    private static Model estate() {
        Section[] body = {
            s(2.3, 0.62, 0.68, 0.52), s(2.25, 0.78, 0.86, 0.64), s(1.95, 0.92, 1.0, 0.7), s(1.15, 1.02, 1.1, 0.74),
            s(1.05, 1.04, 1.13, 0.72), s(0.5, 1.06, 1.56, 0.62), s(0.38, 1.06, 1.6, 0.62),
                    pillar(-0.1, 1.07, 1.66, 0.64),
            s(-0.2, 1.07, 1.66, 0.64), pillar(-1.1, 1.08, 1.65, 0.63), s(-1.22, 1.08, 1.64, 0.63),
            pillar(-1.85, 1.1, 1.6, 0.62), s(-2.0, 1.1, 1.57, 0.61), s(-2.2, 1.08, 1.2, 0.68), s(-2.3, 0.74, 0.84, 0.64)
        };
        return car("Car", body, 4.6, 1.9, 1.68, 1.38, -1.35, 0.36);
    }

    private static Model van() {
        Section[] body = {
            s(2.7, 0.66, 0.72, 0.6), s(2.62, 0.86, 0.95, 0.7), s(2.05, 1.08, 1.18, 0.8), s(1.95, 1.1, 1.22, 0.8),
            s(1.35, 1.2, 2.05, 0.74), pillar(1.22, 1.2, 2.12, 0.76), pillar(0.35, 1.22, 2.2, 0.8),
                    pillar(-1.0, 1.22, 2.22, 0.8),
            s(-2.5, 1.22, 2.2, 0.8), s(-2.68, 1.2, 2.1, 0.78), s(-2.7, 0.7, 0.8, 0.7)
        };
        Section[] glazed = body.clone();
        glazed[5] = s(1.22, 1.2, 2.12, 0.76);
        return car("Van", glazed, 5.4, 2.0, 2.24, 1.75, -1.6, 0.35);
    }

    private static Model car(
            String className, Section[] body, double length, double width, double height,
            double front, double rear, double wheel) {
        MeshBuilder b = new MeshBuilder();
        loft(b, body, width / 2);
        wheels(b, front, rear, width / 2 - 0.1, wheel);
        mirrors(b, body, width / 2);
        return new Model(className, b.build(35), length, width, height, front, rear, wheel);
    }

    private static float[][] line(Section s, double half) {
        double floor = 0.2 + 0.1 * Math.max(0, Math.abs(s.x) - 1.9);
        boolean end = s.top - s.belt < 0.15;
        double low = Math.min(floor + 0.12, s.belt - 0.1);
        double shoulder = half * (Math.abs(s.x) > 1.85 ? 0.96 - 0.16 * Math.min(1, (Math.abs(s.x) - 1.85) / 0.45) : 1);
        if (half > 0.98) {
            shoulder = half * (Math.abs(s.x) > 2.4 ? 0.94 : 1);
        }
        double beltHalf = shoulder * (end ? 0.93 : 0.95);
        return new float[][] {
            MeshBuilder.p(s.x, 0, floor),
            MeshBuilder.p(s.x, shoulder * 0.82, floor),
            MeshBuilder.p(s.x, shoulder * 0.97, low),
            MeshBuilder.p(s.x, shoulder, 0.55 * low + 0.45 * s.belt),
            MeshBuilder.p(s.x, shoulder * 0.985, s.belt - 0.07),
            MeshBuilder.p(s.x, beltHalf, s.belt),
            MeshBuilder.p(s.x, s.roofHalf + 0.05, s.top - (end ? 0.02 : 0.07)),
            MeshBuilder.p(s.x, s.roofHalf - 0.06, s.top - (end ? 0.008 : 0.015)),
            MeshBuilder.p(s.x, 0, s.top)
        };
    }

    private static void loft(MeshBuilder b, Section[] sections, double half) {
        for (int i = 0; i + 1 < sections.length; i++) {
            float[][] front = line(sections[i], half);
            float[][] rear = line(sections[i + 1], half);
            boolean tallFront = sections[i].top - sections[i].belt > 0.2;
            boolean tallRear = sections[i + 1].top - sections[i + 1].belt > 0.2;
            boolean screen = tallFront != tallRear
                    || (tallFront && Math.abs(sections[i].top - sections[i + 1].top)
                            > 0.55 * Math.abs(sections[i].x - sections[i + 1].x));
            for (int side = -1; side <= 1; side += 2) {
                for (int k = 0; k + 1 < front.length; k++) {
                    boolean sideGlass = k == 5 && tallFront && tallRear && !sections[i].pillarAfter;
                    boolean screenGlass = k >= 6 && screen && (tallFront != tallRear);
                    boolean cornerGlass = k == 5 && tallFront != tallRear;
                    Material m = sideGlass || screenGlass ? Material.GLASS : k == 0 ? Material.DARK : Material.PAINT;
                    b.with(cornerGlass ? Material.PAINT : m);
                    b.quad(flip(front[k], side), flip(rear[k], side), flip(rear[k + 1], side),
                            flip(front[k + 1], side));
                }
            }
        }
        cap(b, line(sections[0], half));
        cap(b, line(sections[sections.length - 1], half));
    }

    private static float[] flip(float[] p, int side) {
        return new float[] {p[0], side * p[1], p[2]};
    }

    private static void cap(MeshBuilder b, float[][] line) {
        b.with(Material.PAINT);
        for (int side = -1; side <= 1; side += 2) {
            for (int k = 1; k + 1 < line.length; k++) {
                b.triangle(line[0], flip(line[k], side), flip(line[k + 1], side));
            }
        }
    }

    private static void mirrors(MeshBuilder b, Section[] body, double half) {
        double x = body[4].x - 0.28;
        b.with(Material.PAINT);
        for (int side = -1; side <= 1; side += 2) {
            b.ellipsoid(x, side * (half + 0.03), body[4].belt + 0.09, 0.07, 0.09, 0.07, 8, 5);
        }
    }

    private static void wheels(MeshBuilder b, double front, double rear, double y, double r) {
        for (double x : new double[] {front, rear}) {
            for (int side = -1; side <= 1; side += 2) {
                float[] in = MeshBuilder.p(x, side * (y - 0.12), r);
                float[] out = MeshBuilder.p(x, side * (y + 0.106), r);
                b.with(Material.TYRE).bar(in, out, r, r - 0.012, 20);
                float[] hub = MeshBuilder.p(x, side * (y + 0.112), r);
                b.with(Material.RIM).bar(out, hub, r * 0.66, r * 0.6, 20);
            }
        }
    }

    private static Model bus() {
        MeshBuilder b = new MeshBuilder();
        shell(b, 5.9, -5.9, 1.27, 0.32, 3.05, 1.15, 2.45);
        wheels(b, 3.3, -2.9, 1.17, 0.48);
        b.with(Material.DARK).box(5.95, 0, 2.85, 0.04, 1.7, 0.28);
        b.with(Material.CARGO).box(-1, 0, 3.13, 3, 1.6, 0.16);
        return new Model("Bus", b.build(30), 11.9, 2.55, 3.2, 3.3, -2.9, 0.48);
    }

    /** A box-shaped body with a band of windows all round and pillars between them. */
    private static void shell(
            MeshBuilder b, double x1, double x0, double half, double floor, double top, double sill, double head) {
        int bays = Math.max(1, (int) ((x1 - x0) / 1.45));
        for (int side = -1; side <= 1; side += 2) {
            for (int i = 0; i < bays; i++) {
                double a = x0 + (x1 - x0) * i / bays;
                double z = x0 + (x1 - x0) * (i + 1) / bays;
                wall(b, Material.PAINT, a, z, side * half, floor, sill);
                wall(b, Material.GLASS, a + 0.06, z - 0.06, side * half, sill, head);
                wall(b, Material.PAINT, a - (i == 0 ? 0 : 0.06), a + 0.06, side * half, sill, head);
                wall(b, Material.PAINT, a, z, side * half, head, top);
            }
            wall(b, Material.PAINT, x1 - 0.06, x1, side * half, sill, head);
        }
        for (double x : new double[] {x0, x1}) {
            double low = x == x1 ? sill - 0.1 : sill + 0.2;
            b.with(Material.PAINT);
            b.quad(at(x, -half, floor), at(x, half, floor), at(x, half, low), at(x, -half, low));
            b.quad(at(x, -half, head + 0.1), at(x, half, head + 0.1), at(x, half, top), at(x, -half, top));
            b.with(Material.GLASS).quad(at(x, -half, low), at(x, half, low), at(x, half, head + 0.1),
                    at(x, -half, head + 0.1));
        }
        b.with(Material.CARGO).quad(at(x0, -half, top), at(x1, -half, top), at(x1, half, top), at(x0, half, top));
        b.with(Material.DARK).quad(at(x0, -half, floor), at(x1, -half, floor), at(x1, half, floor),
                at(x0, half, floor));
    }

    private static void wall(MeshBuilder b, Material m, double x0, double x1, double y, double z0, double z1) {
        b.with(m).quad(at(x0, y, z0), at(x1, y, z0), at(x1, y, z1), at(x0, y, z1));
    }

    private static float[] at(double x, double y, double z) {
        return MeshBuilder.p(x, y, z);
    }

    private static Model truck() {
        MeshBuilder b = new MeshBuilder();
        shell(b, 4.1, 2.4, 1.2, 0.5, 2.75, 1.35, 2.25);
        b.with(Material.CARGO).box(-0.95, 0, 2.17, 6.3, 2.5, 2.45);
        b.with(Material.DARK).box(-0.3, 0, 0.75, 7.4, 1.1, 0.3);
        b.box(-3.9, 0, 0.55, 0.12, 2.3, 0.14);
        wheels(b, 3.2, -2.5, 1.1, 0.48);
        return new Model("Truck", b.build(30), 8.25, 2.5, 3.4, 3.2, -2.5, 0.48);
    }
}
