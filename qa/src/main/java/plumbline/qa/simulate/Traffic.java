package plumbline.qa.simulate;

import java.util.List;

/**
 * Everybody who moves: the cars before and behind the rig, oncoming traffic, cyclists in their lanes, people on the
 * pavements and crossing. Streams of equal speed never run into one another; one who crosses picks a time that is
 * clear.
 */
final class Traffic {
    private static final int[] CLOTHES = {
        0xb03030, 0x2f5d9a, 0xe0e0dc, 0x2e2e33, 0xd8a02c, 0x3f7a4a, 0x8a4f9e, 0xc7c0b0, 0x16425b, 0xd96a2b
    };
    private static final int[] TROUSERS = {0x1e2a44, 0x2b2b2e, 0x5b5145, 0x3b4658, 0x77705f};
    private static final double ONCOMING_SPEED = 9;

    private final Street street;
    private final EgoMotion ego;
    private final Models models;
    private final long seed;

    Traffic(Street street, EgoMotion ego, Models models, long seed) {
        this.street = street;
        this.ego = ego;
        this.models = models;
        this.seed = seed;
    }

    void add(double t, double from, double to, List<Actor> out) {
        out.add(vehicle(2000, models.vehicles[1], 0x8c1216, lead(t), EgoMotion.LANE_OFFSET, leadSpeed(t)));
        out.add(vehicle(2001, models.vehicles[3], 0xe6e6e2, lead(t) + 23, EgoMotion.LANE_OFFSET, leadSpeed(t)));
        out.add(vehicle(2002, models.vehicles[0], 0x2a5ea8, ego.s(t) - 17, EgoMotion.LANE_OFFSET, ego.speed(t)));
        for (int k = first(from, oncoming(0, t), 46); oncoming(k, t) < to; k++) {
            long key = Rand.key(seed, 5, k);
            VehicleMeshes.Model m = k == 1 ? models.vehicles[4] : models.movingModel(Rand.uniform(key));
            int paint = m.className().equals("Bus") ? 0xc8a028 : StreetChunk.PAINTS[Rand.below(Rand.key(key, 1), 12)];
            out.add(vehicle(10_000 + k, m, paint, oncoming(k, t), -EgoMotion.LANE_OFFSET, -ONCOMING_SPEED));
        }
        cyclists(t, from, to, 20_000, 13, 37, -4.15, 4.6, out);
        cyclists(t, from, to, 30_000, 24, 45, 4.15, -5, out);
        double[] lanes = {8.55, 9.35};
        for (int side = -1; side <= 1; side += 2) {
            for (int i = 0; i < 2; i++) {
                int base = 40_000 + 10_000 * (side + 1 + i);
                walkers(t, from, to, base, 3.0 + 5 * i + side, side * lanes[i], i == 0 ? 1.3 : -1.25, out);
            }
        }
        for (int n = (int) Math.floor(from / Street.CHUNK); n <= to / Street.CHUNK; n++) {
            stand(n, out);
            cross(n, t, out);
        }
    }

    private static int first(double from, double sOfZero, double spacing) {
        return (int) Math.floor((from - sOfZero) / spacing) + 1;
    }

    private double lead(double t) {
        return ego.s(t) + 24 + 3 * Math.sin(0.2 * t);
    }

    private double leadSpeed(double t) {
        return ego.speed(t) + 0.6 * Math.cos(0.2 * t);
    }

    private double oncoming(int k, double t) {
        return 17 + 46 * k + 5 * Rand.uniform(Rand.key(seed, 6, k)) - ONCOMING_SPEED * t;
    }

    private Actor vehicle(int object, VehicleMeshes.Model m, int paint, double s, double d, double speed) {
        double h = street.heading(s);
        return new Actor(
                object, m.className(), m.mesh(), m.look(paint, object), street.x(s, d), street.y(s, d), 0,
                speed < 0 ? h + Math.PI : h, speed * Math.cos(h), speed * Math.sin(h),
                m.length(), m.width(), m.height(), "moving");
    }

    private Look clothes(long key, int object) {
        return new Look(
                CLOTHES[Rand.below(Rand.key(key, 3), CLOTHES.length)],
                TROUSERS[Rand.below(Rand.key(key, 4), TROUSERS.length)], object, 0, 0, 0, 0, 0);
    }

    private void cyclists(
            double t, double from, double to, int base, double s0, double spacing, double d, double v,
                    List<Actor> out) {
        for (int k = first(from, s0 + v * t, spacing); s0 + spacing * k + v * t < to; k++) {
            long key = Rand.key(seed, base, k);
            double s = s0 + spacing * k + v * t + 6 * Rand.uniform(Rand.key(key, 1));
            if (Rand.uniform(Rand.key(key, 2)) < 0.8) {
                int phase = (int) Math.floorMod(Math.round(t * 14 + 5 * k), (long) PersonMeshes.PHASES);
                out.add(person(base + k, "Cyclist", models.cyclist[phase], clothes(key, base + k), s, d, v, 0, 0));
            }
        }
    }

