package plumbline.annotation.scene;

import java.util.List;
import java.util.Optional;

/**
 * Points in columns: position {@code origin + (x, y, z)} in metres, in the frame that the giver names. Offsets are floats
 * about a double origin, so UTM-sized coordinates do not jitter; where the file holds doubles, {@code exact} keeps them
 * (three arrays) and {@link #px} returns those. Arrays are shared, not copied: treat them as read-only.
 */
public record PointBlock(Vec3 origin, float[] x, float[] y, float[] z, Optional<Exact> exact, List<Column> columns) {
    /** Positions as the file gives them, where floats would lose digits. */
    public record Exact(double[] x, double[] y, double[] z) {}

    public static final PointBlock EMPTY =
            new PointBlock(Vec3.ZERO, new float[0], new float[0], new float[0], Optional.empty(), List.of());

    public PointBlock {
        if (x.length != y.length || y.length != z.length) {
            throw new IllegalArgumentException("x, y, z differ in length");
        }
        columns = List.copyOf(columns);
        for (Column c : columns) {
            if (c.size() != x.length) {
                throw new IllegalArgumentException(c.name() + " has " + c.size() + " values for " + x.length + " points");
            }
        }
    }

    public static PointBlock of(float[] x, float[] y, float[] z, List<Column> columns) {
        return new PointBlock(Vec3.ZERO, x, y, z, Optional.empty(), columns);
    }

    public static PointBlock ofExact(double[] x, double[] y, double[] z, List<Column> columns) {
        int n = x.length;
        Vec3 origin = n == 0 ? Vec3.ZERO : new Vec3(Math.rint(x[0]), Math.rint(y[0]), Math.rint(z[0]));
        float[] fx = new float[n];
        float[] fy = new float[n];
        float[] fz = new float[n];
        for (int i = 0; i < n; i++) {
            fx[i] = (float) (x[i] - origin.x());
            fy[i] = (float) (y[i] - origin.y());
            fz[i] = (float) (z[i] - origin.z());
        }
        return new PointBlock(origin, fx, fy, fz, Optional.of(new Exact(x, y, z)), columns);
    }

    public int size() {
        return x.length;
    }

    public double px(int i) {
        return exact.isPresent() ? exact.get().x[i] : origin.x() + x[i];
    }

    public double py(int i) {
        return exact.isPresent() ? exact.get().y[i] : origin.y() + y[i];
    }

    public double pz(int i) {
        return exact.isPresent() ? exact.get().z[i] : origin.z() + z[i];
    }

    public Vec3 point(int i) {
        return new Vec3(px(i), py(i), pz(i));
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /** Some of the points with all their columns, in the order of {@code points}. */
    public PointBlock at(int[] points) {
        int n = points.length;
        float[][] offsets = new float[3][n];
        for (int i = 0; i < n; i++) {
            offsets[0][i] = x[points[i]];
            offsets[1][i] = y[points[i]];
            offsets[2][i] = z[points[i]];
        }
        Optional<Exact> chosen = exact.map(e -> {
            double[][] d = new double[3][n];
            for (int i = 0; i < n; i++) {
                d[0][i] = e.x[points[i]];
                d[1][i] = e.y[points[i]];
                d[2][i] = e.z[points[i]];
            }
            return new Exact(d[0], d[1], d[2]);
        });
        return new PointBlock(
                origin, offsets[0], offsets[1], offsets[2], chosen, columns.stream().map(c -> c.at(points)).toList());
    }
}
