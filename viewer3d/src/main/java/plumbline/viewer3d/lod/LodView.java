package plumbline.viewer3d.lod;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.TileNode;
import plumbline.annotation.scene.TileSource;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.render.SceneSnapshot.Spread;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/**
 * An octree on the screen: each {@link #frame} gives what can be drawn at once and has the rest loaded in the background,
 * coarse first. What the newest picture does not need is not loaded any more. {@code frame} never waits for a disk; it
 * is called by one thread at a time.
 */
public final class LodView implements AutoCloseable {
    /** More points than this do not newly appear in one picture, so that no upload holds it up. */
    private static final long NEW_POINTS = 600_000;
    private static final int ALL_OCTANTS = 255;
    private static final long FEWEST_POINTS = 100_000;
    private static final long LOOK_AGAIN_NANOS = 700_000_000L;

    private final TileSource source;
    private final TileColours colours;
    private final LodBudget budget;
    private final int threads;
    private final Runnable changed;
    private final ExecutorService loaders;
    private final LodCache cache;
    private final ArrayDeque<TileNode> wanted = new ArrayDeque<>();
    private final Set<TileKey> loading = new HashSet<>();
    private final Map<TileNode, Problem> broken = new HashMap<>();
    private Set<TileKey> shown = Set.of();
    private Optional<Camera> camera = Optional.empty();
    private long movingPoints;
    private long lastPoints;
    private int working;
    private boolean looking;
    private long lookedNanos = System.nanoTime();
    private boolean closed;

    /** {@code changed} is called, on any thread, when a further frame would show more. */
    public LodView(TileSource source, TileColours colours, LodBudget budget, int threads, Runnable changed) {
        this.source = source;
        this.colours = colours;
        this.budget = budget;
        this.threads = threads;
        this.changed = changed;
        this.cache = new LodCache(budget.bytes());
        this.movingPoints = budget.points();
        this.loaders = Executors.newFixedThreadPool(Math.max(1, threads), task -> {
            Thread t = Executors.defaultThreadFactory().newThread(task);
            t.setDaemon(true);
            return t;
        });
    }

    /** What to draw; {@code missing} tiles are on their way, so 0 means that the picture is sharp. */
    public record Frame(List<PointLayer> layers, long points, int missing) {}

    public Frame frame(ViewState view, Optional<double[]> pointer) {
        return frame(view, pointer, camera.isPresent() && !camera.get().equals(view.camera()));
    }

    /** {@code moving} where the camera is on its way, even if it stands where it did in the frame before. */
    public Frame frame(ViewState view, Optional<double[]> pointer, boolean moving) {
        Projection p = Projection.of(view.camera(), view.width(), view.height());
        camera = Optional.of(view.camera());
        LodBudget most = moving ? budget.atMost(movingPoints) : budget;
        List<TileNode> needed = LodSelection.of(source, p, view.clip(), most, pointer);
        synchronized (this) {
            List<PointLayer> layers = new ArrayList<>(needed.size());
            List<TileNode> nodes = new ArrayList<>(needed.size());
            Set<TileKey> now = new HashSet<>();
            wanted.clear();
            long points = 0;
            long fresh = 0;
            int missing = 0;
            for (TileNode n : needed) {
                if (n.points() == 0) {
                    continue;
                }
                Optional<PointLayer> ready = cache.get(n);
                if (ready.isEmpty() && !broken.containsKey(n)) {
                    missing++;
                    if (!loading.contains(n.key())) {
                        wanted.add(n);
                    }
                    ready = cache.anyOf(n.key());
                }
                if (ready.isPresent()) {
                    int size = ready.get().points().size();
                    if (!shown.contains(n.key())) {
                        if (fresh > 0 && fresh + size > NEW_POINTS) {
                            missing++;
                            continue;
                        }
                        fresh += size;
                    }
                    layers.add(ready.get());
                    nodes.add(n);
                    now.add(n.key());
                    points += size;
                }
            }
            shown = now;
            cache.trim(needed.size());
            start();
            lastPoints = points;
            for (int i = 0; i < layers.size(); i++) {
                layers.set(i, layers.get(i).withSpread(spread(nodes.get(i), now)));
            }
            return new Frame(layers, points, missing);
        }
    }

