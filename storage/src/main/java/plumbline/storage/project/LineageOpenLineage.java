package plumbline.storage.project;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import plumbline.storage.CodeVersion;

/**
 * Lineage as OpenLineage run events (specification 2-0-2), one COMPLETE event for each thing that was done, oldest first:
 * imports, edits, fits and checks are runs; an entity made from others has a run of its own. Datasets are named by node id.
 * Run ids follow from node ids, so the same lineage gives the same events.
 */
public final class LineageOpenLineage {
    private static final String NAMESPACE = "plumbline";
    private static final String SPEC = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";
    private static final String FACETS = "https://openlineage.io/spec/facets/";

    /** What one run read and wrote. */
    private record Run(String id, String job, LineageGraph.Node from, Map<String, LineageGraph.Node> inputs,
            Map<String, LineageGraph.Node> outputs) {}

    private LineageOpenLineage() {}

    /** A list of events in canonical JSON. Edges of which one end is not among the nodes are left out. */
    public static String write(List<LineageGraph.Node> nodes, List<LineageGraph.Edge> edges) {
        Map<String, LineageGraph.Node> byId = new LinkedHashMap<>();
        nodes.forEach(n -> byId.put(n.id(), n));
        Map<String, Run> runs = new LinkedHashMap<>();
        for (LineageGraph.Node n : nodes) {
            if (LineageProv.ACTIVITIES.contains(n.kind())) {
                run(runs, n.id(), n.kind(), n);
            }
        }
        for (LineageGraph.Edge e : edges) {
            LineageGraph.Node from = byId.get(e.from());
            LineageGraph.Node to = byId.get(e.to());
            if (from == null || to == null) {
                continue;
            }
            boolean fromActs = LineageProv.ACTIVITIES.contains(from.kind());
            boolean toActs = LineageProv.ACTIVITIES.contains(to.kind());
            if (fromActs && !toActs) {
                run(runs, from.id(), from.kind(), from).outputs().put(to.id(), to);
            } else if (toActs && !fromActs) {
                run(runs, to.id(), to.kind(), to).inputs().put(from.id(), from);
            } else if (!fromActs) {
                Run r = run(runs, e.activity() + " " + to.id(), e.activity(), to);
                r.inputs().put(from.id(), from);
                r.outputs().put(to.id(), to);
            }
        }
        List<Object> events = new ArrayList<>();
        runs.values().stream()
                .sorted((a, b) -> a.from().at().compareTo(b.from().at()))
                .forEach(r -> events.add(event(r)));
        return Json.write(events);
    }

    private static Run run(Map<String, Run> runs, String id, String job, LineageGraph.Node from) {
        return runs.computeIfAbsent(id, i -> new Run(i, job, from, new TreeMap<>(), new TreeMap<>()));
    }

    private static Map<String, Object> event(Run r) {
        Map<String, Object> facets = new TreeMap<>();
        String code = r.from().facts().getOrDefault("code", "");
        facets.put("processing_engine", facet(
                r, FACETS + "1-1-1/ProcessingEngineRunFacet.json",
                Map.of("name", "Plumbline", "version", code.replaceFirst("^Plumbline ", ""))));
        List<Object> parameters = new ArrayList<>();
        r.from().facts().forEach((k, v) -> {
            if (!k.equals("code")) {
                parameters.add(Map.of("key", k, "value", v));
            }
        });
        facets.put("executionParameters", facet(
                r, FACETS + "1-0-0/ExecutionParametersRunFacet.json", Map.of("parameters", parameters)));
        facets.put("plumbline_actor", facet(r, "urn:plumbline:facet:actor", Map.of("user", r.from().actor())));
        UUID runId = UUID.nameUUIDFromBytes(("plumbline run " + r.id()).getBytes(StandardCharsets.UTF_8));
        return new TreeMap<>(Map.of(
                "eventType", "COMPLETE", "eventTime", r.from().at().toString(), "producer", producer(r), "schemaURL", SPEC,
                "run", Map.of("runId", runId.toString(), "facets", facets),
                "job", Map.of("namespace", NAMESPACE, "name", r.job(), "facets", Map.of()),
                "inputs", r.inputs().values().stream().map(n -> dataset(r, n)).toList(),
                "outputs", r.outputs().values().stream().map(n -> dataset(r, n)).toList()));
    }

    private static Map<String, Object> dataset(Run r, LineageGraph.Node n) {
        Map<String, Object> facets = new TreeMap<>();
        facets.put("version", facet(
                r, FACETS + "1-0-1/DatasetVersionDatasetFacet.json", Map.of("datasetVersion", n.id())));
        facets.put("plumbline_node", facet(
                r, "urn:plumbline:facet:node", Map.of("kind", n.kind(), "label", n.name(), "facts", n.facts())));
        return Map.of("namespace", NAMESPACE, "name", n.id(), "facets", facets);
    }

    private static Map<String, Object> facet(Run r, String schema, Map<String, ?> content) {
        Map<String, Object> out = new TreeMap<>(content);
        out.put("_producer", producer(r));
        out.put("_schemaURL", schema);
        return out;
    }

    /** The code that did it; where that is not known, what writes this. */
    private static String producer(Run r) {
        String code = r.from().facts().getOrDefault("code", CodeVersion.text());
        return "urn:plumbline:code:" + code.replaceFirst("^Plumbline ", "").replaceAll("[^A-Za-z0-9.-]", "-");
    }
}