    private void walkers(double t, double from, double to, int base, double s0, double d, double v, List<Actor> out) {
        for (int k = first(from, s0 + v * t, 13); s0 + 13 * k + v * t < to; k++) {
            long key = Rand.key(seed, base, k);
            if (Rand.uniform(Rand.key(key, 2)) < 0.72) {
                double s = s0 + 13 * k + v * t + 8 * Rand.uniform(Rand.key(key, 1));
                double side = d + 0.3 * (Rand.uniform(Rand.key(key, 5)) - 0.5);
                int phase = (int) Math.floorMod(Math.round(t * 12 + 5 * k), (long) PersonMeshes.PHASES);
                Mesh mesh = models.walkers[Rand.below(Rand.key(key, 6), 2)][phase];
                out.add(person(
                        base + k, "Pedestrian", mesh, clothes(key, base + k), s, side, v, 0, Street.KERB_HEIGHT));
            }
        }
    }

    /** {@code v} along the street; {@code across} to its left. */
    private Actor person(
            int object, String className, Mesh mesh, Look look, double s, double d, double v, double across, double z) {
        double h = street.heading(s);
        double vx = v * Math.cos(h) - across * Math.sin(h);
        double vy = v * Math.sin(h) + across * Math.cos(h);
        boolean cyclist = className.equals("Cyclist");
        double yaw = Math.hypot(vx, vy) > 0.1 ? Math.atan2(vy, vx) : h + (d > 0 ? -Math.PI / 2 : Math.PI / 2);
        return new Actor(
                object, className, mesh, look, street.x(s, d), street.y(s, d), z, yaw, vx, vy,
                cyclist ? 1.82 : 0.8, cyclist ? 0.64 : 0.62, 1.76, "");
    }

    private void stand(int n, List<Actor> out) {
        for (int i = 0; i < 2; i++) {
            long key = Rand.key(seed, 70, 2L * n + i);
            if (Rand.uniform(key) < 0.6) {
                int object = 90_000 + 2 * (n + 20) + i;
                double s = n * Street.CHUNK + Rand.between(Rand.key(key, 1), 14, 36);
                Mesh mesh = models.stander[Rand.below(Rand.key(key, 2), PersonMeshes.PHASES)];
                out.add(person(
                        object, "Pedestrian", mesh, clothes(key, object), s, (i == 0 ? 1 : -1) * 10.25, 0, 0,
                        Street.KERB_HEIGHT));
            }
        }
    }

    private void cross(int n, double t, List<Actor> out) {
        double s = StreetChunk.crossing(n);
        if (Double.isNaN(s)) {
            return;
        }
        double arrival = Math.max(0, s / 8.0);
        for (int i = 0; i < 3; i++) {
            arrival -= (ego.s(arrival) - s) / ego.speed(arrival);
        }
        double across = 1.4;
        double start = clearStart(s, arrival, across);
        if (Double.isNaN(start) || t < start - 4 || t > start + 15.2 / across + 4) {
            return;
        }
        double walked = Math.clamp((t - start) * across, 0, 15.2);
        boolean walking = walked > 0 && walked < 15.2;
        int phase = walking ? (int) Math.floorMod(Math.round(t * 12), (long) PersonMeshes.PHASES) : 0;
        double d = 7.6 - walked;
        int object = 95_000 + n;
        Mesh mesh = walking ? models.walkers[0][phase] : models.stander[0];
        out.add(person(
                object, "Pedestrian", mesh, clothes(Rand.key(seed, 71, n), object), s, d, 0, walking ? -across : 0,
                Math.abs(d) > Street.KERB ? Street.KERB_HEIGHT : 0));
    }

    /** When somebody can set out to cross at s without meeting a vehicle, about when the rig comes; NaN for never. */
    private double clearStart(double s, double arrival, double across) {
        for (double start = arrival - 12; start < arrival + 4; start += 0.25) {
            boolean clear = true;
            for (double t = start; clear && t < start + 15.2 / across; t += 0.2) {
                double d = 7.6 - (t - start) * across;
                clear = !meets(s, d, t);
            }
            if (clear) {
                return start;
            }
        }
        return Double.NaN;
    }

    private boolean meets(double s, double d, double t) {
        if (Math.abs(d - EgoMotion.LANE_OFFSET) < 1.9) {
            return Math.abs(lead(t) - s) < 5 || Math.abs(lead(t) + 23 - s) < 5 || Math.abs(ego.s(t) - s) < 6
                    || Math.abs(ego.s(t) - 17 - s) < 5;
        }
        if (Math.abs(d + EgoMotion.LANE_OFFSET) < 2) {
            int k = first(s - 12, oncoming(0, t), 46);
            return Math.abs(oncoming(k, t) - s) < 9 || Math.abs(oncoming(k - 1, t) - s) < 9;
        }
        double lane = Math.abs(d);
        if (lane > 3.3 && lane < 5) {
            double s0 = d < 0 ? 13 + 4.6 * t : 24 - 5 * t;
            double spacing = d < 0 ? 37 : 45;
            double before = Math.floorMod((long) Math.floor((s - s0) * 100), (long) (spacing * 100)) / 100.0;
            return before < 8.5 || before > spacing - 2.5;
        }
        return false;
    }
}
