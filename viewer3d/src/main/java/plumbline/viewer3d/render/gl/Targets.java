package plumbline.viewer3d.render.gl;

import static org.lwjgl.opengl.GL33C.*;

/** What is drawn into, at one size: points as colour, number and depth; then the picture with light and boxes. */
final class Targets implements AutoCloseable {
    final int width;
    final int height;
    final int points;
    final int picture;
    final int colours;
    final int depths;
    private final int numbers;
    private final int finished;
    private final int order;

    Targets(int width, int height) throws GlUnavailable {
        this.width = width;
        this.height = height;
        colours = texture(GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
        numbers = texture(GL_R32UI, GL_RED_INTEGER, GL_UNSIGNED_INT);
        depths = texture(GL_R32F, GL_RED, GL_FLOAT);
        finished = texture(GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
        order = glGenRenderbuffers();
        glBindRenderbuffer(GL_RENDERBUFFER, order);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_DEPTH_COMPONENT32F, width, height);
        points = glGenFramebuffers();
        glBindFramebuffer(GL_FRAMEBUFFER, points);
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, colours, 0);
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT1, GL_TEXTURE_2D, numbers, 0);
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT2, GL_TEXTURE_2D, depths, 0);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, order);
        glDrawBuffers(new int[] {GL_COLOR_ATTACHMENT0, GL_COLOR_ATTACHMENT1, GL_COLOR_ATTACHMENT2});
        check();
        picture = glGenFramebuffers();
        glBindFramebuffer(GL_FRAMEBUFFER, picture);
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, finished, 0);
        check();
    }

    private int texture(int inside, int format, int type) {
        int t = glGenTextures();
        glBindTexture(GL_TEXTURE_2D, t);
        glTexImage2D(GL_TEXTURE_2D, 0, inside, width, height, 0, format, type, 0);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        return t;
    }

    private static void check() throws GlUnavailable {
        int status = glCheckFramebufferStatus(GL_FRAMEBUFFER);
        if (status != GL_FRAMEBUFFER_COMPLETE) {
            throw new GlUnavailable("the frame buffer is incomplete, status " + Integer.toHexString(status));
        }
    }

    @Override
    public void close() {
        glDeleteFramebuffers(new int[] {points, picture});
        glDeleteTextures(new int[] {colours, numbers, depths, finished});
        glDeleteRenderbuffers(order);
    }
}
