package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Walks the lineage breadth first, so that what a limit leaves out is what lies farthest. */
final class LineageWalk {
    private final Connection connection;
    private final int depth;
    private final int limit;
    private final Set<String> ids = new LinkedHashSet<>();
    private final Set<LineageGraph.Edge> edges = new LinkedHashSet<>();
    private boolean more;

    LineageWalk(Connection connection, int depth, int limit) {
        this.connection = connection;
        this.depth = depth;
        this.limit = limit;
    }

    LineageGraph.Part around(String id, Provenance.Direction direction) throws SQLException {
        ids.add(id);
        switch (direction) {
            case UP -> walk(id, "made", "source", limit);
            case DOWN -> walk(id, "source", "made", limit);
            case BOTH -> {
                // Half for where it came from, which is mostly short; what that leaves is for what came of it.
                walk(id, "made", "source", limit - limit / 2);
                walk(id, "source", "made", limit);
            }
        }
        List<LineageGraph.Node> nodes = new ArrayList<>();
        for (String i : ids) {
            Lineage.find(connection, i).ifPresent(nodes::add);
        }
        nodes.sort(Comparator.comparing(LineageGraph.Node::at).thenComparing(LineageGraph.Node::id));
        List<LineageGraph.Edge> within =
                edges.stream().filter(e -> ids.contains(e.from()) && ids.contains(e.to())).toList();
        return new LineageGraph.Part(nodes, within, more);
    }

    private void walk(String start, String here, String there, int most) throws SQLException {
        Set<String> seen = new LinkedHashSet<>(List.of(start));
        List<String> level = List.of(start);
        for (int step = 0; !level.isEmpty(); step++) {
            List<String> next = new ArrayList<>();
            for (String id : level) {
                step(id, here, there, most, step < depth, seen, next);
            }
            level = step < depth ? next : List.of();
        }
    }

    private void step(
            String id, String here, String there, int most, boolean further, Set<String> seen, List<String> next)
            throws SQLException {
        try (PreparedStatement s = connection.prepareStatement("SELECT source, made, activity, " + there
                + " FROM lineage_edges WHERE " + here + " = ? LIMIT ?")) {
            s.setString(1, id);
            s.setLong(2, (long) limit * 4 + 1);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    String other = r.getString(4);
                    boolean known = ids.contains(other);
                    if (!known && (!further || ids.size() >= most)) {
                        more = true;
                        if (ids.size() >= most) {
                            return;
                        }
                        continue;
                    }
                    edges.add(new LineageGraph.Edge(r.getString(1), r.getString(2), r.getString(3)));
                    ids.add(other);
                    if (seen.add(other)) {
                        next.add(other);
                    }
                }
            }
        }
    }
}
