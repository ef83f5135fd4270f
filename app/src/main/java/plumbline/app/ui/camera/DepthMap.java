package plumbline.app.ui.camera;

/** The colours of depth on pictures, near to far, evenly falling in lightness; the same in both themes. */
public final class DepthMap {
    /** Depth is shown by its logarithm between these: near differences count more. */
    public static final double NEAR_METRES = 3;

    public static final double FAR_METRES = 80;

    private static final int[] RGB = {0xFFF3B0, 0xF58A4B, 0xD9507A, 0x9A3FA0, 0x1D2A6B};

    private DepthMap() {}

    /** 0 at {@link #NEAR_METRES}, 1 at {@link #FAR_METRES}. */
    static double fraction(double depthMetres) {
        return Math.log(Math.max(depthMetres, 0.01) / NEAR_METRES) / Math.log(FAR_METRES / NEAR_METRES);
    }

    /** {@code fraction} 0 is near, 1 is far; outside it is clamped. Opaque {@code 0xAARRGGBB}. */
    public static int argb(double fraction) {
        double at = Math.clamp(fraction, 0, 1) * (RGB.length - 1);
        int i = Math.min((int) at, RGB.length - 2);
        double t = at - i;
        int argb = 0xFF;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = RGB[i] >> shift & 0xFF;
            int to = RGB[i + 1] >> shift & 0xFF;
            argb = argb << 8 | (int) Math.round(from + (to - from) * t);
        }
        return argb;
    }
}
