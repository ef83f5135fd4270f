package plumbline.viewer3d.render;

import plumbline.viewer3d.render.splat.SplatRenderer;

/** Makes the renderer that a person chose or that works here best. */
public final class Renderers {
    private Renderers() {}

    /** To be called on the thread that will render. */
    public static PointRenderer create(RendererChoice choice) {
        return new SplatRenderer();
    }
}
