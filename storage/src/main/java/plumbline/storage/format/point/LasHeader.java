package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.laz.LazLayout;

/**
 * The public header of a LAS or LAZ file with what its variable length records say about the points. {@code laz} is
 * present where the points are packed, {@code copc} (the body of the record) where an octree orders them.
 */
record LasHeader(
        int minor, int pointFormat, int recordBytes, long points, long pointsAt, double[] scale, double[] offset,
        Vec3 min, Vec3 max, List<Extra> extras, Optional<String> crs, Optional<LazLayout> laz,
        Optional<ByteBuffer> copc, LasVlrs vlrs, List<Problem> problems) {
    private static final int[] RECORD = {20, 28, 26, 34, 57, 63, 30, 36, 38, 59, 67};
    private static final int SMALLEST = 227;
    static final int SIZE_1_4 = 375;
    private static final int EXTRA = 192;
    private static final int WAVEFORMS_INSIDE = 2;
    private static final int WAVEFORMS_BESIDE = 4;

    /** One extra dimension: scaled ones become doubles. */
    record Extra(String name, String type, int offset, boolean scaled, double scale, double shift) {}

    static int standardBytes(int format) {
        return RECORD[format];
    }

    int extraBytes() {
        return recordBytes - RECORD[pointFormat];
    }

    /** False where the stated bounds lie beyond what 32-bit integers times the scale can say. */
    boolean boundsCanBe() {
        double[] low = {min.x(), min.y(), min.z()};
        double[] high = {max.x(), max.y(), max.z()};
        boolean can = true;
        for (int a = 0; a < 3; a++) {
            double reach = Math.abs(scale[a]) * (1L << 31) * 1.001;
            can &= low[a] <= high[a] && low[a] >= offset[a] - reach && high[a] <= offset[a] + reach;
        }
        return can;
    }

    static LasHeader read(PointInput in) throws IOException {
        ByteBuffer b = in.upTo(0, SIZE_1_4);
        if (b.limit() < 4 || b.getInt(0) != 0x4653414C) {
            throw new FormatException(in.name(), "byte 0", "not a LAS file: it does not start with LASF");
        }
        if (b.limit() < SMALLEST) {
            throw new FormatException(in.name(), "byte " + b.limit(), "the LAS header is cut");
        }
        int minor = b.get(25);
        // LASzip marks packed points by the upper bits.
        boolean packed = (b.get(104) & 0xC0) != 0;
        int format = b.get(104) & 0x3F;
        int record = b.getShort(105) & 0xFFFF;
        if (b.get(24) != 1 || minor < 0 || minor > 4 || format >= RECORD.length || record < RECORD[format]) {
            throw new FormatException(
                    in.name(), "byte 24", "LAS " + b.get(24) + "." + minor + " with point format " + format + " and "
                            + record + " bytes a point is not known; 1.0 to 1.4 with formats 0 to 10 are");
        }
        if (minor == 4 && b.limit() < SIZE_1_4) {
            throw new FormatException(in.name(), "byte " + b.limit(), "the LAS header is cut");
        }
        long at = b.getInt(96) & 0xFFFFFFFFL;
        long points = b.getInt(107) & 0xFFFFFFFFL;
        if (minor == 4 && b.getLong(247) != 0) {
            points = b.getLong(247);
        }
        if (points < 0) {
            throw new FormatException(in.name(), "byte 247", "the number of points is not believable");
        }
        LasVlrs vlrs = LasVlrs.read(in, b, at, minor);
        List<Problem> problems = new ArrayList<>(vlrs.problems());
        waveforms(in, b, format, minor, problems);
        Optional<ByteBuffer> described = vlrs.body(in, "LASF_Spec", 4);
        List<Extra> extras = described.isEmpty()
                ? undocumented(RECORD[format], record)
                : extras(in, described.get(), RECORD[format], record, problems);
        String wkt = vlrs.body(in, "LASF_Projection", 2112).map(t -> text(t, 0, t.limit())).orElse("");
        Optional<String> crs = LasCrs.name(wkt, vlrs.body(in, "LASF_Projection", 34735).orElse(null));
        return new LasHeader(
                minor, format, record, points, at, triple(b, 131), triple(b, 155),
                new Vec3(b.getDouble(187), b.getDouble(203), b.getDouble(219)),
                new Vec3(b.getDouble(179), b.getDouble(195), b.getDouble(211)), extras, crs,
                packed ? Optional.of(packing(in, vlrs, record)) : Optional.empty(),
                vlrs.body(in, "copc", 1).filter(c -> c.limit() >= 160), vlrs, problems);
    }

    private static LazLayout packing(PointInput in, LasVlrs vlrs, int record) throws IOException {
        ByteBuffer body = vlrs.body(in, "laszip encoded", 22204).orElseThrow(() -> new FormatException(
                in.name(), "byte 104", "the points are packed and the record that says how (22204) is not there"));
        return LazLayout.parse(in.name(), body, record);
    }

    private static void waveforms(PointInput in, ByteBuffer b, int format, int minor, List<Problem> problems) {
        int encoding = b.getShort(6) & 0xFFFF;
        boolean wave = format == 4 || format == 5 || format >= 9;
        if (!wave || minor < 3) {
            return;
        }
        String where = (encoding & WAVEFORMS_INSIDE) != 0 ? "in the file"
                : (encoding & WAVEFORMS_BESIDE) != 0 ? "in a .wdp file beside it" : "nowhere that the header names";
        problems.add(new Problem(
                in.name() + ", byte 6",
                "points refer to waveforms " + where + "; the references are read, the waveforms are not"));
    }

    private static List<Extra> undocumented(int standard, int record) {
        List<Extra> out = new ArrayList<>();
        for (int i = standard; i < record; i++) {
            out.add(new Extra("extra_" + (i - standard), "u1", i, false, 1, 0));
        }
        return out;
    }

    private static List<Extra> extras(
            PointInput in, ByteBuffer body, int standard, int record, List<Problem> problems) {
        List<String> types = List.of("u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8");
        List<Extra> out = new ArrayList<>();
        int offset = standard;
        for (int at = 0; at + EXTRA <= body.limit(); at += EXTRA) {
            int kind = body.get(at + 2) & 0xFF;
            int options = body.get(at + 3) & 0xFF;
            String name = text(body, at + 4, 32);
            int count = kind == 0 ? options : 1 + (kind - 1) / 10;
            String type = kind == 0 ? "u1" : types.get((kind - 1) % 10);
            if (kind > 30 || offset + count * FieldLayout.bytes(type) > record) {
                problems.add(new Problem(
                        in.name() + ", extra bytes", "\"" + name + "\" does not fit the point record; it is left out"));
                break;
            }
            for (int k = 0; k < count; k++) {
                boolean scaled = kind != 0 && (options & 0x18) != 0;
                double scale = (options & 0x08) != 0 ? body.getDouble(at + 112 + 8 * Math.min(k, 2)) : 1;
                double shift = (options & 0x10) != 0 ? body.getDouble(at + 136 + 8 * Math.min(k, 2)) : 0;
                out.add(new Extra(count == 1 ? name : name + "_" + k, type, offset, scaled, scale, shift));
                offset += FieldLayout.bytes(type);
            }
        }
        return out;
    }

    private static double[] triple(ByteBuffer b, int at) {
        return new double[] {b.getDouble(at), b.getDouble(at + 8), b.getDouble(at + 16)};
    }

    static String text(ByteBuffer b, int at, int length) {
        byte[] raw = new byte[length];
        b.get(at, raw);
        int end = 0;
        while (end < length && raw[end] != 0) {
            end++;
        }
        return new String(raw, 0, end, StandardCharsets.UTF_8).strip();
    }
}
