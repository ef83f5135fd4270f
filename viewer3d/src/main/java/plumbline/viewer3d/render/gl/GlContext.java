package plumbline.viewer3d.render.gl;

import java.util.Locale;
import org.lwjgl.opengl.GL;
import org.lwjgl.opengl.GL33C;
import org.lwjgl.system.Platform;

/** An OpenGL 3.3 core context without a window, current on the thread that opened it until it is closed there. */
interface GlContext extends AutoCloseable {
    /** What {@code GL_RENDERER} answers. */
    String renderer();

    @Override
    void close();

    /** By EGL on Linux, by a hidden GLFW window elsewhere. A graphics card is preferred over drawing in software. */
    static GlContext open() throws GlUnavailable {
        try {
            return Platform.get() == Platform.LINUX ? EglContext.open() : GlfwContext.open();
        } catch (LinkageError e) {
            throw new GlUnavailable("its libraries do not load: " + e.getMessage(), e);
        }
    }

    /** Binds the functions of the context that is current; its renderer string. */
    static String bind() throws GlUnavailable {
        try {
            GL.createCapabilities(true);
        } catch (IllegalStateException e) {
            throw new GlUnavailable("the context has no OpenGL: " + e.getMessage(), e);
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
