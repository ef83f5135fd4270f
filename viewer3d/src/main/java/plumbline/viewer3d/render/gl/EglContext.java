package plumbline.viewer3d.render.gl;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lwjgl.PointerBuffer;
import org.lwjgl.egl.EGL;
import org.lwjgl.egl.EGL10;
import org.lwjgl.egl.EGL12;
import org.lwjgl.egl.EGL14;
import org.lwjgl.egl.EGLCapabilities;
import org.lwjgl.egl.EXTDeviceEnumeration;
import org.lwjgl.egl.EXTDeviceQuery;
import org.lwjgl.opengl.GL;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/**
 * A context by EGL that has no surface: on a graphics device where one answers (EGL_EXT_platform_device), else on
 * Mesa's surfaceless platform. Nothing of X11 or Wayland is needed.
 */
final class EglContext implements GlContext {
    private static final int PLATFORM_DEVICE = 0x313F;
    private static final int PLATFORM_SURFACELESS = 0x31DD;
    private static final int CONTEXT_MAJOR = 0x3098;
    private static final int CONTEXT_MINOR = 0x30FB;
    private static final int CONTEXT_PROFILE_MASK = 0x30FD;
    private static final int CORE_PROFILE = 1;
    private static final int MOST_DEVICES = 16;

    private final long display;
    private final long context;
    private final String renderer;

    private EglContext(long display, long context, String renderer) {
        this.display = display;
        this.context = context;
        this.renderer = renderer;
    }

    static GlContext open(boolean softwareToo) throws GlUnavailable {
        // Must be said before the first class of LWJGL's OpenGL is touched: functions come from EGL, not from GLX.
        Configuration.OPENGL_CONTEXT_API.set("EGL");
        EGLCapabilities client = EGL.getCapabilities();
        long platformDisplay = client.eglGetPlatformDisplay != 0 ? client.eglGetPlatformDisplay
                : client.eglGetPlatformDisplayEXT;
        if (platformDisplay == 0) {
            throw new GlUnavailable("OpenGL fails: EGL here cannot open a display without a window");
        }
        List<Long> devices = devices(client);
        if (!softwareToo && !devices.isEmpty() && devices.stream().allMatch(EglContext::drawsInSoftware)) {
            // Said before a context is made: starting Mesa's software drawing takes a good part of a second.
            throw new GlUnavailable("no graphics card");
        }
        Optional<EglContext> software = Optional.empty();
        List<String> failures = new ArrayList<>();
        for (long device : devices) {
            long display = JNI.callPPP(PLATFORM_DEVICE, device, 0L, platformDisplay);
            Optional<EglContext> found = attempt(display, failures);
            if (found.isPresent() && !GlContext.software(found.get().renderer)) {
                software.ifPresent(EglContext::close);
                return found.get().current();
            }
            if (found.isPresent()) {
                software.ifPresent(EglContext::close);
                software = found;
            }
        }
        if (software.isPresent()) {
            return software.get().current();
        }
        // The binding refuses a null native display, which the surfaceless platform asks for: call by address.
        long display = JNI.callPPP(PLATFORM_SURFACELESS, 0L, 0L, platformDisplay);
        Optional<EglContext> found = attempt(display, failures);
        if (found.isEmpty()) {
            throw new GlUnavailable("OpenGL fails: EGL opens no OpenGL 3.3 context: " + String.join("; ", failures));
        }
        return found.get().current();
    }

    private static boolean drawsInSoftware(long device) {
        String extensions = EXTDeviceQuery.eglQueryDeviceStringEXT(device, EGL10.EGL_EXTENSIONS);
        return extensions != null && extensions.contains("EGL_MESA_device_software");
    }

    private static List<Long> devices(EGLCapabilities client) {
        if (client.eglQueryDevicesEXT == 0) {
            return List.of();
        }
        try (MemoryStack stack = MemoryStack.stackPush()) {
            PointerBuffer found = stack.mallocPointer(MOST_DEVICES);
            IntBuffer count = stack.mallocInt(1);
            if (!EXTDeviceEnumeration.eglQueryDevicesEXT(found, count)) {
                return List.of();
            }
            List<Long> out = new ArrayList<>();
            for (int i = 0; i < count.get(0); i++) {
                out.add(found.get(i));
            }
            return out;
        }
    }

    private static Optional<EglContext> attempt(long display, List<String> failures) {
        if (display == 0) {
            failures.add("no display");
            return Optional.empty();
        }
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer major = stack.mallocInt(1);
            IntBuffer minor = stack.mallocInt(1);
            if (!EGL10.eglInitialize(display, major, minor)) {
                failures.add("a display does not initialise");
                return Optional.empty();
            }
            EGL.createDisplayCapabilities(display, major.get(0), minor.get(0));
            EGL12.eglBindAPI(EGL14.EGL_OPENGL_API);
            PointerBuffer config = stack.callocPointer(1);
            IntBuffer count = stack.callocInt(1);
            IntBuffer asked = stack.ints(
                    EGL10.EGL_SURFACE_TYPE, EGL10.EGL_PBUFFER_BIT, EGL12.EGL_RENDERABLE_TYPE, EGL14.EGL_OPENGL_BIT,
                    EGL10.EGL_NONE);
            if (!EGL10.eglChooseConfig(display, asked, config, count) || count.get(0) == 0) {
                failures.add("no configuration for OpenGL");
                EGL10.eglTerminate(display);
                return Optional.empty();
            }
            IntBuffer version = stack.ints(
                    CONTEXT_MAJOR, 3, CONTEXT_MINOR, 3, CONTEXT_PROFILE_MASK, CORE_PROFILE, EGL10.EGL_NONE);
            long context = EGL10.eglCreateContext(display, config.get(0), 0, version);
            if (context == 0 || !EGL10.eglMakeCurrent(display, 0, 0, context)) {
                failures.add("no context of version 3.3 without a surface");
                EGL10.eglTerminate(display);
                return Optional.empty();
            }
            return Optional.of(new EglContext(display, context, GlContext.bind()));
        } catch (GlUnavailable e) {
            failures.add(e.getMessage());
            return Optional.empty();
        }
    }

    /** Makes it the thread's own again, in case another display was tried after it. */
    private EglContext current() throws GlUnavailable {
        EGL10.eglMakeCurrent(display, 0, 0, context);
        GlContext.bind();
        return this;
    }

    @Override
    public String renderer() {
        return renderer;
    }

    @Override
    public boolean lost() {
        return EGL14.eglGetCurrentContext() != context;
    }

    @Override
    public void close() {
        GL.setCapabilities(null);
        EGL10.eglMakeCurrent(display, 0, 0, MemoryUtil.NULL);
        EGL10.eglDestroyContext(display, context);
        // The display is shared by all contexts of the process, so it is left initialised.
    }
}
