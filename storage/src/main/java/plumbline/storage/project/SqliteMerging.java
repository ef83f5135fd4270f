package plumbline.storage.project;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Decision;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.storage.audit.AuditEntry;

/** Merges and their conflicts in the tables of one project. */
final class SqliteMerging implements Merging {
    private static final String STRICT = "merge.strict";

    private final Store store;
    private final Working working;
    private final Edits edits;
    private final Actor actor;
    private final MergeTrees trees;

    SqliteMerging(Store store, Working working, Edits edits, Actor actor) {
        this.store = store;
        this.working = working;
        this.edits = edits;
        this.actor = actor;
        this.trees = new MergeTrees(store, working.versions(), working.pages());
    }

    @Override
    public Begun begin(String name) {
        Begun begun = store.db().write(c -> {
            MergeRows.requireNone(c, "another cannot begin");
            Version theirs = working.versions().read(working.versions().resolve(c, name));
            Version ours = working.base(c)
                    .orElseThrow(() -> new StorageException("There is no version yet to merge into. Commit first."));
            long open = working.uncommittedEdits(c);
            if (open > 0) {
                throw new StorageException(open + (open == 1 ? " edit is" : " edits are")
                        + " not committed. Commit before merging; nothing was changed.");
            }
            List<Hash> bases = trees.bases(ours.hash(), theirs.hash());
            if (bases.contains(theirs.hash())) {
                return new Begun.UpToDate();
            }
            if (bases.contains(ours.hash())) {
                return forward(c, ours, theirs, name);
            }
            return merge(c, ours, theirs, bases, name);
        });
        edits.forget();
        return begun;
    }

    private Begun forward(Connection c, Version ours, Version theirs, String name) throws SQLException {
        String branch = Versions.HEADS + working.branch(c);
        boolean atTip = working.versions().ref(c, branch).equals(Optional.of(ours.hash()));
        working.replace(c, theirs, "merge", store.trail().leaf(
                c, "merge.forward", theirs.hash().hex(), Map.of("from", ours.hash().hex(), "name", name)));
        if (atTip) {
            working.versions().setRef(c, branch, theirs.hash(), actor, "merge");
        }
        return new Begun.Forward(theirs);
    }

    private Begun merge(Connection c, Version ours, Version theirs, List<Hash> bases, String name) throws SQLException {
        requireOneContract(ours, theirs, bases);
        MergeTrees.Merged merged = trees.merge(trees.base(bases), trees.tree(ours), trees.tree(theirs));
        Instant now = Instant.now();
        MergeState state = new MergeState(
                id(ours, theirs, now), ours.hash(), theirs.hash(), bases, name, Optional.empty(), now, actor.user());
        MergeRows.insert(c, state);
        int conflicts = 0;
        for (Conflict x : merged.ontologyConflicts()) {
            ConflictRows.insert(c, ConflictRows.id(state, Optional.empty(), x), state.id(), "", x);
            conflicts++;
        }
        for (Map.Entry<Hash, List<Conflict>> e : merged.conflicts().entrySet()) {
            for (Conflict x : e.getValue()) {
                ConflictRows.insert(c, ConflictRows.id(state, Optional.of(e.getKey()), x), state.id(), e.getKey().hex(), x);
                conflicts++;
            }
        }
        List<LabelDiff> changes = new ArrayList<>();
        int labels = merged.changes().values().stream().mapToInt(List::size).sum();
        AuditEntry entry = store.trail().leaf(c, "merge.begin", state.id(), Map.of(
                "ours", ours.hash().hex(), "theirs", theirs.hash().hex(), "name", name,
                "bases", bases.stream().map(Hash::hex).toList(), "changes", labels, "conflicts", conflicts));
        for (Map.Entry<Hash, List<Change>> e : merged.changes().entrySet()) {
            if (e.getValue().isEmpty()) {
                continue;
            }
            CaptureRows.require(c, e.getKey());
            apply(c, e.getKey(), e.getValue(), entry);
            e.getValue().forEach(x -> changes.add(LabelDiffs.of(e.getKey(), x)));
        }
        working.setOntology(c, merged.ontology());
        if (conflicts > 0) {
            return new Begun.Open(state, changes, conflicts);
        }
        return new Begun.Finished(working.commit(c, "Merge " + name), changes);
    }

    /** The labels now are no longer those of a version: what was edited before cannot be undone across this. */
    private static void apply(Connection c, Hash capture, List<Change> changes, AuditEntry entry) throws SQLException {
        LabelRows.edited(c, capture, changes.stream().map(x -> x.id().value()).toList());
        List<Label> put = new ArrayList<>();
        for (Change x : changes) {
            if (x.after().isPresent()) {
                put.add(x.after().get());
            } else {
                LabelRows.delete(c, capture, x.id().value());
            }
        }
        LabelRows.put(c, capture, put);
        Edits.begin(c, capture, entry);
    }

    private static String id(Version ours, Version theirs, Instant at) {
        byte[] text = ("merge\n" + ours.hash() + "\n" + theirs.hash() + "\n" + at).getBytes(StandardCharsets.UTF_8);
        return Hash.of(text).hex().substring(0, 16);
    }

    private void requireOneContract(Version ours, Version theirs, List<Hash> bases) {
        Optional<Hash> base = bases.isEmpty() ? Optional.empty() : working.versions().read(bases.getFirst()).contract();
        if (!theirs.contract().equals(base) && !theirs.contract().equals(ours.contract())) {
            throw new StorageException("The versions pin different contracts. Pin one on either side, commit and merge"
                    + " again; nothing was changed.");
        }
    }

