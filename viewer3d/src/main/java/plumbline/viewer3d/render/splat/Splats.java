package plumbline.viewer3d.render.splat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.scene.PointBlock;
import plumbline.viewer3d.render.LayerMatrix;
import plumbline.viewer3d.render.Look;
import plumbline.viewer3d.render.PointColours;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/** Puts points as words into the pixels that they cover; the nearer word stays, whichever core comes first. */
final class Splats {
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int CHUNK = PointColours.PART;

    private final long[] words;
    private final long[] veil;
    private final int width;
    private final int height;
    private final float selectedLarger;
    private final boolean round;

    Splats(long[] words, long[] veil, ViewState view) {
        this.words = words;
        this.veil = veil;
        this.width = view.width();
        this.height = view.height();
        this.selectedLarger = (float) view.scale();
        this.round = view.style().round();
    }

    /** Some points of a layer, all in one part of its colours; {@code first} is the running number of the layer's first. */
    record Part(PointLayer layer, LayerMatrix matrix, long first, int from, int to) {}

    /** All layers in parts of like size, so that many small layers keep all cores busy as one large one does. */
    static List<Part> parts(SceneSnapshot scene, Projection p, ViewState view) {
        List<Part> out = new ArrayList<>();
        long first = 0;
        for (PointLayer layer : scene.points()) {
            int n = layer.points().size();
            if (layer.visible()) {
                LayerMatrix m = LayerMatrix.of(p, layer, scene, view);
                for (int from = 0; from < n; from += CHUNK) {
                    out.add(new Part(layer, m, first, from, Math.min(n, from + CHUNK)));
                }
            }
            first += n;
        }
        return out;
    }

    /** How many of the points came into the picture. */
    long splat(Part part) {
        PointLayer layer = part.layer();
        LayerMatrix m = part.matrix();
        long[] target = layer.opacity() < 1 ? veil : words;
        PointBlock block = layer.points();
        float[] xs = block.x();
        float[] ys = block.y();
        float[] zs = block.z();
        int[] colours = layer.colours().part(part.from() / CHUNK);
        int base = part.from();
        boolean cuts = m.clip().cuts();
        float room = Look.LARGEST_PIXELS;
        long drawn = 0;
        for (int i = part.from(); i < part.to(); i++) {
            if (colours[i - base] >>> 24 == 0) {
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
            if (!(px > -room && py > -room && px < width + room && py < height + room)) {
                continue;
            }
            if (cuts && !m.clip().keeps(x, y, z)) {
                continue;
            }
            float s = m.size().pixels(by, x, y, z);
            if (m.selects() && m.inSelected(x, y, z)) {
                s += selectedLarger;
            }
            long word = (long) Float.floatToRawIntBits(d) << 32 | part.first() + i & 0xFFFFFFFFL;
            if (put(target, px, py, Math.clamp(s, 1, Look.LARGEST_PIXELS), word)) {
                drawn++;
            }
        }
        return drawn;
    }

    private boolean put(long[] target, float px, float py, float s, long word) {
        float r = s / 2;
        // A pixel belongs to the point where its middle lies in the square; as OpenGL has it.
        int left = Math.max(0, ceil(px - r - 0.5f));
        int right = Math.min(width, ceil(px + r - 0.5f));
        int top = Math.max(0, ceil(py - r - 0.5f));
        int bottom = Math.min(height, ceil(py + r - 0.5f));
        boolean disc = round && s >= Look.ROUND_FROM;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                if (disc) {
                    float dx = x + 0.5f - px;
                    float dy = y + 0.5f - py;
                    if (dx * dx + dy * dy > r * r) {
                        continue;
                    }
                }
                int at = y * width + x;
                long there = target[at];
                while (word < there && !WORD.weakCompareAndSetPlain(target, at, there, word)) {
                    there = target[at];
                }
            }
        }
        return left < right && top < bottom;
    }

    private static int ceil(float v) {
        int i = (int) v;
        return v > i ? i + 1 : i;
    }
}
