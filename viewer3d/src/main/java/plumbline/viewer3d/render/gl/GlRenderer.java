package plumbline.viewer3d.render.gl;

import static org.lwjgl.opengl.GL33C.*;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import plumbline.viewer3d.render.Decor;
import plumbline.viewer3d.render.LayerMatrix;
import plumbline.viewer3d.render.Look;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.PointSize;
import plumbline.viewer3d.render.RendererLost;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.render.VisiblePoints;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/**
 * Draws with OpenGL 3.3 core into textures of its own and reads the picture back. The thread that makes it owns the
 * context and must make all calls. {@code Drawn.points} counts the points sent, in view or not.
 */
public final class GlRenderer implements PointRenderer {
    /** Of OpenGL 4.5 and KHR_robustness: {@code GL_CONTEXT_LOST}. */
    private static final int CONTEXT_LOST = 0x0507;

    private final GlContext context;
    private final Program points;
    private final Program screen;
    private final Program fill;
    private final int empty;
    private final PointBuffers buffers = new PointBuffers();
    private final DecorBuffers decor;
    private Optional<Targets> targets = Optional.empty();
    private Optional<PointTarget> veil = Optional.empty();
    private PointTarget seen;
    private List<PointLayer> layers = List.of();

    /** Throws where there is no OpenGL 3.3, or none on a graphics card while {@code softwareToo} is false. */
    public GlRenderer(boolean softwareToo) throws GlUnavailable {
        context = GlContext.open(softwareToo);
        points = new Program(Shaders.POINT_VERTEX, Shaders.POINT_FRAGMENT);
        screen = new Program(Shaders.SCREEN_VERTEX, Shaders.SCREEN_FRAGMENT);
        fill = new Program(Shaders.SCREEN_VERTEX, Shaders.FILL_FRAGMENT);
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
        check();
        Projection p = Projection.of(view.camera(), view.width(), view.height());
        layers = scene.points();
        boolean veiled = layers.stream().anyMatch(l -> l.visible() && l.opacity() < 1);
        Targets t = targets(view, veiled);
        glViewport(0, 0, t.width, t.height);
        long sent = points(scene, view, p, t);
        seen = view.style().fillGaps() ? filled(view, p, t) : t.points;
        light(view, p, t);
        decor.draw(Decor.of(scene, view, p), t, seen, p.perspective());
        glBindFramebuffer(GL_READ_FRAMEBUFFER, t.picture);
        glReadBuffer(GL_COLOR_ATTACHMENT0);
        // Row 0 of the targets is the picture's top, so nothing has to be turned over.
        glReadPixels(0, 0, t.width, t.height, GL_BGRA, GL_UNSIGNED_BYTE, bgra.duplicate().clear());
        if (glGetError() == CONTEXT_LOST) {
            throw new RendererLost("the driver has reset OpenGL's context");
        }
        return new Drawn(sent, (System.nanoTime() - start) / 1e6);
    }

    private void check() {
        if (context.lost()) {
            throw new RendererLost("OpenGL's context is gone");
        }
    }

    /** Loses the context as a driver's reset does, to try what follows. */
    public void lose() {
        context.close();
    }

    private Targets targets(ViewState view, boolean veiled) {
        try {
            if (targets.isEmpty() || targets.get().width != view.width() || targets.get().height != view.height()) {
                targets.ifPresent(Targets::close);
                targets = Optional.empty();
                targets = Optional.of(new Targets(view.width(), view.height()));
            }
            if (veiled) {
                veil = Optional.of(targets.get().veil());
            } else {
                veil = Optional.empty();
            }
            if (view.style().fillGaps()) {
                targets.get().filled();
            }
            return targets.get();
        } catch (GlUnavailable e) {
            throw new IllegalStateException(
                    "OpenGL has no room for a picture of " + view.width() + " x " + view.height() + " pixels", e);
        }
    }

    private long points(SceneSnapshot scene, ViewState view, Projection p, Targets t) {
        glEnable(GL_DEPTH_TEST);
        glDepthFunc(GL_LESS);
        t.points.clear();
        veil.ifPresent(PointTarget::clear);
        points.use();
        points.set("picture", t.width, t.height);
        points.set("scale", (float) view.scale());
        points.set("round", view.style().round() ? 1 : 0);
        long first = 0;
        long sent = 0;
        buffers.begin();
        for (PointLayer layer : scene.points()) {
            if (layer.visible() && layer.points().size() > 0) {
                matrix(LayerMatrix.of(p, layer, scene, view));
                points.set("opacity", (float) layer.opacity());
                points.setUnsigned("first", (int) first);
                PointTarget into = layer.opacity() < 1 ? veil.orElseThrow() : t.points;
                glBindFramebuffer(GL_FRAMEBUFFER, into.frame);
                buffers.bind(layer);
                glDrawArrays(GL_POINTS, 0, layer.points().size());
                sent += layer.points().size();
            }
            first += layer.points().size();
        }
        buffers.sweep();
        glDisable(GL_DEPTH_TEST);
        return sent;
    }

