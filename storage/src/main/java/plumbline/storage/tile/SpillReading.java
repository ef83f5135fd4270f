package plumbline.storage.tile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.TileSet;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointRecords;

/**
 * The first stage: reads the source once, all of it into a {@link Spill}. Records are taken as they are, part by part on all
 * threads; points of other formats come as columns, in order, and are made rows.
 */
final class SpillReading {
    private final PointStream in;
    private final Path building;
    private final Cube cube;
    private final int threads;
    private final Progress progress;
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final AtomicLong points = new AtomicLong();
    private final AtomicLong unplaced = new AtomicLong();
    private final ConcurrentLinkedDeque<byte[]> free = new ConcurrentLinkedDeque<>();
    private List<TileSet.Field> fields = List.of();
    private List<String> types = List.of();
    private Optional<Spill> spill = Optional.empty();

    SpillReading(PointStream in, Path building, Cube cube, int threads, Progress progress) {
        this.in = in;
        this.building = building;
        this.cube = cube;
        this.threads = threads;
        this.progress = progress;
    }

    /** {@code outside}: the points do not keep to the bounds that were said; all is to be read again within theirs. */
    record Result(TileManifest set, Optional<Spill> spill, boolean outside) {}

    Result run() throws IOException {
        List<Problem> problems;
        boolean whole = false;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads);
                Preview preview = new Preview(building.resolve("preview.bin"), in.grid(), in.expected())) {
            Optional<PointRecords> records = in.records();
            if (records.isPresent()) {
                try (PointRecords r = records.get()) {
                    problems = records(r, pool, preview);
                }
            } else {
                problems = blocks(pool, preview);
            }
            stopIfNeeded();
            fields = preview.finish(fields, types);
            whole = true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("stopped while reading").initCause(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            if (!whole && spill.isPresent()) {
                spill.get().close();
            }
        }
        double[][] bounds = spill.isPresent() ? spill.get().bounds() : new double[2][3];
        double[] low = bounds[0];
        double[] high = bounds[1];
        boolean some = points.get() > unplaced.get();
        Vec3 min = some ? new Vec3(low[0], low[1], low[2]) : Vec3.ZERO;
        Vec3 max = some ? new Vec3(high[0], high[1], high[2]) : Vec3.ZERO;
        TileManifest set = TileManifest.begin(in, cube, in.grid(), fields)
                .read(points.get() - unplaced.get(), unplaced.get(), min, max, fields, problems);
        return new Result(set, spill, some && !cube.holds(low, high));
    }

    private List<Problem> records(PointRecords records, ExecutorService pool, Preview preview)
            throws IOException, InterruptedException, ExecutionException {
        begin(records.fields().stream().map(f -> new TileSet.Field(f.name(), f.type(), 0, 0)).toList(), RowLayout.of(records));
        List<List<Problem>> found = new ArrayList<>(java.util.Collections.nCopies(records.count(), List.of()));
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> tasks = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            tasks.add(pool.submit(() -> {
                for (int part = next.getAndIncrement(); part < records.count() && !stopped(); part = next.getAndIncrement()) {
                    try {
                        found.set(part, part(records, part, preview));
                    } catch (IOException e) {
                        failure.compareAndSet(null, e);
                    }
                }
            }));
        }
        for (Future<?> t : tasks) {
            t.get();
        }
        stopIfNeeded();
        List<Problem> problems = new ArrayList<>(records.problems(points.get()));
        found.forEach(problems::addAll);
        return problems;
    }

    private List<Problem> part(PointRecords records, int part, Preview preview) throws IOException {
        // A part may come in several blocks; their numbers go on in the part's order.
        long[] blocks = {(long) part << Integer.SIZE};
        long[] first = {records.first(part)};
        return records.read(part, (buffer, n) -> {
            if (!stopped()) {
                take(blocks[0]++, first[0], buffer, n, preview);
                first[0] += n;
                progress.update("Reading points", points.addAndGet(n), in.expected());
            }
        });
    }

    private void take(long number, long first, ByteBuffer records, int n, Preview preview) throws IOException {
        Spill s = spill.orElseThrow();
        int bytes = n * s.layout().stride(Rows.Kind.GRID);
        byte[] found = free.pollFirst();
        byte[] room = found != null && found.length >= bytes ? found : new byte[bytes];
        records.get(0, room, 0, bytes);
        RowBlock rows = new RowBlock(room, n, Rows.Kind.GRID, s.layout());
        preview.offer(first, rows, types);
        s.add(number, rows);
        free.addFirst(room);
    }

    private List<Problem> blocks(ExecutorService pool, Preview preview)
            throws IOException, InterruptedException, ExecutionException {
        List<Future<?>> tasks = new ArrayList<>();
        Semaphore room = new Semaphore(threads + 1);
        long[] number = {0};
        List<Problem> problems = in.read(block -> {
            stopIfNeeded();
            if (spill.isEmpty()) {
                List<TileSet.Field> has =
                        block.columns().stream().map(c -> new TileSet.Field(c.name(), c.type(), 0, 0)).toList();
                begin(has, RowLayout.packed(has.stream().mapToInt(f -> Lane.width(f.type())).toArray()));
            }
            same(block);
            long k = number[0]++;
            long first = points.getAndAdd(block.size());
            room.acquireUninterruptibly();
            tasks.add(pool.submit(() -> take(k, first, block, preview, room)));
            tasks.removeIf(Future::isDone);
            progress.update("Reading points", points.get(), in.expected());
        });
        for (Future<?> t : tasks) {
            t.get();
        }
        return problems;
    }

    private boolean stopped() {
        return failure.get() != null || progress.cancelled();
    }

    private void stopIfNeeded() {
        if (failure.get() != null) {
            throw new UncheckedIOException(failure.get());
        }
        if (progress.cancelled()) {
            throw new CancellationException("stopped while reading; nothing of it is kept");
        }
    }

    private void begin(List<TileSet.Field> has, RowLayout layout) {
        fields = has;
        types = fields.stream().map(TileSet.Field::type).toList();
        TileManifest set = TileManifest.begin(in, cube, in.grid(), fields);
        try {
            spill = Optional.of(Spill.create(
                    building.resolve("spill-0.bin"), TileKey.ROOT, set, layout, in.expected(), new Buffers()));
            TileManifest.write(building.resolve("state.json"), new TileManifest.State(false, set));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void same(PointBlock block) {
        List<Column> columns = block.columns();
        boolean same = columns.size() == fields.size();
        for (int i = 0; same && i < columns.size(); i++) {
            same = columns.get(i).name().equals(fields.get(i).name())
                    && columns.get(i).type().equals(fields.get(i).type());
        }
        if (!same) {
            throw new UncheckedIOException(new FormatException(
                    in.source().name(), "point " + points.get(), "from here on the points have other fields than before"));
        }
    }

    private void take(long number, long first, PointBlock block, Preview preview, Semaphore room) {
        try {
            Rows rows = Rows.of(block, in.grid());
            int[] placed = placed(rows.metres(in.grid()), rows.size());
            if (placed.length < rows.size()) {
                unplaced.addAndGet(rows.size() - placed.length);
                rows = rows.gather(placed, 0, placed.length);
            }
            RowBlock packed = RowBlock.of(rows, spill.orElseThrow().layout());
            preview.offer(first, packed, types);
            spill.orElseThrow().add(number, packed);
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        } finally {
            room.release();
        }
    }

    /** Those with finite coordinates. */
    private static int[] placed(double[][] xyz, int n) {
        int[] ids = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (Double.isFinite(xyz[0][i] + xyz[1][i] + xyz[2][i])) {
                ids[count++] = i;
            }
        }
        return count == n ? ids : java.util.Arrays.copyOf(ids, count);
    }
}
