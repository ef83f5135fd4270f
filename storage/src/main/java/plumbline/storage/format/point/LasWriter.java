package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.storage.format.PointQuery;

/**
 * A block as LAS 1.4, point format 6, 7 or 8. Columns of the standard's names and range go to its fields, all others
 * to extra bytes under their own name and type. The scale is the coarsest power of ten that holds every coordinate.
 */
final class LasWriter {
    private static final int HEADER = 375;
    private static final int VLR_HEAD = 54;
    private static final int EXTRA = 192;
    private static final double REACH = 2e9;
    private static final Set<String> FLAGS = Set.of(
            "synthetic", "key_point", "withheld", "overlap", "scan_direction", "edge_of_flight_line");

    private final PointBlock points;
    private final int[] kept;
    private final List<String> losses = new ArrayList<>();
    private final Map<String, Column> standard = new LinkedHashMap<>();
    private final List<Column> extras = new ArrayList<>();
    private final double[] scale = new double[3];
    private final double[] offset = new double[3];
    private final double[] min = new double[3];
    private final double[] max = new double[3];

    LasWriter(PointBlock points) {
        this.points = points;
        int[] finite = new int[points.size()];
        int n = 0;
        for (int i = 0; i < points.size(); i++) {
            if (Double.isFinite(points.px(i) + points.py(i) + points.pz(i))) {
                finite[n++] = i;
            }
        }
        kept = Arrays.copyOf(finite, n);
        if (n < points.size()) {
            losses.add((points.size() - n) + " points without coordinates; LAS cannot hold them");
        }
    }

    List<String> write(Path path) throws IOException {
        for (Column c : PackedColours.stored(points)) {
            sort(c);
        }
        for (Column c : points.columns()) {
            if (Set.of("red", "green", "blue").contains(c.name())) {
                extras.removeIf(e -> e.name().equals(c.name()));
                sort(c);
            }
        }
        List<Column> columns = new ArrayList<>();
        for (int a = 0; a < 3; a++) {
            columns.add(new Column.Ints("xyz".substring(a, a + 1), "i4", stored(a)));
        }
        columns.add(ints("intensity", "u2"));
        String[] returns = {"return_number", "number_of_returns"};
        columns.add(new Column.Ints("returns", "u1", combined(returns, 0, 4)));
        columns.add(new Column.Ints("flags", "u1", combined(
                new String[] {
                    "synthetic", "key_point", "withheld", "overlap", "scanner_channel", "scan_direction",
                    "edge_of_flight_line"
                },
                0, 1, 2, 3, 4, 6, 7)));
        columns.add(ints("classification", "u1"));
        columns.add(ints("user_data", "u1"));
        columns.add(ints("scan_angle", "i2"));
        columns.add(ints("point_source_id", "u2"));
        columns.add(new Column.Doubles("gps_time", "f8", doubles(standard.get("gps_time"))));
        int format = standard.containsKey("nir") ? 8 : standard.containsKey("red") ? 7 : 6;
        for (String colour : List.of("red", "green", "blue", "nir")) {
            if (format == 8 || format == 7 && !colour.equals("nir")) {
                columns.add(colour(colour));
            }
        }
        extras.forEach(c -> columns.add(thinned(c)));
        int record = columns.stream().mapToInt(c -> FieldLayout.bytes(c.type())).sum();
        PointColumns.write(path, head(format, record), columns, kept.length);
        return losses;
    }

    /** Packed, by way of an unpacked file beside it. */
    List<String> writePacked(Path path) throws IOException {
        return by(path, from -> LasCopy.write(from, path, true));
    }

    /** In an octree, by way of an unpacked file beside it. */
    List<String> writeCopc(Path path) throws IOException {
        return by(path, from -> CopcWriter.write(from, path));
    }

    private interface Copying {
        LasCopy.Result write(LasFile from) throws IOException;
    }

    private List<String> by(Path path, Copying copying) throws IOException {
        Path plain = Files.createTempFile(path.toAbsolutePath().getParent(), ".plumbline-", ".las");
        try {
            List<String> all = new ArrayList<>(write(plain));
            try (LasFile from = LasFile.open(PointInput.of(plain), PointQuery.ALL)) {
                all.addAll(copying.write(from).losses());
            }
            return all;
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    /** To the standard's field where its values fit, to the extra bytes otherwise. */
    private void sort(Column c) {
        double[] range = switch (c.name()) {
            case "intensity", "point_source_id", "red", "green", "blue", "nir" -> new double[] {0, 65535};
            case "return_number", "number_of_returns" -> new double[] {0, 15};
            case "scanner_channel" -> new double[] {0, 3};
            case "classification", "user_data" -> new double[] {0, 255};
            case "scan_angle" -> new double[] {-30000, 30000};
            case "gps_time" -> c.type().equals("f8") ? new double[0] : null;
            default -> FLAGS.contains(c.name()) ? new double[] {0, 1} : null;
        };
        boolean fits = range != null;
        for (int i = 0; fits && range.length == 2 && i < kept.length; i++) {
            double v = c.get(kept[i]);
            fits = v >= range[0] && v <= range[1] && v == Math.rint(v);
        }
        if (fits) {
            standard.put(c.name(), c);
        } else {
            extras.add(c);
        }
    }

    private int[] stored(int axis) {
        int n = kept.length;
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = axis == 0 ? points.px(kept[i]) : axis == 1 ? points.py(kept[i]) : points.pz(kept[i]);
        }
        double low = Arrays.stream(v).min().orElse(0);
        double high = Arrays.stream(v).max().orElse(0);
        offset[axis] = Math.floor(low);
        double reach = Math.max(high - offset[axis], 1e-9) / REACH;
        double finest = Math.max(1e-9, Math.pow(10, Math.ceil(Math.log10(reach))));
        scale[axis] = finest;
        for (double s = Math.max(1, finest); s >= finest * 0.999; s /= 10) {
            double power = Math.pow(10, Math.rint(Math.log10(s)));
            if (error(v, power, offset[axis]) <= 1e-10 * Math.max(1, Math.abs(high))) {
                scale[axis] = power;
                break;
            }
        }
        double worst = error(v, scale[axis], offset[axis]);
        if (worst > 1e-9 * Math.max(1, Math.abs(high))) {
            losses.add(String.format(
                    Locale.ROOT, "%s is rounded to %.0e m, by at most %.1e m", "xyz".charAt(axis),
                    scale[axis], worst));
        }
        int[] out = new int[n];
        min[axis] = n == 0 ? 0 : Double.POSITIVE_INFINITY;
        max[axis] = n == 0 ? 0 : Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            out[i] = (int) Math.rint((v[i] - offset[axis]) / scale[axis]);
            double back = out[i] * scale[axis] + offset[axis];
            min[axis] = Math.min(min[axis], back);
            max[axis] = Math.max(max[axis], back);
        }
        return out;
    }

