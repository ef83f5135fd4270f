package plumbline.viewer3d.render;

/** What a renderer drew with is gone, as after a driver's reset or a card that was taken away: make another one. */
public final class RendererLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RendererLost(String message) {
        super(message);
    }
}
