package plumbline.viewer3d.render.gl;

import static org.lwjgl.opengl.GL33C.*;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.Decor;
import plumbline.viewer3d.render.LayerMatrix;
import plumbline.viewer3d.render.Look;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/**
 * Draws with OpenGL 3.3 core into textures of its own and reads the picture back. The thread that makes it owns the
 * context and must make all calls. {@code Drawn.points} counts the points sent, in view or not.
 */
public final class GlRenderer implements PointRenderer {
    private static final int NONE = -1;

    private final GlContext context;
    private final Program points;
    private final Program screen;
    private final int empty;
    private final PointBuffers buffers = new PointBuffers();
    private final DecorBuffers decor;
    private Optional<Targets> targets = Optional.empty();
    private List<PointLayer> layers = List.of();

    /** Throws where there is no OpenGL 3.3, or none on a graphics card while {@code softwareToo} is false. */
    public GlRenderer(boolean softwareToo) throws GlUnavailable {
        context = GlContext.open(softwareToo);
        points = new Program(Shaders.POINT_VERTEX, Shaders.POINT_FRAGMENT);
        screen = new Program(Shaders.SCREEN_VERTEX, Shaders.SCREEN_FRAGMENT);
        decor = new DecorBuffers();
        empty = glGenVertexArrays();
        glEnable(GL_PROGRAM_POINT_SIZE);
        glPixelStorei(GL_PACK_ALIGNMENT, 4);
    }

    @Override
    public String name() {
        return "gl";
    }

    @Override
    public String description() {
        return "OpenGL 3.3, " + context.renderer();
    }

    @Override
    public Drawn render(SceneSnapshot scene, ViewState view, ByteBuffer bgra) {
        long start = System.nanoTime();
        if (bgra.capacity() < view.width() * view.height() * 4) {
            throw new IllegalArgumentException(
                    "the buffer is smaller than " + view.width() + " x " + view.height() + " pixels");
        }
        Targets t = targets(view);
        Projection p = Projection.of(view.camera(), view.width(), view.height());
        layers = scene.points();
        glViewport(0, 0, t.width, t.height);
        long sent = points(scene, view, p, t);
        light(view, p, t);
        decor.draw(Decor.of(scene, view, p), t, p.perspective());
        glBindFramebuffer(GL_READ_FRAMEBUFFER, t.picture);
        glReadBuffer(GL_COLOR_ATTACHMENT0);
        // Row 0 of the targets is the picture's top, so nothing has to be turned over.
        glReadPixels(0, 0, t.width, t.height, GL_BGRA, GL_UNSIGNED_BYTE, bgra.duplicate().clear());
        return new Drawn(sent, (System.nanoTime() - start) / 1e6);
    }

    private Targets targets(ViewState view) {
        if (targets.isPresent() && targets.get().width == view.width() && targets.get().height == view.height()) {
            return targets.get();
        }
        targets.ifPresent(Targets::close);
        targets = Optional.empty();
        try {
            Targets made = new Targets(view.width(), view.height());
            targets = Optional.of(made);
            return made;
        } catch (GlUnavailable e) {
            throw new IllegalStateException(
                    "OpenGL has no room for a picture of " + view.width() + " x " + view.height() + " pixels", e);
        }
    }

