package plumbline.qa.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;

/**
 * A spinning lidar of 64 beams (the angles of a Pandar64: a sixth of a degree about the horizon, wider above and
 * below) or, for fewer than 30,000 points, of 32 (those of an HDL-32E). One turn takes 0.1 s counter-clockwise from
 * the rear, so what lies ahead is measured at the reference time; each point is in the sensor's frame at its own
 * time. Range noise is 1.5 cm plus 0.02 % (1 sigma); glass, grazing and far dark surfaces drop out.
 */
final class Lidar {
    static final double TURN_SECONDS = 0.1;
    private static final float MAX_RANGE = 120;
    private static final double GROUND_METRES = 0.25;
    /** Of all shots of a street this part comes back; the rest goes into the sky or drops out. */
    private static final double RETURNING = 0.79;

    private final double[] elevationRad;
    private final double[] cosElevation;
    private final double[] sinElevation;
    private final int columns;
    private final long seed;
    private final DoubleFunction<Pose> worldFromLidar;

    /** {@code worldFromLidar} gives where the sensor truly is at a time in seconds. */
    Lidar(int points, long seed, DoubleFunction<Pose> worldFromLidar) {
        this.elevationRad = beams(points < 30_000 ? 32 : 64);
        this.cosElevation = Arrays.stream(elevationRad).map(Math::cos).toArray();
        this.sinElevation = Arrays.stream(elevationRad).map(Math::sin).toArray();
        this.columns = Math.max(16, (int) Math.round(points / (RETURNING * elevationRad.length)));
        this.seed = seed;
        this.worldFromLidar = worldFromLidar;
    }

    /** Elevations in radians, from the top beam down. */
    static double[] beams(int count) {
        double[] out = new double[count];
        double[] top = {15, 11, 8, 5, 3};
        for (int i = 0; i < count; i++) {
            double degrees;
            if (count == 32) {
                degrees = 10.67 - i * 4 / 3.0;
            } else if (i < 5) {
                degrees = top[i];
            } else if (i < 54) {
                degrees = 2 - (i - 5) / 6.0;
            } else {
                degrees = i < 62 ? -7 - (i - 54) : i == 62 ? -19 : -25;
            }
            out[i] = Math.toRadians(degrees);
        }
        return out;
    }

    /** One thread's state and the last shot's result. */
    private static final class Shot {
        final Ray ray = new Ray();
        final Ray local = new Ray();
        final Textures.Surface surface = new Textures.Surface();
        float range;
        short intensity;
        int object;
        int classification;
    }

    private double seconds(int column) {
        return ((column + 0.5) / columns - 0.5) * TURN_SECONDS;
    }

    private double azimuth(int column) {
        return 2 * Math.PI * (column + 0.5) / columns - Math.PI;
    }

    /** Where the beams of a column start and point to, in a snapshot. */
    private record Aim(Pose pose, double cos, double sin, float seconds) {}

    private Aim aim(Snapshot snapshot, double time, int column) {
        Vec3 o = snapshot.origin;
        Pose pose = Pose.translation(-o.x(), -o.y(), -o.z()).times(worldFromLidar.apply(time + seconds(column)));
        return new Aim(pose, Math.cos(azimuth(column)), Math.sin(azimuth(column)), (float) seconds(column));
    }

    private void aim(Aim aim, int beam, Shot shot) {
        Pose p = aim.pose;
        double x = cosElevation[beam] * aim.cos;
        double y = cosElevation[beam] * aim.sin;
        double z = sinElevation[beam];
        shot.ray.seconds = aim.seconds;
        shot.ray.from((float) p.m03(), (float) p.m13(), (float) p.m23());
        shot.ray.towards(
                (float) (p.m00() * x + p.m01() * y + p.m02() * z),
                (float) (p.m10() * x + p.m11() * y + p.m12() * z),
                (float) (p.m20() * x + p.m21() * y + p.m22() * z),
                MAX_RANGE);
    }