    @Override
    public Optional<MergeState> current() {
        return store.db().read(MergeRows::open);
    }

    @Override
    public Version finish(String message) {
        Version v = store.db().write(c -> {
            requireOpen(c);
            return working.commit(c, message);
        });
        edits.forget();
        return v;
    }

    private static MergeState requireOpen(Connection c) throws SQLException {
        return MergeRows.open(c).orElseThrow(() -> new StorageException("No merge is open; nothing was changed."));
    }

    /** Part of a commit: the version gets the other parent, unless a strict project has something to decide first. */
    static void requireDecided(Connection c, MergeState merge) throws SQLException {
        long open = ConflictRows.ofMerge(c, merge.id()).stream().filter(StoredConflict::open).count();
        if (open > 0 && Meta.SETTINGS.get(c, STRICT).equals(Optional.of("true"))) {
            throw new OpenConflictsException(open + (open == 1 ? " conflict is" : " conflicts are") + " open, and this"
                    + " project is strict. Decide them first (plumbline conflicts); nothing was committed.");
        }
    }

    @Override
    public void abort() {
        store.db().write(c -> {
            MergeState merge = requireOpen(c);
            AuditEntry entry = store.trail().leaf(
                    c, "merge.abort", merge.id(), Map.of("ours", merge.ours().hex(), "theirs", merge.theirs().hex()));
            MergeRows.delete(c, merge.id());
            working.replace(c, working.versions().read(merge.ours()), "merge abort", entry);
            return merge;
        });
        edits.forget();
    }

    @Override
    public List<StoredConflict> conflicts(boolean all) {
        return store.db().read(ConflictRows::all).stream().filter(x -> all || x.open()).toList();
    }

    @Override
    public List<StoredConflict> conflictsOf(Hash version) {
        return store.db().read(c -> ConflictRows.ofVersion(c, version));
    }

    @Override
    public StoredConflict conflict(String id) {
        return store.db().read(c -> ConflictRows.require(c, id));
    }

    @Override
    public void decide(Map<String, Decision> byConflict, String why) {
        Map<String, Optional<Decision>> decisions = new TreeMap<>();
        byConflict.forEach((id, d) -> decisions.put(id, Optional.of(d)));
        change(decisions, why);
    }

    @Override
    public void reopen(List<String> conflicts, String why) {
        Map<String, Optional<Decision>> decisions = new TreeMap<>();
        conflicts.forEach(id -> decisions.put(id, Optional.empty()));
        change(decisions, why);
    }

    private void change(Map<String, Optional<Decision>> byConflict, String why) {
        if (byConflict.isEmpty()) {
            return;
        }
        store.db().write(c -> {
            Map<StoredConflict, Optional<Decision>> found = new java.util.LinkedHashMap<>();
            for (Map.Entry<String, Optional<Decision>> e : byConflict.entrySet()) {
                found.put(ConflictRows.require(c, e.getKey()), e.getValue());
            }
            new Deciding(store, working, edits, actor).decide(c, found, why);
            return found;
        });
        edits.forget();
    }

    @Override
    public Map<String, List<Optional<Version>>> lastChanged(List<StoredConflict> conflicts) {
        Map<String, Map<LabelId, Version>> ours = new HashMap<>();
        Map<String, Map<LabelId, Version>> theirs = new HashMap<>();
        Map<String, List<Optional<Version>>> out = new TreeMap<>();
        for (StoredConflict x : conflicts) {
            MergeState m = x.merge();
            Map<LabelId, Version> here = ours.computeIfAbsent(m.id(), k -> changedSince(m.bases(), m.ours()));
            Map<LabelId, Version> there = theirs.computeIfAbsent(m.id(), k -> changedSince(m.bases(), m.theirs()));
            List<LabelId> about = x.conflict().objects();
            out.put(x.id(), List.of(newest(here, about), newest(there, about)));
        }
        return out;
    }

    private static Optional<Version> newest(Map<LabelId, Version> changed, List<LabelId> labels) {
        return labels.stream()
                .flatMap(l -> Optional.ofNullable(changed.get(l)).stream())
                .max(java.util.Comparator.comparing(Version::at).thenComparing(Version::hash));
    }

    /** Of each label the newest version that changed it, among those that are not in the bases. */
    private Map<LabelId, Version> changedSince(List<Hash> bases, Hash head) {
        Set<Hash> known = new HashSet<>();
        bases.forEach(b -> working.versions().log(b).forEach(v -> known.add(v.hash())));
        Map<LabelId, Version> out = new HashMap<>();
        for (Version v : working.versions().log(head)) {
            if (!known.contains(v.hash()) && !v.parents().isEmpty()) {
                working.diff(v.parents().getFirst(), v.hash()).forEach(d -> out.putIfAbsent(d.either().id(), v));
            }
        }
        return out;
    }

    @Override
    public boolean strict() {
        return store.db().read(c -> Meta.SETTINGS.get(c, STRICT)).equals(Optional.of("true"));
    }

    @Override
    public void setStrict(boolean strict) {
        store.db().write(c -> {
            Meta.SETTINGS.put(c, STRICT, Boolean.toString(strict));
            return store.trail().leaf(c, "policy.change", STRICT, Map.of("value", strict));
        });
    }
}
