package plumbline.storage.project;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.edit.OntologyMigration;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Verdict;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Progress;
import plumbline.storage.access.Access;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.audit.AuditTrail;

/**
 * A project: a folder with one SQLite database and a content-addressed object store. Opened by {@code Projects}. Safe for
 * several threads; writes go through one writer thread. Anything acknowledged is on disk. Throws
 * {@link StorageException} with a plain sentence.
 */
public interface Project extends AutoCloseable {
    Path folder();

    String name();

    Actor actor();

    boolean readOnly();

    // Captures

    /**
     * Stores a capture with its labels and ontology; the same content is stored once ({@code reused}). Interrupted or
     * cancelled, nothing of it is seen.
     */
    Imported importCapture(CaptureSource source, Governance governance, Progress progress) throws IOException;

    record Imported(StoredCapture capture, boolean reused, int labels) {}

    List<StoredCapture> captures();

    /** Reads from the project's own objects, not from where the capture came. */
    CaptureSource openCapture(Hash capture) throws IOException;

    // Labels

    /** The labels as they stand: head version plus every edit since. */
    Labels labels(Hash capture);

    /** Those of one frame, without reading the others. */
    List<Label> labels(Hash capture, int frame);

    /** Each append is durable, with its audit entry, in one transaction. */
    Journal journal(Hash capture);

    Ontology ontology();

    void setOntology(Ontology ontology);

    /**
     * Changes the ontology and the labels of every capture with it, in one transaction with its audit entries; returns how
     * many labels changed. Undoing that edit in one capture undoes it in all, and the ontology with them. Refused where the
     * ontology is not the one that the migration began with.
     */
    int migrateOntology(OntologyMigration migration);

    // Versions

    Optional<Version> head();

    String branch();

    /** Pins labels, captures and ontology as they stand. The same state again gives the same label roots. */
    Version commit(String message);

    /** Newest first, from a version back. */
    List<Version> log(Hash from);

    /** By full hash, unique beginning, branch or tag. */
    Version resolve(String name);

    List<LabelDiff> diff(Hash before, Hash after);

    /** What differs from head now. */
    List<LabelDiff> uncommitted();

    /** Edits since head. */
    long uncommittedEdits();

    /** Makes labels and ontology those of a version. Uncommitted edits are refused unless {@code discard}. */
    void checkout(Hash version, boolean discard);

    Labels labelsAt(Hash version, Hash capture);

    /** Those of one frame, without reading the others; none where the version lacks the capture. */
    List<Label> labelsAt(Hash version, Hash capture, int frame);

    /**
     * After sync has moved the branch: makes labels and ontology those of its new version, without an audit entry of this
     * copy. False where nothing had moved. Uncommitted edits, and a branch that went another way, are refused.
     */
    boolean catchUp();

    /** At head, and goes on there. */
    void createBranch(String branch);

    void createTag(String tag, Hash version);

    /** Signatures, branches, tags, blame, restore, revert, reflog. */
    VersionHistory history();

    /** Merges of versions, and the conflicts they left. */
    Merging merging();

    // Findings

    /** Replaces the findings of the last run; verdicts stay. */
    void storeFindings(Hash capture, List<Finding> findings);

    List<Finding> findings(Hash capture);

    void storeVerdict(Verdict verdict);

    List<Verdict> verdicts();

    // Scenarios and events

    /** Named time ranges of captures, and events in them. */
    PassNotes passNotes();

    /** Tasks and comments of its captures. */
    Reviews reviews();

    // Audit and lineage

    /** Records something that is not a label write: a read, an export, a check. */
    void record(String action, String object, String detailJson);

    AuditReport verifyAudit();

    /** The logs' checkpoints, proofs, seals and filters. */
    AuditTrail auditTrail();

    /** Lineage page by page, and its orphans. */
    Provenance provenance();

    /** Newest first. */
    List<AuditEntry> auditLog(int limit);

    /** Up and down from a capture, version or export id. */
    LineageGraph lineage(String id);

    /** From one label back to capture, calibration, ontology, the edits that made it, and the versions that hold it. */
    LineageGraph lineage(Hash capture, LabelId label);

    /** Adds an export, a check or a calibration: a node made from others. */
    void recordLineage(LineageGraph.Node made, List<String> madeFrom, String activity);

    // Access

    /** Users, policy, and what the person who opened the project may do. */
    Access access();

    // Sync

    Replica replica();

    /** Free key and value of the project's own settings, for example the remote. */
    Optional<String> setting(String key);

    void setSetting(String key, String value);

    @Override
    void close();
}
