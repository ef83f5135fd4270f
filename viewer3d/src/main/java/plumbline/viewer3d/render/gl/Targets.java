package plumbline.viewer3d.render.gl;

import static org.lwjgl.opengl.GL33C.*;

import java.util.Optional;

/**
 * What is drawn into, at one size: opaque points; on demand those of other layers, and points with their gaps closed;
 * then the picture with light and boxes.
 */
final class Targets implements AutoCloseable {
    final int width;
    final int height;
    final PointTarget points;
    final int picture;
    private final int finished;
    private Optional<PointTarget> veil = Optional.empty();
    private Optional<PointTarget> filled = Optional.empty();

    Targets(int width, int height) throws GlUnavailable {
        this.width = width;
        this.height = height;
        points = new PointTarget(width, height);
        finished = texture(GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE, width, height);
        picture = glGenFramebuffers();
        glBindFramebuffer(GL_FRAMEBUFFER, picture);
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, finished, 0);
        check();
    }

    PointTarget veil() throws GlUnavailable {
        if (veil.isEmpty()) {
            veil = Optional.of(new PointTarget(width, height));
        }
        return veil.get();
    }

    PointTarget filled() throws GlUnavailable {
        if (filled.isEmpty()) {
            filled = Optional.of(new PointTarget(width, height));
        }
        return filled.get();
    }

    static int texture(int inside, int format, int type, int width, int height) {
        int t = glGenTextures();
        glBindTexture(GL_TEXTURE_2D, t);
        glTexImage2D(GL_TEXTURE_2D, 0, inside, width, height, 0, format, type, 0);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        return t;
    }

    static void check() throws GlUnavailable {
        int status = glCheckFramebufferStatus(GL_FRAMEBUFFER);
        if (status != GL_FRAMEBUFFER_COMPLETE) {
            throw new GlUnavailable("the frame buffer is incomplete, status " + Integer.toHexString(status));
        }
    }

    @Override
    public void close() {
        points.close();
        veil.ifPresent(PointTarget::close);
        filled.ifPresent(PointTarget::close);
        glDeleteFramebuffers(picture);
        glDeleteTextures(finished);
    }
}
