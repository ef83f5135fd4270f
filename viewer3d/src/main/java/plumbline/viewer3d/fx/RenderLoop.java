package plumbline.viewer3d.fx;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.scene.PointBlock;
import plumbline.viewer3d.lod.LodView;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.PointRenderer.Drawn;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.render.Renderers;
import plumbline.viewer3d.render.SceneGround;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.tool.Seen;
import plumbline.viewer3d.view.ViewState;

/**
 * One thread that owns the renderer and draws when asked. Of several requests only the last is drawn. Pictures go to
 * the window in four buffers, one on screen, one just left, one handed over, one being drawn. Requests come from the
 * window's thread.
 */
final class RenderLoop implements AutoCloseable {
    /** A picture on its way to the screen, and what it shows. */
    record Picture(
            WritableImage image, PixelBuffer<ByteBuffer> pixels, SceneSnapshot scene, ViewState view, Drawn drawn,
            String renderer, String description, Ground ground, Optional<LodView> tiles, int missing) {}

    /**
     * A picture to draw. Of {@code tiles} this thread chooses what is in view, so that the window's own never does; they
     * come under the scene's points.
     */
    record Request(SceneSnapshot scene, ViewState view, Optional<LodView> tiles, boolean moving, Optional<double[]> pointer) {
        private LodView.Frame chosen() {
            return tiles.map(t -> t.frame(view, pointer, moving)).orElse(new LodView.Frame(List.of(), 0, 0));
        }

        private SceneSnapshot with(LodView.Frame frame) {
            if (tiles.isEmpty()) {
                return scene;
            }
            List<PointLayer> layers = new ArrayList<>(frame.layers());
            layers.addAll(scene.points());
            return scene.withPoints(layers);
        }
    }

    private static final class Slot {
        ByteBuffer memory = ByteBuffer.allocateDirect(0);
        PixelBuffer<ByteBuffer> pixels;
        WritableImage image;

        void fit(int width, int height) {
            if (pixels != null && pixels.getWidth() == width && pixels.getHeight() == height) {
                return;
            }
            int bytes = width * height * 4;
            if (memory.capacity() < bytes) {
                // A little more than needed, so that a window drawn larger does not ask for memory at every step.
                memory = ByteBuffer.allocateDirect(bytes + bytes / 4);
            }
            pixels = new PixelBuffer<>(
                    width, height, memory.slice(0, bytes), PixelFormat.getByteBgraPreInstance());
            image = new WritableImage(pixels);
        }
    }

    private final Consumer<Picture> show;
    private final Thread thread;
    private final Object lock = new Object();
    private final Deque<Slot> free = new ArrayDeque<>();
    private final Deque<Slot> shown = new ArrayDeque<>();
    private final Deque<Consumer<PointRenderer>> errands = new ArrayDeque<>();
    private RendererChoice wanted;
    private Optional<Request> pending = Optional.empty();
    private boolean closed;
    private volatile Optional<PointRenderer> renderer = Optional.empty();

    /** {@code show} is called on the window's thread. */
    RenderLoop(RendererChoice choice, Consumer<Picture> show) {
        this.wanted = choice;
        this.show = show;
        for (int i = 0; i < 4; i++) {
            free.add(new Slot());
        }
        thread = new Thread(this::run, "render");
        thread.setDaemon(true);
        thread.start();
    }

    void request(Request request) {
        synchronized (lock) {
            pending = Optional.of(request);
            lock.notifyAll();
        }
    }

    void setRenderer(RendererChoice choice) {
        synchronized (lock) {
            wanted = choice;
        }
    }

    /**
     * The point under a device pixel of the last picture; empty too where the renderer does not answer in a tenth of a
     * second.
     */
    Optional<PointRenderer.Picked> pick(int x, int y) {
        return ask(r -> r.pick(x, y)).flatMap(p -> p);
    }