    private long points(SceneSnapshot scene, ViewState view, Projection p, Targets t) {
        glBindFramebuffer(GL_FRAMEBUFFER, t.points);
        glEnable(GL_DEPTH_TEST);
        glDepthFunc(GL_LESS);
        glClear(GL_DEPTH_BUFFER_BIT);
        glClearBufferfv(GL_COLOR, 0, new float[4]);
        glClearBufferuiv(GL_COLOR, 1, new int[] {NONE, NONE, NONE, NONE});
        glClearBufferfv(GL_COLOR, 2, new float[] {Shaders.NOTHING, 0, 0, 0});
        points.use();
        points.set("picture", t.width, t.height);
        points.set("pointSize", (float) view.pointSize());
        points.set("scale", (float) view.scale());
        long first = 0;
        buffers.begin();
        for (PointLayer layer : scene.points()) {
            LayerMatrix m = LayerMatrix.of(p, layer, scene);
            float[] b = m.b();
            points.set("rowU", m.u0(), m.u1(), m.u2(), m.u3());
            points.set("rowV", m.v0(), m.v1(), m.v2(), m.v3());
            points.set("rowD", m.d0(), m.d1(), m.d2(), m.d3());
            points.set("box0", b[0], b[1], b[2], b[3]);
            points.set("box1", b[4], b[5], b[6], b[7]);
            points.set("box2", b[8], b[9], b[10], b[11]);
            points.set("perspective", m.perspective() ? 1 : 0);
            points.set("selects", m.selects() ? 1 : 0);
            points.set("nearest", m.nearest());
            points.setUnsigned("first", (int) first);
            if (layer.points().size() > 0) {
                buffers.bind(layer);
                glDrawArrays(GL_POINTS, 0, layer.points().size());
            }
            first += layer.points().size();
        }
        buffers.sweep();
        glDisable(GL_DEPTH_TEST);
        return first;
    }

    private void light(ViewState view, Projection p, Targets t) {
        glBindFramebuffer(GL_FRAMEBUFFER, t.picture);
        screen.use();
        glActiveTexture(GL_TEXTURE1);
        glBindTexture(GL_TEXTURE_2D, t.colours);
        glActiveTexture(GL_TEXTURE0);
        glBindTexture(GL_TEXTURE_2D, t.depths);
        screen.set("colours", 1);
        screen.set("depths", 0);
        screen.set("picture", t.width, t.height);
        screen.set("perspective", p.perspective() ? 1 : 0);
        screen.set("gain", (float) (Look.EYE_DOME_GAIN * view.eyeDome() / 8));
        screen.set("perMetre", Look.eyeDomePerMetre(p));
        screen.set("radius", Look.eyeDomeRadius(view));
        glBindVertexArray(empty);
        glDrawArrays(GL_TRIANGLES, 0, 3);
    }

    @Override
    public Optional<Picked> pick(int x, int y) {
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        Targets t = targets.get();
        int left = Math.max(0, x - 3);
        int top = Math.max(0, y - 3);
        int w = Math.min(t.width, x + 4) - left;
        int h = Math.min(t.height, y + 4) - top;
        if (w <= 0 || h <= 0) {
            return Optional.empty();
        }
        int[] numbers = new int[w * h];
        glBindFramebuffer(GL_READ_FRAMEBUFFER, t.points);
        glReadBuffer(GL_COLOR_ATTACHMENT1);
        glReadPixels(left, top, w, h, GL_RED_INTEGER, GL_UNSIGNED_INT, numbers);
        int best = NONE;
        int nearest = 10;
        for (int i = 0; i < numbers.length; i++) {
            int dx = left + i % w - x;
            int dy = top + i / w - y;
            if (numbers[i] != NONE && dx * dx + dy * dy < nearest) {
                nearest = dx * dx + dy * dy;
                best = numbers[i];
            }
        }
        return best == NONE ? Optional.empty() : found(best & 0xFFFFFFFFL);
    }

    private Optional<Picked> found(long number) {
        long first = 0;
        for (int l = 0; l < layers.size(); l++) {
            PointLayer layer = layers.get(l);
            if (number < first + layer.points().size()) {
                int i = (int) (number - first);
                Vec3 view = layer.viewFromBlock().apply(layer.points().point(i));
                return Optional.of(new Picked(l, i, view));
            }
            first += layer.points().size();
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        targets.ifPresent(Targets::close);
        buffers.close();
        decor.close();
        points.close();
        screen.close();
        glDeleteVertexArrays(empty);
        context.close();
    }
}
