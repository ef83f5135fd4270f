package plumbline.storage.project;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** What came from what. Edges run from an input to what was made of it. */
public record LineageGraph(List<Node> nodes, List<Edge> edges, List<String> orphans) {
    /** The nodes near one, with the edges between them; {@code more} where the walk was cut short. Orphans uncounted. */
    public record Part(List<Node> nodes, List<Edge> edges, boolean more) {}

    /**
     * {@code kind}: capture, calibration, ontology, import, labels, label, edit, fit, check, version, export. Of the facts,
     * {@code code} is what made it and {@code parameter.NAME} what that was told.
     */
    public record Node(String id, String kind, String name, Instant at, String actor, SortedMap<String, String> facts) {}

    public record Edge(String from, String to, String activity) {}
}