    /** True where a point comes back; {@code shot} then has it. */
    private boolean fire(Snapshot snapshot, Shading shading, int sweep, int beam, int column, Shot shot) {
        Ray ray = shot.ray;
        if (!snapshot.cast(ray, shot.local, false)) {
            return false;
        }
        Instance hit = snapshot.instances[ray.instance];
        Material m = Material.ALL[hit.mesh.material[ray.triangle]];
        shading.surface(ray, shot.surface);
        int b = 9 * ray.triangle;
        float[] n = hit.mesh.normal;
        float facing = Math.abs((hit.cos * n[b] - hit.sin * n[b + 1]) * ray.dx
                + (hit.sin * n[b] + hit.cos * n[b + 1]) * ray.dy + n[b + 2] * ray.dz);
        float grey = shot.surface.grey();
        long key = Rand.key(seed, sweep, (long) beam << 32 | column);
        boolean pane = m.glass() && grey < 0.2f;
        double lost = 0.004 + (pane ? (m == Material.SHOP ? 0.4 : 0.85) : 0)
                + Math.clamp((ray.t - 25) / 160 * (1.1 - grey - 0.5 * facing), 0, 0.9);
        if (Rand.uniform(key) < lost) {
            return false;
        }
        double back = m == Material.SIGN ? 0.9 : Math.pow(grey, 0.75) * (0.45 + 0.55 * facing);
        shot.intensity = (short) Math.clamp(Math.round(255 * back + 3 * Rand.gauss(key + 2)), 0, 255);
        shot.range = (float) (ray.t + Rand.gauss(key + 1) * (0.015 + 0.0002 * ray.t));
        shot.object = hit.object;
        shot.classification = m.classification;
        return true;
    }

    /**
     * The points of one turn about {@code time}: intensity (u1), ring (u2, 0 is the top beam), time (f4, seconds from
     * the sample's time). {@code truth} adds classification (u1, see {@link Material}) and instance (u4, 0 for the
     * street).
     */
    PointBlock sweep(World world, int sweep, double time, boolean truth) {
        Snapshot snapshot = world.snapshot(time, TURN_SECONDS / 2);
        Shading shading = new Shading(snapshot);
        int beams = elevationRad.length;
        float[] range = new float[columns * beams];
        short[] intensity = new short[columns * beams];
        int[] object = new int[columns * beams];
        short[] classification = new short[columns * beams];
        IntStream.range(0, columns).parallel().forEach(c -> {
            Shot shot = new Shot();
            Aim aim = aim(snapshot, time, c);
            for (int b = 0; b < beams; b++) {
                aim(aim, b, shot);
                if (fire(snapshot, shading, sweep, b, c, shot)) {
                    int i = c * beams + b;
                    range[i] = shot.range;
                    intensity[i] = shot.intensity;
                    object[i] = shot.object;
                    classification[i] = (short) shot.classification;
                }
            }
        });
        return block(range, intensity, object, classification, truth);
    }

    private PointBlock block(float[] range, short[] intensity, int[] object, short[] classification, boolean truth) {
        int[] kept = IntStream.range(0, range.length).filter(i -> range[i] > 0.5f).toArray();
        int n = kept.length;
        float[][] xyz = new float[3][n];
        short[] back = new short[n];
        int[] ring = new int[n];
        float[] time = new float[n];
        short[] kind = new short[n];
        long[] instance = new long[n];
        for (int j = 0; j < n; j++) {
            int column = kept[j] / elevationRad.length;
            ring[j] = kept[j] % elevationRad.length;
            double a = azimuth(column);
            double r = range[kept[j]];
            double flat = r * cosElevation[ring[j]];
            xyz[0][j] = (float) (flat * Math.cos(a));
            xyz[1][j] = (float) (flat * Math.sin(a));
            xyz[2][j] = (float) (r * sinElevation[ring[j]]);
            back[j] = intensity[kept[j]];
            time[j] = (float) seconds(column);
            kind[j] = classification[kept[j]];
            instance[j] = object[kept[j]];
        }
        List<Column> out = new ArrayList<>(List.of(
                new Column.Shorts("intensity", "u1", back),
                new Column.Ints("ring", "u2", ring),
                new Column.Floats("time", "f4", time)));
        if (truth) {
            out.add(new Column.Shorts("classification", "u1", kind));
            out.add(new Column.Longs("instance", "u4", instance));
        }
        return PointBlock.of(xyz[0], xyz[1], xyz[2], out);
    }

