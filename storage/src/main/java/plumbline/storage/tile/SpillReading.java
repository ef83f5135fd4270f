package plumbline.storage.tile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.TileSet;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;

/** The first stage: reads the source once, all of it into a {@link Spill}. */
final class SpillReading {
    private final PointStream in;
    private final Path building;
    private final Cube cube;
    private final int threads;
    private final Progress progress;
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    private final double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private List<TileSet.Field> fields = List.of();
    private List<String> types = List.of();
    private Optional<Spill> spill = Optional.empty();
    private long blocks;
    private long points;
    private long unplaced;

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
        List<Future<?>> tasks = new ArrayList<>();
        List<Problem> problems;
        Semaphore room = new Semaphore(threads + 1);
        boolean whole = false;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads);
                Preview preview = new Preview(building.resolve("preview.bin"), in.grid(), in.expected())) {
            problems = in.read(block -> {
                stopIfNeeded();
                if (spill.isEmpty()) {
                    begin(block);
                }
                same(block);
                long number = blocks++;
                long first = points;
                points += block.size();
                room.acquireUninterruptibly();
                tasks.add(pool.submit(() -> take(number, first, block, preview, room)));
                tasks.removeIf(Future::isDone);
                progress.update("Reading points", points, in.expected());
            });
            for (Future<?> t : tasks) {
                t.get();
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
        boolean some = low[0] <= high[0];
        Vec3 min = some ? new Vec3(low[0], low[1], low[2]) : Vec3.ZERO;
        Vec3 max = some ? new Vec3(high[0], high[1], high[2]) : Vec3.ZERO;
        TileManifest set = TileManifest.begin(in, cube, in.grid(), fields)
                .read(points - unplaced, unplaced, min, max, fields, problems);
        return new Result(set, spill, some && !cube.holds(low, high));
    }

    private void stopIfNeeded() {
        if (failure.get() != null) {
            throw new UncheckedIOException(failure.get());
        }
        if (progress.cancelled()) {
            throw new CancellationException("stopped while reading; nothing of it is kept");
        }
    }

    private void begin(PointBlock block) {
        fields = block.columns().stream().map(c -> new TileSet.Field(c.name(), c.type(), 0, 0)).toList();
        types = fields.stream().map(TileSet.Field::type).toList();
        TileManifest set = TileManifest.begin(in, cube, in.grid(), fields);
        try {
            spill = Optional.of(new Spill(
                    building.resolve("spill-0.bin"), TileKey.ROOT, cube, in.grid(), set.fieldWidths(), in.expected(), false));
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
                    in.source().name(), "point " + points, "from here on the points have other fields than before"));
        }
    }

    private void take(long number, long first, PointBlock block, Preview preview, Semaphore room) {
        try {
            Rows rows = Rows.of(block, in.grid());
            double[][] xyz = rows.metres(in.grid());
            int[] placed = placed(xyz, rows.size());
            if (placed.length < rows.size()) {
                synchronized (this) {
                    unplaced += rows.size() - placed.length;
                }
                rows = rows.gather(placed, 0, placed.length);
                xyz = rows.metres(in.grid());
            }
            widen(xyz);
            preview.offer(first, rows, types);
            spill.orElseThrow().add(number, rows, xyz);
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

    private void widen(double[][] xyz) {
        for (int a = 0; a < 3; a++) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (double v : xyz[a]) {
                min = Math.min(min, v);
                max = Math.max(max, v);
            }
            synchronized (this) {
                low[a] = Math.min(low[a], min);
                high[a] = Math.max(high[a], max);
            }
        }
    }
}
