package plumbline.storage.tile;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.PointRecords;

/**
 * Points for an octree, read once from start to end, the same each time. {@code source} tells whether it is still what an
 * interrupted build began with.
 */
public interface PointStream {
    /** Name, length and time of change (any text); alike where the points are. */
    record Source(String name, long bytes, String changed) {}

    Source source();

    /** How many points, about; 0 where that is not known. */
    long expected();

    /** Bounds in metres; where points turn out to lie outside, all is read again. */
    Vec3 min();

    Vec3 max();

    /** Where the source's coordinates are integers of a grid. */
    Optional<Grid> grid();

    Optional<String> crs();

    /** The same points as records where they are stored so; the caller closes it. */
    default Optional<PointRecords> records() throws IOException {
        return Optional.empty();
    }

    /**
     * Hands over blocks in order, all with the same columns, each from this thread; returns what could not be read.
     */
    List<Problem> read(Consumer<PointBlock> sink) throws IOException;
}
