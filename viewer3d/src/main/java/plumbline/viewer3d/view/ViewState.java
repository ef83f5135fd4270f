package plumbline.viewer3d.view;

/**
 * Everything that decides the picture besides the scene; immutable. Width and height in device pixels; {@code scale} is
 * device pixels per layout pixel, by which points and edges grow.
 */
public record ViewState(Camera camera, int width, int height, double scale, PointStyle style, Clip clip) {
    public ViewState {
        if (width < 1 || height < 1 || width > 16_384 || height > 16_384) {
            throw new IllegalArgumentException("a picture of " + width + " x " + height + " pixels cannot be drawn");
        }
        if (!(scale > 0)) {
            throw new IllegalArgumentException("a picture needs a scale above 0");
        }
    }

    public ViewState(Camera camera, int width, int height, PointStyle style) {
        this(camera, width, height, 1, style, Clip.NONE);
    }

    /** Adaptive points of so many pixels, nothing cut away, one device pixel a layout pixel. */
    public ViewState(Camera camera, int width, int height, double pointPixels, double eyeDome) {
        this(camera, width, height, 1, PointStyle.adaptive(pointPixels, eyeDome), Clip.NONE);
    }

    public ViewState withStyle(PointStyle now) {
        return new ViewState(camera, width, height, scale, now, clip);
    }

    public ViewState withClip(Clip now) {
        return new ViewState(camera, width, height, scale, style, now);
    }
}
