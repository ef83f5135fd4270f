package plumbline.app.ui.camera;

import java.util.Optional;
import plumbline.app.service.Undistortion;

/**
 * Between pixels of the recorded image (the middle of the top left one at 0, 0) and places on the pane, as the picture lies
 * there now: zoomed, moved, straightened where {@code straight} is there. Layout pixels of the pane.
 */
public record CameraMapping(ImageFit fit, Optional<Undistortion> straight) {
    /** Where a pixel lies on the pane, x and y, perhaps outside it; empty where the picture does not show it. */
    public Optional<double[]> onPane(double u, double v) {
        double[] uv = {u, v};
        if (straight.isPresent() && !straight.get().straight(u, v, uv)) {
            return Optional.empty();
        }
        return Optional.of(new double[] {fit.x(uv[0]), fit.y(uv[1])});
    }

    /** Which pixel lies at a place of the pane, perhaps outside the image; empty where none does. */
    public Optional<double[]> onImage(double x, double y) {
        double[] uv = {fit.u(x), fit.v(y)};
        if (straight.isPresent() && !straight.get().recorded(fit.u(x), fit.v(y), uv)) {
            return Optional.empty();
        }
        return Optional.of(uv);
    }

    /** Layout pixels of the pane for one pixel of the image, about its middle. */
    public double scale() {
        return fit.scale();
    }
}
