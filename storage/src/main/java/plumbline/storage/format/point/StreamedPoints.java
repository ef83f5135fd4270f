package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.PointEncoding;
import plumbline.storage.format.PointFormat;
import plumbline.storage.format.PointParts;
import plumbline.storage.format.PointQuery;

/**
 * A point format that reads files and bytes in memory alike: as a file format and as the encoding of a lidar sample.
 */
abstract class StreamedPoints implements PointFormat, PointEncoding {
    /** Points handed over at a time: large enough for bulk work, small enough for any memory. */
    static final int BLOCK = 1 << 17;

    abstract Info inspect(PointInput in) throws IOException;

    abstract List<Problem> read(PointInput in, Consumer<PointBlock> sink) throws IOException;

    /** One part, the whole file, where a format cannot be divided. */
    PointParts open(PointInput in, PointQuery query) throws IOException {
        long points = inspect(in).points();
        return new PointParts() {
            @Override
            public int count() {
                return 1;
            }

            @Override
            public long points(int part) {
                return points;
            }

            @Override
            public List<Problem> read(int part, Consumer<PointBlock> sink) throws IOException {
                return StreamedPoints.this.read(in, b -> sink.accept(Within.query(b, query)));
            }

            @Override
            public List<Problem> problems() {
                return List.of();
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }

    @Override
    public final PointParts open(Path path, PointQuery query) throws IOException {
        PointInput in = PointInput.of(path);
        boolean opened = false;
        try {
            PointParts parts = open(in, query);
            opened = true;
            return parts;
        } finally {
            if (!opened) {
                in.close();
            }
        }
    }

    @Override
    public final Info inspect(Path path) throws IOException {
        try (PointInput in = PointInput.of(path)) {
            return inspect(in);
        }
    }

    @Override
    public final List<Problem> read(Path path, Consumer<PointBlock> sink) throws IOException {
        try (PointInput in = PointInput.of(path)) {
            return read(in, sink);
        }
    }

    @Override
    public final PointBlock decode(String where, byte[] raw) throws IOException {
        PointCollector all = new PointCollector();
        read(PointInput.of(where, raw), all);
        return all.block();
    }
}
