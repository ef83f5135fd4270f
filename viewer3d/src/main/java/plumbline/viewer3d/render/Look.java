package plumbline.viewer3d.render;

import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/**
 * The numbers that both renderers share, so that their pictures agree: background, how points grow when near, eye-dome
 * lighting (Boucheny 2009: a pixel darkens by how much nearer, in log depth, its neighbours are), and how boxes fade
 * behind points.
 */
public final class Look {
    public static final int BOTTOM_RGB = 0x0B0D10;
    public static final int TOP_RGB = 0x131820;
    /** Distance in metres at which a point has the size that was asked for. */
    public static final float POINT_AT = 14;
    public static final float POINT_SMALLEST = 0.72f;
    public static final float POINT_LARGEST = 2.4f;
    /** From this size on a point is a disc. */
    public static final float ROUND_FROM = 3;
    public static final float LARGEST_PIXELS = 24;
    /** Points of a coarse tile grow to their spacing, but not beyond this many pixels. */
    public static final float SPREAD_PIXELS = 6;
    public static final float EYE_DOME_GAIN = 90;
    public static final float EYE_DOME_DARKEST = 0.3f;
    /** A step of more than this in log2 depth counts as this much: far background does not blacken an edge. */
    public static final float EYE_DOME_STEP = 0.08f;
    /** Metres behind a point where an edge begins to fade, and where it has faded. */
    public static final float FADE_FROM = 0.12f;
    public static final float FADE_TO = 0.6f;
    /** How much nearer, in log2 depth, what lies about a hole is than what shines through it. */
    public static final float FILL_STEP = 0.04f;
    /** Added to depths of orthographic views, which may lie behind the eye. */
    public static final float ORTHO_DEPTH = 2000;

    private Look() {}

    public static int background(int row, int height) {
        float t = height <= 1 ? 0 : row / (float) (height - 1);
        return 0xFF000000 | mix(TOP_RGB >> 16, BOTTOM_RGB >> 16, t) << 16
                | mix(TOP_RGB >> 8, BOTTOM_RGB >> 8, t) << 8
                | mix(TOP_RGB, BOTTOM_RGB, t);
    }

    private static int mix(int from, int to, float t) {
        return (int) ((from & 255) + ((to & 255) - (from & 255)) * t + 0.5f);
    }

    /**
     * What makes a step in metres of an orthographic view count like the same step in log2 depth of a perspective one.
     */
    public static float eyeDomePerMetre(Projection p) {
        return (float) (1.4427 * p.pixelsPerMetre() / (1.07 * p.height()));
    }

    /** The radius in pixels at which neighbours are compared. */
    public static int eyeDomeRadius(ViewState view) {
        return Math.max(1, (int) Math.round(view.scale()));
    }
}
