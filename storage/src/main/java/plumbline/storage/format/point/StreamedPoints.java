package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.PointEncoding;
import plumbline.storage.format.PointFormat;

/**
 * A point format that reads files and bytes in memory alike: as a file format and as the encoding of a lidar sample.
 */
abstract class StreamedPoints implements PointFormat, PointEncoding {
    /** Points handed over at a time: large enough for bulk work, small enough for any memory. */
    static final int BLOCK = 1 << 17;

    abstract Info inspect(PointInput in) throws IOException;

    abstract List<Problem> read(PointInput in, Consumer<PointBlock> sink) throws IOException;

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
