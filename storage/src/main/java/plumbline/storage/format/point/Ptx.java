package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;

/**
 * PTX (Leica): grids of a scanner one after the other, each with columns, rows, four lines of the scanner's place and a
 * 4 x 4 matrix (row vectors) to the common frame, which is applied. Cells without an echo (0 0 0) have no coordinates.
 */
public final class Ptx extends StreamedPoints {
    private static final int HEAD_LINES = 10;
    private static final int HEAD = 1 << 13;

    private record Head(long points, double[] matrix, List<FieldLayout> fields, long at) {}

    @Override
    public String name() {
        return "ptx";
    }

    @Override
    public boolean recognises(Path path) {
        return PointConversion.fileName(path).endsWith(".ptx");
    }

    @Override
    Info inspect(PointInput in) throws IOException {
        Bounds bounds = new Bounds();
        List<Problem> problems = read(in, bounds);
        return new Info(
                name(), bounds.points(), bounds.min(), bounds.max(),
                head(in, 0, 1).fields().stream().map(f -> new Field(f.name(), f.type())).toList(), Optional.empty(),
                problems);
    }

    private static Head head(PointInput in, long at, long line) throws IOException {
        String text = StandardCharsets.ISO_8859_1.decode(in.upTo(at, HEAD)).toString();
        double[] numbers = new double[30];
        int n = 0;
        int from = 0;
        for (int l = 0; l < HEAD_LINES; l++) {
            int to = text.indexOf('\n', from);
            if (to < 0) {
                throw new FormatException(in.name(), "line " + (line + l), "the head of a scan is cut");
            }
            for (String word : text.substring(from, to).strip().split("\\s+")) {
                byte[] raw = word.getBytes(StandardCharsets.US_ASCII);
                double v = Decimals.parse(raw, 0, raw.length);
                if (Double.isNaN(v) || n == numbers.length) {
                    throw new FormatException(in.name(), "line " + (line + l), "this is no head of a scan");
                }
                numbers[n++] = v;
            }
            from = to + 1;
        }
        boolean grid = n == 30 && numbers[0] >= 0 && numbers[1] >= 0 && numbers[0] * numbers[1] < 1e15
                && numbers[0] == Math.rint(numbers[0]) && numbers[1] == Math.rint(numbers[1]);
        if (!grid) {
            throw new FormatException(in.name(), "line " + line, "columns, rows, place and matrix of a scan are expected");
        }
        double[] matrix = new double[16];
        System.arraycopy(numbers, 14, matrix, 0, 16);
        int end = text.indexOf('\n', from);
        String first = text.substring(from, end < 0 ? text.length() : end).strip();
        int columns = first.isEmpty() ? 4 : first.split("\\s+").length;
        return new Head((long) numbers[0] * (long) numbers[1], matrix, Pts.fields(in, columns), at + from);
    }

    @Override
    List<Problem> read(PointInput in, Consumer<PointBlock> sink) throws IOException {
        List<Problem> problems = new ArrayList<>();
        long at = 0;
        long line = 1;
        do {
            Head h;
            try {
                h = head(in, at, line);
            } catch (FormatException e) {
                if (at == 0) {
                    throw e;
                }
                problems.add(new Problem(in.name() + ", line " + line, e.getMessage() + "; the scans before it are kept"));
                break;
            }
            TextPoints text = new TextPoints(in, h.fields(), b -> sink.accept(moved(b, h.matrix())));
            problems.addAll(text.read(h.at(), line + HEAD_LINES, h.points()));
            if (text.kept() < h.points()) {
                problems.add(FixedRecords.cut(in, in.size(), h.points(), text.kept()));
                break;
            }
            at = h.points() == 0 ? h.at() : text.nextAt();
            line = text.nextLine();
        } while (more(in, at));
        return problems;
    }

    private static boolean more(PointInput in, long at) throws IOException {
        return !StandardCharsets.ISO_8859_1.decode(in.upTo(at, HEAD)).toString().isBlank();
    }

    private static PointBlock moved(PointBlock b, double[] m) {
        int n = b.size();
        double[][] out = new double[3][n];
        for (int i = 0; i < n; i++) {
            double x = b.px(i);
            double y = b.py(i);
            double z = b.pz(i);
            boolean none = x == 0 && y == 0 && z == 0;
            for (int a = 0; a < 3; a++) {
                out[a][i] = none ? Double.NaN : x * m[a] + y * m[4 + a] + z * m[8 + a] + m[12 + a];
            }
        }
        return PointBlock.ofExact(out[0], out[1], out[2], b.columns());
    }
}
