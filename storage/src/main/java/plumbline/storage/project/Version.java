package plumbline.storage.project;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A commit: named by the hash of its own content. {@code labelRoots} maps a capture's hash to the root of its labels;
 * {@code ontology} is the hash of the ontology's object. {@code automatic} marks the version an import made.
 */
public record Version(
        Hash hash, List<Hash> parents, Map<Hash, Hash> labelRoots, Hash ontology, String message, String author,
        Instant at) {}
