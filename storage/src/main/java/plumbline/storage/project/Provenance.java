package plumbline.storage.project;

import java.util.List;

/**
 * What was made from what: nodes and edges, walked from any node towards where it came from and what came of it. Facts of a
 * node say the code that made it ({@code code}) and what it was told ({@code parameter.NAME}). Throws
 * {@link StorageException}.
 */
public interface Provenance {
    enum Direction {
        UP,
        DOWN,
        BOTH
    }

    /**
     * The nearest nodes around one, at most {@code limit} of them and {@code depth} edges away each way. A unique beginning
     * of an id suffices.
     */
    LineageGraph.Part around(String id, Direction direction, int depth, int limit);

    /** Counted over the whole project: nodes that came from nowhere, and ends of edges that are no node. */
    List<String> orphans();

    /** Adds something made from others, which must be known. */
    void record(LineageGraph.Node made, List<String> from, String activity);

    /** As {@link #record}, of something done to a capture's labels: the labels of the next version are made from it. */
    void recordOnLabels(Hash capture, LineageGraph.Node made, List<String> from, String activity);
}
