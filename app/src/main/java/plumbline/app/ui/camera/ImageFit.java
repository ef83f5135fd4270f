package plumbline.app.ui.camera;

/**
 * How an image lies in a pane: {@code x = u * scale + left}, {@code y = v * scale + top}, layout pixels of the pane. The
 * image fills the pane where that costs little of it, otherwise all of it is shown.
 */
public record ImageFit(double scale, double left, double top) {
    /** More of the image than this is never cut away to fill the pane. */
    static final double MOST_CUT = 0.35;

    /** Sizes in pixels; a pane or image without area gives scale 0. */
    public static ImageFit of(double imageWidth, double imageHeight, double paneWidth, double paneHeight) {
        if (!(imageWidth > 0 && imageHeight > 0 && paneWidth > 0 && paneHeight > 0)) {
            return new ImageFit(0, 0, 0);
        }
        double across = paneWidth / imageWidth;
        double down = paneHeight / imageHeight;
        double all = Math.min(across, down);
        double filling = Math.max(across, down);
        double cut = 1 - all / filling;
        double scale = cut <= MOST_CUT ? filling : all;
        return new ImageFit(scale, (paneWidth - imageWidth * scale) / 2, (paneHeight - imageHeight * scale) / 2);
    }

    /** Larger by a factor; what lies under a place of the pane stays there. */
    public ImageFit zoomed(double x, double y, double factor) {
        return new ImageFit(scale * factor, x + (left - x) * factor, y + (top - y) * factor);
    }

    public ImageFit moved(double dx, double dy) {
        return new ImageFit(scale, left + dx, top + dy);
    }

    /** Moved as little as needed for the image not to leave the pane. */
    public ImageFit within(double imageWidth, double imageHeight, double paneWidth, double paneHeight) {
        return new ImageFit(
                scale, kept(left, imageWidth * scale, paneWidth), kept(top, imageHeight * scale, paneHeight));
    }

    private static double kept(double at, double image, double pane) {
        return image <= pane ? (pane - image) / 2 : Math.clamp(at, pane - image, 0);
    }

    /** The middle of pixel (0, 0) is half a pixel inside the image. */
    public double x(double u) {
        return (u + 0.5) * scale + left;
    }

    public double y(double v) {
        return (v + 0.5) * scale + top;
    }

    public double u(double x) {
        return (x - left) / scale - 0.5;
    }

    public double v(double y) {
        return (y - top) / scale - 0.5;
    }
}
