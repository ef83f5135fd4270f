package plumbline.qa.simulate;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Vec3;

/**
 * One cloud of the simulated street as a survey would give it, in the world's frame: exactly as many points as asked
 * for, spread evenly over the surfaces, noise 5 mm, with intensity (u1), classification (u1), red, green, blue (u2,
 * 16 bit as in LAS). Streamed piece of street by piece in blocks of at most 200,000 points, so a billion need little
 * memory.
 */
public final class StaticCloud {
    private static final int BLOCK = 200_000;
    private static final long POINTS_PER_CHUNK = 4_000_000;

    private StaticCloud() {}

    public static void stream(long points, long seed, Consumer<PointBlock> sink, Progress progress) {
        stream(points, seed, Vec3.ZERO, sink, progress);
    }

    /**
     * {@code origin} is added to every coordinate: UTM-sized ones, say. Stops early where the progress is cancelled.
     */
    public static void stream(long points, long seed, Vec3 origin, Consumer<PointBlock> sink, Progress progress) {
        if (points < 0) {
            throw new IllegalArgumentException("a cloud cannot have " + points + " points");
        }
        int chunks = (int) Math.max(2, (points + POINTS_PER_CHUNK - 1) / POINTS_PER_CHUNK);
        World world = new World(seed, chunks * Street.CHUNK / 10);
        Writer writer = new Writer(origin, sink);
        long done = 0;
        for (int c = 0; c < chunks && !progress.cancelled(); c++) {
            long until = Math.round((double) points * (c + 1) / chunks);
            chunk(world, c, until - done, Rand.key(seed, 500, c), writer);
            done = until;
            progress.update("Simulating a street", done, points);
        }
        writer.flush();
    }

    private static void chunk(World world, int number, long points, long key, Writer out) {
        StreetChunk chunk = world.chunk(number);
        double area = area(chunk.mesh);
        for (StreetChunk.Standing s : chunk.standing) {
            area += area(s.mesh());
        }
        for (StreetChunk.Parked p : chunk.parked) {
            area += area(p.model().mesh());
        }
        out.begin(chunk.originX, chunk.originY, area, points, key);
        out.mesh(chunk.mesh, Look.plain(number), chunk.originX, chunk.originY, 0, 0);
        for (StreetChunk.Standing s : chunk.standing) {
            double turn = world.street.heading(s.s()) + s.turn();
            out.mesh(
                    s.mesh(), s.look(), world.street.x(s.s(), s.d()), world.street.y(s.s(), s.d()), Street.KERB_HEIGHT,
                            turn);
        }
        for (StreetChunk.Parked p : chunk.parked) {
            double turn = world.street.heading(p.s()) + p.turn();
            out.mesh(p.model().mesh(), p.look(), world.street.x(p.s(), p.d()), world.street.y(p.s(), p.d()), 0, turn);
        }
        out.end();
    }

    private static double area(Mesh mesh) {
        double sum = 0;
        for (int i = 0; i < mesh.size; i++) {
            sum += area(mesh, i);
        }
        return sum;
    }

    private static double area(Mesh mesh, int i) {
        float[] v = mesh.vertex;
        int b = 9 * i;
        double x = v[b + 4] * v[b + 8] - v[b + 5] * v[b + 7];
        double y = v[b + 5] * v[b + 6] - v[b + 3] * v[b + 8];
        double z = v[b + 3] * v[b + 7] - v[b + 4] * v[b + 6];
        return 0.5 * Math.sqrt(x * x + y * y + z * z);
    }

    /** Fills blocks; knows how much of the chunk's area and points are spent. */
    private static final class Writer {
        private final Vec3 origin;
        private final Consumer<PointBlock> sink;
        private final Textures.Surface surface = new Textures.Surface();
        private final float[][] xyz = new float[3][BLOCK];
        private final short[] intensity = new short[BLOCK];
        private final short[] classification = new short[BLOCK];
        private final int[][] rgb = new int[3][BLOCK];
        private Vec3 blockOrigin = Vec3.ZERO;
        private int n;
        private double area;
        private double areaDone;
        private long points;
        private long pointsDone;
        private long key;

        Writer(Vec3 origin, Consumer<PointBlock> sink) {
            this.origin = origin;
            this.sink = sink;
        }

