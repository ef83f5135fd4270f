package plumbline.storage.project;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lineage as W3C PROV-JSON (submission of 2013). Imports, edits, fits and checks are activities, all else is an entity; an
 * entity made from others has an activity of its own that used them. Ids are qualified names: {@code pl:} and the id with
 * {@code /} for its colons and all other characters but letters, digits, {@code _}, {@code -} and {@code .} as in a URI.
 */
public final class LineageProv {
    static final Set<String> ACTIVITIES = Set.of("import", "edit", "fit", "check");

    private final Map<String, Map<String, Object>> out = new TreeMap<>();
    private final Map<String, LineageGraph.Node> nodes = new HashMap<>();

    private LineageProv() {}

    /** One document in canonical JSON. Edges of which one end is not among the nodes are left out. */
    public static String write(List<LineageGraph.Node> nodes, List<LineageGraph.Edge> edges) {
        LineageProv p = new LineageProv();
        p.out.put("prefix", new TreeMap<>(Map.of("pl", "urn:plumbline:")));
        for (LineageGraph.Node n : nodes) {
            p.nodes.put(n.id(), n);
            p.node(n);
        }
        for (LineageGraph.Edge e : edges) {
            if (p.nodes.containsKey(e.from()) && p.nodes.containsKey(e.to())) {
                p.edge(p.nodes.get(e.from()), p.nodes.get(e.to()), e.activity());
            }
        }
        return Json.write(p.out);
    }

    private void put(String section, String id, Map<String, Object> record) {
        out.computeIfAbsent(section, s -> new TreeMap<>()).putIfAbsent(id, record);
    }

    private void node(LineageGraph.Node n) {
        Map<String, Object> record = new TreeMap<>();
        record.put("prov:type", Map.of("$", "pl:" + n.kind(), "type", "prov:QUALIFIED_NAME"));
        record.put("prov:label", n.name());
        n.facts().forEach((k, v) -> record.put("pl:" + local(k), v));
        if (ACTIVITIES.contains(n.kind())) {
            record.put("prov:startTime", n.at().toString());
            record.put("prov:endTime", n.at().toString());
            put("activity", name(n.id()), record);
            agent(name(n.id()), n);
        } else {
            record.put("prov:generatedAtTime", dateTime(n));
            put("entity", name(n.id()), record);
            if (!n.actor().isEmpty()) {
                put("wasAttributedTo", "_:by." + local(n.id()), new TreeMap<>(Map.of(
                        "prov:entity", name(n.id()), "prov:agent", person(n))));
            }
        }
    }

    private void agent(String activity, LineageGraph.Node n) {
        String id = activity.substring(activity.indexOf(':') + 1);
        if (!n.actor().isEmpty()) {
            put("wasAssociatedWith", "_:who." + id, new TreeMap<>(Map.of(
                    "prov:activity", activity, "prov:agent", person(n))));
        }
        String code = n.facts().get("code");
        if (code != null && !code.isEmpty()) {
            String software = "pl:software/" + local(code);
            put("agent", software, new TreeMap<>(Map.of("prov:type", Map.of(
                    "$", "prov:SoftwareAgent", "type", "prov:QUALIFIED_NAME"), "prov:label", code)));
            put("wasAssociatedWith", "_:with." + id, new TreeMap<>(Map.of(
                    "prov:activity", activity, "prov:agent", software)));
        }
    }

    private String person(LineageGraph.Node n) {
        String id = "pl:person/" + local(n.actor());
        put("agent", id, new TreeMap<>(Map.of(
                "prov:type", Map.of("$", "prov:Person", "type", "prov:QUALIFIED_NAME"), "prov:label", n.actor())));
        return id;
    }

    private void edge(LineageGraph.Node from, LineageGraph.Node to, String what) {
        String pair = local(from.id()) + "." + local(to.id()) + "." + local(what);
        boolean fromActs = ACTIVITIES.contains(from.kind());
        boolean toActs = ACTIVITIES.contains(to.kind());
        if (fromActs && toActs) {
            put("wasInformedBy", "_:inf." + pair, new TreeMap<>(Map.of(
                    "prov:informed", name(to.id()), "prov:informant", name(from.id()))));
        } else if (fromActs) {
            put("wasGeneratedBy", "_:gen." + pair, new TreeMap<>(Map.of(
                    "prov:entity", name(to.id()), "prov:activity", name(from.id()), "prov:time", to.at().toString())));
        } else if (toActs) {
            used(pair, from, name(to.id()));
        } else {
            String activity = "pl:do/" + local(what) + "/" + local(to.id());
            put("activity", activity, new TreeMap<>(Map.of(
                    "prov:label", what, "prov:startTime", to.at().toString(), "prov:endTime", to.at().toString())));
            agent(activity, to);
            used(pair, from, activity);
            put("wasGeneratedBy", "_:gen." + local(to.id()) + "." + local(what), new TreeMap<>(Map.of(
                    "prov:entity", name(to.id()), "prov:activity", activity, "prov:time", to.at().toString())));
            put("wasDerivedFrom", "_:from." + pair, new TreeMap<>(Map.of(
                    "prov:generatedEntity", name(to.id()), "prov:usedEntity", name(from.id()), "prov:activity", activity)));
        }
    }

    private void used(String pair, LineageGraph.Node entity, String activity) {
        put("used", "_:use." + pair, new TreeMap<>(Map.of("prov:activity", activity, "prov:entity", name(entity.id()))));
    }

    private static Map<String, Object> dateTime(LineageGraph.Node n) {
        return Map.of("$", n.at().toString(), "type", "xsd:dateTime");
    }

    private static String name(String id) {
        return "pl:" + local(id);
    }

    private static String local(String id) {
        List<String> parts = new ArrayList<>();
        for (String p : id.split(":", -1)) {
            StringBuilder b = new StringBuilder();
            for (byte c : p.getBytes(StandardCharsets.UTF_8)) {
                boolean plain = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
                        || c == '_' || c == '-' || c == '.';
                b.append(plain ? String.valueOf((char) c) : String.format("%%%02X", c & 0xff));
            }
            parts.add(b.toString());
        }
        return String.join("/", parts);
    }
}
