package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;

/**
 * PLY (Stanford, Turk 1994), ascii and binary of both byte orders: the points of element {@code vertex} with all
 * scalar properties. Other elements (faces, edges) are passed over.
 */
public final class Ply extends StreamedPoints {
    private static final int LONGEST = 1 << 20;

    private record Header(String format, List<PlyElement> elements, int bodyAt, long bodyLine) {}

    @Override
    public String name() {
        return "ply";
    }

    @Override
    public boolean recognises(Path path) {
        return PointConversion.fileName(path).endsWith(".ply");
    }

    private static Header header(PointInput in) throws IOException {
        ByteBuffer head = in.upTo(0, LONGEST);
        List<PlyElement> elements = new ArrayList<>();
        String format = "";
        int from = 0;
        long line = 0;
        for (int i = 0; i < head.limit(); i++) {
            if (head.get(i) != '\n') {
                continue;
            }
            byte[] raw = new byte[i - from];
            head.get(from, raw);
            from = i + 1;
            line++;
            String text = new String(raw, StandardCharsets.ISO_8859_1).strip();
            String[] words = text.split("\\s+");
            if (line == 1 && !text.equals("ply")) {
                throw new FormatException(in.name(), "line 1", "not a PLY file: it does not start with \"ply\"");
            }
            switch (words[0]) {
                case "format" -> format = words.length > 1 ? words[1] : "";
                case "element" -> elements.add(element(in, line, words));
                case "property" -> property(in, line, words, elements);
                case "end_header" -> {
                    return new Header(format, elements, from, line + 1);
                }
                default -> { }
            }
        }
        throw new FormatException(in.name(), "line " + line, "the PLY header has no end_header; the file is cut");
    }

