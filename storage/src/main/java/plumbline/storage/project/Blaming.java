package plumbline.storage.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.edit.Change;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.storage.audit.AuditEntry;
import tools.jackson.databind.JsonNode;

/**
 * Finds where each field of a label comes from: back through the versions as long as some parent has the same value. Of two
 * roots only pages that differ are read.
 */
final class Blaming {
    private final Store store;
    private final Working working;
    private final Map<Hash, Optional<Label>> states = new HashMap<>();

    Blaming(Store store, Working working) {
        this.store = store;
        this.working = working;
    }

    List<Blame> of(Connection c, Hash capture, LabelId id) throws SQLException {
        StoredCapture row = CaptureRows.require(c, capture);
        Label now = LabelRows.label(c, capture, id.value())
                .orElseThrow(() -> new StorageException("There is no label " + id + " in capture " + row.name()
                        + " as it stands. \"restore\" brings one back from a version."));
        List<AuditEntry> entries = LabelLineage.edits(c, store.trail().log(), capture, id);
        Optional<Version> head = working.base(c);
        Optional<Integer> frame =
                LabelRows.changed(c, capture).getOrDefault(id.value(), Optional.of(now.frame()));
        head.ifPresent(v -> states.put(
                v.hash(),
                Optional.ofNullable(v.labelRoots().get(capture)).flatMap(r -> working.pages().find(r, id, frame))));
        List<Blame> out = new ArrayList<>();
        for (Map.Entry<String, Object> group : LabelGroups.values(now).entrySet()) {
            Optional<Version> set = head.filter(v -> same(states.get(v.hash()), group));
            for (Optional<Version> older = set; older.isPresent(); older = older(older.get(), capture, id, group)) {
                set = older;
            }
            out.add(blame(now, group, set, entries, id, row));
        }
        return out;
    }

    private static boolean same(Optional<Label> label, Map.Entry<String, Object> group) {
        return label.isPresent() && group.getValue().equals(LabelGroups.values(label.get()).get(group.getKey()));
    }

    private Optional<Version> older(Version v, Hash capture, LabelId id, Map.Entry<String, Object> group) {
        for (Hash p : v.parents()) {
            Version parent = working.versions().read(p);
            Optional<Label> there = states.get(p);
            if (there == null) {
                there = state(parent, v, capture, id);
                states.put(p, there);
            }
            if (same(there, group)) {
                return Optional.of(parent);
            }
        }
        return Optional.empty();
    }

    private Optional<Label> state(Version parent, Version child, Hash capture, LabelId id) {
        Optional<Hash> a = Optional.ofNullable(parent.labelRoots().get(capture));
        Optional<Hash> b = Optional.ofNullable(child.labelRoots().get(capture));
        if (a.equals(b)) {
            return states.get(child.hash());
        }
        LabelPages.Difference d = working.pages().between(a, b);
        if (d.before().containsKey(id.value())) {
            return Optional.of(d.before().get(id.value()));
        }
        return d.after().containsKey(id.value()) ? Optional.empty() : states.get(child.hash());
    }

    /** The edit that gave the group its value says who and when; without one, the version does. */
    private static Blame blame(
            Label now, Map.Entry<String, Object> group, Optional<Version> set, List<AuditEntry> entries, LabelId id,
            StoredCapture row) {
        String value = LabelGroups.words(now, group.getKey());
        Optional<Hash> version = set.map(Version::hash);
        for (AuditEntry e : entries.reversed()) {
            boolean inTime = set.isEmpty() || !e.at().isAfter(set.get().at());
            if (inTime && sets(e, id, group)) {
                return new Blame(group.getKey(), value, version, e.user(), e.at());
            }
        }
        return new Blame(
                group.getKey(), value, version, set.map(Version::author).orElse(""),
                set.map(Version::at).orElse(row.imported()));
    }

    private static boolean sets(AuditEntry e, LabelId id, Map.Entry<String, Object> group) {
        String where = "audit entry " + e.sequence() + " of log " + e.log();
        JsonNode detail = Json.parse(where, e.detail());
        if (!detail.has("changes")) {
            return false;
        }
        for (Change change : LabelJson.changeSet(where, detail).changes()) {
            if (change.id().equals(id)) {
                return same(change.after(), group) && !same(change.before(), group);
            }
        }
        return false;
    }
}
