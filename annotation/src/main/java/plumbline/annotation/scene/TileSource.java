package plumbline.annotation.scene;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An octree of points with levels of detail: every point is in exactly one tile, a tile and all above it together show
 * its cube evenly. Safe for use by several threads. What is still being built can be read as far as it is there.
 */
public interface TileSource extends AutoCloseable {
    TileSet set();

    /** Empty where there is no such tile, or none yet. Reads nothing. */
    Optional<TileNode> node(TileKey key);

    /**
     * The points as renderers take them: float offsets to the corner of the tile's cube, the columns that are wanted.
     * Throws with file, tile and cure where the tile is damaged; the others are not touched by that.
     */
    PointBlock load(TileKey key, Predicate<String> columns) throws IOException;

    /** The points with every column and with their positions as the source had them, in double. */
    PointBlock exact(TileKey key) throws IOException;

    /** Looks for what was built since; true where something came. */
    boolean refresh() throws IOException;

    @Override
    void close() throws IOException;
}
