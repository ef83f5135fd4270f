package plumbline.app.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.PointFormat;
import plumbline.storage.format.point.DrawRecords;
import plumbline.storage.format.point.Las;
import plumbline.storage.format.point.LasStream;
import plumbline.storage.format.point.Laz;
import plumbline.storage.format.point.PointConversion;

/** A street of LAS points from a seed: read for drawing and whole, packed, and read packed. Best of four, warm. */
final class PointFilesBenchmark implements Benchmark {
    private static final int ROUNDS = 4;
    private static final int BLOCK = 100_000;
    private static final double DRAWN = 100e6;

    private interface Work {
        long run() throws IOException;
    }

    @Override
    public String name() {
        return "las";
    }

    @Override
    public String what() {
        return "LAS and LAZ files: points a second to a picture's records, to columns, packed; --size is points";
    }

    @Override
    public int defaultSize() {
        return 5_000_000;
    }

    @Override
    public List<Result> run(Path folder, int size, Progress progress) throws IOException {
        Path las = folder.resolve("street.las");
        Path laz = folder.resolve("street.laz");
        street(las, size, progress);
        List<Result> out = new ArrayList<>();
        out.add(Result.atLeast("las.draw", rate(size, () -> draw(las)), "points/s", DRAWN));
        out.add(Result.of("las.columns", rate(size, () -> columns(new Las(), las)), "points/s"));
        out.add(Result.of("laz.write", rate(size, () -> PointConversion.convert(las, laz).points()), "points/s"));
        out.add(Result.of("laz.bytesPerPoint", (double) Files.size(laz) / size, "bytes"));
        out.add(Result.of("laz.columns", rate(size, () -> columns(new Laz(), laz)), "points/s"));
        out.add(Result.of("laz.draw", rate(size, () -> draw(laz)), "points/s"));
        return out;
    }

    private static double rate(int size, Work work) throws IOException {
        double best = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            if (work.run() != size) {
                throw new IOException("not all points came back");
            }
            best = Math.max(best, size / ((System.nanoTime() - start) * 1e-9));
        }
        return best;
    }

    private static long draw(Path path) throws IOException {
        AtomicLong n = new AtomicLong();
        DrawRecords.read(path, Vec3.ZERO, (part, records, k) -> n.addAndGet(k));
        return n.get();
    }

    private static long columns(PointFormat format, Path path) throws IOException {
        long[] n = {0};
        format.read(path, b -> n[0] += b.size());
        return n[0];
    }

    /** A scanner that turns while it drives between two house fronts. */
    private static void street(Path path, int size, Progress progress) throws IOException {
        Random random = new Random(5);
        try (LasStream stream = new LasStream(path)) {
            for (int from = 0; from < size; from += BLOCK) {
                int n = Math.min(BLOCK, size - from);
                float[][] xyz = new float[3][n];
                int[][] values = new int[4][n];
                for (int i = 0; i < n; i++) {
                    double angle = Math.PI * 2 * ((from + i) % 2000) / 2000.0;
                    double range = Math.min(
                            60, Math.min(12 / Math.max(0.05, Math.abs(Math.cos(angle))), 1.8 / Math.max(0.02, -Math.sin(angle))));
                    range *= 1 + 0.001 * random.nextGaussian();
                    xyz[0][i] = (float) ((from + i) * 2e-5);
                    xyz[1][i] = (float) (range * Math.cos(angle));
                    xyz[2][i] = (float) (range * Math.sin(angle));
                    values[0][i] = (int) (20_000 / (1 + range)) + random.nextInt(600);
                    for (int c = 1; c < 4; c++) {
                        values[c][i] = 257 * (90 + 8 * c + random.nextInt(20));
                    }
                }
                List<Column> columns = new ArrayList<>();
                List<String> names = List.of("intensity", "red", "green", "blue");
                for (int c = 0; c < 4; c++) {
                    columns.add(new Column.Ints(names.get(c), "u2", values[c]));
                }
                stream.append(PointBlock.of(xyz[0], xyz[1], xyz[2], columns));
                progress.update("street", from + n, size);
            }
            stream.finish();
        }
    }
}
