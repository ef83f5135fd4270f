package plumbline.storage.tile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.TileKey;
import plumbline.storage.format.FormatException;

/** The second stage: each chunk of the spill becomes a tree of tiles in a file of its own; those that are there are kept. */
final class ChunkStage implements AutoCloseable {
    /** So many points are in memory for each thread. The bytes of the tiles depend on it. */
    static final long CHUNK = 700_000;
    private static final long MOST = 20_000_000;
    private static final long BYTES_PER_POINT = 110;

    private record Chunk(Spill spill, Segments points) {}

    private record Worker(Sampler sampler, TileCodec codec, SortedChunk points) {}

    private final Path folder;
    private final TileManifest set;
    private final int threads;
    private final Progress progress;
    private final List<Spill> finer = new ArrayList<>();
    private final ConcurrentLinkedDeque<Worker> workers = new ConcurrentLinkedDeque<>();
    private final AtomicLong done = new AtomicLong();
    private final Buffers buffers = new Buffers();
    private final ExecutorService disk = Executors.newSingleThreadExecutor();
    private final Queue<Future<?>> forced = new ConcurrentLinkedQueue<>();
    private long finerPoints;

    ChunkStage(Path folder, TileManifest set, int threads, Progress progress) {
        this.folder = folder;
        this.set = set;
        this.progress = progress;
        long fit = Runtime.getRuntime().maxMemory() / 2 / (CHUNK * BYTES_PER_POINT);
        this.threads = (int) Math.clamp(fit, 1, threads);
    }

    /** The chunks' keys, in the order of the Z-curve. */
    List<TileKey> run(Spill spill) throws IOException {
        Files.createDirectories(folder.resolve("nodes"));
        Files.createDirectories(folder.resolve("building/roots"));
        List<Chunk> chunks = new ArrayList<>();
        collect(spill, spill.chunks(CHUNK), chunks);
        List<Future<?>> tasks = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (Chunk c : chunks) {
                tasks.add(pool.submit(() -> {
                    build(c);
                    return null;
                }));
            }
            try {
                for (Future<?> t : tasks) {
                    t.get();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                pool.shutdownNow();
            } catch (ExecutionException e) {
                pool.shutdownNow();
                rethrow(e.getCause());
            }
        }
        if (progress.cancelled()) {
            throw stopped();
        }
        waitForDisk();
        return chunks.stream().map(c -> c.points().key()).toList();
    }

    private static void rethrow(Throwable cause) throws IOException {
        switch (cause) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(cause);
        }
    }

    private static CancellationException stopped() {
        return new CancellationException("stopped; started again it goes on where it was");
    }

    /** Chunks that are too large, as where a scanner stood, are spilled anew into finer cells. */
    private void collect(Spill spill, List<Segments> found, List<Chunk> chunks) throws IOException {
        for (Segments s : found) {
            if (s.points() <= CHUNK || s.key().level() == TileKey.DEEPEST) {
                if (s.points() > MOST) {
                    throw new FormatException(
                            set.name(), "", s.points() + " points share one place; so many cannot be put into one tile");
                }
                chunks.add(new Chunk(spill, s));
                continue;
            }
            Path file = folder.resolve("building/spill-" + s.key() + ".bin");
            Spill parts = Spill.create(file, s.key(), set, spill.layout(), s.points(), buffers);
            finer.add(parts);
            for (int i = 0; i < s.counts().length; i++) {
                if (progress.cancelled()) {
                    throw stopped();
                }
                parts.add(i, spill.read(s, i));
            }
            finerPoints += s.points();
            progress.update("Cutting dense places", finerPoints, 0);
            collect(parts, parts.chunks(CHUNK), chunks);
        }
    }

    private void build(Chunk chunk) throws IOException {
        if (progress.cancelled()) {
            throw stopped();
        }
        TileKey key = chunk.points().key();
        Path nodes = folder.resolve("nodes").resolve(key + ".bin");
        Path root = folder.resolve("building/roots").resolve(key + ".bin");
        if (!Files.exists(nodes) || !TileFile.whole(nodes) || !whole(root)) {
            Worker found = workers.pollFirst();
            Worker w = found == null
                    ? new Worker(new Sampler(), new TileCodec(), new SortedChunk(set.grid(), set.cube()))
                    : found;
            try (TileFile out = new TileFile(nodes)) {
                w.points().load(chunk.spill(), chunk.points(), set.cube().corner(key));
                ChunkTree tree = new ChunkTree(
                        w.points(), set.cube(), set.rootSpacing(), key, w.sampler(),
                        (k, tile, mask) -> tile(out, w.codec(), k, tile, mask));
                ChunkTree.Top top = tree.build();
                // Not forced to disk: it is checked where it was left by an earlier start.
                Path part = root.resolveSibling("." + root.getFileName() + ".part");
                Files.write(part, w.codec().encode(top.rows(), set.fieldTypes()));
                Files.move(part, root, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                out.add(key, 0, new byte[0], top.mask());
                out.finish();
                // Waiting for the disk is nothing for a thread that could reckon.
                forced.add(disk.submit(() -> {
                    TileFile.force(nodes);
                    return null;
                }));
            } finally {
                workers.addFirst(w);
            }
        }
        progress.update("Building tiles", done.addAndGet(chunk.points().points()), set.points());
    }

    private boolean whole(Path root) throws IOException {
        if (!Files.exists(root)) {
            return false;
        }
        try {
            return TileCodec.decode(Files.readAllBytes(root), set.fieldWidths(), f -> true, root.toString()).size() > 0;
        } catch (FormatException e) {
            // The machine stopped before it was on disk: the chunk is built again.
            return false;
        }
    }

    private void tile(TileFile out, TileCodec codec, TileKey key, Optional<RowBlock> rows, int mask) throws IOException {
        if (rows.isPresent()) {
            out.add(key, rows.get().size(), codec.encode(rows.get(), set.fieldTypes()), mask);
        } else {
            out.add(key, 0, new byte[0], mask);
        }
    }

    /** From here on the finished tiles outlast a power cut. */
    private void waitForDisk() throws IOException {
        try {
            for (Future<?> f : forced) {
                f.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped();
        } catch (ExecutionException e) {
            rethrow(e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        disk.shutdownNow();
        workers.forEach(w -> w.codec().close());
        for (Spill s : finer) {
            s.close();
        }
    }
}
