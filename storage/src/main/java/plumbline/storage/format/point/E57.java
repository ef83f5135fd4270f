package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.joml.Vector3d;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.e57.E57Fields;
import plumbline.storage.format.e57.E57File;
import plumbline.storage.format.e57.E57Records;

/**
 * E57 (ASTM E2807): all scans of a file in the file's common frame, with the number of the scan where there are several.
 * Spherical coordinates become cartesian; points that the file calls invalid have none (NaN). Checksums are checked.
 */
public final class E57 extends StreamedPoints {
    @Override
    public String name() {
        return "e57";
    }

    @Override
    public boolean recognises(Path path) {
        return PointConversion.fileName(path).endsWith(".e57");
    }

    @Override
    Info inspect(PointInput in) throws IOException {
        E57File file = E57File.open(in, in.name());
        long points = file.scans().stream().mapToLong(E57File.Scan::points).sum();
        Bounds bounds = new Bounds();
        List<Problem> problems = new ArrayList<>(E57Fields.unread(in.name(), file));
        boolean stated = true;
        for (E57File.Scan s : file.scans()) {
            stated &= s.points() == 0 || s.bounds().isPresent() && s.pose().identity();
        }
        if (stated) {
            file.scans().forEach(s -> s.bounds().ifPresent(b -> bounds.accept(corners(b))));
        } else {
            problems = new ArrayList<>(read(in, bounds));
            points = bounds.points();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        file.scans().forEach(s -> E57Fields.described(s).forEach(fields::putIfAbsent));
        return new Info(
                "e57 " + file.version() + " (" + file.scans().size() + " scans, " + file.images().size() + " images)",
                points, bounds.min(), bounds.max(),
                fields.entrySet().stream().map(e -> new Field(e.getKey(), e.getValue())).toList(), Optional.empty(),
                problems);
    }

    private static PointBlock corners(List<Vec3> b) {
        double[] x = {b.get(0).x(), b.get(1).x()};
        double[] y = {b.get(0).y(), b.get(1).y()};
        double[] z = {b.get(0).z(), b.get(1).z()};
        return PointBlock.ofExact(x, y, z, List.of());
    }

    @Override
    List<Problem> read(PointInput in, Consumer<PointBlock> sink) throws IOException {
        E57File file = E57File.open(in, in.name());
        List<Problem> problems = new ArrayList<>(E57Fields.unread(in.name(), file));
        Map<String, String> columns = E57Fields.columns(file);
        for (int s = 0; s < file.scans().size(); s++) {
            E57File.Scan scan = file.scans().get(s);
            long kept = 0;
            try {
                E57Records records = file.records(scan);
                int most = scan.block(in.size(), BLOCK);
                double[][] values = new double[scan.fields().size()][most];
                for (int n = records.next(values, most); n > 0; n = records.next(values, most)) {
                    sink.accept(block(file, s, columns, values, n));
                    kept += n;
                }
            } catch (FormatException e) {
                problems.add(new Problem(in.name() + ", scan " + s, e.getMessage()));
            }
            if (kept < scan.points()) {
                problems.add(FixedRecords.cut(in, scan.section(), scan.points(), kept));
            }
        }
        return problems;
    }

    private static PointBlock block(E57File file, int s, Map<String, String> columns, double[][] values, int n)
            throws FormatException {
        E57File.Scan scan = file.scans().get(s);
        double[][] xyz = E57Fields.positions(scan, values, n);
        boolean narrow = scan.pose().identity() && E57Fields.singles(scan);
        if (!scan.pose().identity()) {
            Vector3d v = new Vector3d();
            Vec3 t = scan.pose().translation();
            for (int i = 0; i < n; i++) {
                scan.pose().rotation().transform(v.set(xyz[0][i], xyz[1][i], xyz[2][i]));
                xyz[0][i] = v.x + t.x();
                xyz[1][i] = v.y + t.y();
                xyz[2][i] = v.z + t.z();
            }
        }
        List<Column> out = new ArrayList<>();
        for (var c : columns.entrySet()) {
            double[] v = c.getKey().equals(E57Fields.SCAN) ? filled(s, n) : E57Fields.values(scan, c.getKey(), values, n);
            out.add(column(c.getKey(), c.getValue(), v, n));
        }
        if (narrow) {
            return PointBlock.of(floats(xyz[0], n), floats(xyz[1], n), floats(xyz[2], n), out);
        }
        return PointBlock.ofExact(xyz[0], xyz[1], xyz[2], out);
    }

    private static double[] filled(double v, int n) {
        double[] out = new double[n];
        Arrays.fill(out, v);
        return out;
    }

    private static float[] floats(double[] v, int n) {
        float[] out = new float[n];
        for (int i = 0; i < n; i++) {
            out[i] = (float) v[i];
        }
        return out;
    }

    private static Column column(String name, String type, double[] v, int n) {
        if (type.equals("f8")) {
            return new Column.Doubles(name, type, Arrays.copyOf(v, n));
        }
        if (type.equals("f4")) {
            return new Column.Floats(name, type, floats(v, n));
        }
        int bytes = FieldLayout.bytes(type);
        ByteBuffer b = ByteBuffer.allocate(n * bytes);
        for (int i = 0; i < n; i++) {
            switch (bytes) {
                case 1 -> b.put((byte) (long) v[i]);
                case 2 -> b.putShort((short) (long) v[i]);
                case 4 -> b.putInt((int) (long) v[i]);
                default -> b.putLong((long) v[i]);
            }
        }
        return new FieldLayout(name, type, 0, bytes).column(b, n);
    }
}
