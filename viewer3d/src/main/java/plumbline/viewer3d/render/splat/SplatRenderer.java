package plumbline.viewer3d.render.splat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.Decor;
import plumbline.viewer3d.render.LayerMatrix;
import plumbline.viewer3d.render.Look;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/**
 * Draws points on the processor's cores: each pixel is one 64-bit word, depth above, running number of the point below,
 * so the smaller word is the nearer point and a compare-and-set settles races between cores (after Schütz et al. 2021,
 * "Rendering Point Clouds with Compute Shaders"). {@link #pick} may be called from any thread and sees the last
 * finished picture.
 */
public final class SplatRenderer implements PointRenderer {
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final long EMPTY = Long.MAX_VALUE;
    private static final int CHUNK = 1 << 15;

    /** A finished picture's points, for picking. */
    private record Front(long[] words, int width, int height, List<PointLayer> layers) {}

    private final String why;
    private volatile Front front = new Front(new long[0], 0, 0, List.of());
    private long[] back = new long[0];
    private int[] argb = new int[0];
    private float[] depth = new float[0];

    /** {@code why} begins the description: that and why the processor draws. */
    public SplatRenderer(String why) {
        this.why = why;
    }

    @Override
    public String name() {
        return "splat";
    }

    @Override
    public String description() {
        int cores = Runtime.getRuntime().availableProcessors();
        return why + ", " + cores + (cores == 1 ? " core" : " cores");
    }

    @Override
    public boolean picksFromAnyThread() {
        return true;
    }

    @Override
    public Drawn render(SceneSnapshot scene, ViewState view, ByteBuffer bgra) {
        long start = System.nanoTime();
        int w = view.width();
        int h = view.height();
        if (bgra.capacity() < w * h * 4) {
            throw new IllegalArgumentException("the buffer is smaller than " + w + " x " + h + " pixels");
        }
        if (back.length != w * h) {
            back = new long[w * h];
        }
        if (argb.length != w * h) {
            argb = new int[w * h];
            depth = new float[w * h];
        }
        long[] words = back;
        bands(h, (from, to) -> Arrays.fill(words, from * w, to * w, EMPTY));
        Projection p = Projection.of(view.camera(), w, h);
        List<Part> parts = parts(scene, p);
        long drawn = parts.parallelStream().mapToLong(part -> splat(words, part, view)).sum();
        Decor decor = Decor.of(scene, view, p);
        IntBuffer out = bgra.duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        Shader shader = new Shader(words, argb, depth, view, p, scene.points());
        Brush brush = new Brush(argb, depth, w, p.perspective());
        bands(h, (from, to) -> {
            shader.shade(from, to);
            brush.paint(decor, from, to);
            out.put(from * w, argb, from * w, (to - from) * w);
        });
        back = front.words();
        front = new Front(words, w, h, scene.points());
        return new Drawn(drawn, (System.nanoTime() - start) / 1e6);
    }

    private interface Band {
        void run(int from, int to);
    }

    private static void bands(int height, Band band) {
        int n = Math.min(height, 4 * Runtime.getRuntime().availableProcessors());
        IntStream.range(0, n).parallel().forEach(i -> band.run(height * i / n, height * (i + 1) / n));
    }

    /** Some points of a layer; {@code first} is the running number of the layer's first. */
    private record Part(PointLayer layer, LayerMatrix matrix, long first, int from, int to) {}

    /** All layers in parts of like size, so that many small layers keep all cores busy as one large one does. */
    private static List<Part> parts(SceneSnapshot scene, Projection p) {
        List<Part> out = new ArrayList<>();
        long first = 0;
        for (PointLayer layer : scene.points()) {
            int n = layer.points().size();
            LayerMatrix m = LayerMatrix.of(p, layer, scene);
            for (int from = 0; from < n; from += CHUNK) {
                out.add(new Part(layer, m, first, from, Math.min(n, from + CHUNK)));
            }
            first += n;
        }
        return out;
    }