    /** Points stand for what is between them where there is something finer that is not shown. */
    private Optional<Spread> spread(TileNode n, Set<TileKey> now) {
        int finer = 0;
        for (int octant = 0; octant < 8; octant++) {
            if (!n.has(octant) || now.contains(n.key().child(octant))) {
                finer |= 1 << octant;
            }
        }
        double half = source.set().size(n.key()) / 2;
        return finer == ALL_OCTANTS
                ? Optional.empty()
                : Optional.of(new Spread(
                        source.set().spacing(n.key()), source.set().corner(n.key()).plus(new Vec3(half, half, half)), finer));
    }

    /**
     * How long the last frame took to choose and draw: the next ones hold as many points as fit while the camera moves. By
     * the thread that calls {@link #frame}.
     */
    public void took(double milliseconds) {
        if (lastPoints >= FEWEST_POINTS / 2 && milliseconds > 0) {
            double change = Math.clamp(budget.movingMillis() / milliseconds, 0.6, 1.4);
            long fit = (long) (lastPoints * change);
            movingPoints = Math.clamp(
                    (movingPoints + fit) / 2, Math.min(FEWEST_POINTS, budget.points()), budget.points());
        }
    }

    private void start() {
        while (!closed && working < Math.min(threads, wanted.size())) {
            working++;
            loaders.execute(this::work);
        }
        if (!closed && !looking && !source.set().complete() && System.nanoTime() - lookedNanos > LOOK_AGAIN_NANOS) {
            looking = true;
            loaders.execute(this::lookAgain);
        }
    }

    private void work() {
        Optional<TileNode> next = next();
        while (next.isPresent()) {
            TileNode n = next.get();
            Optional<PointLayer> layer = Optional.empty();
            try {
                layer = Optional.of(load(n.key()));
            } catch (IOException e) {
                failed(n, e);
            } finally {
                loaded(n, layer);
            }
            next = next();
        }
    }

    private PointLayer load(TileKey key) throws IOException {
        PointBlock all = source.load(key, colours.fields());
        int[] argb = colours.argb(all);
        PointBlock bare = new PointBlock(all.origin(), all.x(), all.y(), all.z(), Optional.empty(), List.of());
        return new PointLayer("tile " + key, bare, Pose.IDENTITY, argb);
    }

    private synchronized Optional<TileNode> next() {
        TileNode n = closed ? null : wanted.poll();
        if (n == null) {
            working--;
            notifyAll();
            return Optional.empty();
        }
        loading.add(n.key());
        return Optional.of(n);
    }

    private synchronized void failed(TileNode n, IOException e) {
        // A tile of an unfinished folder may have moved; the next look finds where to.
        if (source.set().complete()) {
            broken.put(n, new Problem("tile " + n.key(), String.valueOf(e.getMessage())));
        }
    }

    private void loaded(TileNode n, Optional<PointLayer> layer) {
        synchronized (this) {
            loading.remove(n.key());
            if (!closed) {
                layer.ifPresent(l -> cache.put(n, l));
            }
        }
        changed.run();
    }

    private void lookAgain() {
        boolean more = false;
        try {
            more = source.refresh();
        } catch (IOException e) {
            synchronized (this) {
                broken.put(new TileNode(TileKey.ROOT, 0, 0, 0), new Problem(source.set().name(), e.getMessage()));
            }
        } finally {
            synchronized (this) {
                looking = false;
                lookedNanos = System.nanoTime();
            }
        }
        if (more) {
            changed.run();
        }
    }

    /** Waits until what the last frame lacked is there, or the time is over: for pictures without a window. */
    public synchronized boolean await(long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (working > 0 && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        }
        return working == 0;
    }

    /** What the tiles are of. */
    public TileSource source() {
        return source;
    }

    public TileColours colours() {
        return colours;
    }

    /** Tiles that could not be read. */
    public synchronized List<Problem> problems() {
        return List.copyOf(broken.values());
    }

    public synchronized long cachedBytes() {
        return cache.bytes();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            wanted.clear();
            cache.clear();
        }
        loaders.shutdown();
    }
}
