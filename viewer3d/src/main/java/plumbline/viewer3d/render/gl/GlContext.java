package plumbline.viewer3d.render.gl;

import java.util.Locale;
import org.lwjgl.opengl.GL;
import org.lwjgl.opengl.GL33C;
import org.lwjgl.system.Platform;

/** An OpenGL 3.3 core context without a window, current on the thread that opened it until it is closed there. */
interface GlContext extends AutoCloseable {
    /** What {@code GL_RENDERER} answers. */
    String renderer();

    /** True where it is not this thread's any more, or the driver says that it was reset. */
    boolean lost();

    @Override
    void close();

    /**
     * By EGL on Linux, by a hidden GLFW window elsewhere. A graphics card is preferred; without one, a context that
     * draws in software is made where {@code softwareToo}.
     */
    static GlContext open(boolean softwareToo) throws GlUnavailable {
        try {
            GlContext made = Platform.get() == Platform.LINUX ? EglContext.open(softwareToo) : GlfwContext.open();
            if (!softwareToo && software(made.renderer())) {
                made.close();
                throw new GlUnavailable("no graphics card");
            }
            return made;
        } catch (LinkageError e) {
            throw new GlUnavailable("OpenGL's libraries do not load: " + e.getMessage(), e);
        }
    }

    /** Binds the functions of the context that is current; its renderer string. */
    static String bind() throws GlUnavailable {
        try {
            GL.createCapabilities(true);
        } catch (IllegalStateException e) {
            throw new GlUnavailable("OpenGL has a context without functions: " + e.getMessage(), e);
        }
        String name = GL33C.glGetString(GL33C.GL_RENDERER);
        return name == null ? "unknown" : name;
    }

    /** Mesa's drawing on the processor, or Windows' own. */
    static boolean software(String renderer) {
        String r = renderer.toLowerCase(Locale.ROOT);
        return r.contains("llvmpipe") || r.contains("softpipe") || r.contains("swrast") || r.contains("swiftshader")
                || r.contains("gdi generic");
    }
}
