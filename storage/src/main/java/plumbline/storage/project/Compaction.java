package plumbline.storage.project;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes out of a project what nothing names: objects of imports that were cut short, of versions that never came whole,
 * room in the database that rows left free. Every version that a ref or the reflog ever named stays, and so does all that
 * lineage, audit, captures and an open merge name. Only for who has the project alone.
 */
final class Compaction {
    private static final int HASH = 64;
    /** Texts that are or end with a hash: whatever the project says of something, it can still show. */
    private static final List<String> NAMES = List.of(
            "SELECT value FROM meta WHERE key IN ('ontology', 'contract')", "SELECT id FROM lineage_nodes",
            "SELECT object FROM audit_rows WHERE typeof(object) = 'text'", "SELECT text FROM words",
            "SELECT after FROM reflog WHERE after IS NOT NULL");

    private final Path folder;
    private final Store store;
    private final Working working;
    private final CaptureStore captures;
    private final Replica replica;

    Compaction(Path folder, Store store, Working working, CaptureStore captures, Replica replica) {
        this.folder = folder;
        this.store = store;
        this.working = working;
        this.captures = captures;
        this.replica = replica;
    }

    Compacted run(boolean dryRun) {
        long before = store.db().bytes();
        ObjectSweep sweep = new ObjectSweep(store.objects(), store.db().read(this::needed));
        if (dryRun) {
            return new Compacted(true, sweep.count(), sweep.bytes(), sweep.packs(), sweep.packsThen(), before, before);
        }
        if (!sweep.clean()) {
            // Before the first file goes, so that no removal is without its entry.
            store.db().write(c -> store.trail().leaf(c, "project.compact", folder.getFileName().toString(),
                    Map.of("objects", sweep.count(), "bytes", sweep.bytes(), "packs", sweep.packs())));
            sweep.sweep();
        }
        store.db().vacuum();
        return new Compacted(false, sweep.count(), sweep.bytes(), sweep.packs(), sweep.packsThen(), before, store.db().bytes());
    }

    /** Throws where what is needed cannot be found out: then nothing is taken away. */
    private Set<Hash> needed(Connection c) throws SQLException {
        try {
            Set<Hash> out = new TreeSet<>();
            for (Hash v : versions(c)) {
                if (!out.contains(v)) {
                    out.addAll(replica.closure(v));
                }
            }
            for (StoredCapture s : CaptureRows.all(c)) {
                out.add(s.hash());
                out.addAll(captures.samples(s.hash()));
            }
            for (String sql : NAMES) {
                named(c, sql, out);
            }
            return out;
        } catch (StorageException | IOException e) {
            throw new StorageException("The project was not compacted, since what its versions need cannot all be read: "
                    + e.getMessage() + " See what doctor says of it; nothing was changed.", e);
        }
    }

    /** The tips first: what they were made from then need not be gone through again. */
    private Set<Hash> versions(Connection c) throws SQLException {
        Set<Hash> out = new LinkedHashSet<>(working.versions().refs(c).values());
        Meta.META.get(c, Meta.BASE).map(Hash::new).ifPresent(out::add);
        for (MergeState m : MergeRows.open(c).stream().toList()) {
            out.addAll(List.of(m.ours(), m.theirs()));
            out.addAll(m.bases());
        }
        out.addAll(working.versions().known(c).reversed());
        return out;
    }

    private static void named(Connection c, String sql, Set<Hash> out) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql);
                ResultSet r = s.executeQuery()) {
            while (r.next()) {
                String text = r.getString(1);
                int from = Math.max(0, text.length() - HASH);
                if (text.substring(from).matches("[0-9a-f]{64}")) {
                    out.add(new Hash(text.substring(from)));
                }
            }
        }
    }
}
