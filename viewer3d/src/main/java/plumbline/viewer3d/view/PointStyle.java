package plumbline.viewer3d.view;

/**
 * How points are drawn, whatever their colours: {@code size} in layout pixels or, by {@code mode}, in metres; {@code
 * eyeDome} is the strength of the eye-dome lighting, 0 to 1; {@code round} draws discs where a point is large enough to
 * tell; {@code fillGaps} closes holes of a few pixels in surfaces.
 */
public record PointStyle(Mode mode, double size, double eyeDome, boolean round, boolean fillGaps) {
    /** What decides a point's size on the screen. */
    public enum Mode {
        /** Pixels, a little more when near; and where only coarse tiles are there yet, as large as their spacing. */
        ADAPTIVE,
        /** The same pixels at any distance. */
        PIXELS,
        /** Metres of the scene. */
        METRES
    }

    public static final PointStyle DEFAULT = new PointStyle(Mode.ADAPTIVE, 2, 0.5, true, false);

    public PointStyle {
        if (!(size > 0) || !(eyeDome >= 0 && eyeDome <= 1)) {
            throw new IllegalArgumentException("points need a size above 0, and a lighting between 0 and 1");
        }
    }

    public static PointStyle adaptive(double pixels, double eyeDome) {
        return new PointStyle(Mode.ADAPTIVE, pixels, eyeDome, true, false);
    }

    public PointStyle withMode(Mode now, double newSize) {
        return new PointStyle(now, newSize, eyeDome, round, fillGaps);
    }

    public PointStyle withSize(double now) {
        return new PointStyle(mode, now, eyeDome, round, fillGaps);
    }

    public PointStyle withEyeDome(double now) {
        return new PointStyle(mode, size, now, round, fillGaps);
    }

    public PointStyle withRound(boolean now) {
        return new PointStyle(mode, size, eyeDome, now, fillGaps);
    }

    public PointStyle withFillGaps(boolean now) {
        return new PointStyle(mode, size, eyeDome, round, now);
    }
}