    /**
     * Points on a thing; how many of them lie in its box at the sweep's time and clear of the ground, as they are
     * recorded; how many points there would be with nothing in front of it.
     */
    record Seen(Actor actor, int points, int inBox, int unhindered) {}

    /** What a sweep sees of each labelled thing within {@code range} metres, without casting the rest of the sweep. */
    List<Seen> seen(World world, int sweep, double time, double range) {
        Snapshot snapshot = world.snapshot(time, TURN_SECONDS / 2);
        Shading shading = new Shading(snapshot);
        Pose lidarFromWorld = worldFromLidar.apply(time).inverse();
        Aim[] known = new Aim[columns];
        IntFunction<Aim> aims = c -> known[c] == null ? known[c] = aim(snapshot, time, c) : known[c];
        List<Seen> out = new ArrayList<>();
        List<Actor> actors = world.actors(time);
        int firstActor = snapshot.instances.length - actors.size();
        for (int i = 0; i < actors.size(); i++) {
            Box box = actors.get(i).box().in(lidarFromWorld);
            if (box.centre().length() < range) {
                out.add(look(snapshot, shading, sweep, aims, firstActor + i, actors.get(i), box));
            }
        }
        return out;
    }

    private Seen look(
            Snapshot snapshot, Shading shading, int sweep, IntFunction<Aim> aims, int instance, Actor actor, Box box) {
        double distance = Math.hypot(box.centre().x(), box.centre().y());
        // The rig and the thing move while the beam turns: one metre more on each side holds both.
        double reach = Math.hypot(box.length(), box.width()) / 2 + 1.2;
        double half = distance > reach ? Math.asin(reach / distance) : Math.PI;
        double low = Math.atan2(box.centre().z() - box.height() / 2 - 0.3, Math.max(0.3, distance - reach));
        double high = Math.atan2(box.centre().z() + box.height() / 2 + 0.3, Math.max(0.3, distance - reach));
        low = Math.min(low, Math.atan2(box.centre().z() - box.height() / 2 - 0.3, distance + reach));
        high = Math.max(high, Math.atan2(box.centre().z() + box.height() / 2 + 0.3, distance + reach));
        double middle = Math.atan2(box.centre().y(), box.centre().x());
        int span = Math.min(columns - 1, (int) (2 * half / (2 * Math.PI) * columns) + 2);
        int start = (int) Math.floor((middle - half + Math.PI) / (2 * Math.PI) * columns) - 1;
        Shot shot = new Shot();
        Box clear = clear(LabelTruth.upright(box));
        int points = 0;
        int inBox = 0;
        int unhindered = 0;
        for (int k = 0; k <= span; k++) {
            int c = Math.floorMod(start + k, columns);
            Aim aim = aims.apply(c);
            for (int b = 0; b < elevationRad.length; b++) {
                if (elevationRad[b] < low || elevationRad[b] > high) {
                    continue;
                }
                aim(aim, b, shot);
                if (snapshot.castAt(instance, shot.ray, shot.local, true)) {
                    unhindered++;
                    aim(aim, b, shot);
                    if (fire(snapshot, shading, sweep, b, c, shot) && shot.object == actor.object()) {
                        points++;
                        double flat = shot.range * cosElevation[b];
                        inBox += clear.contains(flat * aim.cos, flat * aim.sin, shot.range * sinElevation[b]) ? 1 : 0;
                    }
                }
            }
        }
        return new Seen(actor, points, inBox, unhindered);
    }

    /** Without its lowest part, where the road's points are. */
    private static Box clear(Box box) {
        double cut = Math.min(GROUND_METRES, box.height() / 4);
        Vec3 c = box.centre();
        return box.withSize(box.length(), box.width(), box.height() - cut)
                .withCentre(new Vec3(c.x(), c.y(), c.z() + cut / 2));
    }
}
