package plumbline.qa.calibration;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Edges of one image, made smaller by the whole number {@code scale}. {@code upright} and {@code level} say how near a
 * strong edge of that direction is (an inverse distance field as in Levinson and Thrun 2013), less its mean around, so
 * that busy regions do not attract; {@code close} marks what lies within a few pixels of an edge of either direction.
 */
record EdgeImage(int width, int height, int scale, float[] upright, float[] level, byte[] close) {
    private static final long MOST_PIXELS = 64_000_000;
    private static final float DECAY = 0.92f;
    private static final int AROUND = 24;
    private static final double STRONG = 0.93;
    private static final int OUTERMOST_ROWS = 5;
    private static final float OUTERMOST_RATIO = 0.5f;

    static EdgeImage of(byte[] encoded, int mostWidth, double closePixels, String name) throws IOException {
        BufferedImage image = decode(encoded, name);
        int scale = Math.max(1, (image.getWidth() + mostWidth - 1) / mostWidth);
        int w = image.getWidth() / scale;
        int h = image.getHeight() / scale;
        if (w < 16 || h < 16) {
            throw new IOException(name + ": an image of " + w + " x " + h + " pixels is too small; check the camera");
        }
        float[] grey = grey(image, w, h, scale);
        float[] gx = new float[w * h];
        float[] gy = new float[w * h];
        gradients(grey, w, h, gx, gy);
        float strong = strong(gx, gy);
        float[] upright = peaks(gx, w, h, 1, strong);
        float[] level = outermost(peaks(gy, w, h, w, strong), w);
        byte[] close = close(upright, level, w, h, closePixels);
        return new EdgeImage(w, h, scale, field(upright, w, h), field(level, w, h), close);
    }

    /** Index of the pixel at u, v of the full image; -1 outside. */
    int index(double u, double v) {
        // Pixel centres: 0 of the small image lies in the middle of the first scale x scale block.
        double x = (u - (scale - 1) / 2.0) / scale;
        double y = (v - (scale - 1) / 2.0) / scale;
        int i = (int) Math.rint(x);
        int j = (int) Math.rint(y);
        return i >= 2 && j >= 2 && i < width - 2 && j < height - 2 ? j * width + i : -1;
    }

