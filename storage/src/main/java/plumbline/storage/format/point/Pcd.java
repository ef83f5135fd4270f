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
 * PCD, the Point Cloud Library's format, versions .5 to .7: ascii, binary (little endian) and binary_compressed (LZF,
 * column by column). Points without coordinates (NaN, in organised clouds) are kept. The viewpoint is not applied.
 */
public final class Pcd extends StreamedPoints {
    /** LZF cannot shrink anything more than this: a back reference of three bytes yields at most 264. */
    private static final long LARGEST_RATIO = 90;

    @Override
    public String name() {
        return "pcd";
    }

    @Override
    public boolean recognises(Path path) {
        String name = PointConversion.fileName(path);
        return name.endsWith(".pcd");
    }

    @Override
    Info inspect(PointInput in) throws IOException {
        PcdHeader h = PcdHeader.read(in);
        Bounds bounds = new Bounds();
        List<Problem> problems;
        if (h.data().equals("binary") && h.recordBytes() > 0) {
            bounds = FixedRecords.bounds(
                    in, h.bodyAt(), h.points(), h.recordBytes(), ByteOrder.LITTLE_ENDIAN, h.kept());
            problems = new ArrayList<>(h.problems());
            if (bounds.points() < h.points()) {
                long at = h.bodyAt() + bounds.points() * h.recordBytes();
                problems.add(FixedRecords.cut(in, at, h.points(), bounds.points()));
            }
        } else {
            problems = read(in, bounds);
        }
        return new Info(
                name() + " (" + h.data() + ")", bounds.points(), bounds.min(), bounds.max(), h.described(),
                Optional.empty(), problems);
    }

    @Override
    List<Problem> read(PointInput in, Consumer<PointBlock> sink) throws IOException {
        PcdHeader h = PcdHeader.read(in);
        List<Problem> problems = new ArrayList<>(h.problems());
        switch (h.data()) {
            case "ascii" -> {
                TextPoints text = new TextPoints(in, h.fields(), sink);
                problems.addAll(text.read(h.bodyAt(), h.bodyLine(), h.points()));
                if (text.kept() < h.points()) {
                    problems.add(FixedRecords.cut(in, in.size(), h.points(), text.kept()));
                }
            }
            case "binary" -> problems.addAll(FixedRecords.read(
                    in, h.bodyAt(), h.points(), h.recordBytes(), ByteOrder.LITTLE_ENDIAN, h.kept(), sink));
            case "binary_compressed" -> problems.addAll(compressed(in, h, sink));
            default -> throw new FormatException(
                    in.name(), "DATA", "\"" + h.data() + "\" is not known; ascii, binary and binary_compressed are");
        }
        return problems;
    }

    private static List<Problem> compressed(PointInput in, PcdHeader h, Consumer<PointBlock> sink) throws IOException {
        ByteBuffer sizes = in.read(h.bodyAt(), 8);
        long packed = sizes.getInt() & 0xFFFFFFFFL;
        long plain = sizes.getInt() & 0xFFFFFFFFL;
        long there = Math.min(packed, in.size() - h.bodyAt() - 8);
        if (plain > Integer.MAX_VALUE - 64 || there > Integer.MAX_VALUE - 64 || plain > packed * LARGEST_RATIO) {
            throw new FormatException(
                    in.name(), "byte " + h.bodyAt(), packed + " compressed bytes cannot become " + plain);
        }
        if (h.recordBytes() == 0 || plain / h.recordBytes() < h.points()) {
            throw new FormatException(
                    in.name(), "byte " + h.bodyAt(),
                    plain + " bytes do not hold " + h.points() + " points of " + h.recordBytes() + " bytes");
        }
        if (there < packed) {
            // Columns follow one another, so a cut takes whole fields away from every point.
            throw new FormatException(
                    in.name(), "byte " + in.size(),
                    "the compressed points end early: " + packed + " bytes are announced and " + there
                            + " are there; no point is whole");
        }
        byte[] out = new byte[(int) plain];
        int got = Lzf.expand(in.name(), in.read(h.bodyAt() + 8, (int) there), out);
        if (got < h.points() * h.recordBytes()) {
            throw new FormatException(in.name(), "byte " + h.bodyAt(), "the compressed points expand to too few bytes");
        }
        int n = (int) h.points();
        ByteBuffer all = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < n; from += BLOCK) {
            List<FieldLayout> columns = new ArrayList<>();
            for (FieldLayout f : h.kept()) {
                int bytes = FieldLayout.bytes(f.type());
                columns.add(new FieldLayout(f.name(), f.type(), f.offset() * n + from * bytes, bytes));
            }
            int count = Math.min(BLOCK, n - from);
            sink.accept(PackedColours.unpacked(FieldLayout.block(in.name(), columns, all, count)));
        }
        return List.of();
    }

    @Override
    public boolean writable() {
        return true;
    }

    /** As binary, version .7: every column under its name and type. */
    @Override
    public List<String> write(Path path, PointBlock points) throws IOException {
        List<Column> columns = PointColumns.withPositions(points, PackedColours.stored(points));
        StringBuilder head = new StringBuilder("# .PCD v0.7 - Point Cloud Data file format\nVERSION 0.7\nFIELDS");
        columns.forEach(c -> head.append(' ').append(c.name().replaceAll("\\s", "_")));
        head.append("\nSIZE");
        columns.forEach(c -> head.append(' ').append(c.type().charAt(1)));
        head.append("\nTYPE");
        columns.forEach(c -> head.append(' ').append(Character.toUpperCase(c.type().charAt(0))));
        head.append("\nCOUNT");
        columns.forEach(c -> head.append(" 1"));
        head.append("\nWIDTH ").append(points.size()).append("\nHEIGHT 1\nVIEWPOINT 0 0 0 1 0 0 0\nPOINTS ");
        head.append(points.size()).append("\nDATA binary\n");
        PointColumns.write(path, head.toString().getBytes(StandardCharsets.UTF_8), columns, points.size());
        return List.of();
    }
}
