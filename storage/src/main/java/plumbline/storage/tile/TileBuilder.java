package plumbline.storage.tile;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.format.FormatException;

/**
 * Builds an octree of tiles from any points, in memory that does not grow with them: counting sort into chunks on disk, a
 * tree for each chunk, then the top (after Schütz, Ohrhallinger, Wimmer 2020, "Fast Out-of-Core Octree Generation for Massive
 * Point Clouds"). The same points give the same bytes, whatever the number of threads. Stopped or killed, it goes on where
 * it was. Cancelling throws {@link java.util.concurrent.CancellationException}.
 */
public final class TileBuilder {
    private final Path folder;
    private final Path building;
    private final int threads;
    private final Progress progress;

    private TileBuilder(Path folder, int threads, Progress progress) {
        this.folder = folder;
        this.building = folder.resolve("building");
        this.threads = threads;
        this.progress = progress;
    }

    /** {@code unplaced} points have no finite coordinates; {@code resumed} where an earlier start had done a part. */
    public record Built(long points, long unplaced, long tiles, boolean resumed, List<Problem> problems) {}

    public static Built build(PointStream in, Path folder, int threads, Progress progress) throws IOException {
        return new TileBuilder(folder, Math.max(1, threads), progress).build(in);
    }

    private Built build(PointStream in) throws IOException {
        if (Files.exists(folder.resolve("tiles.json"))) {
            TileManifest there = TileManifest.of(folder.resolve("tiles.json"));
            if (!there.source().equals(in.source())) {
                throw new FormatException(
                        folder.toString(), "",
                        "these are the tiles of another file (" + there.name()
                                + ", or of another state of it); name another folder or remove this one");
            }
            clear(building);
            return built(there, true);
        }
        refuseOthers();
        Files.createDirectories(building);
        try (FileChannel c = FileChannel.open(
                        building.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(c)) {
            return locked(in);
        } catch (Spill.Damaged e) {
            throw e.told();
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            throw new FormatException(folder.toString(), "", "these tiles are being built already", e);
        }
        if (lock == null) {
            throw new FormatException(folder.toString(), "", "these tiles are being built already by another program");
        }
        return lock;
    }

    private void refuseOthers() throws IOException {
        if (Files.exists(folder) && !Files.exists(building)) {
            try (Stream<Path> there = Files.list(folder)) {
                if (there.findAny().isPresent()) {
                    throw new FormatException(
                            folder.toString(), "", "the folder holds other things; name a new or an empty one");
                }
            }
        }
    }

    private Built locked(PointStream in) throws IOException {
        AtomicFile.clearLeft(folder);
        AtomicFile.clearLeft(building);
        Optional<TileManifest> earlier = earlier(in.source());
        if (earlier.isPresent()) {
            try {
                TileManifest set = earlier.get();
                return built(finish(set, chunks(set, Optional.of(reopened(set)))), true);
            } catch (Spill.Damaged e) {
                // The machine stopped before the points were on disk: they are read again.
                progress.update("Reading points", 0, in.expected());
            }
        }
        startAnew();
        SpillReading.Result read = read(in);
        return built(finish(read.set(), chunks(read.set(), read.spill())), false);
    }

    private Spill reopened(TileManifest set) throws IOException {
        try (DataInputStream index = new DataInputStream(
                new BufferedInputStream(Files.newInputStream(building.resolve("spill-0.idx"))))) {
            return Spill.reopen(building.resolve("spill-0.bin"), set, index);
        }
    }

    private List<TileKey> chunks(TileManifest set, Optional<Spill> spill) throws IOException {
        if (spill.isEmpty()) {
            return List.of();
        }
        try (Spill s = spill.get(); ChunkStage stage = new ChunkStage(folder, set, threads, progress)) {
            return set.points() == 0 ? List.of() : stage.run(s);
        }
    }

    private static Built built(TileManifest set, boolean resumed) {
        return new Built(set.points(), set.unplaced(), set.tiles(), resumed, set.problems());
    }

    /** What an earlier start read, if it was this source and it came to the end of it. */
    private Optional<TileManifest> earlier(PointStream.Source source) {
        try {
            TileManifest.State state = TileManifest.state(building.resolve("state.json"));
            return state.read() && state.set().source().equals(source) ? Optional.of(state.set()) : Optional.empty();
        } catch (IOException e) {
            // Nothing that could be gone on with: it starts anew.
            return Optional.empty();
        }
    }

    private void startAnew() throws IOException {
        clear(folder.resolve("nodes"));
        try (Stream<Path> left = Files.list(building)) {
            for (Path p : left.filter(p -> !p.endsWith("lock")).toList()) {
                clear(p);
            }
        }
    }

    private static void clear(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            }
        }
    }

    private SpillReading.Result read(PointStream in) throws IOException {
        boolean known = in.expected() > 0 && in.min().x() <= in.max().x();
        Cube cube = known ? Cube.around(in.min(), in.max()) : Cube.around(Vec3.ZERO, Vec3.ZERO);
        SpillReading.Result read = new SpillReading(in, building, cube, threads, progress).run();
        if (read.outside()) {
            read.spill().orElseThrow().close();
            Cube theirs = Cube.around(read.set().min(), read.set().max());
            read = new SpillReading(in, building, theirs, threads, progress).run();
        }
        if (read.spill().isPresent()) {
            Spill s = read.spill().get();
            AtomicFile.write(building.resolve("spill-0.idx"), out -> {
                DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out));
                s.writeIndex(data);
                data.flush();
            });
            // Not forced to disk, which would take as long as reading: what a power cut damages is found by its checksums.
            TileManifest.write(building.resolve("state.json"), new TileManifest.State(true, read.set()));
        }
        return read;
    }

    private TileManifest finish(TileManifest set, List<TileKey> chunks) throws IOException {
        Files.createDirectories(folder.resolve("nodes"));
        progress.update("Joining tiles", 0, 0);
        List<String> files = new ArrayList<>();
        List<TileEntry> entries = new ArrayList<>();
        Map<TileKey, Integer> maskOfChunk = new HashMap<>();
        for (TileKey chunk : chunks) {
            String name = chunk + ".bin";
            List<TileEntry> in = TileFile.entries(folder.resolve("nodes").resolve(name));
            for (TileEntry e : in) {
                if (e.key().equals(chunk)) {
                    maskOfChunk.put(chunk, e.mask());
                } else {
                    entries.add(e.inFile(files.size()));
                }
            }
            files.add(name);
        }
        if (!chunks.isEmpty()) {
            Path top = folder.resolve("nodes/top.bin");
            try (TileFile out = new TileFile(top); TileCodec codec = new TileCodec()) {
                new TopTree(set, building.resolve("roots"), out, codec, maskOfChunk).build();
                out.finish();
            }
            TileFile.force(top);
            TileFile.entries(top).forEach(e -> entries.add(e.inFile(files.size())));
            files.add("top.bin");
        }
        entries.sort(Comparator.<TileEntry>comparingInt(e -> e.key().level()).thenComparingLong(e -> Cube.code(e.key())));
        new TileIndex(files, entries).write(folder.resolve("index.bin"));
        TileManifest whole = set.withTiles(entries.size());
        // The manifest says that all is there, so the names of the tiles' files must outlast a power cut as well.
        AtomicFile.forceFolder(folder.resolve("nodes"));
        TileManifest.write(folder.resolve("tiles.json"), whole);
        clear(building);
        return whole;
    }
}
