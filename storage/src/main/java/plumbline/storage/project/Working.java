package plumbline.storage.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.storage.audit.AuditEntry;

/**
 * The labels and ontology as they stand, and their way to and from versions. What stands was made from one version, the
 * base; a commit gives it the next one. All methods with a connection are part of the caller's transaction.
 */
final class Working {
    static final String FIRST_BRANCH = "main";

    private final Store store;
    private final Actor actor;
    private final Versions versions;
    private final LabelPages pages;
    private volatile Known known;

    Working(Store store, Actor actor) {
        this.store = store;
        this.actor = actor;
        this.versions = new Versions(store.objects());
        this.pages = new LabelPages(store.objects());
    }

    Versions versions() {
        return versions;
    }

    LabelPages pages() {
        return pages;
    }

    Optional<Version> base(Connection c) throws SQLException {
        return Meta.META.get(c, Meta.BASE).map(h -> versions.read(new Hash(h)));
    }

    /** The labels of a capture in the base. */
    Optional<Hash> baseRoot(Connection c, Hash capture) throws SQLException {
        return base(c).map(v -> v.labelRoots().get(capture));
    }

    String branch(Connection c) throws SQLException {
        return Meta.require(c, Meta.BRANCH);
    }

    // Ontology

    Ontology ontology(Connection c) throws SQLException {
        Hash hash = new Hash(Meta.require(c, Meta.ONTOLOGY));
        Known k = known;
        if (k == null || !k.hash().equals(hash)) {
            k = new Known(hash, OntologyJson.read("ontology " + hash.shortHex(), store.objects().readText(hash)));
            known = k;
        }
        return k.ontology();
    }

    /** The ontology read last: it is asked for at every picture, and never changes under its hash. */
    private record Known(Hash hash, Ontology ontology) {}

    /** Stores the ontology and makes it the one that stands; says whether it is another than before. */
    boolean setOntology(Connection c, Ontology ontology) throws SQLException {
        Hash hash = store.objects().writeText(OntologyJson.write(ontology));
        Optional<String> before = Meta.META.get(c, Meta.ONTOLOGY);
        if (before.equals(Optional.of(hash.hex()))) {
            return false;
        }
        Meta.META.put(c, Meta.ONTOLOGY, hash.hex());
        Lineage.node(c, new LineageGraph.Node(
                hash.hex(), "ontology", ontology.name() + " " + ontology.version(), Instant.now(), actor.user(),
                new TreeMap<>(Map.of("classes", Integer.toString(ontology.classes().size())))));
        if (before.isPresent() && Lineage.find(c, before.get()).isPresent()
                && !Lineage.above(c, before.get()).contains(hash.hex())) {
            Lineage.edge(c, before.get(), hash.hex(), "change");
        }
        return true;
    }

    // Versions

    /** Pins everything as it stands. */
    Version commit(Connection c, String message) throws SQLException {
        Optional<Version> base = base(c);
        Map<Hash, Hash> roots = new TreeMap<>();
        for (StoredCapture s : CaptureRows.all(c)) {
            Optional<Hash> old = base.map(v -> v.labelRoots().get(s.hash()));
            roots.put(s.hash(), old.isPresent() && !Edits.any(c, s.hash()) ? old.get() : pages.write(c, s.hash(), old));
            Edits.markCommitted(c, s.hash());
        }
        return store(c, base, roots, Map.of(), message);
    }

    /** A version of the base and one capture more, whose labels have that root: edits of other captures stay uncommitted. */
    Version commitImport(Connection c, Hash capture, Hash root, Hash calibration, String message) throws SQLException {
        MergeRows.requireNone(c, "nothing can be imported");
        Optional<Version> base = base(c);
        Map<Hash, Hash> roots = new TreeMap<>(base.map(Version::labelRoots).orElse(Map.of()));
        roots.put(capture, root);
        Edits.markCommitted(c, capture);
        return store(c, base, roots, Map.of(capture, calibration), message);
    }

    private Version store(
            Connection c, Optional<Version> base, Map<Hash, Hash> roots, Map<Hash, Hash> calibrations, String message)
            throws SQLException {
        Hash ontology = new Hash(Meta.require(c, Meta.ONTOLOGY));
        List<Hash> parents = new ArrayList<>(base.map(v -> List.of(v.hash())).orElse(List.of()));
        Optional<MergeState> merge = MergeRows.open(c);
        if (merge.isPresent()) {
            SqliteMerging.requireDecided(c, merge.get());
            parents.add(merge.get().theirs());
        }
        Version v = versions.write(
                c,
                new Versions.Draft(
                        parents, roots, calibrations(base, calibrations, roots.keySet()), ontology,
                        Meta.META.get(c, Meta.CONTRACT).map(Hash::new), message, actor.user(), Instant.now()),
                actor.signer().get());
        String branch = branchFor(c, base);
        versions.setRef(c, Versions.HEADS + branch, v.hash(), actor, "commit");
        Meta.META.put(c, Meta.BRANCH, branch);
        setBase(c, v.hash(), "commit");
        recordLineage(c, base, v);
        if (merge.isPresent()) {
            MergeRows.finish(c, merge.get(), v.hash());
        }
        store.trail().leaf(c, "version.commit", v.hash().hex(), Map.of("branch", branch, "message", message));
        return v;
    }

