package plumbline.storage.format;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;

/**
 * A point file held open, in parts that several threads may read at once, each as often as they like. Parts follow the
 * file's order; a part holds some ten thousand to some hundred thousand points where the format can be divided.
 */
public interface PointParts extends AutoCloseable {
    int count();

    /** Points announced for a part, before any region is applied. */
    long points(int part);

    /** Hands over the part's points in blocks; returns what could not be read. Safe from any thread. */
    List<Problem> read(int part, Consumer<PointBlock> sink) throws IOException;

    /** What is wrong with the file as a whole: a cut end, records that do not fit. */
    List<Problem> problems();

    @Override
    void close() throws IOException;
}
