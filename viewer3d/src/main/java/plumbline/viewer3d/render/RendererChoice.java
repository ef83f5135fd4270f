package plumbline.viewer3d.render;

/** Which renderer to use: the best that works here, or one by name. */
public enum RendererChoice {
    AUTO,
    GL,
    SPLAT
}
