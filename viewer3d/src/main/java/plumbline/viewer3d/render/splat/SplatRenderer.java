package plumbline.viewer3d.render.splat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import plumbline.viewer3d.render.Decor;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.render.VisiblePoints;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/**
 * Draws points on the processor's cores: each pixel is one 64-bit word, depth above, running number of the point below,
 * so the smaller word is the nearer point and a compare-and-set settles races between cores (after Schütz et al. 2021,
 * "Rendering Point Clouds with Compute Shaders"). {@link #pick} may be called from any thread and sees the last
 * finished picture.
 */
public final class SplatRenderer implements PointRenderer {
    private static final long EMPTY = Long.MAX_VALUE;
    private static final long[] NOTHING = {};

    /** A finished picture's points, for picking; {@code veil} has no words where all layers were opaque. */
    private record Front(long[] words, long[] veil, int width, int height, List<PointLayer> layers) {
        boolean fits(int w, int h) {
            return width == w && height == h;
        }
    }

    private static final Front NONE = new Front(NOTHING, NOTHING, 0, 0, List.of());

    private final String why;
    private volatile Front front = NONE;
    private Front spare = NONE;
    private long[] gaps = NOTHING;
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
        if (argb.length != w * h) {
            argb = new int[w * h];
            depth = new float[w * h];
        }
        Front next = spare.fits(w, h) ? spare : new Front(new long[w * h], NOTHING, w, h, List.of());
        long[] words = next.words();
        boolean translucent = scene.points().stream().anyMatch(l -> l.visible() && l.opacity() < 1);
        long[] veil = !translucent ? NOTHING : next.veil().length == w * h ? next.veil() : new long[w * h];
        bands(h, (from, to) -> Arrays.fill(words, from * w, to * w, EMPTY));
        if (translucent) {
            bands(h, (from, to) -> Arrays.fill(veil, from * w, to * w, EMPTY));
        }
        Projection p = Projection.of(view.camera(), w, h);
        Splats splats = new Splats(words, veil, view);
        long drawn = Splats.parts(scene, p, view).parallelStream().mapToLong(splats::splat).sum();
        long[] seen = view.style().fillGaps() ? filled(words, view, p) : words;
        Decor decor = Decor.of(scene, view, p);
        IntBuffer out = bgra.duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        Shader shader = new Shader(seen, veil, argb, depth, view, p, scene.points());
        Brush brush = new Brush(argb, depth, w, p.perspective());
        bands(h, (from, to) -> {
            shader.shade(from, to);
            brush.paint(decor, from, to);
            out.put(from * w, argb, from * w, (to - from) * w);
        });
        spare = front;
        front = new Front(seen, veil, w, h, scene.points());
        return new Drawn(drawn, (System.nanoTime() - start) / 1e6);
    }

    /** With gaps closed; the array given is kept for the next time. */
    private long[] filled(long[] words, ViewState view, Projection p) {
        long[] to = gaps.length == words.length ? gaps : new long[words.length];
        Filler filler = new Filler(words, to, view, p);
        bands(view.height(), filler::fill);
        gaps = words;
        return to;
    }

    private interface Band {
        void run(int from, int to);
    }

    private static void bands(int height, Band band) {
        int n = Math.min(height, 4 * Runtime.getRuntime().availableProcessors());
        IntStream.range(0, n).parallel().forEach(i -> band.run(height * i / n, height * (i + 1) / n));
    }

    @Override
    public VisiblePoints visible(int left, int top, int width, int height) {
        Front f = front;
        int l = Math.clamp(left, 0, f.width());
        int t = Math.clamp(top, 0, f.height());
        int w = Math.clamp((long) left + width, l, f.width()) - l;
        int h = Math.clamp((long) top + height, t, f.height()) - t;
        int[] numbers = new int[w * h];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int at = (t + y) * f.width() + l + x;
                long word = f.words()[at] == EMPTY && f.veil().length > 0 ? f.veil()[at] : f.words()[at];
                numbers[y * w + x] = word == EMPTY ? VisiblePoints.NONE : (int) word;
            }
        }
        return new VisiblePoints(l, t, w, h, numbers, f.layers());
    }

    @Override
    public void close() {
        front = NONE;
        spare = NONE;
        gaps = NOTHING;
    }
}
