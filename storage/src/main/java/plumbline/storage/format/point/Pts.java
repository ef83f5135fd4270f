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

/** PTS (Leica): a line with the number of points, then lines of x y z, intensity, red green blue as far as there are. */
public final class Pts extends StreamedPoints {
    private static final int HEAD = 4096;

    private record Head(List<FieldLayout> fields, long points, long at) {}

    @Override
    public String name() {
        return "pts";
    }

    @Override
    public boolean recognises(Path path) {
        return PointConversion.fileName(path).endsWith(".pts");
    }

    @Override
    Info inspect(PointInput in) throws IOException {
        Bounds bounds = new Bounds();
        List<Problem> problems = read(in, bounds);
        return new Info(
                name(), bounds.points(), bounds.min(), bounds.max(),
                head(in).fields().stream().map(f -> new Field(f.name(), f.type())).toList(), Optional.empty(), problems);
    }

    private static Head head(PointInput in) throws IOException {
        var raw = in.upTo(0, HEAD);
        String[] lines = StandardCharsets.ISO_8859_1.decode(raw).toString().split("\n", 3);
        String first = lines[0].strip();
        if (lines.length < 2 || !first.matches("\\d{1,18}")) {
            throw new FormatException(in.name(), "line 1", "a PTS file begins with the number of its points");
        }
        return new Head(fields(in, lines[1].strip().split("\\s+").length), Long.parseLong(first), lines[0].length() + 1L);
    }

    /** Of a line of three, four, six or seven numbers. */
    static List<FieldLayout> fields(PointInput in, int numbers) throws FormatException {
        List<FieldLayout> out = new ArrayList<>();
        for (String axis : List.of("x", "y", "z")) {
            out.add(new FieldLayout(axis, "f8", 0, 0));
        }
        if (numbers == 4 || numbers == 7) {
            out.add(new FieldLayout("intensity", "f4", 0, 0));
        }
        if (numbers == 6 || numbers == 7) {
            for (String colour : List.of("red", "green", "blue")) {
                out.add(new FieldLayout(colour, "u1", 0, 0));
            }
        }
        if (out.size() != numbers) {
            throw new FormatException(
                    in.name(), "", "points of " + numbers + " numbers are not known; 3, 4, 6 and 7 are");
        }
        return out;
    }

    @Override
    List<Problem> read(PointInput in, Consumer<PointBlock> sink) throws IOException {
        Head h = head(in);
        TextPoints text = new TextPoints(in, h.fields(), sink);
        List<Problem> problems = new ArrayList<>(text.read(h.at(), 2, h.points()));
        if (text.kept() < h.points()) {
            problems.add(FixedRecords.cut(in, in.size(), h.points(), text.kept()));
        } else if (h.points() > 0 && text.nextAt() < in.size()
                && !StandardCharsets.ISO_8859_1.decode(in.upTo(text.nextAt(), HEAD)).toString().isBlank()) {
            problems.add(new Problem(
                    in.name() + ", line " + text.nextLine(),
                    h.points() + " points are announced and more lines follow; they are left out"));
        }
        return problems;
    }
}
