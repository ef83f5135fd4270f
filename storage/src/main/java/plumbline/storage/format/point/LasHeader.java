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

/**
 * The public header and variable length records of a LAS file. Records that do not fit between header and points are
 * left out and said; the points do not depend on them, extra bytes excepted.
 */
record LasHeader(
        int minor, int pointFormat, int recordBytes, long points, long pointsAt, long pointsInFile, double[] scale,
        double[] offset, Vec3 min, Vec3 max, List<Extra> extras, Optional<String> crs, List<Problem> problems) {
    private static final int[] RECORD = {20, 28, 26, 34, 57, 63, 30, 36, 38, 59, 67};
    private static final int SMALLEST = 227;
    private static final int SIZE_1_4 = 375;
    private static final int VLR_HEAD = 54;
    private static final int EVLR_HEAD = 60;
    private static final int EXTRA = 192;
    private static final int LARGEST_VLR = 1 << 24;

    /** One extra dimension: scaled ones become doubles. */
    record Extra(String name, String type, int offset, boolean scaled, double scale, double shift) {}

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
        int format = b.get(104) & 0xFF;
        if (format >= 64) {
            throw new FormatException(
                    in.name(), "byte 104",
                    "the points are compressed (LAZ), which this version does not read; write them as LAS first, for"
                            + " example with \"pdal translate in.laz out.las\" or \"las2las -i in.laz -o out.las\"");
        }
        int record = b.getShort(105) & 0xFFFF;
        if (b.get(24) != 1 || minor > 4 || format >= RECORD.length || record < RECORD[format]) {
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
        List<Problem> problems = new ArrayList<>();
        Records records = new Records();
        variable(in, b, at, records, problems);
        if (minor == 4) {
            extended(in, b.getLong(235), b.getInt(243) & 0xFFFFFFFFL, records, problems);
        }
        List<Extra> extras = records.extraBytes == null
                ? undocumented(RECORD[format], record)
                : extras(in, records.extraBytes, RECORD[format], record, problems);
        Optional<String> crs = LasCrs.name(records.wkt, records.geoKeys);
        return new LasHeader(
                minor, format, record, points, at, Math.max(0, (in.size() - at) / record), triple(b, 131),
                triple(b, 155), new Vec3(b.getDouble(187), b.getDouble(203), b.getDouble(219)),
                new Vec3(b.getDouble(179), b.getDouble(195), b.getDouble(211)), extras, crs, problems);
    }

    /** The bodies of the records that matter. */
    private static final class Records {
        private ByteBuffer extraBytes;
        private ByteBuffer geoKeys;
        private String wkt = "";

        void take(String user, int id, ByteBuffer body) {
            if (user.equals("LASF_Spec") && id == 4) {
                extraBytes = body;
            } else if (user.equals("LASF_Projection") && id == 34735) {
                geoKeys = body;
            } else if (user.equals("LASF_Projection") && id == 2112) {
                wkt = text(body, 0, body.limit());
            }
        }
    }

    private static void variable(
            PointInput in, ByteBuffer b, long pointsAt, Records records, List<Problem> problems) throws IOException {
        long count = b.getInt(100) & 0xFFFFFFFFL;
        long end = Math.min(pointsAt, in.size());
        long at = b.getShort(94) & 0xFFFF;
        for (long i = 0; i < count; i++) {
            if (at + VLR_HEAD > end) {
                problems.add(records(in, at, count, i));
                return;
            }
            ByteBuffer head = in.read(at, VLR_HEAD);
            int length = head.getShort(20) & 0xFFFF;
            if (at + VLR_HEAD + length > end) {
                problems.add(records(in, at, count, i));
                return;
            }
            records.take(text(head, 2, 16), head.getShort(18) & 0xFFFF, in.read(at + VLR_HEAD, length));
            at += VLR_HEAD + length;
        }
    }

    private static Problem records(PointInput in, long at, long announced, long found) {
        return new Problem(
                in.name() + ", byte " + at,
                announced + " variable length records are announced and " + found
                        + " fit before the points; the points are read all the same");
    }

    private static void extended(PointInput in, long start, long count, Records records, List<Problem> problems)
            throws IOException {
        long at = start;
        for (long i = 0; i < count; i++) {
            boolean head = at > 0 && at <= in.size() - EVLR_HEAD;
            ByteBuffer b = head ? in.read(at, EVLR_HEAD) : null;
            long length = head ? b.getLong(20) : 0;
            if (!head || length < 0 || length > in.size() - at - EVLR_HEAD) {
                problems.add(new Problem(
                        in.name() + ", byte " + at,
                        count + " extended records are announced and " + i + " are there; the points are sound"));
                return;
            }
            if (length <= LARGEST_VLR) {
                records.take(text(b, 2, 16), b.getShort(18) & 0xFFFF, in.read(at + EVLR_HEAD, (int) length));
            }
            at += EVLR_HEAD + length;
        }
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
