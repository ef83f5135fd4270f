package plumbline.viewer3d.view;

/**
 * Everything that decides the picture besides the scene; immutable. Sizes in device pixels. {@code pointSize} in pixels;
 * {@code eyeDome} 0 to 1.
 */
public record ViewState(Camera camera, int width, int height, double pointSize, double eyeDome) {}