    private static BufferedImage decode(byte[] encoded, String name) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException(name + ": neither JPEG nor PNG; export the image again");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels <= 0 || pixels > MOST_PIXELS) {
                    throw new IOException(
                            name + ": an image of " + pixels + " pixels is not read; 64 million are the most");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }
    }

    private static float[] grey(BufferedImage image, int w, int h, int scale) {
        float[] out = new float[w * h];
        int[] row = new int[w * scale];
        for (int y = 0; y < h * scale; y++) {
            image.getRGB(0, y, w * scale, 1, row, 0, w * scale);
            int base = y / scale * w;
            for (int x = 0; x < w * scale; x++) {
                int p = row[x];
                out[base + x / scale] += 0.299f * (p >> 16 & 255) + 0.587f * (p >> 8 & 255) + 0.114f * (p & 255);
            }
        }
        for (int i = 0; i < out.length; i++) {
            // Shadows count like light: the logarithm makes an edge a ratio.
            out[i] = (float) Math.log(8 + out[i] / (scale * scale));
        }
        return out;
    }

    /** Sobel's gradients. */
    private static void gradients(float[] g, int w, int h, float[] gx, float[] gy) {
        for (int y = 1; y < h - 1; y++) {
            for (int x = 1; x < w - 1; x++) {
                int i = y * w + x;
                float falling = g[i + w + 1] - g[i - w - 1];
                float rising = g[i - w + 1] - g[i + w - 1];
                gx[i] = Math.abs(falling + rising + 2 * (g[i + 1] - g[i - 1]));
                gy[i] = Math.abs(falling - rising + 2 * (g[i + w] - g[i - w]));
            }
        }
    }

    private static float strong(float[] gx, float[] gy) {
        float[] sample = new float[gx.length / 7 + 1];
        for (int i = 0, n = 0; i < gx.length; i += 7) {
            sample[n++] = Math.max(gx[i], gy[i]);
        }
        Arrays.sort(sample);
        return Math.max(1e-3f, sample[(int) (sample.length * STRONG)]);
    }

    /** Local maxima across the edge, 0 to 1. */
    private static float[] peaks(float[] g, int w, int h, int step, float strong) {
        float[] out = new float[g.length];
        for (int i = w + 1; i < w * (h - 1) - 1; i++) {
            if (g[i] >= g[i - step] && g[i] > g[i + step] && g[i] > 0.4f * strong) {
                out[i] = Math.min(1, g[i] / strong);
            }
        }
        return out;
    }

    /**
     * Level edges without those that have another close above. The lidar's level edges are the upper ends of things; what
     * lies just below one, a window under a roof, would draw it down by a pixel.
     */
    private static float[] outermost(float[] level, int w) {
        float[] out = level.clone();
        for (int i = w * OUTERMOST_ROWS; i < level.length; i++) {
            for (int k = 1; k <= OUTERMOST_ROWS && out[i] > 0; k++) {
                if (level[i - k * w] >= OUTERMOST_RATIO * level[i]) {
                    out[i] = 0;
                }
            }
        }
        return out;
    }

    private static byte[] close(float[] upright, float[] level, int w, int h, double pixels) {
        byte[] out = new byte[upright.length];
        int reach = (int) Math.ceil(pixels);
        for (int y = reach; y < h - reach; y++) {
            for (int x = reach; x < w - reach; x++) {
                byte which = (byte) ((upright[y * w + x] >= 0.8f ? 1 : 0) | (level[y * w + x] >= 0.8f ? 2 : 0));
                for (int dy = -reach; dy <= reach && which != 0; dy++) {
                    for (int dx = -reach; dx <= reach; dx++) {
                        if (dx * dx + dy * dy <= pixels * pixels) {
                            out[(y + dy) * w + x + dx] |= which;
                        }
                    }
                }
            }
        }
        return out;
    }

    /** Two sweeps carry each edge outwards, fading; then the mean around is taken off. */
    private static float[] field(float[] edges, int w, int h) {
        float[] d = edges.clone();
        float diagonal = (float) Math.pow(DECAY, Math.sqrt(2));
        for (int y = 1; y < h - 1; y++) {
            for (int x = 1; x < w - 1; x++) {
                int i = y * w + x;
                float straight = Math.max(d[i - 1], d[i - w]) * DECAY;
                d[i] = Math.max(d[i], Math.max(straight, Math.max(d[i - w - 1], d[i - w + 1]) * diagonal));
            }
        }
        for (int y = h - 2; y > 0; y--) {
            for (int x = w - 2; x > 0; x--) {
                int i = y * w + x;
                float straight = Math.max(d[i + 1], d[i + w]) * DECAY;
                d[i] = Math.max(d[i], Math.max(straight, Math.max(d[i + w - 1], d[i + w + 1]) * diagonal));
            }
        }
        double[] sums = new double[(w + 1) * (h + 1)];
        for (int y = 0; y < h; y++) {
            double line = 0;
            for (int x = 0; x < w; x++) {
                line += d[y * w + x];
                sums[(y + 1) * (w + 1) + x + 1] = sums[y * (w + 1) + x + 1] + line;
            }
        }
        float[] out = new float[d.length];
        for (int y = 0; y < h; y++) {
            int top = Math.max(0, y - AROUND);
            int bottom = Math.min(h, y + AROUND + 1);
            for (int x = 0; x < w; x++) {
                int left = Math.max(0, x - AROUND);
                int right = Math.min(w, x + AROUND + 1);
                double sum = sums[bottom * (w + 1) + right] - sums[top * (w + 1) + right]
                        - sums[bottom * (w + 1) + left] + sums[top * (w + 1) + left];
                out[y * w + x] = (float) (d[y * w + x] - sum / ((bottom - top) * (right - left)));
            }
        }
        return out;
    }
}
