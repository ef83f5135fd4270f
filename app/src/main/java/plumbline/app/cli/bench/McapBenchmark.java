package plumbline.app.cli.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Sample;
import plumbline.storage.format.Captures;
import plumbline.storage.format.mcap.McapCaptures;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

/** An MCAP recording of lidar sweeps, from its first byte to a durable project, stage by stage; megabytes of the file a second. */
final class McapBenchmark implements Benchmark {
    private static final int POINTS = 120_000;
    private static final int ROUNDS = 3;
    private static final double GOAL = 300;
    private static final int DISK_BYTES = 1 << 22;

    /** One pass over the recording. */
    private interface Stage {
        void run(CaptureSource source) throws IOException;
    }

    @Override
    public String name() {
        return "mcap";
    }

    @Override
    public String what() {
        return "an MCAP recording imported into a project, and what its stages take; --size is sweeps of 120,000 points";
    }

    @Override
    public int defaultSize() {
        return 120;
    }

    @Override
    public List<Result> run(Path folder, int size, Progress progress) throws IOException {
        Path mcap = folder.resolve("sweeps.mcap");
        McapCaptures.write(new ManySweeps(size, POINTS), mcap, progress);
        double megabytes = Files.size(mcap) / 1e6;
        List<Result> out = new ArrayList<>();
        out.add(Result.of("file", megabytes, "MB"));
        out.add(Result.of("open", rate(mcap, megabytes, s -> {}), "MB/s"));
        out.add(Result.of("open and bytes of each sample", rate(mcap, megabytes, s -> each(s, s::raw)), "MB/s"));
        out.add(Result.of("open and points of each sample", rate(mcap, megabytes, s -> each(s, s::points)), "MB/s"));
        out.add(Result.of("open, bytes and their hashes", rate(mcap, megabytes, s -> each(s, x -> Hash.of(s.raw(x)))), "MB/s"));
        double disk = disk(folder.resolve("plain"), size);
        out.add(Result.of("objects of that size forced to this disk one by one, nothing else", disk, "MB/s"));
        double best = 0;
        for (int i = 0; i < ROUNDS; i++) {
            progress.update("Importing", i, ROUNDS);
            best = Math.max(best, imported(folder.resolve("project-" + i), mcap, megabytes));
        }
        out.add(Result.atLeast("import", best, "MB/s", GOAL));
        out.add(Result.of("import, of the disk's own rate", best / disk, ""));
        return out;
    }

    /** What is made of a sample. */
    private interface Made {
        Object of(Sample sample) throws IOException;
    }

    private static void each(CaptureSource source, Made made) throws IOException {
        for (Sample s : source.capture().samples()) {
            if (made.of(s) == null) {
                throw new IOException("a sample came to nothing");
            }
        }
    }

    private static double rate(Path mcap, double megabytes, Stage stage) throws IOException {
        double best = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            try (CaptureSource source = Captures.open(mcap)) {
                stage.run(source);
            }
            best = Math.max(best, megabytes / seconds(start));
        }
        return best;
    }

    private static double imported(Path home, Path mcap, double megabytes) throws IOException {
        try (Project p = Projects.init(home, "bench", new Actor("bench", "bench", "benchmark"))) {
            long start = System.nanoTime();
            try (CaptureSource source = Captures.open(mcap)) {
                p.importCapture(source, Governance.DEFAULT, Progress.NONE);
            }
            return megabytes / seconds(start);
        }
    }

    private static double disk(Path folder, int files) throws IOException {
        Files.createDirectories(folder);
        ByteBuffer bytes = ByteBuffer.allocate(DISK_BYTES);
        long start = System.nanoTime();
        for (int i = 0; i < files; i++) {
            try (FileChannel c = FileChannel.open(
                    folder.resolve(String.valueOf(i)), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                bytes.clear();
                while (bytes.hasRemaining()) {
                    c.write(bytes);
                }
                c.force(true);
            }
        }
        return files * (DISK_BYTES / 1e6) / seconds(start);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }
}
