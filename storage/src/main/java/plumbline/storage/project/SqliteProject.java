package plumbline.storage.project;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.edit.OntologyMigration;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Verdict;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Progress;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditFilter;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.audit.AuditTrail;

/** A project on disk: SQLite and the object store in one folder (docs/formats/project.md). Opened by {@link Projects}. */
final class SqliteProject implements Project {
    private final Path folder;
    private final Actor actor;
    private final Store store;
    private final Optional<FolderLock> lock;
    private final String name;
    private final Working working;
    private final CaptureStore captures;
    private final Edits edits;
    private final Replica replica;
    private final AuditTrail auditTrail;
    private final Provenance provenance;
    private final VersionHistory history;
    private final Merging merging;
    private final SqliteAccess access;
    private final Set<Hash> readThisSession = ConcurrentHashMap.newKeySet();

    SqliteProject(Path folder, Actor actor, Database db, Optional<FolderLock> lock) {
        this.folder = folder;
        this.actor = actor;
        this.lock = lock;
        this.store = new Store(db, new ObjectStore(folder), new Trail(folder, actor));
        db.onCommit(store.trail()::beforeCommit);
        this.name = db.read(c -> Meta.require(c, Meta.NAME));
        this.working = new Working(store, actor);
        this.captures = new CaptureStore(store, working, actor);
        this.edits = new Edits(store);
        this.auditTrail = new SqliteAuditTrail(store, actor, edits::forget);
        this.provenance = new SqliteProvenance(store);
        this.history = new SqliteHistory(store, working, edits, actor);
        this.merging = new SqliteMerging(store, working, edits, actor);
        this.access = new SqliteAccess(store, actor, new AccessLog(store, folder, actor));
        this.replica = new SqliteReplica(store, working, captures, actor);
    }

    /** The first ontology; where the project begins here, its lineage and the first audit entry too. */
    Optional<AuditEntry> begin(Ontology ontology, boolean here) {
        store.db().write(c -> {
            if (here) {
                store.trail().first(c, name, SqliteAccess.begin(c, actor));
                return working.setOntology(c, ontology);
            }
            Meta.META.put(c, Meta.ONTOLOGY, store.objects().writeText(OntologyJson.write(ontology)).hex());
            return true;
        });
        store.db().settle();
        return store.trail().opening();
    }

    /** The session that a project began with while it was made. */
    void goOn(Optional<AuditEntry> session) {
        store.trail().goOn(session);
    }

