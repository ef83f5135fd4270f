package plumbline.viewer3d.render.gl;

/** OpenGL 3.3 cannot be had here; the message says which step failed. */
public final class GlUnavailable extends Exception {
    public GlUnavailable(String message) {
        super(message);
    }

    public GlUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
