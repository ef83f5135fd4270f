package plumbline.storage.project;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditHead;

/** Looks at all of a project: database, objects, refs, and that what is derived is what it is derived from. */
final class ProjectCheck {
    private static final int MOST_MESSAGES = 20;
    private static final int ENTRIES = 1000;
    private static final Set<String> EDITS = Set.of("label.apply", "label.undo", "label.redo");

    private final Store store;
    private final Working working;
    private final Replica replica;
    private final List<Examination.Fault> faults = new ArrayList<>();
    private long labels;

    ProjectCheck(Store store, Working working, Replica replica) {
        this.store = store;
        this.working = working;
        this.replica = replica;
    }

    Examination run() {
        ObjectStore.Report objects = store.objects().check();
        faults.addAll(objects.faults());
        long versions = store.db().read(c -> {
            pragma(c, "PRAGMA integrity_check(" + MOST_MESSAGES + ")");
            pragma(c, "PRAGMA foreign_key_check");
            refs(c);
            for (StoredCapture s : CaptureRows.all(c)) {
                labels(c, s);
            }
            long lacking = touchedMissing(c);
            if (lacking > 0) {
                faults.add(new Examination.Fault("table touched", lacking + " labels do not find an edit of theirs"));
            }
            long amiss = Lineage.orphansAmiss(c);
            if (amiss > 0) {
                faults.add(new Examination.Fault("table lineage_orphans", amiss + " rows are not what the lineage gives"));
            }
            return (long) working.versions().known(c).size();
        });
        return new Examination(objects.objects(), versions, labels, List.copyOf(faults), List.of(), List.of());
    }

    private void pragma(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            for (int n = 0; r.next() && n < MOST_MESSAGES; n++) {
                if (!"ok".equals(r.getString(1))) {
                    faults.add(new Examination.Fault(Database.FILE, sql.contains("foreign")
                            ? "a row of " + r.getString(1) + " refers to a row of " + r.getString(3) + " that is not there"
                            : r.getString(1)));
                }
            }
        }
    }

    private void refs(Connection c) throws SQLException {
        TreeMap<String, Hash> named = new TreeMap<>(working.versions().refs(c));
        Meta.META.get(c, Meta.BASE).ifPresent(h -> named.put(Reflog.HEAD, new Hash(h)));
        for (Map.Entry<String, Hash> e : named.entrySet()) {
            try {
                List<Hash> missing = store.objects().missing(replica.closure(e.getValue()));
                if (!missing.isEmpty()) {
                    faults.add(new Examination.Fault(e.getKey(), "needs " + missing.size()
                            + " objects that are not here, the first " + missing.getFirst().shortHex()));
                }
            } catch (StorageException x) {
                faults.add(new Examination.Fault(e.getKey(), x.getMessage()));
            }
        }
    }

    /** The rows are the base's labels but for those known as edited, and the base's root is what its labels give. */
    private void labels(Connection c, StoredCapture s) throws SQLException {
        String where = "labels of " + s.name();
        try {
            Optional<Hash> root = working.baseRoot(c, s.hash());
            LabelsCheck.Found found = LabelsCheck.of(c, working.pages(), where, s.hash(), root);
            labels += found.rows();
            if (!found.rootHolds()) {
                faults.add(new Examination.Fault(
                        where, "the root " + root.orElseThrow().shortHex() + " is not that of its labels"));
            }
            if (found.strange() > 0) {
                faults.add(new Examination.Fault(
                        where, found.strange() + " labels differ from the version they stand on without an edit"));
            }
        } catch (StorageException x) {
            faults.add(new Examination.Fault(where, x.getMessage()));
        }
    }

    static Set<String> differing(Labels a, Labels b) {
        Set<String> out = new TreeSet<>();
        a.forEach(l -> {
            if (!b.find(l.id()).equals(Optional.of(l))) {
                out.add(l.id().value());
            }
        });
        b.forEach(l -> {
            if (a.find(l.id()).isEmpty()) {
                out.add(l.id().value());
            }
        });
        return out;
    }

    /** Pairs of label and audit entry that the index lacks. */
    private long touchedMissing(Connection c) throws SQLException {
        long[] missing = {0};
        eachEdit(store, c, (entry, ids) -> {
            try (var s = c.prepareStatement(
                    "SELECT count(*) FROM touched WHERE capture = " + Edits.WORD
                    + " AND label = ? AND log = " + Edits.WORD + " AND sequence = ?")) {
                for (String id : ids) {
                    s.setString(1, entry.object());
                    s.setObject(2, Edits.touchedLabel(id));
                    s.setString(3, entry.log());
                    s.setLong(4, entry.sequence());
                    try (ResultSet r = s.executeQuery()) {
                        missing[0] += r.next() && r.getLong(1) > 0 ? 0 : 1;
                    }
                }
            }
        });
        return missing[0];
    }

    interface EditSink {
        void edit(AuditEntry entry, List<String> labels) throws SQLException;
    }

    /** Every entry of every log that changed labels. */
    static void eachEdit(Store store, Connection c, EditSink sink) throws SQLException {
        for (AuditHead.Line log : store.trail().log().heads(c)) {
            for (long from = 0; from < log.size(); from += ENTRIES) {
                for (AuditEntry e : store.trail().log().entries(c, log.log(), from, ENTRIES)) {
                    if (EDITS.contains(e.action())) {
                        sink.edit(e, SqliteReplica.labels(e));
                    }
                }
            }
        }
    }

    /** The labels that base and journal give. */
    static Labels fromJournal(Store store, Working working, Connection c, Hash capture) throws SQLException {
        Optional<Hash> root = working.baseRoot(c, capture);
        TreeMap<String, Label> out = new TreeMap<>();
        if (root.isPresent()) {
            working.pages().read(root.get()).forEach(l -> out.put(l.id().value(), l));
        }
        try (var s = c.prepareStatement("SELECT w.text, e.sequence FROM edits e JOIN words w ON w.number = e.log"
                + " WHERE e.capture = (SELECT number FROM capture_numbers WHERE hash = ?1) AND e.step <> 'CHECKOUT'"
                + " AND e.number > (SELECT committed_edit FROM captures WHERE hash = ?1) ORDER BY e.number")) {
            s.setString(1, capture.hex());
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    String where = "audit entry " + r.getLong(2) + " of log " + r.getString(1);
                    AuditEntry e = store.trail().log().find(c, r.getString(1), r.getLong(2))
                            .orElseThrow(() -> new StorageException(where + ", which holds an edit, is not here"));
                    if (e.removed()) {
                        throw new StorageException(where + ", which holds an edit, was sealed before it was committed");
                    }
                    LabelJson.readChangeSet(where, e.detail()).changes().forEach(x -> x.after()
                            .ifPresentOrElse(l -> out.put(l.id().value(), l), () -> out.remove(x.id().value())));
                }
            }
        }
        return Labels.of(out.values());
    }
}