    Upkeep upkeep() {
        return new Upkeep(folder, store, working, captures, replica);
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Actor actor() {
        return actor;
    }

    @Override
    public boolean readOnly() {
        return store.db().readOnly();
    }

    @Override
    public Imported importCapture(CaptureSource source, Governance governance, Progress progress) throws IOException {
        Imported imported = captures.importCapture(source, governance, progress);
        edits.forget();
        return imported;
    }

    @Override
    public List<StoredCapture> captures() {
        return store.db().read(CaptureRows::all);
    }

    @Override
    public CaptureSource openCapture(Hash capture) throws IOException {
        store.db().read(c -> CaptureRows.require(c, capture));
        Capture manifest = captures.manifest(capture);
        // Many reads of one session are one act; where nothing can be written there is no log to write it to.
        if (!readOnly() && readThisSession.add(capture)) {
            record("capture.read", capture.hex(), Json.write(Map.of("name", manifest.name())));
        }
        return new StoredSource(manifest, store.objects(), () -> labels(capture), this::ontology);
    }

    @Override
    public Labels labels(Hash capture) {
        return store.db().read(c -> {
            CaptureRows.require(c, capture);
            return LabelRows.load(c, capture);
        });
    }

    @Override
    public List<Label> labels(Hash capture, int frame) {
        return store.db().read(c -> LabelRows.frame(c, capture, frame));
    }

    @Override
    public Journal journal(Hash capture) {
        return edits.journal(capture);
    }

    @Override
    public Ontology ontology() {
        return store.db().read(working::ontology);
    }

    @Override
    public void setOntology(Ontology ontology) {
        store.db().write(c -> OntologyMigrations.set(store, working, c, ontology));
    }

    @Override
    public int migrateOntology(OntologyMigration migration) {
        int labels = store.db().write(c -> OntologyMigrations.apply(store, working, edits, c, migration));
        edits.forget();
        return labels;
    }

    @Override
    public Optional<Version> head() {
        return store.db().read(working::base);
    }

    @Override
    public String branch() {
        return store.db().read(working::branch);
    }

    @Override
    public Version commit(String message) {
        if (message.isBlank()) {
            throw new StorageException("A version needs a message that says what was done; nothing was committed.");
        }
        Version v = store.db().write(c -> working.commit(c, message));
        edits.forget();
        return v;
    }

    @Override
    public List<Version> log(Hash from) {
        return working.versions().log(from);
    }

    @Override
    public Version resolve(String text) {
        return working.versions().read(store.db().read(c -> working.versions().resolve(c, text)));
    }

    @Override
    public List<LabelDiff> diff(Hash before, Hash after) {
        return working.diff(before, after);
    }

    @Override
    public List<LabelDiff> uncommitted() {
        return store.db().read(working::uncommitted);
    }

    @Override
    public long uncommittedEdits() {
        long n = store.db().read(c -> working.ontologyChanged(c) || MergeRows.open(c).isPresent()) ? 1 : 0;
        for (StoredCapture s : captures()) {
            n += edits.uncommitted(s.hash());
        }
        return n;
    }

    @Override
    public void checkout(Hash version, boolean discard) {
        store.db().write(c -> {
            working.checkout(c, version, discard);
            return version;
        });
        edits.forget();
    }

    @Override
    public boolean catchUp() {
        boolean moved = store.db().write(working::catchUp);
        edits.forget();
        return moved;
    }

    @Override
    public void createBranch(String branch) {
        store.db().write(c -> {
            Version head = requireHead(working.base(c));
            requireFree(working.versions().ref(c, Versions.HEADS + branch), branch);
            working.versions().setRef(c, Versions.HEADS + branch, head.hash(), actor, "branch");
            Meta.META.put(c, Meta.BRANCH, branch);
            return store.trail().leaf(c, "branch.create", branch, Map.of("version", head.hash().hex()));
        });
    }

    @Override
    public void createTag(String tag, Hash version) {
        working.versions().read(version);
        store.db().write(c -> {
            requireFree(working.versions().ref(c, Versions.TAGS + tag), tag);
            working.versions().setRef(c, Versions.TAGS + tag, version, actor, "tag");
            return store.trail().leaf(c, "tag.create", tag, Map.of("version", version.hex()));
        });
    }

    private static Version requireHead(Optional<Version> head) {
        return head.orElseThrow(() -> new StorageException("No version yet to branch from. Import a capture or commit first."));
    }

    private static void requireFree(Optional<Hash> ref, String text) {
        if (ref.isPresent()) {
            String at = ref.get().shortHex();
            throw new StorageException("\"" + text + "\" is there already, at " + at + ". Choose another name.");
        }
    }

    @Override
    public VersionHistory history() {
        return history;
    }

    @Override
    public Merging merging() {
        return merging;
    }

    @Override
    public Labels labelsAt(Hash version, Hash capture) {
        Hash root = working.versions().read(version).labelRoots().get(capture);
        if (root == null) {
            throw new StorageException("Version " + version.shortHex() + " has no capture " + capture.shortHex() + ".");
        }
        return working.pages().read(root);
    }

    @Override
    public List<Label> labelsAt(Hash version, Hash capture, int frame) {
        return Optional.ofNullable(working.versions().read(version).labelRoots().get(capture))
                .map(root -> working.pages().frame(root, frame))
                .orElse(List.of());
    }

    @Override
    public void storeFindings(Hash capture, List<Finding> findings) {
        List<String> json = findings.stream().map(FindingJson::write).toList();
        store.db().write(c -> {
            CaptureRows.require(c, capture);
            Findings.replace(c, capture.hex(), Times.nanos(Instant.now()), json);
            return store.trail().leaf(c, "check.run", capture.hex(), Map.of("findings", json.size()));
        });
    }

    @Override
    public List<Finding> findings(Hash capture) {
        return store.db().read(c -> Findings.of(c, capture));
    }

    @Override
    public void storeVerdict(Verdict verdict) {
        store.db().write(c -> {
            Findings.put(c, verdict);
            return store.trail().leaf(
                    c, "finding.verdict", verdict.findingId(),
                    Map.of("kind", verdict.kind().name(), "reason", verdict.reason()));
        });
    }

    @Override
    public List<Verdict> verdicts() {
        return store.db().read(Findings::lastVerdicts);
    }

    @Override
    public PassNotes passNotes() {
        return new SqlitePassNotes(store, actor);
    }

    @Override
    public Reviews reviews() {
        return new SqliteReviews(store, actor);
    }

    @Override
    public void record(String action, String object, String detailJson) {
        Json.parse("the detail of " + action, detailJson);
        store.db().write(c -> store.trail().leaf(c, action, object, detailJson));
    }

    @Override
    public AuditTrail auditTrail() {
        return auditTrail;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public AuditReport verifyAudit() {
        return auditTrail.verify();
    }

    @Override
    public List<AuditEntry> auditLog(int limit) {
        return auditTrail.entries(AuditFilter.newest(limit));
    }

    @Override
    public LineageGraph lineage(String id) {
        return store.db().read(c -> Lineage.around(c, id));
    }

    @Override
    public LineageGraph lineage(Hash capture, LabelId label) {
        return store.db().read(c -> new LabelLineage(working, store.trail().log()).of(c, capture, label));
    }

    @Override
    public void recordLineage(LineageGraph.Node made, List<String> madeFrom, String activity) {
        store.db().write(c -> {
            Lineage.made(c, made, madeFrom, activity);
            return made;
        });
    }

    @Override
    public SqliteAccess access() {
        return access;
    }

    @Override
    public Replica replica() {
        return replica;
    }

    @Override
    public Optional<String> setting(String key) {
        return store.db().read(c -> Meta.SETTINGS.get(c, key));
    }

    @Override
    public void setSetting(String key, String value) {
        store.db().write(c -> {
            Meta.SETTINGS.put(c, key, value);
            return key;
        });
    }

    @Override
    public void close() {
        store.db().close();
        lock.ifPresent(FolderLock::close);
    }
}
