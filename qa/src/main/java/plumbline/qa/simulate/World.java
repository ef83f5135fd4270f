package plumbline.qa.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;

/**
 * The street, its houses and everybody on it, at any time in seconds. Made piece by piece from the seed; keeps the
 * last few pieces of street. Safe for several threads.
 */
final class World {
    private static final double BEHIND = 130;
    private static final double AHEAD = 170;
    private static final int KEPT_CHUNKS = 24;

    final Street street;
    final EgoMotion ego;
    final Traffic traffic;
    private final Models models = new Models();
    private final long seed;
    private final Map<Integer, StreetChunk> chunks = new LinkedHashMap<>(32, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, StreetChunk> eldest) {
            return size() > KEPT_CHUNKS;
        }
    };

    World(long seed, double seconds) {
        this.seed = seed;
        street = new Street(seed, 10 * seconds + 200);
        ego = new EgoMotion(street);
        traffic = new Traffic(street, ego, models, seed);
    }

    StreetChunk chunk(int number) {
        synchronized (chunks) {
            return chunks.computeIfAbsent(number, n -> new StreetChunk(street, models, seed, n));
        }
    }

    /** Labelled things within some 150 m along the street, parked ones too. */
    List<Actor> actors(double t) {
        List<Actor> out = new ArrayList<>();
        double s = ego.s(t);
        for (int n = chunkAt(s - BEHIND); n <= chunkAt(s + AHEAD); n++) {
            for (StreetChunk.Parked p : chunk(n).parked) {
                VehicleMeshes.Model m = p.model();
                out.add(new Actor(
                        p.object(), m.className(), m.mesh(), p.look(), street.x(p.s(), p.d()), street.y(p.s(), p.d()),
                                0,
                        street.heading(p.s()) + p.turn(), 0, 0, m.length(), m.width(), m.height(), "parked"));
            }
        }
        traffic.add(t, s - BEHIND, s + AHEAD, out);
        return out;
    }

    private static int chunkAt(double s) {
        return (int) Math.floor(s / Street.CHUNK);
    }

    /** Everything for rays of {@code t - span .. t + span}. */
    Snapshot snapshot(double t, double span) {
        Pose worldFromEgo = ego.worldFromEgo(t);
        Vec3 origin = new Vec3(Math.rint(worldFromEgo.m03()), Math.rint(worldFromEgo.m13()), 0);
        double s = ego.s(t);
        List<Instance> out = new ArrayList<>();
        for (int n = chunkAt(s - BEHIND); n <= chunkAt(s + AHEAD); n++) {
            StreetChunk c = chunk(n);
            out.add(new Instance(
                    0, c.mesh, Look.plain(n), c.originX - origin.x(), c.originY - origin.y(), 0, 0, 0, 0));
            for (StreetChunk.Standing p : c.standing) {
                out.add(new Instance(
                        p.object(), p.mesh(), p.look(), street.x(p.s(), p.d()) - origin.x(),
                        street.y(p.s(), p.d()) - origin.y(), Street.KERB_HEIGHT, street.heading(p.s()) + p.turn(), 0,
                                0));
            }
        }
        for (Actor a : actors(t)) {
            out.add(new Instance(
                    a.object(), a.mesh(), a.look(), a.x() - origin.x(), a.y() - origin.y(), a.z(), a.yaw(), a.vx(),
                            a.vy()));
        }
        return new Snapshot(origin, out, span);
    }
}