    private void matrix(LayerMatrix m) {
        points.set("rowU", m.u0(), m.u1(), m.u2(), m.u3());
        points.set("rowV", m.v0(), m.v1(), m.v2(), m.v3());
        points.set("rowD", m.d0(), m.d1(), m.d2(), m.d3());
        row("box0", m.b(), 0);
        row("box1", m.b(), 4);
        row("box2", m.b(), 8);
        points.set("perspective", m.perspective() ? 1 : 0);
        points.set("selects", m.selects() ? 1 : 0);
        points.set("nearest", m.nearest());
        points.set("cuts", m.clip().cuts() ? 1 : 0);
        points.set("outside", m.clip().outside() ? 1 : 0);
        for (int i = 0; i < 4; i++) {
            row("clip" + i, m.clip().rows(), 4 * i);
        }
        PointSize s = m.size();
        points.set("size4", s.perDepth(), s.low(), s.high(), s.spread());
        points.set("middle", s.mx(), s.my(), s.mz());
        points.set("finer", s.finer());
    }

    private void row(String name, float[] rows, int from) {
        points.set(name, rows[from], rows[from + 1], rows[from + 2], rows[from + 3]);
    }

    /** The points with gaps closed, in a target of their own. */
    private PointTarget filled(ViewState view, Projection p, Targets t) {
        PointTarget into;
        try {
            into = t.filled();
        } catch (GlUnavailable e) {
            throw new IllegalStateException("OpenGL has no room to close gaps", e);
        }
        glBindFramebuffer(GL_FRAMEBUFFER, into.frame);
        fill.use();
        t.points.bind(0);
        fill.set("colours", 0);
        fill.set("depths", 1);
        fill.set("numbers", 2);
        fill.set("picture", t.width, t.height);
        fill.set("perspective", p.perspective() ? 1 : 0);
        fill.set("stepMetres", Look.FILL_STEP / Look.eyeDomePerMetre(p));
        fill.set("radius", Look.eyeDomeRadius(view));
        glBindVertexArray(empty);
        glDrawArrays(GL_TRIANGLES, 0, 3);
        return into;
    }

    private void light(ViewState view, Projection p, Targets t) {
        glBindFramebuffer(GL_FRAMEBUFFER, t.picture);
        screen.use();
        seen.bind(0);
        veil.orElse(seen).bind(3);
        screen.set("colours", 0);
        screen.set("depths", 1);
        screen.set("veilColours", 3);
        screen.set("veilDepths", 4);
        screen.set("veiled", veil.isPresent() ? 1 : 0);
        screen.set("picture", t.width, t.height);
        screen.set("perspective", p.perspective() ? 1 : 0);
        screen.set("gain", (float) (Look.EYE_DOME_GAIN * view.style().eyeDome() / 8));
        screen.set("perMetre", Look.eyeDomePerMetre(p));
        screen.set("radius", Look.eyeDomeRadius(view));
        glBindVertexArray(empty);
        glDrawArrays(GL_TRIANGLES, 0, 3);
    }

    @Override
    public VisiblePoints visible(int left, int top, int width, int height) {
        if (targets.isEmpty()) {
            return VisiblePoints.EMPTY;
        }
        check();
        Targets t = targets.get();
        int l = Math.clamp(left, 0, t.width);
        int u = Math.clamp(top, 0, t.height);
        int w = Math.clamp((long) left + width, l, t.width) - l;
        int h = Math.clamp((long) top + height, u, t.height) - u;
        int[] numbers = new int[w * h];
        if (numbers.length > 0) {
            read(seen, l, u, w, h, numbers);
            if (veil.isPresent()) {
                int[] front = new int[w * h];
                read(veil.get(), l, u, w, h, front);
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = numbers[i] == VisiblePoints.NONE ? front[i] : numbers[i];
                }
            }
        }
        return new VisiblePoints(l, u, w, h, numbers, layers);
    }

    private static void read(PointTarget from, int left, int top, int width, int height, int[] numbers) {
        glBindFramebuffer(GL_READ_FRAMEBUFFER, from.frame);
        glReadBuffer(GL_COLOR_ATTACHMENT1);
        glReadPixels(left, top, width, height, GL_RED_INTEGER, GL_UNSIGNED_INT, numbers);
    }

    @Override
    public void close() {
        if (context.lost()) {
            // What it held went with it.
            return;
        }
        targets.ifPresent(Targets::close);
        buffers.close();
        decor.close();
        points.close();
        screen.close();
        fill.close();
        glDeleteVertexArrays(empty);
        context.close();
    }
}
