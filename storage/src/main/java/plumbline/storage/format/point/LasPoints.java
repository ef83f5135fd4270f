package plumbline.storage.format.point;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.storage.format.PointQuery;
import plumbline.storage.format.PointRecords.Place;

/** LAS point records to columns, a column at a time. */
final class LasPoints {
    private final ByteBuffer in;
    private final int n;
    private final int stride;
    private final List<Column> columns = new ArrayList<>();

    private LasPoints(ByteBuffer in, int n, int stride) {
        this.in = in;
        this.n = n;
        this.stride = stride;
    }

    static PointBlock decode(LasHeader h, ByteBuffer in, int n, PointQuery query) {
        LasPoints p = new LasPoints(in, n, h.recordBytes());
        Map<Integer, LasHeader.Extra> scaled = h.extras().stream()
                .filter(LasHeader.Extra::scaled)
                .collect(Collectors.toMap(LasHeader.Extra::offset, e -> e));
        for (Place f : LasFields.of(h)) {
            if (query.wants(f.name())) {
                p.columns.add(p.column(f, Optional.ofNullable(scaled.get(f.at()))));
            }
        }
        double[][] xyz = new double[3][];
        for (int a = 0; a < 3; a++) {
            xyz[a] = p.position(4 * a, h.scale()[a], h.offset()[a]);
        }
        return PointBlock.ofExact(xyz[0], xyz[1], xyz[2], p.columns);
    }

    private double[] position(int offset, double scale, double shift) {
        double[] v = new double[n];
        for (int i = 0, p = offset; i < n; i++, p += stride) {
            v[i] = in.getInt(p) * scale + shift;
        }
        return v;
    }

    private Column column(Place f, Optional<LasHeader.Extra> scaled) {
        if (f.bits() > 0) {
            int shift = f.shift();
            int mask = (1 << f.bits()) - 1;
            short[] v = new short[n];
            for (int i = 0, p = f.at(); i < n; i++, p += stride) {
                v[i] = (short) (in.get(p) >> shift & mask);
            }
            return new Column.Shorts(f.name(), f.type(), v);
        }
        Column raw = new FieldLayout(f.name(), f.type(), f.at(), stride).column(in, n);
        if (scaled.isEmpty()) {
            return raw;
        }
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = raw.get(i) * scaled.get().scale() + scaled.get().shift();
        }
        return new Column.Doubles(f.name(), "f8", v);
    }

    /** A flag for each byte of the record that the query needs, positions always; null for all. Only layers can be left out. */
    static boolean[] wantedBytes(LasHeader h, PointQuery query) {
        if (query.columns().isEmpty() || h.pointFormat() < 6) {
            return null;
        }
        boolean[] out = new boolean[h.recordBytes()];
        java.util.Arrays.fill(out, 0, 12, true);
        Set<String> names = query.columns().get();
        String[][] fields = {
            {"12", "intensity"}, {"15", "synthetic", "key_point", "withheld", "overlap", "scan_direction",
                "edge_of_flight_line"}, {"16", "classification"}, {"17", "user_data"}, {"18", "scan_angle"},
            {"20", "point_source_id"}, {"22", "gps_time"}
        };
        for (String[] f : fields) {
            for (int i = 1; i < f.length; i++) {
                out[Integer.parseInt(f[0])] |= names.contains(f[i]);
            }
        }
        int at = 30;
        if (h.pointFormat() == 7 || h.pointFormat() == 8 || h.pointFormat() == 10) {
            out[at] = names.contains("red") || names.contains("green") || names.contains("blue");
            at += 6;
        }
        if (h.pointFormat() == 8 || h.pointFormat() == 10) {
            out[at] = names.contains("nir");
            at += 2;
        }
        if (h.pointFormat() >= 9) {
            out[at] = names.stream().anyMatch(n -> n.startsWith("wave_"));
        }
        for (LasHeader.Extra e : h.extras()) {
            java.util.Arrays.fill(out, e.offset(), e.offset() + FieldLayout.bytes(e.type()), names.contains(e.name()));
        }
        return out;
    }
}
