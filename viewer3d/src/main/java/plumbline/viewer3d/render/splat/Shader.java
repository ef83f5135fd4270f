package plumbline.viewer3d.render.splat;

import java.util.List;
import plumbline.viewer3d.render.Look;
import plumbline.viewer3d.render.PointColours;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/**
 * Turns words of depth and point number into colours with eye-dome lighting, and into depths for the {@link Brush}. The
 * words of the veil, points of layers that are not opaque, lie over what is behind them.
 */
final class Shader {
    private static final float BITS_PER_OCTAVE = 1 << 23;
    private static final long EMPTY = Long.MAX_VALUE;

    private final long[] words;
    private final long[] veil;
    private final int[] argb;
    private final float[] depth;
    private final int width;
    private final int height;
    private final boolean perspective;
    private final float gain;
    private final float perMetre;
    private final int radius;
    private final PointColours[] colours;
    private final float[] opacity;
    private final long[] firsts;

    /** {@code veil} has no words where all layers are opaque. */
    Shader(
            long[] words, long[] veil, int[] argb, float[] depth, ViewState view, Projection p,
            List<PointLayer> layers) {
        this.words = words;
        this.veil = veil;
        this.argb = argb;
        this.depth = depth;
        this.width = view.width();
        this.height = view.height();
        this.perspective = p.perspective();
        this.gain = (float) (Look.EYE_DOME_GAIN * view.style().eyeDome() / 8);
        this.perMetre = Look.eyeDomePerMetre(p);
        this.radius = Look.eyeDomeRadius(view);
        this.colours = layers.stream().map(PointLayer::colours).toArray(PointColours[]::new);
        this.opacity = new float[layers.size()];
        this.firsts = new long[layers.size() + 1];
        for (int i = 0; i < layers.size(); i++) {
            opacity[i] = (float) layers.get(i).opacity();
            firsts[i + 1] = firsts[i] + layers.get(i).points().size();
        }
    }

    void shade(int fromRow, int toRow) {
        int layer = 0;
        for (int y = fromRow; y < toRow; y++) {
            int background = Look.background(y, height);
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                long word = words[at];
                if (word == EMPTY) {
                    argb[at] = background;
                    depth[at] = Float.POSITIVE_INFINITY;
                    continue;
                }
                layer = layerOf(word & 0xFFFFFFFFL, layer);
                depth[at] = Float.intBitsToFloat((int) (word >>> 32));
                argb[at] = lit(words, x, y, word, layer);
            }
            if (veil.length > 0) {
                layer = veiled(y, layer);
            }
        }
    }

    private int veiled(int y, int from) {
        int layer = from;
        for (int x = 0; x < width; x++) {
            int at = y * width + x;
            long word = veil[at];
            if (word != EMPTY && word >>> 32 < words[at] >>> 32) {
                layer = layerOf(word & 0xFFFFFFFFL, layer);
                argb[at] = over(argb[at], lit(veil, x, y, word, layer), opacity[layer]);
            }
        }
        return layer;
    }

    private int lit(long[] from, int x, int y, long word, int layer) {
        int colour = colours[layer].argb((int) ((word & 0xFFFFFFFFL) - firsts[layer]));
        return gain > 0 ? shaded(colour, light(from, x, y, word)) : colour | 0xFF000000;
    }

    /** Neighbours mostly show the same layer. Empty ones share their first number with the next, which is meant. */
    private int layerOf(long number, int guess) {
        if (number >= firsts[guess] && number < firsts[guess + 1]) {
            return guess;
        }
        int low = 0;
        int high = firsts.length - 1;
        while (low + 1 < high) {
            int middle = low + high >>> 1;
            if (firsts[middle] <= number) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private float light(long[] from, int x, int y, long word) {
        float own = level(word);
        float step = 0;
        for (int dy = -radius; dy <= radius; dy += radius) {
            int ny = y + dy;
            if (ny < 0 || ny >= height) {
                continue;
            }
            for (int dx = -radius; dx <= radius; dx += radius) {
                int nx = x + dx;
                if (nx >= 0 && nx < width) {
                    long other = from[ny * width + nx];
                    if (other < word) {
                        step += Math.min(own - level(other), Look.EYE_DOME_STEP);
                    }
                }
            }
        }
        return step == 0 ? 1 : Math.max(Look.EYE_DOME_DARKEST, (float) Math.exp(-gain * step));
    }

    /** Depth on a scale where equal steps look equal: log2 in perspective, by the exponent bits read as a number. */
    private float level(long word) {
        int bits = (int) (word >>> 32);
        return perspective ? bits / BITS_PER_OCTAVE : Float.intBitsToFloat(bits) * perMetre;
    }

    private static int shaded(int colour, float light) {
        int r = (int) ((colour >> 16 & 255) * light + 0.5f);
        int g = (int) ((colour >> 8 & 255) * light + 0.5f);
        int b = (int) ((colour & 255) * light + 0.5f);
        return 0xFF000000 | r << 16 | g << 8 | b;
    }

    private static int over(int under, int colour, float opacity) {
        int out = 0xFF000000;
        for (int shift = 0; shift <= 16; shift += 8) {
            int u = under >> shift & 255;
            out |= (int) (u + ((colour >> shift & 255) - u) * opacity + 0.5f) << shift;
        }
        return out;
    }
}
