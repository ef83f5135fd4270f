package plumbline.storage.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

/**
 * Points on their way into tiles: three lanes of coordinates, then one for each field, all as bits. What the coordinates'
 * bits mean stands in {@code kind}; nothing of the source's digits is lost.
 */
record Rows(int size, Kind kind, List<Lane> lanes) {
    /** As in the format: integers of the grid, floats, doubles. */
    enum Kind {
        GRID(4),
        FLOATS(4),
        DOUBLES(8);

        final int width;

        Kind(int width) {
            this.width = width;
        }
    }

    static double axis(Vec3 v, int axis) {
        return axis == 0 ? v.x() : axis == 1 ? v.y() : v.z();
    }

    /** The columns must be the fields, in their order. */
    static Rows of(PointBlock block, Optional<Grid> grid) {
        List<Lane> lanes = new ArrayList<>(3 + block.columns().size());
        Kind kind = positions(block, grid, lanes);
        for (Column c : block.columns()) {
            lanes.add(Lane.of(c));
        }
        return new Rows(block.size(), kind, lanes);
    }

    private static Kind positions(PointBlock block, Optional<Grid> grid, List<Lane> lanes) {
        int n = block.size();
        if (block.exact().isEmpty() && block.origin().equals(Vec3.ZERO)) {
            for (float[] values : new float[][] {block.x(), block.y(), block.z()}) {
                int[] v = new int[n];
                for (int i = 0; i < n; i++) {
                    v[i] = Float.floatToRawIntBits(values[i]);
                }
                lanes.add(new Lane.Ints(v));
            }
            return Kind.FLOATS;
        }
        double[][] xyz = doubles(block);
        if (grid.isPresent()) {
            int[][] steps = new int[3][];
            boolean fits = true;
            for (int a = 0; a < 3 && fits; a++) {
                steps[a] = new int[n];
                fits = steps(xyz[a], grid.get().scale(a), grid.get().offset(a), steps[a]);
            }
            if (fits) {
                for (int[] v : steps) {
                    lanes.add(new Lane.Ints(v));
                }
                return Kind.GRID;
            }
        }
        for (double[] values : xyz) {
            long[] v = new long[n];
            for (int i = 0; i < n; i++) {
                v[i] = Double.doubleToRawLongBits(values[i]);
            }
            lanes.add(new Lane.Longs(v));
        }
        return Kind.DOUBLES;
    }

    private static double[][] doubles(PointBlock block) {
        if (block.exact().isPresent()) {
            PointBlock.Exact e = block.exact().get();
            return new double[][] {e.x(), e.y(), e.z()};
        }
        int n = block.size();
        double[][] xyz = new double[3][n];
        for (int i = 0; i < n; i++) {
            xyz[0][i] = block.px(i);
            xyz[1][i] = block.py(i);
            xyz[2][i] = block.pz(i);
        }
        return xyz;
    }

    /** False where a value is not exactly one of the grid's. */
    private static boolean steps(double[] values, double scale, double offset, int[] out) {
        double perStep = 1 / scale;
        boolean fits = true;
        for (int i = 0; i < out.length; i++) {
            int k = (int) Math.rint((values[i] - offset) * perStep);
            out[i] = k;
            fits &= k * scale + offset == values[i];
        }
        return fits;
    }

    /** Coordinates along an axis, in metres. */
    void metres(int axis, Optional<Grid> grid, double[] out) {
        switch (kind) {
            case GRID -> {
                double scale = grid.orElseThrow().scale(axis);
                double offset = grid.orElseThrow().offset(axis);
                if (lanes.get(axis) instanceof Lane.Ints ints) {
                    int[] v = ints.v();
                    for (int i = 0; i < size; i++) {
                        out[i] = v[i] * scale + offset;
                    }
                } else {
                    java.util.Arrays.fill(out, 0, size, (int) lanes.get(axis).bits(0) * scale + offset);
                }
            }
            case FLOATS -> {
                for (int i = 0; i < size; i++) {
                    out[i] = Float.intBitsToFloat((int) lanes.get(axis).bits(i));
                }
            }
            case DOUBLES -> {
                for (int i = 0; i < size; i++) {
                    out[i] = Double.longBitsToDouble(lanes.get(axis).bits(i));
                }
            }
        }
    }

    double[][] metres(Optional<Grid> grid) {
        double[][] xyz = new double[3][size];
        for (int a = 0; a < 3; a++) {
            metres(a, grid, xyz[a]);
        }
        return xyz;
    }

    Rows gather(int[] ids, int from, int to) {
        List<Lane> out = new ArrayList<>(lanes.size());
        for (Lane lane : lanes) {
            out.add(lane.gather(ids, from, to));
        }
        return new Rows(to - from, kind, out);
    }

    /** With coordinates as doubles. */
    private Rows wide(Optional<Grid> grid) {
        if (kind == Kind.DOUBLES) {
            return this;
        }
        List<Lane> out = new ArrayList<>(lanes);
        double[] v = new double[size];
        for (int a = 0; a < 3; a++) {
            metres(a, grid, v);
            long[] bits = new long[size];
            for (int i = 0; i < size; i++) {
                bits[i] = Double.doubleToRawLongBits(v[i]);
            }
            out.set(a, new Lane.Longs(bits));
        }
        return new Rows(size, Kind.DOUBLES, out);
    }

    /** All of them, in order; as doubles where their kinds differ. There must be one part at least. */
    static Rows joined(List<Rows> given, Optional<Grid> grid) {
        if (given.size() == 1) {
            return given.getFirst();
        }
        Kind kind = given.getFirst().kind;
        boolean mixed = given.stream().anyMatch(r -> r.kind != kind);
        List<Rows> parts = mixed ? given.stream().map(r -> r.wide(grid)).toList() : given;
        int n = parts.stream().mapToInt(Rows::size).sum();
        List<Lane> lanes = new ArrayList<>();
        for (int l = 0; l < parts.getFirst().lanes.size(); l++) {
            Lane first = parts.getFirst().lanes.get(l);
            int lane = l;
            if (parts.stream().allMatch(r -> Lanes.same(first, r.lanes.get(lane)))) {
                lanes.add(first);
                continue;
            }
            Lane room = Lanes.room(first.width(), n);
            int at = 0;
            for (Rows r : parts) {
                Lanes.put(room, at, r.lanes.get(l), r.size);
                at += r.size;
            }
            lanes.add(room);
        }
        return new Rows(n, mixed ? Kind.DOUBLES : kind, lanes);
    }
}