    private static double error(double[] v, double scale, double offset) {
        double worst = 0;
        for (double x : v) {
            worst = Math.max(worst, Math.abs(Math.rint((x - offset) / scale) * scale + offset - x));
        }
        return worst;
    }

    private double[] doubles(Column c) {
        double[] out = new double[kept.length];
        for (int i = 0; c != null && i < out.length; i++) {
            out[i] = c.get(kept[i]);
        }
        return out;
    }

    private Column ints(String name, String type) {
        return new Column.Ints(name, type, combined(new String[] {name}, 0));
    }

    /** Eight-bit colours fill LAS's sixteen: 255 becomes 65535. */
    private Column colour(String name) {
        int[] v = combined(new String[] {name}, 0);
        Column c = standard.get(name);
        if (c != null && c.type().equals("u1")) {
            for (int i = 0; i < v.length; i++) {
                v[i] *= 257;
            }
        }
        return new Column.Ints(name, "u2", v);
    }

    private int[] combined(String[] names, int... shifts) {
        int[] out = new int[kept.length];
        for (int f = 0; f < names.length; f++) {
            Column c = standard.get(names[f]);
            for (int i = 0; c != null && i < out.length; i++) {
                out[i] |= (int) c.get(kept[i]) << shifts[f];
            }
        }
        return out;
    }

    private Column thinned(Column c) {
        if (kept.length == c.size()) {
            return c;
        }
        if (c instanceof Column.Longs l) {
            long[] v = new long[kept.length];
            for (int i = 0; i < v.length; i++) {
                v[i] = l.values()[kept[i]];
            }
            return new Column.Longs(c.name(), c.type(), v);
        }
        double[] v = doubles(c);
        if (c.type().equals("f8")) {
            return new Column.Doubles(c.name(), c.type(), v);
        }
        if (c.type().equals("f4")) {
            float[] f = new float[v.length];
            for (int i = 0; i < f.length; i++) {
                f[i] = (float) v[i];
            }
            return new Column.Floats(c.name(), c.type(), f);
        }
        return new Column.Ints(c.name(), c.type(), Arrays.stream(v).mapToInt(x -> (int) x).toArray());
    }

    private byte[] head(int format, int record) {
        int vlr = extras.isEmpty() ? 0 : VLR_HEAD + EXTRA * extras.size();
        ByteBuffer b = ByteBuffer.allocate(HEADER + vlr).order(ByteOrder.LITTLE_ENDIAN);
        b.put(0, "LASF".getBytes(StandardCharsets.US_ASCII));
        // Bit 4: a reference system, if there is one, is WKT; formats from 6 on require that.
        b.putShort(6, (short) 16).put(24, (byte) 1).put(25, (byte) 4);
        b.put(58, "Plumbline".getBytes(StandardCharsets.US_ASCII));
        b.putShort(94, (short) HEADER).putInt(96, HEADER + vlr).putInt(100, vlr == 0 ? 0 : 1);
        b.put(104, (byte) format).putShort(105, (short) record);
        for (int a = 0; a < 3; a++) {
            b.putDouble(131 + 8 * a, scale[a]).putDouble(155 + 8 * a, offset[a]);
            b.putDouble(179 + 16 * a, max[a]).putDouble(187 + 16 * a, min[a]);
        }
        b.putLong(247, kept.length);
        Column returns = standard.get("return_number");
        for (int i = 0; returns != null && i < kept.length; i++) {
            int r = (int) returns.get(kept[i]);
            if (r > 0) {
                int at = 255 + 8 * (r - 1);
                b.putLong(at, b.getLong(at) + 1);
            }
        }
        if (vlr > 0) {
            b.put(HEADER + 2, "LASF_Spec".getBytes(StandardCharsets.US_ASCII));
            b.putShort(HEADER + 18, (short) 4).putShort(HEADER + 20, (short) (EXTRA * extras.size()));
            for (int i = 0; i < extras.size(); i++) {
                describe(b, HEADER + VLR_HEAD + EXTRA * i, extras.get(i));
            }
        }
        return b.array();
    }

    private void describe(ByteBuffer b, int at, Column c) {
        byte[] name = c.name().getBytes(StandardCharsets.UTF_8);
        if (name.length > 32) {
            losses.add(c.name() + ": the name is cut to 32 bytes");
        }
        List<String> types = List.of("", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8");
        b.put(at + 2, (byte) types.indexOf(c.type()));
        b.put(at + 4, name, 0, Math.min(32, name.length));
    }
}
