package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.storage.CodeVersion;

/** What was made from what, as nodes and edges in the database; every call is part of the caller's transaction. */
final class Lineage {
    private static final String NODE = "id, kind, name, at_nanos, actor, facts";
    /** Where things begin: they need nothing that they were made from. */
    private static final Set<String> SOURCES = Set.of("import", "ontology", "policy");
    private static final String ORPHANS = "SELECT id FROM lineage_nodes n WHERE kind NOT IN ('import', 'ontology', 'policy')"
            + " AND NOT EXISTS (SELECT 1 FROM lineage_edges e WHERE e.made = n.id)"
            + " UNION SELECT source FROM lineage_edges WHERE source NOT IN (SELECT id FROM lineage_nodes)"
            + " UNION SELECT made FROM lineage_edges WHERE made NOT IN (SELECT id FROM lineage_nodes)";

    private Lineage() {}

    /** A node that is made here, by this code. */
    static void node(Connection c, LineageGraph.Node n) throws SQLException {
        TreeMap<String, String> facts = new TreeMap<>(n.facts());
        facts.putIfAbsent("code", CodeVersion.text());
        adopt(c, new LineageGraph.Node(n.id(), n.kind(), n.name(), n.at(), n.actor(), facts));
    }

    /** Of a node that is known already the older record stays, so that copies agree in whichever order they meet. */
    static void adopt(Connection c, LineageGraph.Node n) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("INSERT INTO lineage_nodes (" + NODE + ") VALUES (?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name,"
                + " at_nanos = excluded.at_nanos, actor = excluded.actor, facts = excluded.facts"
                + " WHERE (excluded.at_nanos, excluded.actor) < (at_nanos, actor)")) {
            s.setString(1, n.id());
            s.setString(2, n.kind());
            s.setString(3, n.name());
            s.setLong(4, Times.nanos(n.at()));
            s.setString(5, n.actor());
            s.setString(6, Json.write(n.facts()));
            s.executeUpdate();
        }
    }

    static void edge(Connection c, String from, String to, String activity) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                "INSERT OR IGNORE INTO lineage_edges (source, made, activity) VALUES (?, ?, ?)")) {
            s.setString(1, from);
            s.setString(2, to);
            s.setString(3, activity);
            s.executeUpdate();
        }
    }

    /** Adds a node made from others, which must be known: nothing comes from nowhere. */
    static void made(Connection c, LineageGraph.Node made, List<String> from, String activity) throws SQLException {
        if (from.isEmpty() && !SOURCES.contains(made.kind())) {
            throw new StorageException(
                    "The lineage of " + made.name() + " names nothing that it was made from; it was not recorded.");
        }
        for (String f : from) {
            if (find(c, f).isEmpty()) {
                throw new StorageException("The lineage of " + made.name() + " starts from " + f
                        + ", which this project does not know; it was not recorded.");
            }
        }
        node(c, made);
        for (String f : from) {
            edge(c, f, made.id(), activity);
        }
    }

    static Optional<LineageGraph.Node> find(Connection c, String id) throws SQLException {
        return query(c, "SELECT " + NODE + " FROM lineage_nodes WHERE id = ?", id).stream().findFirst();
    }

    /** Up to where it came from and down to what was made of it; a unique beginning of an id suffices. */
    static LineageGraph around(Connection c, String id) throws SQLException {
        LineageGraph.Part all = new LineageWalk(c, Integer.MAX_VALUE, Integer.MAX_VALUE / 8)
                .around(full(c, id), Provenance.Direction.BOTH);
        return new LineageGraph(all.nodes(), all.edges(), orphans(c));
    }

    /** What was done to a capture's labels since the last version becomes what their new root was made from. */
    static void settle(Connection c, String capture, String root) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("INSERT OR IGNORE INTO lineage_edges (source, made, activity)"
                + " SELECT node, ?2, activity FROM lineage_pending WHERE capture = ?1")) {
            s.setString(1, capture);
            s.setString(2, root);
            s.executeUpdate();
        }
        try (PreparedStatement s = c.prepareStatement("DELETE FROM lineage_pending WHERE capture = ?")) {
            s.setString(1, capture);
            s.executeUpdate();
        }
    }

    /** The id itself and everything above it. */
    static Set<String> above(Connection c, String id) throws SQLException {
        return walk(c, id, "made", "source");
    }

    static List<LineageGraph.Node> nodes(Connection c) throws SQLException {
        return query(c, "SELECT " + NODE + " FROM lineage_nodes ORDER BY at_nanos, id");
    }

    static List<LineageGraph.Edge> edges(Connection c) throws SQLException {
        List<LineageGraph.Edge> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement(
                        "SELECT source, made, activity FROM lineage_edges ORDER BY source, made, activity");
                ResultSet r = s.executeQuery()) {
            while (r.next()) {
                out.add(new LineageGraph.Edge(r.getString(1), r.getString(2), r.getString(3)));
            }
        }
        return out;
    }

    /** Nodes that are no source and were made from nothing, and ends of edges that are no node. */
    static List<String> orphans(Connection c) throws SQLException {
        List<String> out = new ArrayList<>();
        // Triggers keep the table as nodes and edges come (schema step 6).
        try (PreparedStatement s = c.prepareStatement("SELECT id FROM lineage_orphans ORDER BY id");
                ResultSet r = s.executeQuery()) {
            while (r.next()) {
                out.add(r.getString(1));
            }
        }
        return out;
    }

    /** How many orphans the list lacks or has too many, which takes a look at all of the lineage. */
    static long orphansAmiss(Connection c) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("WITH found(id) AS (" + ORPHANS + ") SELECT"
                        + " (SELECT count(*) FROM found WHERE id NOT IN (SELECT id FROM lineage_orphans))"
                        + " + (SELECT count(*) FROM lineage_orphans WHERE id NOT IN (SELECT id FROM found))");
                ResultSet r = s.executeQuery()) {
            r.next();
            return r.getLong(1);
        }
    }

    /** Makes the list anew. */
    static void listOrphans(Connection c) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute("DELETE FROM lineage_orphans");
            s.execute("INSERT INTO lineage_orphans " + ORPHANS);
        }
    }

    static String full(Connection c, String id) throws SQLException {
        if (find(c, id).isPresent()) {
            return id;
        }
        List<LineageGraph.Node> found = query(
                c, "SELECT " + NODE + " FROM lineage_nodes WHERE id >= ?1 AND id < ?1 || char(1114111) LIMIT 2", id);
        if (id.length() < 4 || found.size() != 1) {
            throw new StorageException("The lineage has " + (found.isEmpty() ? "no" : "more than one") + " entry \"" + id
                    + "\". Give the hash of a capture or version, or the id of an export.");
        }
        return found.getFirst().id();
    }

    private static Set<String> walk(Connection c, String id, String from, String to) throws SQLException {
        Set<String> out = new TreeSet<>();
        try (PreparedStatement s = c.prepareStatement("WITH RECURSIVE reached(id) AS (SELECT ? UNION SELECT e." + to
                + " FROM lineage_edges e JOIN reached r ON e." + from + " = r.id) SELECT id FROM reached")) {
            s.setString(1, id);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    out.add(r.getString(1));
                }
            }
        }
        return out;
    }

    /** Those of the ids that are nodes. */
    static List<LineageGraph.Node> findAll(Connection c, Collection<String> ids) throws SQLException {
        List<LineageGraph.Node> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement("SELECT " + NODE + " FROM lineage_nodes WHERE id = ?")) {
            for (String id : ids) {
                s.setString(1, id);
                read(s, out);
            }
        }
        return out;
    }

    private static List<LineageGraph.Node> query(Connection c, String sql, String... parameters) throws SQLException {
        List<LineageGraph.Node> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                s.setString(i + 1, parameters[i]);
            }
            read(s, out);
        }
        return out;
    }

    private static void read(PreparedStatement s, List<LineageGraph.Node> out) throws SQLException {
        try (ResultSet r = s.executeQuery()) {
            while (r.next()) {
                out.add(new LineageGraph.Node(
                        r.getString(1), r.getString(2), r.getString(3), Times.instant(r.getLong(4)), r.getString(5),
                        facts(r.getString(1), r.getString(6))));
            }
        }
    }

    static SortedMap<String, String> facts(String id, String json) {
        String where = "the lineage of " + id;
        return new TreeMap<>(Json.textMap(
                where, Json.parse(where, "{\"facts\":" + json + "}"), "facts"));
    }
}
