package plumbline.qa.simulate;

import java.util.stream.IntStream;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;

/**
 * Draws a snapshot through a lens: one ray a pixel and four more where colours jump, sun with cast shadows, sky light,
 * contact shadows under vehicles, mirroring paint and glass, haze, a film curve and a little noise.
 */
final class Renderer {
    private static final float EXPOSURE = 0.92f;
    private static final float JUMP = 0.09f;

    private final Shading shading;
    private final Snapshot snapshot;
    private final LensModel lens;
    private final Pose snapshotFromCamera;

    Renderer(Snapshot snapshot, LensModel lens, Pose worldFromCamera) {
        this.snapshot = snapshot;
        this.lens = lens;
        this.snapshotFromCamera = Pose.translation(-snapshot.origin.x(), -snapshot.origin.y(), -snapshot.origin.z())
                .times(worldFromCamera);
        this.shading = new Shading(snapshot);
    }

    private boolean aim(double u, double v, double[] d, Ray ray) {
        if (!lens.unproject(u, v, d)) {
            return false;
        }
        Pose p = snapshotFromCamera;
        ray.seconds = 0;
        ray.from((float) p.m03(), (float) p.m13(), (float) p.m23());
        ray.towards(
                (float) (p.m00() * d[0] + p.m01() * d[1] + p.m02() * d[2]),
                (float) (p.m10() * d[0] + p.m11() * d[1] + p.m12() * d[2]),
                (float) (p.m20() * d[0] + p.m21() * d[1] + p.m22() * d[2]),
                400);
        return true;
    }

    /** The number of the object seen in each pixel, row by row; 0 for street and sky. */
    int[] objects() {
        int w = lens.width();
        int[] out = new int[w * lens.height()];
        IntStream.range(0, lens.height()).parallel().forEach(y -> {
            Ray ray = new Ray();
            Ray local = new Ray();
            double[] d = new double[3];
            for (int x = 0; x < w; x++) {
                if (aim(x, y, d, ray) && snapshot.cast(ray, local, false)) {
                    out[y * w + x] = snapshot.instances[ray.instance].object;
                }
            }
        });
        return out;
    }

    /** Pixels as 0xRRGGBB, row by row. {@code noiseKey} makes the sensor's noise. */
    int[] image(long noiseKey) {
        int w = lens.width();
        int h = lens.height();
        float[] light = new float[3 * w * h];
        HitMap map = new HitMap(w, h);
        trace(0, map, light);
        trace(1, map, light);
        int[] out = new int[w * h];
        IntStream.range(0, h).parallel().forEach(y -> {
            Shading.Scratch scratch = new Shading.Scratch();
            double[] d = new double[3];
            float[] c = new float[3];
            for (int x = 0; x < w; x++) {
                int at = y * w + x;
                System.arraycopy(light, 3 * at, c, 0, 3);
                if (jumps(light, x, y, w, h)) {
                    for (int k = 0; k < 3; k++) {
                        c[k] *= 0.2f;
                    }
                    map.expect(x, y, true, scratch);
                    sample(x - 0.125, y - 0.375, d, scratch, c, 0, 0.2f);
                    sample(x + 0.375, y - 0.125, d, scratch, c, 0, 0.2f);
                    sample(x + 0.125, y + 0.375, d, scratch, c, 0, 0.2f);
                    sample(x - 0.375, y + 0.125, d, scratch, c, 0, 0.2f);
                }
                out[at] = develop(c, Rand.key(noiseKey, at));
            }
        });
        return out;
    }

    /** Draws the pixels of one colour of a chess board; those of colour 1 may trust their neighbours of colour 0. */
    private void trace(int colour, HitMap map, float[] light) {
        int w = lens.width();
        IntStream.range(0, lens.height()).parallel().forEach(y -> {
            Shading.Scratch scratch = new Shading.Scratch();
            double[] d = new double[3];
            for (int x = (y + colour) % 2; x < w; x += 2) {
                int at = y * w + x;
                if (colour == 1) {
                    map.expect(x, y, false, scratch);
                }
                if (sample(x, y, d, scratch, light, 3 * at, 1)) {
                    map.keep(at, scratch);
                } else {
                    map.keepBlind(at);
                }
            }
        });
    }

    private static boolean jumps(float[] light, int x, int y, int w, int h) {
        int at = 3 * (y * w + x) + 1;
        return x > 0 && Math.abs(light[at] - light[at - 3]) > JUMP
                || x + 1 < w && Math.abs(light[at] - light[at + 3]) > JUMP
                || y > 0 && Math.abs(light[at] - light[at - 3 * w]) > JUMP
                || y + 1 < h && Math.abs(light[at] - light[at + 3 * w]) > JUMP;
    }

    /** Adds the weighted, developed colour of one ray; false where the lens has none. */
    private boolean sample(double u, double v, double[] d, Shading.Scratch s, float[] out, int at, float weight) {
        if (!aim(u, v, d, s.ray)) {
            return false;
        }
        shading.look(s);
        out[at] += weight * film(s.red);
        out[at + 1] += weight * film(s.green);
        out[at + 2] += weight * film(s.blue);
        return true;
    }

    /** Narkowicz' 2015 fit of the ACES curve. */
    private static float film(float x) {
        float a = x * EXPOSURE;
        return Math.clamp(a * (2.51f * a + 0.03f) / (a * (2.43f * a + 0.59f) + 0.14f), 0f, 1f);
    }

    /** x^(1/2.2) within half a percent: roots are quicker than powers, and this runs three times a pixel. */
    private static double gamma(float x) {
        double root = Math.sqrt(x);
        return 0.955 * root + 0.0956 * Math.sqrt(root) - 0.0511 * x;
    }

    private static int develop(float[] c, long key) {
        int out = 0;
        long bits = Rand.mix(key);
        double noise = ((bits & 0xff) + (bits >>> 8 & 0xff) - 255) * (0.014 / 255);
        for (int k = 0; k < 3; k++) {
            double v = gamma(c[k]) + noise + ((bits >>> (16 + 8 * k) & 0xff) - 127.5) * (0.012 / 255);
            out = out << 8 | (int) Math.clamp(Math.round(255 * v), 0, 255);
        }
        return out;
    }
}