    /** A capture never changes, so its calibration is worked out once; versions of schema 1 did not name it. */
    private Map<Hash, Hash> calibrations(Optional<Version> base, Map<Hash, Hash> given, Set<Hash> captures) {
        Map<Hash, Hash> out = new TreeMap<>(given);
        for (Hash capture : captures) {
            Optional<Hash> known = base.map(b -> b.calibrations().get(capture));
            if (!out.containsKey(capture)) {
                out.put(capture, known.isPresent() ? known.get() : CaptureStore.calibration(store.objects(), capture));
            }
        }
        return out;
    }

    /** A commit on a version that its branch has left behind opens a branch of its own, so that no version is lost. */
    private String branchFor(Connection c, Optional<Version> base) throws SQLException {
        String branch = branch(c);
        Optional<Hash> tip = versions.ref(c, Versions.HEADS + branch);
        if (tip.isEmpty() || tip.equals(base.map(Version::hash))) {
            return branch;
        }
        int n = 2;
        while (versions.ref(c, Versions.HEADS + branch + "-" + n).isPresent()) {
            n++;
        }
        return branch + "-" + n;
    }

    private void recordLineage(Connection c, Optional<Version> base, Version v) throws SQLException {
        String id = v.hash().hex();
        Lineage.node(c, new LineageGraph.Node(
                id, "version", v.message(), v.at(), actor.user(),
                new TreeMap<>(Map.of("captures", Integer.toString(v.labelRoots().size())))));
        Lineage.edge(c, v.ontology().hex(), id, "commit");
        for (Hash p : v.parents()) {
            Lineage.edge(c, p.hex(), id, "commit");
        }
        for (Map.Entry<Hash, Hash> e : v.labelRoots().entrySet()) {
            String capture = e.getKey().hex();
            String root = e.getValue().hex();
            Optional<String> old = base.map(b -> b.labelRoots().get(e.getKey())).map(Hash::hex);
            if (!old.equals(Optional.of(root))) {
                Lineage.node(c, new LineageGraph.Node(
                        root, "labels", "Labels of " + CaptureRows.require(c, e.getKey()).name(), v.at(), actor.user(),
                        new TreeMap<>(Map.of("labels", Long.toString(pages.root(e.getValue()).labels())))));
                Lineage.edge(c, capture, root, "label");
                Lineage.edge(c, v.ontology().hex(), root, "label");
                for (Hash p : v.parents()) {
                    Optional<String> from = Optional.ofNullable(versions.read(p).labelRoots().get(e.getKey())).map(Hash::hex);
                    if (from.isPresent() && !Lineage.above(c, from.get()).contains(root)) {
                        Lineage.edge(c, from.get(), root, from.equals(old) ? "edit" : "merge");
                    }
                }
                Lineage.settle(c, capture, root);
            }
            Lineage.edge(c, root, id, "commit");
        }
    }

    // Differences

    List<LabelDiff> uncommitted(Connection c) throws SQLException {
        Optional<Version> base = base(c);
        List<LabelDiff> out = new ArrayList<>();
        for (StoredCapture s : CaptureRows.all(c)) {
            Optional<Hash> old = base.map(v -> v.labelRoots().get(s.hash()));
            if (old.isEmpty() || Edits.any(c, s.hash())) {
                out.addAll(LabelDiffs.of(s.hash(), pages.fromRows(c, s.hash(), old, old)));
            }
        }
        return out;
    }

    /** Edits since the base, and one for an ontology that is another than the base's or for an open merge. */
    long uncommittedEdits(Connection c) throws SQLException {
        long n = 0;
        for (StoredCapture s : CaptureRows.all(c)) {
            n += UndoStack.load(c, s.hash()).uncommitted();
        }
        return n + (ontologyChanged(c) || MergeRows.open(c).isPresent() ? 1 : 0);
    }

    boolean ontologyChanged(Connection c) throws SQLException {
        Optional<Version> base = base(c);
        return base.isPresent() && !base.get().ontology().hex().equals(Meta.require(c, Meta.ONTOLOGY));
    }

    List<LabelDiff> diff(Hash before, Hash after) {
        Map<Hash, Hash> a = versions.read(before).labelRoots();
        Map<Hash, Hash> b = versions.read(after).labelRoots();
        TreeSet<Hash> captures = new TreeSet<>(a.keySet());
        captures.addAll(b.keySet());
        List<LabelDiff> out = new ArrayList<>();
        for (Hash capture : captures) {
            Optional<Hash> from = Optional.ofNullable(a.get(capture));
            Optional<Hash> to = Optional.ofNullable(b.get(capture));
            if (!from.equals(to)) {
                out.addAll(LabelDiffs.of(capture, pages.between(from, to)));
            }
        }
        return out;
    }

