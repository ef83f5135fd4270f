package plumbline.storage.project;

import java.sql.PreparedStatement;
import java.util.List;

/** Lineage in a project's database. */
final class SqliteProvenance implements Provenance {
    private final Store store;

    SqliteProvenance(Store store) {
        this.store = store;
    }

    @Override
    public LineageGraph.Part around(String id, Direction direction, int depth, int limit) {
        if (depth < 0 || limit < 1) {
            throw new StorageException("Lineage is walked 0 or more steps for 1 or more nodes.");
        }
        return store.db().read(c -> new LineageWalk(c, depth, limit).around(Lineage.full(c, id), direction));
    }

    @Override
    public List<String> orphans() {
        return store.db().read(Lineage::orphans);
    }

    @Override
    public void record(LineageGraph.Node made, List<String> from, String activity) {
        store.db().write(c -> {
            Lineage.made(c, made, from, activity);
            return made;
        });
    }

    @Override
    public void recordOnLabels(Hash capture, LineageGraph.Node made, List<String> from, String activity) {
        store.db().write(c -> {
            CaptureRows.require(c, capture);
            Lineage.made(c, made, from, activity);
            try (PreparedStatement s = c.prepareStatement(
                    "INSERT OR IGNORE INTO lineage_pending (capture, node, activity) VALUES (?, ?, ?)")) {
                s.setString(1, capture.hex());
                s.setString(2, made.id());
                s.setString(3, activity);
                s.executeUpdate();
            }
            return made;
        });
    }
}
