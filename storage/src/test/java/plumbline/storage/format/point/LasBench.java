package plumbline.storage.format.point;

import com.github.mreutegg.laszip4j.LASPoint;
import com.github.mreutegg.laszip4j.LASReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.PointParts;
import plumbline.storage.format.PointQuery;

/** Measures LAS and LAZ on a made street of several million points, beside laszip4j, in one run: {@code LasBench DIR [N]}. */
public final class LasBench {
    private LasBench() {}

    private interface Work {
        long run() throws IOException;
    }

    public static void main(String[] args) throws IOException {
        Path dir = Path.of(args[0]);
        int n = args.length > 1 ? Integer.parseInt(args[1]) : 4_000_000;
        for (int format : new int[] {3, 7}) {
            Path las = LasSamples.write(dir.resolve("street" + format + ".las"), format, 0, n, street(format, n));
            Path laz = dir.resolve("street" + format + ".laz");
            Path copc = dir.resolve("street" + format + ".copc.laz");
            String f = "format " + format + ": ";
            best(f + "LAS to draw records", n, () -> {
                DrawRecords.read(las, new Vec3(500_000, 4_000_000, 100), (part, records, k) -> { });
                return n;
            });
            best(f + "LAS to columns, all fields", n, () -> columns(new Las(), las, PointQuery.ALL));
            best(f + "LAZ written", n, () -> PointConversion.convert(las, laz).points());
            System.out.printf(Locale.ROOT, "%s%.2f of the size of LAS%n", f, (double) Files.size(laz) / Files.size(las));
            best(f + "COPC written", n, () -> PointConversion.convert(las, copc).points());
            best(f + "LAZ by laszip4j", n, () -> laszip4j(laz));
            best(f + "LAZ records, one thread", n, () -> records(laz));
            best(f + "LAZ to columns, all fields, all cores", n, () -> columns(new Laz(), laz, PointQuery.ALL));
            best(f + "LAZ to draw records, all cores", n, () -> {
                DrawRecords.read(laz, new Vec3(500_000, 4_000_000, 100), (part, records, k) -> { });
                return n;
            });
            best(f + "LAZ by laszip4j", n, () -> laszip4j(laz));
        }
    }

    private static void best(String what, int n, Work work) throws IOException {
        double wall = Double.MAX_VALUE;
        double cpu = Double.MAX_VALUE;
        var os = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int i = 0; i < 4; i++) {
            long cpu0 = os.getProcessCpuTime();
            long t = System.nanoTime();
            if (work.run() != n) {
                throw new IllegalStateException(what);
            }
            wall = Math.min(wall, (System.nanoTime() - t) * 1e-9);
            cpu = Math.min(cpu, (os.getProcessCpuTime() - cpu0) * 1e-9);
        }
        System.out.printf(
                Locale.ROOT, "%-55s %8.2f M points/s wall, %8.2f M points/CPU-s%n", what, n / wall / 1e6, n / cpu / 1e6);
    }

    private static long records(Path path) throws IOException {
        long[] n = {0};
        try (LasFile file = LasFile.open(PointInput.of(path), PointQuery.ALL)) {
            for (int i = 0; i < file.count(); i++) {
                file.records(i, null, (b, k) -> n[0] += k);
            }
        }
        return n[0];
    }

    private static long columns(LasFamily format, Path path, PointQuery query) throws IOException {
        long[] n = {0};
        try (PointParts parts = format.open(path, query)) {
            OrderedParts.read(parts, b -> n[0] += b.size());
        }
        return n[0];
    }

    private static long laszip4j(Path path) {
        long n = 0;
        long sum = 0;
        for (LASPoint p : new LASReader(path.toFile()).getPoints()) {
            sum += p.getX() ^ p.getIntensity() ^ p.getRed();
            n++;
        }
        return sum == 42 ? n + 1 : n;
    }

    /** A scanner drives between two house fronts: lines of points, two returns now and then, colours with noise. */
    private static byte[] street(int format, int n) {
        Random random = new Random(5);
        int record = LasSamples.record(format, 0);
        ByteBuffer b = ByteBuffer.allocate(n * record).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n; i++) {
            int p = i * record;
            double angle = Math.PI * 2 * (i % 2000) / 2000.0;
            double range = Math.min(12 / Math.max(0.05, Math.abs(Math.cos(angle))), 1.8 / Math.max(0.02, -Math.sin(angle)));
            range = Math.min(range, 60) * (1 + 0.001 * random.nextGaussian());
            b.putInt(p, (int) (i * 0.02 + 5 * random.nextGaussian())).putInt(p + 4, (int) (1000 * range * Math.cos(angle)));
            b.putInt(p + 8, (int) (1000 * range * Math.sin(angle)));
            b.putShort(p + 12, (short) (20_000 / (1 + range) + random.nextInt(600)));
            boolean two = random.nextInt(12) == 0;
            long time = Double.doubleToLongBits(300_000 + (i / 4) * 4e-6);
            int at = format < 6 ? 28 : 30;
            int grey = (int) (90 + 60 * Math.sin(i * 1e-4) + random.nextInt(20));
            if (format < 6) {
                b.put(p + 14, (byte) (two ? 0x11 : 0x09)).put(p + 15, (byte) (range < 8 ? 2 : 6)).putLong(p + 20, time);
            } else {
                b.put(p + 14, (byte) (two ? 0x21 : 0x11)).put(p + 16, (byte) (range < 8 ? 2 : 6)).putLong(p + 22, time);
            }
            for (int c = 0; c < 3; c++) {
                b.putShort(p + at + 2 * c, (short) (257 * Math.min(255, grey + 8 * c)));
            }
        }
        return b.array();
    }
}
