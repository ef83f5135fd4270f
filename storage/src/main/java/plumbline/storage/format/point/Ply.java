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

    private record Element(String name, long count, List<FieldLayout> fields, boolean lists) {
        int recordBytes() {
            return fields.stream().mapToInt(f -> FieldLayout.bytes(f.type())).sum();
        }

        List<FieldLayout> placed() {
            List<FieldLayout> out = new ArrayList<>();
            int offset = 0;
            for (FieldLayout f : fields) {
                out.add(new FieldLayout(f.name(), f.type(), offset, recordBytes()));
                offset += FieldLayout.bytes(f.type());
            }
            return out;
        }
    }

    private record Header(String format, List<Element> elements, int bodyAt, long bodyLine) {}

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
        List<Element> elements = new ArrayList<>();
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

    private static Element element(PointInput in, long line, String[] words) throws FormatException {
        try {
            long count = Long.parseLong(words[2]);
            if (count >= 0) {
                return new Element(words[1], count, new ArrayList<>(), false);
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // Said below, as for a negative count.
        }
        throw new FormatException(in.name(), "line " + line, "an element needs a name and a count");
    }

    private static void property(PointInput in, long line, String[] words, List<Element> elements)
            throws FormatException {
        if (elements.isEmpty() || words.length < 3) {
            throw new FormatException(in.name(), "line " + line, "a property needs an element, a type and a name");
        }
        Element last = elements.getLast();
        if (words[1].equals("list")) {
            elements.set(elements.size() - 1, new Element(last.name(), last.count(), last.fields(), true));
            return;
        }
        String type = switch (words[1]) {
            case "char", "int8" -> "i1";
            case "uchar", "uint8" -> "u1";
            case "short", "int16" -> "i2";
            case "ushort", "uint16" -> "u2";
            case "int", "int32" -> "i4";
            case "uint", "uint32" -> "u4";
            case "float", "float32" -> "f4";
            case "double", "float64" -> "f8";
            default -> throw new FormatException(
                    in.name(), "line " + line, "\"" + words[1] + "\" is not a type that PLY has");
        };
        last.fields().add(new FieldLayout(words[2], type, 0, 0));
    }

    private static Element vertex(PointInput in, Header h) throws FormatException {
        Element v = h.elements().stream()
                .filter(e -> e.name().equals("vertex"))
                .findFirst()
                .orElseThrow(() -> new FormatException(
                        in.name(), "header", "there is no element \"vertex\", so the file holds no points"));
        FieldLayout.requirePosition(in.name(), v.fields().stream().map(FieldLayout::name).toList());
        if (v.lists()) {
            throw new FormatException(in.name(), "header", "vertices with list properties cannot be read");
        }
        return v;
    }

    @Override
    Info inspect(PointInput in) throws IOException {
        Header h = header(in);
        Element v = vertex(in, h);
        Bounds bounds = new Bounds();
        List<Problem> problems = read(in, bounds);
        return new Info(
                name() + " (" + h.format() + ")", bounds.points(), bounds.min(), bounds.max(),
                v.fields().stream().map(f -> new Field(f.name(), f.type())).toList(), Optional.empty(), problems);
    }

    @Override
    List<Problem> read(PointInput in, Consumer<PointBlock> sink) throws IOException {
        Header h = header(in);
        Element v = vertex(in, h);
        return switch (h.format()) {
            case "ascii" -> ascii(in, h, v, sink);
            case "binary_little_endian" -> binary(in, h, v, ByteOrder.LITTLE_ENDIAN, sink);
            case "binary_big_endian" -> binary(in, h, v, ByteOrder.BIG_ENDIAN, sink);
            default -> throw new FormatException(
                    in.name(), "header", "the PLY format \"" + h.format() + "\" is not known");
        };
    }

    private static List<Problem> ascii(PointInput in, Header h, Element v, Consumer<PointBlock> sink)
            throws IOException {
        if (h.elements().indexOf(v) > 0) {
            throw new FormatException(in.name(), "header", "a text PLY whose points do not come first cannot be read");
        }
        TextPoints text = new TextPoints(in, v.fields(), sink);
        List<Problem> problems = new ArrayList<>(text.read(h.bodyAt(), h.bodyLine(), v.count()));
        if (text.kept() < v.count()) {
            problems.add(FixedRecords.cut(in, in.size(), v.count(), text.kept()));
        }
        return problems;
    }

    private static List<Problem> binary(
            PointInput in, Header h, Element v, ByteOrder order, Consumer<PointBlock> sink) throws IOException {
        long at = h.bodyAt();
        for (Element e : h.elements()) {
            if (e == v) {
                break;
            }
            if (e.lists() || e.count() > (in.size() - at) / Math.max(1, e.recordBytes())) {
                throw new FormatException(
                        in.name(), "header",
                        "the element \"" + e.name() + "\" before the points cannot be passed over");
            }
            at += e.count() * e.recordBytes();
        }
        return FixedRecords.read(in, at, v.count(), v.recordBytes(), order, v.placed(), sink);
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
