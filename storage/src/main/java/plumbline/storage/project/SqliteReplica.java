package plumbline.storage.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditHead;
import plumbline.storage.audit.AuditTrail;
import tools.jackson.databind.JsonNode;

/** A project as sync sees it. Nothing here leaves an audit entry of this copy, so that copies stay equal. */
final class SqliteReplica implements Replica {
    private final Store store;
    private final Working working;
    private final CaptureStore captures;
    private final Actor actor;

    SqliteReplica(Store store, Working working, CaptureStore captures, Actor actor) {
        this.store = store;
        this.working = working;
        this.captures = captures;
        this.actor = actor;
    }

    @Override
    public Set<Hash> missing(Set<Hash> objects) {
        return new TreeSet<>(store.objects().missing(objects));
    }

    @Override
    public byte[] read(Hash object) {
        return store.objects().read(object);
    }

    @Override
    public void write(Hash object, byte[] bytes) {
        requireWritable();
        if (!Hash.of(bytes).equals(object)) {
            throw new StorageException("The bytes sent as object " + object.shortHex()
                    + " have another hash; they were not kept. Send them again.");
        }
        store.objects().write(bytes);
    }

    @Override
    public Set<Hash> closure(Hash version) {
        return closure(version, Set.of());
    }

    /** Versions in {@code whole} are known to be here with all that they need; they are not gone into. */
    private Set<Hash> closure(Hash version, Set<Hash> whole) {
        Set<Hash> out = new TreeSet<>();
        Set<Hash> manifests = new HashSet<>();
        List<Hash> open = new ArrayList<>(List.of(version));
        while (!open.isEmpty()) {
            Hash h = open.removeLast();
            if (whole.contains(h) || !out.add(h)) {
                continue;
            }
            Version v = working.versions().read(h);
            open.addAll(v.parents());
            out.add(v.ontology());
            out.addAll(v.calibrations().values());
            v.contract().ifPresent(out::add);
            for (Map.Entry<Hash, Hash> e : v.labelRoots().entrySet()) {
                if (manifests.add(e.getKey())) {
                    out.add(e.getKey());
                    out.addAll(samples(e.getKey()));
                }
                if (out.add(e.getValue())) {
                    out.addAll(working.pages().parts(e.getValue()));
                }
            }
        }
        return out;
    }

    private Set<Hash> samples(Hash capture) {
        try {
            return captures.samples(capture);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public Map<String, Hash> refs() {
        TreeMap<String, Hash> out = store.db().read(c -> working.versions().refs(c));
        out.keySet().removeIf(name -> name.startsWith(Versions.REMOTES));
        return out;
    }

    @Override
    public boolean updateRef(String name, Optional<Hash> before, Hash after) {
        requireWritable();
        Set<Hash> whole = Set.copyOf(store.db().read(c -> working.versions().known(c)));
        Set<Hash> added = closure(after, whole);
        List<Hash> missing = store.objects().missing(added);
        if (!missing.isEmpty()) {
            throw new StorageException(name + " cannot be moved to " + after.shortHex() + ": " + missing.size()
                    + " objects of that version are not here. Send them first; nothing was changed.");
        }
        return store.db().write(c -> {
            if (!working.versions().ref(c, name).equals(before)) {
                return false;
            }
            know(c, after, whole);
            working.versions().setRef(c, name, after, actor, "sync");
            return true;
        });
    }

    @Override
    public void track(String remote, Map<String, Hash> theirs) {
        requireWritable();
        String under = Versions.REMOTES + remote + "/";
        Map<String, Hash> wanted = new TreeMap<>();
        theirs.forEach((name, version) -> {
            if (name.startsWith(Versions.HEADS)) {
                wanted.put(under + name.substring(Versions.HEADS.length()), version);
            }
        });
        Set<Hash> whole = Set.copyOf(store.db().read(c -> working.versions().known(c)));
        for (Hash version : wanted.values()) {
            if (!store.objects().missing(closure(version, whole)).isEmpty()) {
                throw new StorageException("Objects of version " + version.shortHex()
                        + " did not arrive. Fetch again; what came is kept.");
            }
        }
        store.db().write(c -> {
            for (String name : working.versions().refs(c).keySet()) {
                if (name.startsWith(under) && !wanted.containsKey(name)) {
                    working.versions().deleteRef(c, name, actor, "fetch");
                }
            }
            for (Map.Entry<String, Hash> e : wanted.entrySet()) {
                know(c, e.getValue(), whole);
                working.versions().setRef(c, e.getKey(), e.getValue(), actor, "fetch");
            }
            return wanted;
        });
    }

    private void know(Connection c, Hash version, Set<Hash> whole) throws SQLException {
        List<Hash> open = new ArrayList<>(List.of(version));
        Set<Hash> seen = new HashSet<>(whole);
        while (!open.isEmpty()) {
            Hash h = open.removeLast();
            if (seen.add(h)) {
                Version v = working.versions().read(h);
                working.versions().know(c, h, Times.nanos(v.at()));
                open.addAll(v.parents());
            }
        }
    }

    @Override
    public Map<String, Long> auditSizes() {
        Map<String, Long> out = new TreeMap<>();
        for (AuditHead.Line l : store.db().read(c -> store.trail().log().heads(c))) {
            out.put(l.log(), l.size());
        }
        return out;
    }

    @Override
    public List<AuditEntry> auditEntries(String log, long from, int limit) {
        return store.db().read(c -> store.trail().log().entries(c, log, from, limit));
    }

    @Override
    public void appendAudit(List<AuditEntry> entries) {
        store.db().write(c -> {
            store.trail().adopt(c, entries);
            for (AuditEntry e : entries) {
                if (Set.of("label.apply", "label.undo", "label.redo").contains(e.action())) {
                    Edits.touch(c, e, e.object(), labels(e));
                }
            }
            return entries.size();
        });
    }

    /** The labels that an entry of an edit changed; not known where its payload was sealed. */
    static List<String> labels(AuditEntry e) {
        if (e.removed()) {
            return List.of();
        }
        String where = "audit entry " + e.sequence() + " of log " + e.log();
        List<String> out = new ArrayList<>();
        for (JsonNode change : Json.list(where, Json.parse(where, e.detail()), "changes")) {
            out.add(Json.text(where, change, "id"));
        }
        return out;
    }

    @Override
    public List<String> sideRecords() {
        return store.db().read(SideRecords::write);
    }

    @Override
    public void mergeSideRecords(List<String> lines) {
        store.db().write(c -> {
            SideRecords.merge(c, lines);
            return lines.size();
        });
    }

    @Override
    public AuditTrail.Witnessed witnessed() {
        return store.db().read(c -> AuditEvidence.witnessed(c, store.trail().log(), actor));
    }

    private void requireWritable() {
        if (store.db().readOnly()) {
            throw new StorageException("The project is open read-only; nothing was changed. Open it for writing.");
        }
    }
}
