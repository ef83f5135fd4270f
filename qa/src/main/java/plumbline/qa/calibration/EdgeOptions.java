package plumbline.qa.calibration;

/**
 * How {@link EdgeAgreement} works: the limit in degrees, at most so many frames spread over the pass, images made no
 * wider than {@code mostWidth} pixels, an edge met within {@code closePixels} of those, rotations searched up to
 * {@code searchDegrees}, and at least so many frames and depth edges before anything is said.
 */
public record EdgeOptions(
        double limitDegrees, int mostFrames, int mostWidth, double closePixels, double searchDegrees, int leastFrames,
        int leastEdges) {
    public static EdgeOptions defaults() {
        return new EdgeOptions(0.3, 20, 1300, 2, 2, 5, 600);
    }

    public EdgeOptions {
        if (!(limitDegrees > 0 && searchDegrees > 0) || mostFrames < 1 || mostWidth < 64 || leastFrames < 1) {
            throw new IllegalArgumentException("limits, frames and widths must be above 0");
        }
    }
}
