package plumbline.storage.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;

/** Refs, blame, restore and revert on the tables and objects of one project. */
final class SqliteHistory implements VersionHistory {
    private final Store store;
    private final Working working;
    private final Edits edits;
    private final Actor actor;

    SqliteHistory(Store store, Working working, Edits edits, Actor actor) {
        this.store = store;
        this.working = working;
        this.edits = edits;
        this.actor = actor;
    }

    @Override
    public Version.Signature signature(Hash version) {
        return working.versions().signature(version);
    }

    @Override
    public List<Version> log(Collection<Hash> from) {
        return working.versions().log(from);
    }

    @Override
    public Map<String, Hash> branches() {
        return under(Versions.HEADS);
    }

    @Override
    public Map<String, Hash> tags() {
        return under(Versions.TAGS);
    }

    @Override
    public Map<String, Hash> remotes() {
        return under(Versions.REMOTES);
    }

    private Map<String, Hash> under(String prefix) {
        Map<String, Hash> out = new TreeMap<>();
        store.db().read(c -> working.versions().refs(c)).forEach((name, version) -> {
            if (name.startsWith(prefix)) {
                out.put(name.substring(prefix.length()), version);
            }
        });
        return out;
    }

    @Override
    public void createBranch(String name, Hash version) {
        working.versions().read(version);
        store.db().write(c -> {
            Optional<Hash> there = working.versions().ref(c, Versions.HEADS + name);
            if (there.isPresent()) {
                throw new StorageException(
                        "\"" + name + "\" is there already, at " + there.get().shortHex() + ". Choose another name.");
            }
            working.versions().setRef(c, Versions.HEADS + name, version, actor, "branch");
            return store.trail().leaf(c, "branch.create", name, Map.of("version", version.hex()));
        });
    }

    @Override
    public void deleteBranch(String name) {
        store.db().write(c -> {
            if (working.branch(c).equals(name)) {
                throw new StorageException("Branch \"" + name
                        + "\" is the one that is worked on. Switch to another one first; nothing was changed.");
            }
            return delete(c, Versions.HEADS, name, "branch.delete");
        });
    }

    @Override
    public void deleteTag(String name) {
        store.db().write(c -> delete(c, Versions.TAGS, name, "tag.delete"));
    }

    private Hash delete(Connection c, String prefix, String name, String action) throws SQLException {
        Hash at = require(c, prefix, name);
        working.versions().deleteRef(c, prefix + name, actor, "delete");
        store.trail().leaf(c, action, name, Map.of("version", at.hex()));
        return at;
    }

    private Hash require(Connection c, String prefix, String name) throws SQLException {
        return working.versions().ref(c, prefix + name)
                .orElseThrow(() -> new StorageException("There is no " + (prefix.equals(Versions.HEADS) ? "branch" : "tag")
                        + " \"" + name + "\" here; nothing was changed."));
    }

    @Override
    public void switchTo(String branch, boolean discard) {
        store.db().write(c -> {
            Hash tip = require(c, Versions.HEADS, branch);
            working.checkout(c, tip, discard);
            Meta.META.put(c, Meta.BRANCH, branch);
            return tip;
        });
        edits.forget();
    }

    @Override
    public List<RefMove> reflog(int limit) {
        return store.db().read(c -> Reflog.newest(c, limit));
    }

    @Override
    public List<Blame> blame(Hash capture, LabelId label) {
        return store.db().read(c -> new Blaming(store, working).of(c, capture, label));
    }

    @Override
    public List<EditStep> toTakeBack(Hash capture, int most) {
        return store.db().read(c -> EditSteps.newest(c, store.trail().log(), capture, most));
    }

    @Override
    public Map<Hash, ChangeSet> restore(Hash version, Set<LabelId> labels) {
        Version v = working.versions().read(version);
        Map<Hash, ChangeSet> done = store.db().write(c -> {
            Map<Hash, ChangeSet> out = new TreeMap<>();
            Set<LabelId> lacking = new TreeSet<>(labels);
            for (StoredCapture s : CaptureRows.all(c)) {
                Optional<Hash> root = Optional.ofNullable(v.labelRoots().get(s.hash()));
                List<Change> changes = new ArrayList<>();
                for (LabelDiff d : LabelDiffs.of(s.hash(), working.pages().fromRows(c, s.hash(), root, working.baseRoot(c, s.hash())))) {
                    if (labels.isEmpty() || labels.contains(d.either().id())) {
                        changes.add(new Change(d.either().id(), d.after(), d.before()));
                    }
                }
                changes.forEach(x -> lacking.remove(x.id()));
                lacking.removeIf(id -> root.isPresent() && working.pages().find(root.get(), id).isPresent());
                if (!changes.isEmpty()) {
                    out.put(s.hash(), new ChangeSet(words(changes.size()) + " restored from " + version.shortHex(), changes));
                }
            }
            if (!lacking.isEmpty()) {
                throw new StorageException("Version " + version.shortHex() + " has no label "
                        + String.join(", ", lacking.stream().map(LabelId::value).toList()) + "; nothing was changed.");
            }
            if (labels.isEmpty()) {
                restoreOntology(c, v);
            }
            for (Map.Entry<Hash, ChangeSet> e : out.entrySet()) {
                edits.write(c, e.getKey(), Journal.Step.APPLY, e.getValue());
            }
            return out;
        });
        edits.forget();
        return done;
    }