        void begin(double x, double y, double chunkArea, long chunkPoints, long chunkKey) {
            blockOrigin = new Vec3(Math.rint(origin.x() + x), Math.rint(origin.y() + y), Math.rint(origin.z()));
            area = chunkArea;
            areaDone = 0;
            points = chunkPoints;
            pointsDone = 0;
            key = chunkKey;
        }

        void mesh(Mesh mesh, Look look, double x, double y, double z, double turn) {
            float[] at = {
                (float) (x + origin.x() - blockOrigin.x()),
                (float) (y + origin.y() - blockOrigin.y()),
                (float) (z + origin.z() - blockOrigin.z()),
                (float) Math.cos(turn),
                (float) Math.sin(turn)
            };
            for (int i = 0; i < mesh.size; i++) {
                areaDone += area(mesh, i);
                long until = Math.min(points, (long) (points * (areaDone / area) + 1e-3));
                while (pointsDone < until) {
                    point(mesh, i, look, at);
                }
            }
        }

        /** Rounding may leave a point or two of the chunk: they lie on its last surface. */
        void end() {
            if (n > 0 && pointsDone < points) {
                int last = n - 1;
                while (pointsDone < points) {
                    copy(last);
                }
            }
            flush();
        }

        private void copy(int from) {
            for (int k = 0; k < 3; k++) {
                xyz[k][n] = xyz[k][from] + (k + 1) * 0.001f * (points - pointsDone);
                rgb[k][n] = rgb[k][from];
            }
            intensity[n] = intensity[from];
            classification[n] = classification[from];
            counted();
        }

        private void point(Mesh mesh, int i, Look look, float[] at) {
            long k = Rand.key(key, pointsDone);
            long more = Rand.mix(k);
            float u = (k >>> 40) * 0x1p-24f;
            float v = (k & 0xffffff) * 0x1p-24f;
            if (u + v > 1) {
                u = 1 - u;
                v = 1 - v;
            }
            float[] m = mesh.vertex;
            int b = 9 * i;
            float x = m[b] + u * m[b + 3] + v * m[b + 6];
            float y = m[b + 1] + u * m[b + 4] + v * m[b + 7];
            float z = m[b + 2] + u * m[b + 5] + v * m[b + 8];
            float[] t = mesh.uv;
            int c = 6 * i;
            float w = 1 - u - v;
            Material material = Material.ALL[mesh.material[i]];
            Textures.at(
                    material, look, w * t[c] + u * t[c + 2] + v * t[c + 4], w * t[c + 1] + u * t[c + 3] + v * t[c + 5],
                            x, y,
                    z, 5, surface);
            xyz[0][n] = at[0] + at[3] * x - at[4] * y + noise(more);
            xyz[1][n] = at[1] + at[4] * x + at[3] * y + noise(more >>> 16);
            xyz[2][n] = at[2] + z + noise(more >>> 32);
            rgb[0][n] = colour(surface.red);
            rgb[1][n] = colour(surface.green);
            rgb[2][n] = colour(surface.blue);
            intensity[n] = (short) Math.min(255, (int) (255 * Math.sqrt(surface.grey())));
            classification[n] = (short) material.classification;
            counted();
        }

        private void counted() {
            n++;
            pointsDone++;
            if (n == BLOCK) {
                flush();
            }
        }

        /** Sum of two uniform numbers, as wide as a normal one of 5 mm. */
        private static float noise(long bits) {
            return ((bits & 255) + (bits >>> 8 & 255) - 255) * (0.005f * 2.45f / 255);
        }

        private static int colour(float linear) {
            return (int) (65535 * Math.sqrt(Math.clamp(linear, 0f, 1f)));
        }

        void flush() {
            if (n == 0) {
                return;
            }
            sink.accept(new PointBlock(
                    blockOrigin, cut(xyz[0]), cut(xyz[1]), cut(xyz[2]), Optional.empty(),
                    List.of(
                            new Column.Shorts("intensity", "u1", java.util.Arrays.copyOf(intensity, n)),
                            new Column.Shorts("classification", "u1", java.util.Arrays.copyOf(classification, n)),
                            new Column.Ints("red", "u2", java.util.Arrays.copyOf(rgb[0], n)),
                            new Column.Ints("green", "u2", java.util.Arrays.copyOf(rgb[1], n)),
                            new Column.Ints("blue", "u2", java.util.Arrays.copyOf(rgb[2], n)))));
            n = 0;
        }

        private float[] cut(float[] values) {
            return java.util.Arrays.copyOf(values, n);
        }
    }
}
