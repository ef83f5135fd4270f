package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** LAS files of any point format with values as scanners give them, and now and then none that a scanner would. */
final class LasSamples {
    private static final int[] RECORD = {20, 28, 26, 34, 57, 63, 30, 36, 38, 59, 67};

    private LasSamples() {}

    static int record(int format, int extra) {
        return RECORD[format] + extra;
    }

    /** Formats from 6 on: several scanner channels for even seeds, one for odd ones. */
    static byte[] records(int format, int extra, int n, long seed) {
        Random random = new Random(seed);
        int record = record(format, extra);
        ByteBuffer b = ByteBuffer.allocate(n * record).order(ByteOrder.LITTLE_ENDIAN);
        double time = 300_000.25;
        int[] base = {0, 0, 0};
        for (int i = 0; i < n; i++) {
            int p = i * record;
            boolean jump = random.nextInt(500) == 0;
            for (int a = 0; a < 3; a++) {
                base[a] = jump ? random.nextInt() >> 1 : base[a] + random.nextInt(200) - 95;
                b.putInt(p + 4 * a, base[a]);
            }
            time += jump ? random.nextDouble() * 1e6 - 5e5 : random.nextInt(4) == 0 ? 0 : 1e-5 * random.nextInt(3);
            b.putShort(p + 12, (short) (random.nextInt(4) == 0 ? random.nextInt() : 300 + random.nextInt(20)));
            int of = 1 + (random.nextInt(3) == 0 ? random.nextInt(format < 6 ? 7 : 15) : 0);
            int number = jump ? random.nextInt(format < 6 ? 8 : 16) : 1 + random.nextInt(of);
            int kind = random.nextInt(10) == 0 ? random.nextInt(256) : 2;
            if (format < 6) {
                b.put(p + 14, (byte) (number | of << 3 | (random.nextInt(9) == 0 ? 64 : 0))).put(p + 15, (byte) kind);
                b.put(p + 16, (byte) (i / 100 - 60)).put(p + 17, (byte) (jump ? i : 0)).putShort(p + 18, (short) (i / 999));
                legacy(b, p, format, time, i, random);
            } else {
                int channel = seed % 2 == 1 ? 2 : random.nextInt(20) == 0 ? random.nextInt(4) : i / 300 & 1;
                b.put(p + 14, (byte) (number | of << 4)).put(p + 15, (byte) (channel << 4 | (jump ? 0xC5 : 0)));
                b.put(p + 16, (byte) kind).put(p + 17, (byte) (jump ? i : 0));
                b.putShort(p + 18, (short) (i / 10 - 3000)).putShort(p + 20, (short) (i / 999)).putDouble(p + 22, time);
                modern(b, p, format, i, random);
            }
            for (int e = 0; e < extra; e++) {
                b.put(p + RECORD[format] + e, (byte) (e == 1 ? 7 : e * i / 50 + (jump ? random.nextInt() : 0)));
            }
        }
        return b.array();
    }

    private static void legacy(ByteBuffer b, int p, int format, double time, int i, Random random) {
        boolean timed = format == 1 || format >= 3;
        if (timed) {
            b.putDouble(p + 20, time);
        }
        int at = p + (timed ? 28 : 20);
        if (format == 2 || format == 3 || format == 5) {
            colours(b, at, 3, i, random);
            at += 6;
        }
        if (format >= 4) {
            wave(b, at, i, random);
        }
    }

    private static void modern(ByteBuffer b, int p, int format, int i, Random random) {
        int at = p + 30;
        if (format == 7) {
            colours(b, at, 3, i, random);
        } else if (format == 8 || format == 10) {
            colours(b, at, 4, i, random);
            at += 8;
        }
        if (format >= 9) {
            wave(b, at, i, random);
        }
    }

    private static void colours(ByteBuffer b, int at, int n, int i, Random random) {
        int grey = random.nextInt(2) * (i & 0xFFFF);
        for (int c = 0; c < n; c++) {
            b.putShort(at + 2 * c, (short) (i % 3 == 0 ? grey : 257 * (100 + c) + random.nextInt(600)));
        }
    }

    private static void wave(ByteBuffer b, int at, int i, Random random) {
        b.put(at, (byte) (i % 3)).putLong(at + 1, random.nextInt(9) == 0 ? random.nextLong() >>> 1 : 256L * i);
        b.putInt(at + 9, 256).putFloat(at + 13, random.nextFloat() * 1e4f);
        b.putFloat(at + 17, 0.1f).putFloat(at + 21, random.nextFloat()).putFloat(at + 25, -1);
    }

    /** A file of the version that first had the point format. */
    static Path write(Path file, int format, int extra, int n, long seed) throws IOException {
        return write(file, format, extra, n, records(format, extra, n, seed));
    }

    static Path write(Path file, int format, int extra, int n, byte[] records) throws IOException {
        int minor = format < 2 ? 1 : format < 4 ? 2 : format < 6 ? 3 : 4;
        int header = minor == 4 ? 375 : minor == 3 ? 235 : 227;
        ByteBuffer b = ByteBuffer.allocate(header).order(ByteOrder.LITTLE_ENDIAN);
        b.put(0, "LASF".getBytes(StandardCharsets.US_ASCII)).put(24, (byte) 1).put(25, (byte) minor);
        b.putShort(94, (short) header).putInt(96, header).put(104, (byte) format);
        b.putShort(105, (short) record(format, extra)).putInt(107, n);
        ByteBuffer r = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
        double[] offset = {500_000, 4_000_000, 100};
        for (int a = 0; a < 3; a++) {
            int min = Integer.MAX_VALUE;
            int max = Integer.MIN_VALUE;
            for (int i = 0; i < n; i++) {
                min = Math.min(min, r.getInt(i * record(format, extra) + 4 * a));
                max = Math.max(max, r.getInt(i * record(format, extra) + 4 * a));
            }
            b.putDouble(131 + 8 * a, 0.001).putDouble(155 + 8 * a, offset[a]);
            b.putDouble(179 + 16 * a, max * 0.001 + offset[a]).putDouble(187 + 16 * a, min * 0.001 + offset[a]);
        }
        if (minor == 4) {
            b.putLong(247, n);
        }
        byte[] all = new byte[header + records.length];
        b.get(0, all, 0, header);
        System.arraycopy(records, 0, all, header, records.length);
        return Files.write(file, all);
    }
}