    private static PlyElement element(PointInput in, long line, String[] words) throws FormatException {
        try {
            long count = Long.parseLong(words[2]);
            if (count >= 0) {
                return new PlyElement(words[1], count, new ArrayList<>());
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // Said below, as for a negative count.
        }
        throw new FormatException(in.name(), "line " + line, "an element needs a name and a count");
    }

    private static void property(PointInput in, long line, String[] words, List<PlyElement> elements)
            throws FormatException {
        boolean list = words.length > 1 && words[1].equals("list");
        if (elements.isEmpty() || words.length < (list ? 5 : 3)) {
            throw new FormatException(in.name(), "line " + line, "a property needs an element, a type and a name");
        }
        elements.getLast().properties().add(list
                ? new PlyElement.Property(words[4], type(in, line, words[3]), type(in, line, words[2]))
                : new PlyElement.Property(words[2], type(in, line, words[1]), ""));
    }

    private static String type(PointInput in, long line, String word) throws FormatException {
        return switch (word) {
            case "char", "int8" -> "i1";
            case "uchar", "uint8" -> "u1";
            case "short", "int16" -> "i2";
            case "ushort", "uint16" -> "u2";
            case "int", "int32" -> "i4";
            case "uint", "uint32" -> "u4";
            case "float", "float32" -> "f4";
            case "double", "float64" -> "f8";
            default -> throw new FormatException(
                    in.name(), "line " + line, "\"" + word + "\" is not a type that PLY has");
        };
    }

    private static PlyElement vertex(PointInput in, Header h) throws FormatException {
        PlyElement v = h.elements().stream()
                .filter(e -> e.name().equals("vertex"))
                .findFirst()
                .orElseThrow(() -> new FormatException(
                        in.name(), "header", "there is no element \"vertex\", so the file holds no points"));
        FieldLayout.requirePosition(in.name(), v.scalars().stream().map(PlyElement.Property::name).toList());
        return v;
    }

    private static List<Problem> lists(PointInput in, PlyElement v) {
        return v.properties().stream().filter(PlyElement.Property::list)
                .map(p -> new Problem(in.name() + ", property " + p.name(), "lists at points are passed over"))
                .toList();
    }

    @Override
    Info inspect(PointInput in) throws IOException {
        Header h = header(in);
        PlyElement v = vertex(in, h);
        Bounds bounds = new Bounds();
        List<Problem> problems = new ArrayList<>();
        if (!h.format().equals("ascii") && !v.lists() && v.recordBytes() > 0) {
            ByteOrder order = order(in, h);
            long at = start(in, h, v, order);
            bounds = FixedRecords.bounds(in, at, v.count(), v.recordBytes(), order, v.placed());
            if (bounds.points() < v.count()) {
                problems.add(FixedRecords.cut(in, at + bounds.points() * v.recordBytes(), v.count(), bounds.points()));
            }
        } else {
            problems.addAll(read(in, bounds));
        }
        return new Info(
                name() + " (" + h.format() + ")", bounds.points(), bounds.min(), bounds.max(),
                v.scalars().stream().map(f -> new Field(f.name(), f.type())).toList(), Optional.empty(), problems);
    }

    private static ByteOrder order(PointInput in, Header h) throws FormatException {
        return switch (h.format()) {
            case "binary_little_endian" -> ByteOrder.LITTLE_ENDIAN;
            case "binary_big_endian" -> ByteOrder.BIG_ENDIAN;
            default -> throw new FormatException(
                    in.name(), "header", "the PLY format \"" + h.format() + "\" is not known");
        };
    }

    /** Where the points begin: elements before them are passed over, element by element where they have lists. */
    private static long start(PointInput in, Header h, PlyElement vertex, ByteOrder order) throws IOException {
        long at = h.bodyAt();
        for (PlyElement e : h.elements()) {
            if (e == vertex) {
                break;
            }
            if (e.lists()) {
                at = new PlyRows(in, at, order).passOver(e);
            } else if (e.count() > (in.size() - at) / Math.max(1, e.recordBytes())) {
                throw new FormatException(
                        in.name(), "byte " + at, "the file ends within the element \"" + e.name() + "\" before the points");
            } else {
                at += e.count() * e.recordBytes();
            }
        }
        return at;
    }

    @Override
    List<Problem> read(PointInput in, Consumer<PointBlock> sink) throws IOException {
        Header h = header(in);
        PlyElement v = vertex(in, h);
        List<Problem> problems = new ArrayList<>(lists(in, v));
        if (h.format().equals("ascii")) {
            problems.addAll(ascii(in, h, v, sink));
            return problems;
        }
        ByteOrder order = order(in, h);
        long at = start(in, h, v, order);
        if (v.lists()) {
            long kept = new PlyRows(in, at, order).read(v, b -> sink.accept(PackedColours.unpacked(b)));
            if (kept < v.count()) {
                problems.add(FixedRecords.cut(in, in.size(), v.count(), kept));
            }
        } else {
            problems.addAll(FixedRecords.read(in, at, v.count(), v.recordBytes(), order, v.placed(), sink));
        }
        return problems;
    }

    private static List<Problem> ascii(PointInput in, Header h, PlyElement v, Consumer<PointBlock> sink)
            throws IOException {
        long before = 0;
        for (PlyElement e : h.elements().subList(0, h.elements().indexOf(v))) {
            before = before > Long.MAX_VALUE - e.count() ? Long.MAX_VALUE : before + e.count();
        }
        long at = h.bodyAt();
        long line = h.bodyLine();
        if (before > 0) {
            // An element of text is a line, whatever is in it.
            TextPoints others = new TextPoints(
                    in, List.of(new FieldLayout("_", "f8", 0, 0)), b -> { });
            others.read(at, line, before);
            at = others.nextAt();
            line = others.nextLine();
        }
        TextPoints text = new TextPoints(in, v.text(), sink);
        List<Problem> problems = new ArrayList<>(text.read(at, line, v.count()));
        if (text.kept() < v.count()) {
            problems.add(FixedRecords.cut(in, in.size(), v.count(), text.kept()));
        }
        return problems;
    }

    @Override
    public boolean writable() {
        return true;
    }

    /** Binary little endian. PLY has no 64-bit integers: those become doubles. */
    @Override
    public List<String> write(Path path, PointBlock points) throws IOException {
        List<String> losses = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (Column c : PointColumns.withPositions(points, PackedColours.stored(points))) {
            columns.add(FieldLayout.bytes(c.type()) == 8 && !c.type().equals("f8") ? asDoubles(c, losses) : c);
        }
        StringBuilder head = new StringBuilder("ply\nformat binary_little_endian 1.0\nelement vertex ");
        head.append(points.size()).append('\n');
        for (Column c : columns) {
            String type = switch (c.type()) {
                case "i1" -> "char";
                case "u1" -> "uchar";
                case "i2" -> "short";
                case "u2" -> "ushort";
                case "i4" -> "int";
                case "u4" -> "uint";
                case "f4" -> "float";
                default -> "double";
            };
            head.append("property ").append(type).append(' ').append(c.name().replaceAll("\\s", "_")).append('\n');
        }
        head.append("end_header\n");
        PointColumns.write(path, head.toString().getBytes(StandardCharsets.UTF_8), columns, points.size());
        return losses;
    }

    private static Column asDoubles(Column c, List<String> losses) {
        double[] v = new double[c.size()];
        boolean exact = true;
        for (int i = 0; i < v.length; i++) {
            v[i] = c.get(i);
            exact &= Math.abs(v[i]) <= 1L << 53;
        }
        if (!exact) {
            losses.add(c.name() + ": 64-bit numbers beyond 2^53 lose their last digits, PLY has no such integers");
        }
        return new Column.Doubles(c.name(), "f8", v);
    }
}
