package plumbline.app.ui.camera;

import java.util.Optional;

/** How far a picture is zoomed and where it was moved to; without that it fits its pane. */
final class CameraZoom {
    /** One pixel of the image is never larger than this on the pane. */
    private static final double LARGEST_PIXEL = 16;

    private Optional<ImageFit> zoomed = Optional.empty();
    private double paneWidth;
    private double paneHeight;

    boolean isZoomed() {
        return zoomed.isPresent();
    }

    void reset() {
        zoomed = Optional.empty();
    }

    /** A pane of another size shows the picture fitted again. */
    void resized(double width, double height) {
        if (width != paneWidth || height != paneHeight) {
            paneWidth = width;
            paneHeight = height;
            reset();
        }
    }

    ImageFit fit(double imageWidth, double imageHeight) {
        return zoomed.orElseGet(() -> ImageFit.of(imageWidth, imageHeight, paneWidth, paneHeight));
    }

    /** About a place of the pane; back to the whole picture where that is reached. */
    void by(double factor, double x, double y, double imageWidth, double imageHeight) {
        ImageFit whole = ImageFit.of(imageWidth, imageHeight, paneWidth, paneHeight);
        ImageFit now = fit(imageWidth, imageHeight);
        double scale = Math.clamp(now.scale() * factor, whole.scale(), Math.max(LARGEST_PIXEL, whole.scale()));
        zoomed = scale <= whole.scale() * 1.0001
                ? Optional.empty()
                : Optional.of(now.zoomed(x, y, scale / now.scale()).within(imageWidth, imageHeight, paneWidth, paneHeight));
    }

    void move(double dx, double dy, double imageWidth, double imageHeight) {
        zoomed = zoomed.map(z -> z.moved(dx, dy).within(imageWidth, imageHeight, paneWidth, paneHeight));
    }
}