    /** Part of the last picture by depth, in layout pixels of a view so wide; empty as {@link #pick} is. */
    Optional<Seen> seen(ViewState picture, double viewWidth, double left, double top, double width, double height) {
        double scale = picture.width() / viewWidth;
        int l = (int) Math.floor(left * scale);
        int t = (int) Math.floor(top * scale);
        int w = (int) Math.ceil((left + width) * scale) - l;
        int h = (int) Math.ceil((top + height) * scale) - t;
        return ask(r -> r.visible(l, t, w, h)).map(v -> Seen.of(v, picture, scale));
    }

    private <T> Optional<T> ask(Function<PointRenderer, T> question) {
        Optional<PointRenderer> r = renderer;
        if (r.isEmpty()) {
            return Optional.empty();
        }
        if (r.get().picksFromAnyThread()) {
            return Optional.of(question.apply(r.get()));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        synchronized (lock) {
            errands.add(own -> answer.complete(question.apply(own)));
            lock.notifyAll();
        }
        try {
            return Optional.of(answer.get(100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    private void run() {
        RendererChoice made = null;
        List<PointBlock> groundOf = List.of();
        Ground ground = SceneGround.estimate(SceneSnapshot.EMPTY);
        try {
            while (true) {
                Request request;
                Slot slot;
                RendererChoice choice;
                synchronized (lock) {
                    while (!closed && errands.isEmpty() && (pending.isEmpty() || free.isEmpty())) {
                        lock.wait();
                    }
                    if (closed) {
                        return;
                    }
                    while (!errands.isEmpty() && renderer.isPresent()) {
                        errands.poll().accept(renderer.get());
                    }
                    if (pending.isEmpty() || free.isEmpty()) {
                        continue;
                    }
                    request = pending.get();
                    pending = Optional.empty();
                    slot = free.poll();
                    choice = wanted;
                }
                boolean first = renderer.isEmpty() && choice == RendererChoice.AUTO;
                if (first) {
                    // Asking for a graphics card can take the better part of a second: show something before.
                    renderer = Optional.of(Renderers.create(RendererChoice.SPLAT));
                } else if (made != choice) {
                    renderer.ifPresent(PointRenderer::close);
                    renderer = Optional.of(Renderers.create(choice));
                    made = choice;
                }
                long began = System.nanoTime();
                LodView.Frame frame = request.chosen();
                SceneSnapshot scene = request.with(frame);
                // Of tiles the coarsest knows the ground well enough: it changes seldom.
                List<PointLayer> known = request.tiles().isEmpty() || scene.points().isEmpty()
                        ? scene.points()
                        : scene.points().subList(0, 1);
                List<PointBlock> blocks = known.stream().map(PointLayer::points).toList();
                if (!same(blocks, groundOf)) {
                    ground = SceneGround.estimate(new SceneSnapshot(known, List.of(), List.of()));
                    groundOf = blocks;
                    began = System.nanoTime();
                }
                draw(renderer.get(), request, scene, frame.missing(), slot, ground);
                double took = (System.nanoTime() - began) / 1e6;
                request.tiles().ifPresent(t -> t.took(took));
                if (first) {
                    again(request);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            renderer.ifPresent(PointRenderer::close);
            renderer = Optional.empty();
        }
    }

    private void again(Request request) {
        synchronized (lock) {
            if (pending.isEmpty()) {
                pending = Optional.of(request);
            }
        }
    }

    private static boolean same(List<PointBlock> a, List<PointBlock> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (a.get(i) != b.get(i)) {
                return false;
            }
        }
        return true;
    }

    private void draw(PointRenderer r, Request request, SceneSnapshot scene, int missing, Slot slot, Ground ground) {
        slot.fit(request.view().width(), request.view().height());
        Drawn drawn = r.render(scene, request.view(), slot.pixels.getBuffer());
        Picture picture = new Picture(
                slot.image, slot.pixels, scene, request.view(), drawn, r.name(), r.description(), ground, request.tiles(),
                missing);
        Platform.runLater(() -> {
            picture.pixels().updateBuffer(b -> null);
            show.accept(picture);
            synchronized (lock) {
                shown.addLast(slot);
                // The picture before may still be on its way through the window's own painting; the one before
                // it is not.
                if (shown.size() > 2) {
                    free.add(shown.pollFirst());
                    lock.notifyAll();
                }
            }
        });
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
