package plumbline.viewer3d.render.splat;

import plumbline.viewer3d.render.Decor;
import plumbline.viewer3d.render.Look;

/** Paints strokes and faces over a band of rows of opaque pixels, smooth-edged, fading behind the points' depths. */
final class Brush {
    private final int[] argb;
    private final float[] depth;
    private final int width;
    private final boolean perspective;

    /** {@code depth} in metres per pixel, infinite where there is no point. */
    Brush(int[] argb, float[] depth, int width, boolean perspective) {
        this.argb = argb;
        this.depth = depth;
        this.width = width;
        this.perspective = perspective;
    }

    void paint(Decor decor, int fromRow, int toRow) {
        for (Decor.Face f : decor.faces()) {
            face(f, fromRow, toRow);
        }
        for (Decor.Stroke s : decor.strokes()) {
            stroke(s, fromRow, toRow);
        }
    }

    private void stroke(Decor.Stroke s, int fromRow, int toRow) {
        float reach = s.width() / 2 + 0.5f;
        int top = Math.max(fromRow, (int) Math.floor(Math.min(s.y0(), s.y1()) - reach - 0.5f));
        int bottom = Math.min(toRow - 1, (int) Math.ceil(Math.max(s.y0(), s.y1()) + reach));
        float dx = s.x1() - s.x0();
        float dy = s.y1() - s.y0();
        float length = (float) Math.sqrt(dx * dx + dy * dy);
        float square = Math.max(1e-6f, dx * dx + dy * dy);
        // How far left and right of the line, along a row, a pixel can be and still be touched.
        float slack = Math.abs(dy) < 1e-3f ? Float.MAX_VALUE : reach * length / Math.abs(dy);
        float least = Math.min(s.x0(), s.x1()) - reach;
        float most = Math.max(s.x0(), s.x1()) + reach;
        float alpha = (s.argb() >>> 24) / 255f * Math.min(1, s.width());
        for (int y = top; y <= bottom; y++) {
            float left = least;
            float right = most;
            if (slack < Float.MAX_VALUE) {
                float middle = s.x0() + dx * (y + 0.5f - s.y0()) / dy;
                left = Math.max(least, middle - slack - reach);
                right = Math.min(most, middle + slack + reach);
            }
            int end = Math.min(width - 1, (int) right);
            for (int x = Math.max(0, (int) left); x <= end; x++) {
                float px = x + 0.5f - s.x0();
                float py = y + 0.5f - s.y0();
                float t = Math.clamp((px * dx + py * dy) / square, 0f, 1f);
                float ox = px - t * dx;
                float oy = py - t * dy;
                float cover = Math.min(1, reach - (float) Math.sqrt(ox * ox + oy * oy));
                if (cover > 0) {
                    cover *= dash(s, t * length) * shown(y * width + x, s.q0() + (s.q1() - s.q0()) * t, s.behind());
                    blend(y * width + x, s.argb(), cover * alpha);
                }
            }
        }
    }

    /** Six on, four off in tenths of twice the dash length, with soft ends. */
    private static float dash(Decor.Stroke s, float at) {
        if (s.dash() <= 0) {
            return 1;
        }
        float period = s.dash() * 5 / 3;
        float phase = (s.dashStart() + at) % period;
        return Math.clamp(0.5f + Math.min(phase + 0.5f, s.dash() - phase), 0f, 1f);
    }

    private float shown(int pixel, float q, float behind) {
        float d = perspective ? 1 / q : q;
        float t = Math.clamp((d - depth[pixel] - Look.FADE_FROM) / (Look.FADE_TO - Look.FADE_FROM), 0f, 1f);
        return 1 - t * (1 - behind);
    }

    private void face(Decor.Face f, int fromRow, int toRow) {
        int n = f.x().length;
        float low = Float.MAX_VALUE;
        float high = -Float.MAX_VALUE;
        for (float y : f.y()) {
            low = Math.min(low, y);
            high = Math.max(high, y);
        }
        float[] plane = plane(f);
        float alpha = (f.argb() >>> 24) / 255f;
        int bottom = Math.min(toRow - 1, (int) Math.ceil(Math.min(high, 1e6f)));
        for (int y = Math.max(fromRow, (int) Math.floor(Math.max(low, -1e6f))); y <= bottom; y++) {
            float centre = y + 0.5f;
            float left = Float.MAX_VALUE;
            float right = -Float.MAX_VALUE;
            for (int i = 0; i < n; i++) {
                int j = (i + 1) % n;
                float y0 = f.y()[i];
                float y1 = f.y()[j];
                if ((y0 <= centre) != (y1 <= centre)) {
                    float x = f.x()[i] + (f.x()[j] - f.x()[i]) * (centre - y0) / (y1 - y0);
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                }
            }
            int end = (int) Math.min(width - 1, Math.ceil(right - 0.5f) - 1);
            for (int x = (int) Math.max(0, Math.ceil(left - 0.5f)); x <= end; x++) {
                float q = plane[0] * (x + 0.5f) + plane[1] * centre + plane[2];
                blend(y * width + x, f.argb(), alpha * shown(y * width + x, q, f.behind()));
            }
        }
    }

    /** q over the picture as a x + b y + c, through the corners 0, 1, 2; flat where they lie in a line. */
    static float[] plane(Decor.Face f) {
        double x1 = f.x()[1] - f.x()[0];
        double y1 = f.y()[1] - f.y()[0];
        double q1 = f.q()[1] - f.q()[0];
        double x2 = f.x()[2] - f.x()[0];
        double y2 = f.y()[2] - f.y()[0];
        double q2 = f.q()[2] - f.q()[0];
        double det = x1 * y2 - x2 * y1;
        if (Math.abs(det) < 1e-6) {
            return new float[] {0, 0, f.q()[0]};
        }
        double a = (q1 * y2 - q2 * y1) / det;
        double b = (x1 * q2 - x2 * q1) / det;
        return new float[] {(float) a, (float) b, (float) (f.q()[0] - a * f.x()[0] - b * f.y()[0])};
    }

    private void blend(int pixel, int over, float alpha) {
        if (alpha <= 0.002f) {
            return;
        }
        int under = argb[pixel];
        argb[pixel] = 0xFF000000 | channel(under, over, 16, alpha) | channel(under, over, 8, alpha)
                | channel(under, over, 0, alpha);
    }

    private static int channel(int under, int over, int shift, float alpha) {
        int u = under >> shift & 255;
        int o = over >> shift & 255;
        return (int) (u + (o - u) * alpha + 0.5f) << shift;
    }
}
