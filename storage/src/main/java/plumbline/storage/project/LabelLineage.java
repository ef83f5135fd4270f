package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import plumbline.annotation.label.LabelId;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditLog;
import tools.jackson.databind.JsonNode;

/** The lineage of one label: not kept as rows, but put together from capture, audit entries and versions when asked. */
final class LabelLineage {
    private static final int MOST_STEPS = 100;
    private static final int MOST_NODES = 1000;

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
        Hash ontology = new Hash(Meta.require(c, Meta.ONTOLOGY));
        Set<LineageGraph.Node> base = new LinkedHashSet<>();
        Set<LineageGraph.Edge> baseEdges = new LinkedHashSet<>();
        for (String from : List.of(capture.hex(), ontology.hex())) {
            LineageGraph.Part above = new LineageWalk(c, MOST_STEPS, MOST_NODES).around(from, Provenance.Direction.UP);
            base.addAll(above.nodes());
            baseEdges.addAll(above.edges());
        }
        List<LineageGraph.Node> nodes = new ArrayList<>(base);
        List<LineageGraph.Edge> edges = new ArrayList<>(baseEdges);
        nodes.add(new LineageGraph.Node(
                id, "label", label.value(), edits.isEmpty() ? row.imported() : edits.getLast().at(),
                edits.isEmpty() ? "" : edits.getLast().user(), facts));
        edges.add(new LineageGraph.Edge(capture.hex(), id, "label"));
        edges.add(new LineageGraph.Edge(ontology.hex(), id, "label"));
        for (LineageGraph.Node n : base) {
            if (n.kind().equals("calibration")) {
                edges.add(new LineageGraph.Edge(n.id(), id, "label"));
            }
        }
        for (AuditEntry e : edits) {
            addEdit(c, e, label, id, nodes, edges);
        }
        for (Version v : versions) {
            nodes.add(new LineageGraph.Node(
                    v.hash().hex(), "version", v.message(), v.at(), v.author(), new TreeMap<>()));
            edges.add(new LineageGraph.Edge(id, v.hash().hex(), "hold"));
            addExports(c, v, nodes, edges);
        }
        return new LineageGraph(nodes, edges, Lineage.orphans(c));
    }

    private void addEdit(
            Connection c, AuditEntry e, LabelId label, String id, List<LineageGraph.Node> nodes,
            List<LineageGraph.Edge> edges) throws SQLException {
        String where = "audit entry " + e.sequence() + " of log " + e.log();
        String editId = "edit:" + e.log() + ":" + e.sequence();
        String kind = "edit";
        String what = "sealed";
        if (!e.removed()) {
            JsonNode detail = Json.parse(where, e.detail());
            what = Json.text(where, detail, "what");
            kind = fitted(where, detail, label) ? "fit" : "edit";
        }
        TreeMap<String, String> facts =
                new TreeMap<>(Map.of("step", e.action(), "device", e.device(), "purpose", e.purpose()));
        log.opening(c, e).ifPresent(o -> {
            if (!o.removed()) {
                facts.put("code", Json.parse(where, o.detail()).path("code").asString(""));
            }
        });
        nodes.add(new LineageGraph.Node(editId, kind, what, e.at(), e.user(), facts));
        edges.add(new LineageGraph.Edge(editId, id, kind));
    }

    /** Whether the step put a box there that the program proposed. */
    private static boolean fitted(String where, JsonNode detail, LabelId label) {
        for (JsonNode change : Json.list(where, detail, "changes")) {
            if (Json.text(where, change, "id").equals(label.value())) {
                return change.path("after").path("origin").asString("").equals("automatic")
                        && !change.path("before").path("origin").asString("").equals("automatic");
            }
        }
        return false;
    }

    private static void addExports(
            Connection c, Version v, List<LineageGraph.Node> nodes, List<LineageGraph.Edge> edges) throws SQLException {
        LineageGraph.Part down = new LineageWalk(c, 1, MOST_NODES).around(v.hash().hex(), Provenance.Direction.DOWN);
        for (LineageGraph.Node n : down.nodes()) {
            if (n.kind().equals("export")) {
                nodes.add(n);
                edges.add(new LineageGraph.Edge(v.hash().hex(), n.id(), "export"));
            }
        }
    }

    /** Entries that changed the label, oldest first. */
    static List<AuditEntry> edits(Connection c, AuditLog log, Hash capture, LabelId label) throws SQLException {
        List<AuditEntry> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement("SELECT w.text, t.sequence FROM touched t"
                + " JOIN audit_rows a ON a.log = t.log AND a.sequence = t.sequence JOIN words w ON w.number = t.log"
                + " WHERE t.capture = " + Edits.WORD + " AND t.label = ? ORDER BY a.at_nanos, w.text, t.sequence")) {
            s.setString(1, capture.hex());
            s.setObject(2, Edits.touchedLabel(label.value()));
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    log.find(c, r.getString(1), r.getLong(2)).ifPresent(out::add);
                }
            }
        }
        return out;
    }
}
