package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

/** Columns to interleaved little-endian records in a file, which appears under its name when it is whole. */
final class PointColumns {
    private PointColumns() {}

    /** x, y, z first: doubles where the positions need them, floats otherwise. */
    static List<Column> withPositions(PointBlock points, List<Column> columns) {
        List<Column> out = new ArrayList<>();
        if (points.exact().isEmpty() && points.origin().equals(Vec3.ZERO)) {
            out.add(new Column.Floats("x", "f4", points.x()));
            out.add(new Column.Floats("y", "f4", points.y()));
            out.add(new Column.Floats("z", "f4", points.z()));
        } else {
            double[][] v = new double[3][points.size()];
            for (int i = 0; i < points.size(); i++) {
                v[0][i] = points.px(i);
                v[1][i] = points.py(i);
                v[2][i] = points.pz(i);
            }
            out.add(new Column.Doubles("x", "f8", v[0]));
            out.add(new Column.Doubles("y", "f8", v[1]));
            out.add(new Column.Doubles("z", "f8", v[2]));
        }
        out.addAll(columns);
        return out;
    }

    static void write(Path path, byte[] head, List<Column> columns, int n) throws IOException {
        int record = columns.stream().mapToInt(c -> FieldLayout.bytes(c.type())).sum();
        Path target = path.toAbsolutePath();
        Path temporary = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            try (FileChannel out = FileChannel.open(
                    temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                drain(out, ByteBuffer.wrap(head));
                int block = Math.min(n, StreamedPoints.BLOCK);
                ByteBuffer buf = ByteBuffer.allocate(Math.multiplyExact(block, record)).order(ByteOrder.LITTLE_ENDIAN);
                for (int from = 0; from < n; from += block) {
                    int to = Math.min(n, from + block);
                    int offset = 0;
                    for (Column c : columns) {
                        new FieldLayout(c.name(), c.type(), offset, record).put(range(c, from, to), buf);
                        offset += FieldLayout.bytes(c.type());
                    }
                    drain(out, buf.position(0).limit((to - from) * record));
                    buf.clear();
                }
                out.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void drain(FileChannel out, ByteBuffer buf) throws IOException {
        while (buf.hasRemaining()) {
            out.write(buf);
        }
    }

    private static Column range(Column column, int from, int to) {
        if (from == 0 && to == column.size()) {
            return column;
        }
        return switch (column) {
            case Column.Floats c -> new Column.Floats(c.name(), c.type(), Arrays.copyOfRange(c.values(), from, to));
            case Column.Doubles c -> new Column.Doubles(c.name(), c.type(), Arrays.copyOfRange(c.values(), from, to));
            case Column.Bytes c -> new Column.Bytes(c.name(), c.type(), Arrays.copyOfRange(c.values(), from, to));
            case Column.Shorts c -> new Column.Shorts(c.name(), c.type(), Arrays.copyOfRange(c.values(), from, to));
            case Column.Ints c -> new Column.Ints(c.name(), c.type(), Arrays.copyOfRange(c.values(), from, to));
            case Column.Longs c -> new Column.Longs(c.name(), c.type(), Arrays.copyOfRange(c.values(), from, to));
        };
    }
}