    // Checkout

    void checkout(Connection c, Hash version, boolean discard) throws SQLException {
        MergeRows.requireNone(c, "no other version can be checked out");
        Version v = versions.read(version);
        long edits = uncommittedEdits(c);
        if (edits > 0 && !discard) {
            throw new StorageException(edits + (edits == 1 ? " edit is" : " edits are")
                    + " not committed. Commit first, or discard them; nothing was changed.");
        }
        AuditEntry entry = store.trail().leaf(
                c, "version.checkout", version.hex(), Map.of("discardedEdits", edits, "message", v.message()));
        replace(c, v, "checkout", entry);
        Meta.META.put(c, Meta.BRANCH, branchAt(c, version));
    }

    /** Makes a version what stands, and ends what can be undone; {@code entry} says why. */
    void replace(Connection c, Version v, String action, AuditEntry entry) throws SQLException {
        make(c, v, action);
        for (StoredCapture s : CaptureRows.all(c)) {
            Edits.barrier(c, s.hash(), entry);
        }
    }

    /** Makes the branch's own version the one that stands, as sync left it, without an audit entry of this copy. */
    boolean catchUp(Connection c) throws SQLException {
        Optional<Hash> tip = versions.ref(c, Versions.HEADS + branch(c));
        Optional<Version> base = base(c);
        if (tip.isEmpty() || tip.equals(base.map(Version::hash))) {
            return false;
        }
        if (base.isPresent() && !versions.isAncestor(base.get().hash(), tip.get())) {
            throw new StorageException("Branch " + branch(c) + " has gone another way than the labels here. Check its"
                    + " version " + tip.get().shortHex() + " out to go on from there; nothing was changed.");
        }
        long edits = uncommittedEdits(c);
        if (edits > 0) {
            throw new StorageException(edits + (edits == 1 ? " edit is" : " edits are") + " not committed, and branch "
                    + branch(c) + " has moved on. Commit or discard first; nothing was changed.");
        }
        make(c, versions.read(tip.get()), "sync");
        for (StoredCapture s : CaptureRows.all(c)) {
            Edits.endUndo(c, s.hash());
        }
        return true;
    }

    /** Brings the rows to a version, touching only labels that differ. */
    private void make(Connection c, Version v, String action) throws SQLException {
        for (Hash capture : v.labelRoots().keySet()) {
            if (CaptureRows.find(c, capture).isEmpty()) {
                throw new StorageException("Version " + v.hash().shortHex() + " needs capture " + capture.shortHex()
                        + ", which is not in this project. Fetch again; nothing was changed.");
            }
        }
        for (StoredCapture s : CaptureRows.all(c)) {
            Hash root = v.labelRoots().get(s.hash());
            LabelPages.Difference d = pages.fromRows(c, s.hash(), Optional.ofNullable(root), baseRoot(c, s.hash()));
            Set<String> gone = new TreeSet<>(d.after().keySet());
            gone.removeAll(d.before().keySet());
            for (String id : gone) {
                LabelRows.delete(c, s.hash(), id);
            }
            LabelRows.put(c, s.hash(), d.before().values());
            LabelRows.forgetEdited(c, s.hash());
        }
        Meta.META.put(c, Meta.ONTOLOGY, v.ontology().hex());
        setBase(c, v.hash(), action);
    }

    private void setBase(Connection c, Hash version, String action) throws SQLException {
        Optional<Hash> before = Meta.META.get(c, Meta.BASE).map(Hash::new);
        Meta.META.put(c, Meta.BASE, version.hex());
        Reflog.move(c, Reflog.HEAD, before, Optional.of(version), actor, action);
    }

    /** The branch whose tip a version is, the present one first; the present one where it is no tip. */
    private String branchAt(Connection c, Hash version) throws SQLException {
        String now = branch(c);
        Map<String, Hash> refs = versions.refs(c);
        if (version.equals(refs.get(Versions.HEADS + now))) {
            return now;
        }
        return refs.entrySet().stream()
                .filter(e -> e.getKey().startsWith(Versions.HEADS) && e.getValue().equals(version))
                .map(e -> e.getKey().substring(Versions.HEADS.length()))
                .findFirst()
                .orElse(now);
    }

    /** Versions, oldest first, whose labels of a capture have a label. */
    List<Version> holding(Connection c, Hash capture, LabelId label) throws SQLException {
        Map<Hash, Boolean> seen = new TreeMap<>();
        Map<Hash, Boolean> byRoot = new TreeMap<>();
        List<Version> out = new ArrayList<>();
        for (Hash h : versions.known(c)) {
            Version v = versions.read(h);
            Hash root = v.labelRoots().get(capture);
            if (root != null) {
                Boolean held = byRoot.get(root);
                if (held == null) {
                    held = pages.holds(root, label, seen);
                    byRoot.put(root, held);
                }
                if (held) {
                    out.add(v);
                }
            }
        }
        return out;
    }
}
