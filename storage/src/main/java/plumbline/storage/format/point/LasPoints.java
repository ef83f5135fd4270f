package plumbline.storage.format.point;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.storage.format.PointQuery;

/** LAS point records to columns, a column at a time (LAS 1.4 R15, tables 7 to 17). */
final class LasPoints {
    private final ByteBuffer in;
    private final int n;
    private final int stride;
    private final PointQuery query;
    private final List<Column> columns = new ArrayList<>();

    private LasPoints(ByteBuffer in, int n, int stride, PointQuery query) {
        this.in = in;
        this.n = n;
        this.stride = stride;
        this.query = query;
    }

    static PointBlock decode(LasHeader h, ByteBuffer in, int n, PointQuery query) {
        LasPoints p = new LasPoints(in, n, h.recordBytes(), query);
        int format = h.pointFormat();
        if (format < 6) {
            p.legacy(format);
        } else {
            p.modern(format);
        }
        // An extra dimension of a standard name holds what the standard field could not.
        Set<String> own = h.extras().stream().map(LasHeader.Extra::name).collect(Collectors.toSet());
        p.columns.removeIf(c -> own.contains(c.name()));
        h.extras().forEach(p::extra);
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

    private void legacy(int format) {
        plain("intensity", "u2", 12);
        bits("return_number", 14, 0, 7);
        bits("number_of_returns", 14, 3, 7);
        bits("scan_direction", 14, 6, 1);
        bits("edge_of_flight_line", 14, 7, 1);
        bits("classification", 15, 0, 31);
        bits("synthetic", 15, 5, 1);
        bits("key_point", 15, 6, 1);
        bits("withheld", 15, 7, 1);
        plain("scan_angle_rank", "i1", 16);
        plain("user_data", "u1", 17);
        plain("point_source_id", "u2", 18);
        boolean time = format == 1 || format >= 3;
        if (time) {
            plain("gps_time", "f8", 20);
        }
        int at = time ? 28 : 20;
        if (format == 2 || format == 3 || format == 5) {
            colours(at);
            at += 6;
        }
        if (format >= 4) {
            wave(at);
        }
    }

    private void modern(int format) {
        plain("intensity", "u2", 12);
        bits("return_number", 14, 0, 15);
        bits("number_of_returns", 14, 4, 15);
        bits("synthetic", 15, 0, 1);
        bits("key_point", 15, 1, 1);
        bits("withheld", 15, 2, 1);
        bits("overlap", 15, 3, 1);
        bits("scanner_channel", 15, 4, 3);
        bits("scan_direction", 15, 6, 1);
        bits("edge_of_flight_line", 15, 7, 1);
        plain("classification", "u1", 16);
        plain("user_data", "u1", 17);
        plain("scan_angle", "i2", 18);
        plain("point_source_id", "u2", 20);
        plain("gps_time", "f8", 22);
        int at = 30;
        if (format == 7 || format == 8 || format == 10) {
            colours(at);
            at += 6;
        }
        if (format == 8 || format == 10) {
            plain("nir", "u2", at);
            at += 2;
        }
        if (format >= 9) {
            wave(at);
        }
    }

    private void colours(int at) {
        plain("red", "u2", at);
        plain("green", "u2", at + 2);
        plain("blue", "u2", at + 4);
    }

    private void wave(int at) {
        plain("wave_descriptor", "u1", at);
        plain("wave_offset", "u8", at + 1);
        plain("wave_size", "u4", at + 9);
        plain("wave_location", "f4", at + 13);
        plain("wave_x", "f4", at + 17);
        plain("wave_y", "f4", at + 21);
        plain("wave_z", "f4", at + 25);
    }

    private void plain(String name, String type, int offset) {
        if (!query.wants(name)) {
            return;
        }
        columns.add(new FieldLayout(name, type, offset, stride).column(in, n));
    }

    private void bits(String name, int offset, int shift, int mask) {
        if (!query.wants(name)) {
            return;
        }
        short[] v = new short[n];
        for (int i = 0, p = offset; i < n; i++, p += stride) {
            v[i] = (short) (in.get(p) >> shift & mask);
        }
        columns.add(new Column.Shorts(name, "u1", v));
    }

    private void extra(LasHeader.Extra e) {
        if (!query.wants(e.name())) {
            return;
        }
        Column raw = new FieldLayout(e.name(), e.type(), e.offset(), stride).column(in, n);
        if (!e.scaled()) {
            columns.add(raw);
            return;
        }
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = raw.get(i) * e.scale() + e.shift();
        }
        columns.add(new Column.Doubles(e.name(), "f8", v));
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
