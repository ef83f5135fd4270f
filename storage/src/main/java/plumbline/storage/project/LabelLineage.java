package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.label.LabelId;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditLog;

/** The lineage of one label: not kept as rows, but put together from capture, audit entries and versions when asked. */
final class LabelLineage {
    private final Working working;
    private final AuditLog log;

    LabelLineage(Working working, AuditLog log) {
        this.working = working;
        this.log = log;
    }

    LineageGraph of(Connection c, Hash capture, LabelId label) throws SQLException {
        StoredCapture row = CaptureRows.require(c, capture);
        Optional<String> now = LabelRows.label(c, capture, label.value()).map(LabelJson::write);
        List<AuditEntry> edits = edits(c, log, capture, label);
        List<Version> versions = working.holding(c, capture, label);
        if (now.isEmpty() && edits.isEmpty() && versions.isEmpty()) {
            throw new StorageException("There is and was no label " + label + " in capture " + row.name() + ".");
        }
        String id = "label:" + capture.shortHex() + ":" + label.value();
        TreeMap<String, String> facts = new TreeMap<>();
        facts.put("exists", Boolean.toString(now.isPresent()));
        now.ifPresent(j -> facts.put("label", j));
        Set<String> above = new TreeSet<>(Lineage.above(c, capture.hex()));
        Hash ontology = new Hash(Meta.require(c, Meta.ONTOLOGY));
        above.addAll(Lineage.above(c, ontology.hex()));
        LineageGraph base = Lineage.graph(c, above);
        List<LineageGraph.Node> nodes = new ArrayList<>(base.nodes());
        List<LineageGraph.Edge> edges = new ArrayList<>(base.edges());
        nodes.add(new LineageGraph.Node(
                id, "label", label.value(), edits.isEmpty() ? row.imported() : edits.getLast().at(),
                edits.isEmpty() ? "" : edits.getLast().user(), facts));
        edges.add(new LineageGraph.Edge(capture.hex(), id, "label"));
        edges.add(new LineageGraph.Edge(ontology.hex(), id, "label"));
        for (LineageGraph.Node n : base.nodes()) {
            if (n.kind().equals("calibration")) {
                edges.add(new LineageGraph.Edge(n.id(), id, "label"));
            }
        }
        for (AuditEntry e : edits) {
            addEdit(e, id, nodes, edges);
        }
        for (Version v : versions) {
            nodes.add(new LineageGraph.Node(
                    v.hash().hex(), "version", v.message(), v.at(), v.author(), new TreeMap<>()));
            edges.add(new LineageGraph.Edge(id, v.hash().hex(), "hold"));
        }
        return new LineageGraph(nodes, edges, base.orphans());
    }

    private static void addEdit(
            AuditEntry e, String label, List<LineageGraph.Node> nodes, List<LineageGraph.Edge> edges) {
        String where = "audit entry " + e.sequence() + " of log " + e.log();
        String editId = "edit:" + e.log() + ":" + e.sequence();
        String what = Json.text(where, Json.parse(where, e.detail()), "what");
        nodes.add(new LineageGraph.Node(
                editId, "edit", what, e.at(), e.user(),
                new TreeMap<>(Map.of("step", e.action(), "device", e.device(), "purpose", e.purpose()))));
        edges.add(new LineageGraph.Edge(editId, label, "edit"));
    }

    /** Entries that changed the label, oldest first. */
    static List<AuditEntry> edits(Connection c, AuditLog log, Hash capture, LabelId label) throws SQLException {
        List<AuditEntry> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement("SELECT t.log, t.sequence FROM touched t JOIN audit a"
                + " ON a.log = t.log AND a.sequence = t.sequence WHERE t.capture = ? AND t.label = ?"
                + " ORDER BY a.at_nanos, t.log, t.sequence")) {
            s.setString(1, capture.hex());
            s.setString(2, label.value());
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    log.find(c, r.getString(1), r.getLong(2)).ifPresent(out::add);
                }
            }
        }
        return out;
    }
}
