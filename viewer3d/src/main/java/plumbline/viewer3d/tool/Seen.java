package plumbline.viewer3d.tool;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import plumbline.viewer3d.render.LayerMatrix;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.render.VisiblePoints;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/**
 * How far away what a part of the last picture shows is, pixel by pixel, so that points behind it can be told from those
 * that are seen. Depths in metres along the view direction, as {@link LayerMatrix} has them. Immutable.
 */
public final class Seen {
    /** What lies no farther than this behind a seen point is seen too: points are drawn larger than they are. */
    private static final float BEHIND_METRES = 0.1f;
    private static final float BEHIND_SHARE = 0.01f;
    private static final double CLOSE_PIXELS = 8;

    private final VisiblePoints at;
    private final float[] depth;
    private final float scale;

    private Seen(VisiblePoints at, float[] depth, float scale) {
        this.at = at;
        this.depth = depth;
        this.scale = scale;
    }

    /** {@code picture} is the one that {@code visible} is of; {@code scale} its pixels a layout pixel. */
    public static Seen of(VisiblePoints visible, ViewState picture, double scale) {
        Projection p = Projection.of(picture.camera(), picture.width(), picture.height());
        List<PointLayer> layers = visible.layers();
        LayerMatrix[] m = new LayerMatrix[layers.size()];
        long[] first = new long[layers.size() + 1];
        for (int l = 0; l < m.length; l++) {
            m[l] = LayerMatrix.of(p, layers.get(l), SceneSnapshot.EMPTY, picture);
            first[l + 1] = first[l] + layers.get(l).points().size();
        }
        int[] numbers = visible.numbers();
        float[] depth = new float[numbers.length];
        Arrays.fill(depth, Float.POSITIVE_INFINITY);
        int l = 0;
        for (int i = 0; i < numbers.length; i++) {
            long number = numbers[i] & 0xFFFFFFFFL;
            if (numbers[i] == VisiblePoints.NONE || number >= first[m.length]) {
                continue;
            }
            while (number < first[l] || number >= first[l + 1]) {
                l = (l + 1) % m.length;
            }
            int point = (int) (number - first[l]);
            var block = layers.get(l).points();
            depth[i] = m[l].d0() * block.x()[point] + m[l].d1() * block.y()[point] + m[l].d2() * block.z()[point] + m[l].d3();
        }
        return new Seen(visible, depth, (float) scale);
    }

    /** Whether something nearer stands before a place at a layout pixel; false outside of the part. */
    public boolean hides(float x, float y, float d) {
        int i = (int) Math.floor(x * scale) - at.left();
        int j = (int) Math.floor(y * scale) - at.top();
        return i >= 0 && j >= 0 && i < at.width() && j < at.height()
                && d > depth[j * at.width() + i] + BEHIND_METRES + BEHIND_SHARE * depth[j * at.width() + i];
    }

    /**
     * The depth of what a pointer at a layout pixel means: of all that is shown within a few pixels the nearest to the eye, for
     * a sweep has gaps through which the background is seen; else what is shown nearest to the pixel, within {@code reach}.
     */
    public OptionalDouble near(double x, double y, double reach) {
        int px = (int) Math.floor(x * scale) - at.left();
        int py = (int) Math.floor(y * scale) - at.top();
        int r = (int) Math.ceil(reach * scale);
        long close = (long) Math.ceil(CLOSE_PIXELS * CLOSE_PIXELS * scale * scale);
        long nearest = (long) r * r + 1;
        float best = Float.POSITIVE_INFINITY;
        for (int j = Math.max(0, py - r); j <= Math.min(at.height() - 1, py + r); j++) {
            for (int i = Math.max(0, px - r); i <= Math.min(at.width() - 1, px + r); i++) {
                long away = Math.max(close, (long) (i - px) * (i - px) + (long) (j - py) * (j - py));
                float d = depth[j * at.width() + i];
                if (d < Float.POSITIVE_INFINITY && (away < nearest || away == nearest && d < best)) {
                    nearest = away;
                    best = d;
                }
            }
        }
        return best < Float.POSITIVE_INFINITY ? OptionalDouble.of(best) : OptionalDouble.empty();
    }
}
