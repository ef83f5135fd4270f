package plumbline.viewer3d.fx;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.scene.PointBlock;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.PointRenderer.Drawn;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.render.Renderers;
import plumbline.viewer3d.render.SceneGround;
import plumbline.viewer3d.render.SceneSnapshot;
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
            String renderer, String description, Ground ground) {}

    private record Request(SceneSnapshot scene, ViewState view) {}

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

    void request(SceneSnapshot scene, ViewState view) {
        synchronized (lock) {
            pending = Optional.of(new Request(scene, view));
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
        Optional<PointRenderer> r = renderer;
        if (r.isEmpty()) {
            return Optional.empty();
        }
        if (r.get().picksFromAnyThread()) {
            return r.get().pick(x, y);
        }
        CompletableFuture<Optional<PointRenderer.Picked>> answer = new CompletableFuture<>();
        synchronized (lock) {
            errands.add(own -> answer.complete(own.pick(x, y)));
            lock.notifyAll();
        }
        try {
            return answer.get(100, TimeUnit.MILLISECONDS);
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
                List<PointBlock> blocks = request.scene().points().stream()
                        .map(SceneSnapshot.PointLayer::points)
                        .toList();
                if (!same(blocks, groundOf)) {
                    ground = SceneGround.estimate(request.scene());
                    groundOf = blocks;
                }
                draw(renderer.get(), request, slot, ground);
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

    private void draw(PointRenderer r, Request request, Slot slot, Ground ground) {
        slot.fit(request.view().width(), request.view().height());
        Drawn drawn = r.render(request.scene(), request.view(), slot.pixels.getBuffer());
        Picture picture = new Picture(
                slot.image, slot.pixels, request.scene(), request.view(), drawn, r.name(), r.description(), ground);
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
