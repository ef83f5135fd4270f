package plumbline.viewer3d.render;

import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.render.SceneSnapshot.Spread;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/**
 * A layer's points in device pixels: {@code perDepth} over the depth (over 1 in an orthographic view) between {@code
 * low} and {@code high}; and at least {@code spread} over the depth in octants about the middle (in the block's offsets)
 * that are not in {@code finer}.
 */
public record PointSize(float perDepth, float low, float high, float spread, float mx, float my, float mz, int finer) {
    private static final int ALL = 255;

    static PointSize of(ViewState view, Projection p, PointLayer layer) {
        float pixels = (float) (view.style().size() * view.scale());
        float perMetre = (float) p.pixelsPerMetre();
        return switch (view.style().mode()) {
            case PIXELS -> new PointSize(0, pixels, pixels, 0, 0, 0, 0, ALL);
            case METRES -> new PointSize(
                    (float) view.style().size() * perMetre, 1, Look.LARGEST_PIXELS, 0, 0, 0, 0, ALL);
            case ADAPTIVE -> {
                float perDepth = p.perspective() ? pixels * Look.POINT_AT : pixels;
                float low = p.perspective() ? pixels * Look.POINT_SMALLEST : pixels;
                float high = p.perspective() ? pixels * Look.POINT_LARGEST : pixels;
                if (layer.spread().isEmpty() || layer.spread().get().finer() == ALL) {
                    yield new PointSize(perDepth, low, high, 0, 0, 0, 0, ALL);
                }
                Spread s = layer.spread().get();
                Vec3 middle = s.middle().minus(layer.points().origin());
                yield new PointSize(
                        perDepth, low, high, (float) s.spacing() * perMetre, (float) middle.x(), (float) middle.y(),
                        (float) middle.z(), s.finer());
            }
        };
    }

    /** {@code by} is 1 over the depth in perspective, 1 otherwise. */
    public float pixels(float by, float x, float y, float z) {
        float s = Math.clamp(perDepth * by, low, high);
        if (spread > 0) {
            int octant = (x >= mx ? 1 : 0) | (y >= my ? 2 : 0) | (z >= mz ? 4 : 0);
            if ((finer >> octant & 1) == 0) {
                s = Math.max(s, Math.min(spread * by, Look.SPREAD_PIXELS));
            }
        }
        return s;
    }
}
