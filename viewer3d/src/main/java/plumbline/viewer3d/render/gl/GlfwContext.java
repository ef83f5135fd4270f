package plumbline.viewer3d.render.gl;

import org.lwjgl.glfw.GLFW;
import org.lwjgl.opengl.GL;

/** A context of a hidden GLFW window of one pixel, for Windows and others that have no EGL. */
final class GlfwContext implements GlContext {
    private final long window;
    private final String renderer;

    private GlfwContext(long window, String renderer) {
        this.window = window;
        this.renderer = renderer;
    }

    static GlContext open() throws GlUnavailable {
        if (!GLFW.glfwInit()) {
            throw new GlUnavailable("OpenGL fails: GLFW does not start");
        }
        GLFW.glfwDefaultWindowHints();
        GLFW.glfwWindowHint(GLFW.GLFW_VISIBLE, GLFW.GLFW_FALSE);
        GLFW.glfwWindowHint(GLFW.GLFW_CONTEXT_VERSION_MAJOR, 3);
        GLFW.glfwWindowHint(GLFW.GLFW_CONTEXT_VERSION_MINOR, 3);
        GLFW.glfwWindowHint(GLFW.GLFW_OPENGL_PROFILE, GLFW.GLFW_OPENGL_CORE_PROFILE);
        GLFW.glfwWindowHint(GLFW.GLFW_OPENGL_FORWARD_COMPAT, GLFW.GLFW_TRUE);
        long window = GLFW.glfwCreateWindow(1, 1, "", 0, 0);
        if (window == 0) {
            throw new GlUnavailable("OpenGL fails: no window with OpenGL 3.3 can be made");
        }
        GLFW.glfwMakeContextCurrent(window);
        return new GlfwContext(window, GlContext.bind());
    }

    @Override
    public String renderer() {
        return renderer;
    }

    @Override
    public boolean lost() {
        return GLFW.glfwGetCurrentContext() != window;
    }

    @Override
    public void close() {
        GL.setCapabilities(null);
        GLFW.glfwMakeContextCurrent(0);
        GLFW.glfwDestroyWindow(window);
    }
}