    /** How many of the points came into the picture. */
    private static long splat(long[] words, Part part, ViewState view) {
        PointLayer layer = part.layer();
        LayerMatrix m = part.matrix();
        long first = part.first();
        PointBlock block = layer.points();
        float[] xs = block.x();
        float[] ys = block.y();
        float[] zs = block.z();
        int[] colours = layer.argb();
        float w = view.width();
        float h = view.height();
        float size = (float) view.pointSize();
        float larger = (float) view.scale();
        float room = Look.LARGEST_PIXELS;
        long drawn = 0;
        for (int i = part.from(); i < part.to(); i++) {
            if (colours[i] >>> 24 == 0) {
                continue;
            }
            float x = xs[i];
            float y = ys[i];
            float z = zs[i];
            float d = m.d0() * x + m.d1() * y + m.d2() * z + m.d3();
            if (!(d > m.nearest())) {
                continue;
            }
            float by = m.perspective() ? 1 / d : 1;
            float px = (m.u0() * x + m.u1() * y + m.u2() * z + m.u3()) * by;
            float py = (m.v0() * x + m.v1() * y + m.v2() * z + m.v3()) * by;
            if (!(px > -room && py > -room && px < w + room && py < h + room)) {
                continue;
            }
            float s = m.perspective()
                    ? size * Math.clamp(Look.POINT_AT * by, Look.POINT_SMALLEST, Look.POINT_LARGEST)
                    : size;
            if (m.selects() && m.inSelected(x, y, z)) {
                s += larger;
            }
            long word = (long) Float.floatToRawIntBits(d) << 32 | first + i & 0xFFFFFFFFL;
            if (put(words, view.width(), view.height(), px, py, Math.clamp(s, 1, Look.LARGEST_PIXELS), word)) {
                drawn++;
            }
        }
        return drawn;
    }

    private static boolean put(long[] words, int w, int h, float px, float py, float s, long word) {
        float r = s / 2;
        // A pixel belongs to the point where its middle lies in the square; as OpenGL has it.
        int left = Math.max(0, ceil(px - r - 0.5f));
        int right = Math.min(w, ceil(px + r - 0.5f));
        int top = Math.max(0, ceil(py - r - 0.5f));
        int bottom = Math.min(h, ceil(py + r - 0.5f));
        boolean round = s >= Look.ROUND_FROM;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                if (round) {
                    float dx = x + 0.5f - px;
                    float dy = y + 0.5f - py;
                    if (dx * dx + dy * dy > r * r) {
                        continue;
                    }
                }
                int at = y * w + x;
                long there = words[at];
                while (word < there && !WORD.weakCompareAndSetPlain(words, at, there, word)) {
                    there = words[at];
                }
            }
        }
        return left < right && top < bottom;
    }

    private static int ceil(float v) {
        int i = (int) v;
        return v > i ? i + 1 : i;
    }

    @Override
    public Optional<Picked> pick(int x, int y) {
        Front f = front;
        int best = -1;
        int nearest = Integer.MAX_VALUE;
        for (int dy = -3; dy <= 3; dy++) {
            for (int dx = -3; dx <= 3; dx++) {
                int px = x + dx;
                int py = y + dy;
                int away = dx * dx + dy * dy;
                if (px >= 0 && py >= 0 && px < f.width() && py < f.height() && away <= 9 && away < nearest
                        && f.words()[py * f.width() + px] != EMPTY) {
                    nearest = away;
                    best = py * f.width() + px;
                }
            }
        }
        return best < 0 ? Optional.empty() : found(f.layers(), f.words()[best] & 0xFFFFFFFFL);
    }

    /** The point with a running number over all layers. */
    private static Optional<Picked> found(List<PointLayer> layers, long number) {
        long first = 0;
        for (int l = 0; l < layers.size(); l++) {
            PointLayer layer = layers.get(l);
            int n = layer.points().size();
            if (number < first + n) {
                int i = (int) (number - first);
                Vec3 view = layer.viewFromBlock().apply(layer.points().point(i));
                return Optional.of(new Picked(l, i, view));
            }
            first += n;
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        front = new Front(new long[0], 0, 0, List.of());
    }
}
