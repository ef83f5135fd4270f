package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;

/**
 * Points as lines of numbers, one point a line, separated by blanks, commas or semicolons. A line that does not hold
 * the announced numbers is left out and named. Positions stay floats where floats hold them to a millimetre.
 */
final class TextPoints {
    /** The type of a field that begins with a count and goes on with as many numbers, which are passed over. */
    static final String LIST = "list";

    private static final int PIECE = 1 << 20;
    private static final int LONGEST_LINE = 1 << 20;
    private static final int MOST_PROBLEMS = 20;
    /** From here on a float's steps are wider than a millimetre. */
    private static final double FLOAT_REACH = 16_384;

    private final PointInput in;
    private final List<FieldLayout> fields;
    private final Consumer<PointBlock> sink;
    private final List<Problem> problems = new ArrayList<>();
    private final double[][] values;
    private final double[] row;
    private int filled;
    private long kept;
    private long bad;
    private long nextAt;
    private long nextLine;

    /** {@code fields} in the order of the line; only their names and types count. */
    TextPoints(PointInput in, List<FieldLayout> fields, Consumer<PointBlock> sink) {
        this.in = in;
        this.fields = fields;
        this.sink = sink;
        this.values = new double[fields.size()][16];
        this.row = new double[fields.size()];
    }

    /** Reads up to {@code most} points from {@code start} on; {@code line} is the number of the first line there. */
    List<Problem> read(long start, long line, long most) throws IOException {
        byte[] rest = new byte[0];
        long at = start;
        long number = line;
        while (kept < most && (at < in.size() || rest.length > 0)) {
            ByteBuffer piece = in.upTo(at, PIECE);
            byte[] buf = Arrays.copyOf(rest, rest.length + piece.remaining());
            piece.get(buf, rest.length, piece.remaining());
            at += buf.length - rest.length;
            boolean last = at >= in.size();
            int from = 0;
            for (int i = 0; i < buf.length && kept < most; i++) {
                if (buf[i] == '\n') {
                    line(buf, from, i, number++);
                    from = i + 1;
                }
            }
            if (last && from < buf.length && kept < most) {
                boolean cut = most != Long.MAX_VALUE && kept + 1 < most;
                if (cut) {
                    problem(number, "the file ends within this line; the line is left out");
                } else {
                    line(buf, from, buf.length, number);
                }
                from = buf.length;
            }
            nextAt = at - (buf.length - from);
            nextLine = number;
            rest = Arrays.copyOfRange(buf, from, buf.length);
            if (last || rest.length > LONGEST_LINE) {
                break;
            }
        }
        if (rest.length > LONGEST_LINE) {
            problem(number, "the line is longer than a mebibyte; reading stops here");
        }
        flush();
        if (bad > MOST_PROBLEMS) {
            problems.add(new Problem(in.name(), bad + " lines in all could not be read"));
        }
        return problems;
    }

    long kept() {
        return kept;
    }

    /** Where the first line begins that was not looked at. */
    long nextAt() {
        return nextAt;
    }

    long nextLine() {
        return nextLine;
    }

    private void line(byte[] buf, int from, int to, long number) {
        int n = 0;
        int i = from;
        long passOver = 0;
        while (i < to) {
            while (i < to && separator(buf[i])) {
                i++;
            }
            int start = i;
            while (i < to && !separator(buf[i])) {
                i++;
            }
            if (i > start) {
                if (n == 0 && (buf[start] == '#' || buf[start] == '/')) {
                    return;
                }
                if (passOver > 0) {
                    passOver--;
                    continue;
                }
                if (n < row.length) {
                    double v = Decimals.parse(buf, start, i);
                    if (Double.isNaN(v) && !Decimals.isNan(buf, start, i)) {
                        problem(number, "\"" + new String(buf, start, Math.min(40, i - start),
                                StandardCharsets.UTF_8) + "\" is not a number; the line is left out");
                        return;
                    }
                    row[n] = v;
                    passOver = fields.get(n).type().equals(LIST) ? (long) v : 0;
                }
                n++;
            }
        }
        if (n == 0) {
            return;
        }
        if (n < row.length) {
            problem(number, row.length + " numbers are announced and " + n + " are there; the line is left out");
            return;
        }
        keep();
    }

    private void keep() {
        if (filled == values[0].length) {
            if (filled == StreamedPoints.BLOCK) {
                flush();
            } else {
                for (int f = 0; f < values.length; f++) {
                    values[f] = Arrays.copyOf(values[f], filled * 2);
                }
            }
        }
        for (int f = 0; f < row.length; f++) {
            values[f][filled] = row[f];
        }
        filled++;
        kept++;
    }

    private void problem(long line, String what) {
        if (bad++ < MOST_PROBLEMS) {
            problems.add(new Problem(in.name() + ", line " + line, what));
        }
    }

    private static boolean separator(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == ',' || b == ';';
    }

    private void flush() {
        if (filled == 0) {
            return;
        }
        double[][] xyz = new double[3][];
        List<Column> columns = new ArrayList<>();
        for (int f = 0; f < values.length; f++) {
            String name = fields.get(f).name();
            int axis = name.length() == 1 ? "xyz".indexOf(Character.toLowerCase(name.charAt(0))) : -1;
            if (axis >= 0 && xyz[axis] == null) {
                xyz[axis] = Arrays.copyOf(values[f], filled);
            } else if (!name.equals("_") && !fields.get(f).type().equals(LIST)) {
                columns.add(column(name, fields.get(f).type(), values[f], filled));
            }
        }
        if (xyz[0] == null) {
            // Lines that are only to be passed over.
            filled = 0;
            return;
        }
        boolean near = true;
        boolean narrow = fields.stream().filter(f -> f.name().length() == 1).anyMatch(f -> f.type().equals("f4"));
        for (int a = 0; a < 3 && narrow && near; a++) {
            for (double v : xyz[a]) {
                near &= !(Math.abs(v) >= FLOAT_REACH);
            }
        }
        PointBlock block = narrow && near
                ? PointBlock.of(floats(xyz[0]), floats(xyz[1]), floats(xyz[2]), columns)
                : PointBlock.ofExact(xyz[0], xyz[1], xyz[2], columns);
        sink.accept(PackedColours.unpacked(block));
        filled = 0;
    }

    private static float[] floats(double[] v) {
        float[] out = new float[v.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) v[i];
        }
        return out;
    }

    private static Column column(String name, String type, double[] v, int n) {
        // Through bytes, so that text and binary files give the same column types.
        int bytes = FieldLayout.bytes(type);
        ByteBuffer buf = ByteBuffer.allocate(n * bytes);
        for (int i = 0; i < n; i++) {
            switch (type) {
                case "f4" -> buf.putFloat((float) v[i]);
                case "f8" -> buf.putDouble(v[i]);
                case "i1", "u1" -> buf.put((byte) (long) v[i]);
                case "i2", "u2" -> buf.putShort((short) (long) v[i]);
                case "i4", "u4" -> buf.putInt((int) (long) v[i]);
                default -> buf.putLong((long) v[i]);
            }
        }
        return new FieldLayout(name, type, 0, bytes).column(buf, n);
    }
}
