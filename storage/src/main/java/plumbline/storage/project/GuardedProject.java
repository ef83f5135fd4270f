package plumbline.storage.project;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.edit.OntologyMigration;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Verdict;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Progress;
import plumbline.storage.access.Access;
import plumbline.storage.access.Action;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.audit.AuditTrail;

/**
 * The door of the store: asks the project's users and policy before anything is read or changed, and hands on to the project
 * behind it. Names, refs, lineage and what captures are called are open to all; their contents and labels are not.
 */
final class GuardedProject implements Project {
    private final SqliteProject project;
    private final SqliteAccess access;

    GuardedProject(SqliteProject project) {
        this.project = project;
        this.access = project.access();
    }

    private void require(Action action, Hash capture) {
        access.require(action, Optional.of(capture));
    }

    private void require(Action action) {
        access.require(action, Optional.empty());
    }

    @Override
    public Path folder() {
        return project.folder();
    }

    @Override
    public String name() {
        return project.name();
    }

    @Override
    public Actor actor() {
        return project.actor();
    }

    @Override
    public boolean readOnly() {
        return project.readOnly();
    }

    @Override
    public Imported importCapture(CaptureSource source, Governance governance, Progress progress) throws IOException {
        access.requireImport(governance);
        return project.importCapture(source, governance, progress);
    }

    @Override
    public List<StoredCapture> captures() {
        return project.captures();
    }

    @Override
    public CaptureSource openCapture(Hash capture) throws IOException {
        require(Action.CAPTURE_READ, capture);
        return project.openCapture(capture);
    }

    @Override
    public Labels labels(Hash capture) {
        require(Action.CAPTURE_READ, capture);
        return project.labels(capture);
    }

    @Override
    public List<Label> labels(Hash capture, int frame) {
        require(Action.CAPTURE_READ, capture);
        return project.labels(capture, frame);
    }

    @Override
    public Journal journal(Hash capture) {
        return new GuardedJournal(project, capture);
    }

    @Override
    public Ontology ontology() {
        return project.ontology();
    }

    @Override
    public void setOntology(Ontology ontology) {
        require(Action.ONTOLOGY_CHANGE);
        project.setOntology(ontology);
    }

    @Override
    public int migrateOntology(OntologyMigration migration) {
        require(Action.ONTOLOGY_CHANGE);
        project.captures().forEach(c -> require(Action.LABEL_WRITE, c.hash()));
        return project.migrateOntology(migration);
    }

    @Override
    public Optional<Version> head() {
        return project.head();
    }

    @Override
    public String branch() {
        return project.branch();
    }

    @Override
    public Version commit(String message) {
        access.requireEverywhere(Action.VERSION_COMMIT);
        return project.commit(message);
    }

    @Override
    public List<Version> log(Hash from) {
        return project.log(from);
    }

    @Override
    public Version resolve(String name) {
        return project.resolve(name);
    }

    @Override
    public List<LabelDiff> diff(Hash before, Hash after) {
        access.requireEverywhere(Action.CAPTURE_READ);
        return project.diff(before, after);
    }

    @Override
    public List<LabelDiff> uncommitted() {
        access.requireEverywhere(Action.CAPTURE_READ);
        return project.uncommitted();
    }

    @Override
    public long uncommittedEdits() {
        return project.uncommittedEdits();
    }

    @Override
    public void checkout(Hash version, boolean discard) {
        access.requireEverywhere(Action.LABEL_WRITE);
        project.checkout(version, discard);
    }

    @Override
    public Labels labelsAt(Hash version, Hash capture) {
        require(Action.CAPTURE_READ, capture);
        return project.labelsAt(version, capture);
    }

    @Override
    public List<Label> labelsAt(Hash version, Hash capture, int frame) {
        require(Action.CAPTURE_READ, capture);
        return project.labelsAt(version, capture, frame);
    }

    @Override
    public boolean catchUp() {
        return project.catchUp();
    }

    @Override
    public void createBranch(String branch) {
        require(Action.VERSION_REFS);
        project.createBranch(branch);
    }

    @Override
    public void createTag(String tag, Hash version) {
        require(Action.VERSION_REFS);
        project.createTag(tag, version);
    }

    @Override
    public VersionHistory history() {
        return new GuardedHistory(project.history(), access);
    }

    @Override
    public Merging merging() {
        return new GuardedMerging(project.merging(), access);
    }

    @Override
    public void storeFindings(Hash capture, List<Finding> findings) {
        require(Action.CAPTURE_READ, capture);
        project.storeFindings(capture, findings);
    }

    @Override
    public List<Finding> findings(Hash capture) {
        require(Action.CAPTURE_READ, capture);
        return project.findings(capture);
    }

    @Override
    public void storeVerdict(Verdict verdict) {
        access.requireEverywhere(Action.LABEL_REVIEW);
        project.storeVerdict(verdict);
    }

    @Override
    public List<Verdict> verdicts() {
        return project.verdicts();
    }

    @Override
    public PassNotes passNotes() {
        return new GuardedPassNotes(project.passNotes(), access);
    }

    @Override
    public Reviews reviews() {
        return new GuardedReviews(project.reviews(), access, project.actor().user());
    }

    @Override
    public void record(String action, String object, String detailJson) {
        project.record(action, object, detailJson);
    }

    @Override
    public AuditReport verifyAudit() {
        return project.verifyAudit();
    }

    @Override
    public AuditTrail auditTrail() {
        return new GuardedAuditTrail(project.auditTrail(), access);
    }

    @Override
    public Provenance provenance() {
        return project.provenance();
    }

    @Override
    public List<AuditEntry> auditLog(int limit) {
        require(Action.AUDIT_READ);
        return project.auditLog(limit);
    }

    @Override
    public LineageGraph lineage(String id) {
        return project.lineage(id);
    }

    @Override
    public LineageGraph lineage(Hash capture, LabelId label) {
        require(Action.CAPTURE_READ, capture);
        return project.lineage(capture, label);
    }

    @Override
    public void recordLineage(LineageGraph.Node made, List<String> madeFrom, String activity) {
        project.recordLineage(made, madeFrom, activity);
    }

    @Override
    public Access access() {
        return project.access();
    }

    @Override
    public Replica replica() {
        return project.replica();
    }

    @Override
    public Optional<String> setting(String key) {
        return project.setting(key);
    }

    @Override
    public void setSetting(String key, String value) {
        project.setSetting(key, value);
    }

    @Override
    public void close() {
        project.close();
    }
}
