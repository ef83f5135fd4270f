package plumbline.viewer3d.view;

/**
 * Everything that decides the picture besides the scene; immutable. Sizes in device pixels. {@code pointSize} in
 * pixels; {@code eyeDome} 0 to 1; {@code scale} is device pixels per layout pixel, by which edges grow.
 */
public record ViewState(Camera camera, int width, int height, double pointSize, double eyeDome, double scale) {
    public ViewState {
        if (width < 1 || height < 1 || width > 16_384 || height > 16_384) {
            throw new IllegalArgumentException("a picture of " + width + " x " + height + " pixels cannot be drawn");
        }
    }

    public ViewState(Camera camera, int width, int height, double pointSize, double eyeDome) {
        this(camera, width, height, pointSize, eyeDome, 1);
    }
}
