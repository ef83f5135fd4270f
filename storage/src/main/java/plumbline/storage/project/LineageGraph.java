package plumbline.storage.project;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** What came from what. Edges run from an input to what was made of it. */
public record LineageGraph(List<Node> nodes, List<Edge> edges, List<String> orphans) {
    /** {@code kind}: capture, calibration, ontology, import, labels, label, check, version, export. */
    public record Node(String id, String kind, String name, Instant at, String actor, SortedMap<String, String> facts) {}

    public record Edge(String from, String to, String activity) {}
}
