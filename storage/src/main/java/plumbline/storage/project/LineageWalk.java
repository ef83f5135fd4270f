package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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
        try (PreparedStatement up = edges("made", "source");
                PreparedStatement down = edges("source", "made")) {
            switch (direction) {
                case UP -> walk(id, up, limit);
                case DOWN -> walk(id, down, limit);
                case BOTH -> {
                    // Half for where it came from, which is mostly short; what that leaves is for what came of it.
                    walk(id, up, limit - limit / 2);
                    walk(id, down, limit);
                }
            }
        }
        List<LineageGraph.Node> nodes = Lineage.findAll(connection, ids);
        nodes.sort(Comparator.comparing(LineageGraph.Node::at).thenComparing(LineageGraph.Node::id));
        List<LineageGraph.Edge> within =
                edges.stream().filter(e -> ids.contains(e.from()) && ids.contains(e.to())).toList();
        return new LineageGraph.Part(nodes, within, more);
    }

    private PreparedStatement edges(String here, String there) throws SQLException {
        return connection.prepareStatement("SELECT source, made, activity, " + there + " FROM lineage_edges WHERE " + here
                + " = ? LIMIT " + ((long) limit * 4 + 1));
    }

    private void walk(String start, PreparedStatement edgesOf, int most) throws SQLException {
        Set<String> seen = new HashSet<>(Set.of(start));
        List<String> level = List.of(start);
        for (int step = 0; !level.isEmpty(); step++) {
            List<String> next = new ArrayList<>();
            for (String id : level) {
                edgesOf.setString(1, id);
                try (ResultSet r = edgesOf.executeQuery()) {
                    take(r, most, step < depth, seen, next);
                }
            }
            level = step < depth ? next : List.of();
        }
    }

    private void take(ResultSet r, int most, boolean further, Set<String> seen, List<String> next) throws SQLException {
        while (r.next()) {
            String other = r.getString(4);
            if (ids.contains(other) || further && ids.size() < most) {
                edges.add(new LineageGraph.Edge(r.getString(1), r.getString(2), r.getString(3)));
                ids.add(other);
                if (seen.add(other)) {
                    next.add(other);
                }
            } else {
                more = true;
            }
        }
    }
}
