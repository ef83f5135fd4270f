package plumbline.viewer3d.render;

import plumbline.viewer3d.render.gl.GlRenderer;
import plumbline.viewer3d.render.gl.GlUnavailable;
import plumbline.viewer3d.render.splat.SplatRenderer;

/** Makes the renderer that a person chose or that works here best; {@code description()} says why it is this one. */
public final class Renderers {
    private Renderers() {}

    /**
     * To be called on the thread that will render. AUTO takes OpenGL where a graphics card answers, and the splatter
     * where OpenGL is Mesa's software or cannot be had. GL takes either kind, and the splatter only where there is
     * none.
     */
    public static PointRenderer create(RendererChoice choice) {
        return switch (choice) {
            case SPLAT -> new SplatRenderer("Java drawing");
            case GL -> openGl(true);
            case AUTO -> openGl(false);
        };
    }

    private static PointRenderer openGl(boolean softwareToo) {
        try {
            return new RevivingRenderer(new GlRenderer(softwareToo), () -> again(softwareToo));
        } catch (GlUnavailable e) {
            return new SplatRenderer("Java drawing, " + e.getMessage());
        }
    }

    private static PointRenderer again(boolean softwareToo) {
        try {
            return new GlRenderer(softwareToo);
        } catch (GlUnavailable e) {
            return new SplatRenderer("Java drawing, OpenGL was lost: " + e.getMessage());
        }
    }
}
