package plumbline.viewer3d.render.gl;

import static org.lwjgl.opengl.GL33C.*;

/** Points as colour, running number and depth in metres, for each pixel. */
final class PointTarget implements AutoCloseable {
    /** Written to {@link #numbers} where no point is. */
    static final int NONE = -1;

    final int frame = glGenFramebuffers();
    final int colours;
    final int numbers;
    final int depths;
    private final int order = glGenRenderbuffers();

    PointTarget(int width, int height) throws GlUnavailable {
        colours = Targets.texture(GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE, width, height);
        numbers = Targets.texture(GL_R32UI, GL_RED_INTEGER, GL_UNSIGNED_INT, width, height);
        depths = Targets.texture(GL_R32F, GL_RED, GL_FLOAT, width, height);
        glBindRenderbuffer(GL_RENDERBUFFER, order);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_DEPTH_COMPONENT32F, width, height);
        glBindFramebuffer(GL_FRAMEBUFFER, frame);
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, colours, 0);
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT1, GL_TEXTURE_2D, numbers, 0);
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT2, GL_TEXTURE_2D, depths, 0);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, order);
        glDrawBuffers(new int[] {GL_COLOR_ATTACHMENT0, GL_COLOR_ATTACHMENT1, GL_COLOR_ATTACHMENT2});
        Targets.check();
    }

    void clear() {
        glBindFramebuffer(GL_FRAMEBUFFER, frame);
        glClear(GL_DEPTH_BUFFER_BIT);
        glClearBufferfv(GL_COLOR, 0, new float[4]);
        glClearBufferuiv(GL_COLOR, 1, new int[] {NONE, NONE, NONE, NONE});
        glClearBufferfv(GL_COLOR, 2, new float[] {Shaders.NOTHING, 0, 0, 0});
    }

    /** Binds colours, depths and numbers to three texture units from {@code unit} on. */
    void bind(int unit) {
        int[] textures = {colours, depths, numbers};
        for (int i = 0; i < textures.length; i++) {
            glActiveTexture(GL_TEXTURE0 + unit + i);
            glBindTexture(GL_TEXTURE_2D, textures[i]);
        }
    }

    @Override
    public void close() {
        glDeleteFramebuffers(frame);
        glDeleteTextures(new int[] {colours, numbers, depths});
        glDeleteRenderbuffers(order);
    }
}