    private static String words(int labels) {
        return labels == 1 ? "1 label" : labels + " labels";
    }

    private void restoreOntology(Connection c, Version v) throws SQLException {
        Ontology then = OntologyJson.read("ontology " + v.ontology().shortHex(), store.objects().readText(v.ontology()));
        if (working.setOntology(c, then)) {
            store.trail().leaf(
                    c, "ontology.change", v.ontology().hex(), Map.of("name", then.name(), "version", then.version()));
        }
    }

    @Override
    public Reverted revert(Hash version) {
        Version v = working.versions().read(version);
        if (v.parents().isEmpty()) {
            throw new StorageException("Version " + version.shortHex()
                    + " is the first one; there is nothing before it to go back to. Nothing was changed.");
        }
        Map<Hash, List<LabelDiff>> byCapture = new TreeMap<>();
        for (LabelDiff d : working.diff(v.parents().getFirst(), version)) {
            byCapture.computeIfAbsent(d.capture(), x -> new ArrayList<>()).add(d);
        }
        Reverted done = store.db().write(c -> {
            long open = working.uncommittedEdits(c);
            if (open > 0) {
                throw new StorageException(words(open) + " not committed. Commit first; nothing was changed.");
            }
            List<LabelDiff> conflicts = new ArrayList<>();
            Map<Hash, List<Change>> changes = new TreeMap<>();
            for (Map.Entry<Hash, List<LabelDiff>> e : byCapture.entrySet()) {
                for (LabelDiff d : e.getValue()) {
                    takeBack(c, d, changes.computeIfAbsent(e.getKey(), x -> new ArrayList<>()), conflicts);
                }
            }
            if (!conflicts.isEmpty()) {
                return new Reverted(Optional.empty(), conflicts);
            }
            String what = "Revert " + version.shortHex() + ": " + v.message();
            for (Map.Entry<Hash, List<Change>> e : changes.entrySet()) {
                if (!e.getValue().isEmpty()) {
                    edits.write(c, e.getKey(), Journal.Step.APPLY, new ChangeSet(what, e.getValue()));
                }
            }
            return new Reverted(Optional.of(working.commit(c, what)), List.of());
        });
        edits.forget();
        return done;
    }

    private static String words(long edits) {
        return edits == 1 ? "1 edit is" : edits + " edits are";
    }

    /** What is already as before the version is left; fields that somebody has set to a third value since are conflicts. */
    private static void takeBack(Connection c, LabelDiff d, List<Change> changes, List<LabelDiff> conflicts)
            throws SQLException {
        Optional<Label> now = LabelRows.label(c, d.capture(), d.either().id().value());
        if (now.equals(d.before())) {
            return;
        }
        if (now.equals(d.after())) {
            changes.add(new Change(d.either().id(), now, d.before()));
            return;
        }
        if (d.before().isEmpty() || d.after().isEmpty() || now.isEmpty()) {
            conflicts.add(new LabelDiff(d.capture(), d.kind(), d.after(), now, d.groups()));
            return;
        }
        Map<String, Object> then = LabelGroups.values(d.after().get());
        Map<String, Object> first = LabelGroups.values(d.before().get());
        Map<String, Object> here = new HashMap<>(LabelGroups.values(now.get()));
        List<String> back = new ArrayList<>();
        List<String> clash = new ArrayList<>();
        for (String g : d.groups()) {
            Optional<Object> value = Optional.ofNullable(here.get(g));
            if (value.equals(Optional.ofNullable(then.get(g)))) {
                back.add(g);
            } else if (!value.equals(Optional.ofNullable(first.get(g)))) {
                clash.add(g);
            }
        }
        if (!clash.isEmpty()) {
            conflicts.add(new LabelDiff(d.capture(), d.kind(), d.after(), now, clash));
        } else if (!back.isEmpty()) {
            changes.add(new Change(now.get().id(), now, Optional.of(LabelGroups.take(now.get(), back, d.before().get()))));
        }
    }

    @Override
    public Hash pinContract(String json) {
        String canonical = Json.write(Json.map(Json.parse("the contract", json)));
        return store.db().write(c -> {
            Hash hash = store.objects().writeText(canonical);
            Meta.META.put(c, Meta.CONTRACT, hash.hex());
            store.trail().leaf(c, "contract.change", hash.hex(), Map.of());
            return hash;
        });
    }
}
