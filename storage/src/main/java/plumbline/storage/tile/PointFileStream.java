package plumbline.storage.tile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.PointFormat;
import plumbline.storage.format.PointRecords;
import plumbline.storage.format.point.PointConversion;

/** A point file of any format as a stream for the octree. */
public final class PointFileStream implements PointStream {
    private final Path file;
    private final PointFormat format;
    private final PointFormat.Info info;
    private final Optional<Grid> grid;
    private final Source source;

    public PointFileStream(Path file) throws IOException {
        this.file = file;
        this.format = PointConversion.format(file);
        this.info = format.inspect(file);
        this.grid = format.steps(file).map(s -> new Grid(s.scale(), s.offset()));
        this.source = new Source(
                String.valueOf(file.getFileName()), Files.size(file), Files.getLastModifiedTime(file).toString());
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public long expected() {
        return info.points();
    }

    @Override
    public Vec3 min() {
        return info.min();
    }

    @Override
    public Vec3 max() {
        return info.max();
    }

    @Override
    public Optional<Grid> grid() {
        return grid;
    }

    @Override
    public Optional<String> crs() {
        return info.crs();
    }

    @Override
    public Optional<PointRecords> records() throws IOException {
        return format.records(file);
    }

    @Override
    public List<Problem> read(Consumer<PointBlock> sink) throws IOException {
        return format.read(file, sink);
    }
}
