package plumbline.storage.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditTrail;

/**
 * A copy of a project as sync sees it: objects by hash, refs, audit logs. The order of a transfer is objects, then audit
 * entries, then refs; each step may be repeated. The server and the client work on the same interface.
 */
public interface Replica {
    Set<Hash> missing(Set<Hash> objects);

    byte[] read(Hash object);

    /** Refuses bytes whose hash is not {@code object}. Durable when it returns. */
    void write(Hash object, byte[] bytes);

    /** Every object that versions reachable from a commit need: commits, label pages, ontology, manifests, samples. */
    Set<Hash> closure(Hash version);

    /** Branches and tags: full name ({@code heads/main}) to version. */
    Map<String, Hash> refs();

    /** Compare and set; false where the ref is not {@code before}. The version's closure must be here. */
    boolean updateRef(String name, Optional<Hash> before, Hash after);

    /**
     * Keeps where the branches of another copy stand, under {@code remotes/NAME/}: to merge from, and never sent on. All
     * that they need must be here.
     */
    void track(String remote, Map<String, Hash> theirs);

    /** How many entries each log has. */
    Map<String, Long> auditSizes();

    List<AuditEntry> auditEntries(String log, long from, int limit);

    /** Appends entries of another device's log; refuses what does not continue the chain. */
    void appendAudit(List<AuditEntry> entries);

    /** Rows outside versions that travel too (lineage, findings, verdicts), as canonical JSON lines. */
    List<String> sideRecords();

    void mergeSideRecords(List<String> lines);

    /** What this copy has seen of the audit logs: its heads, and checkpoints that came with them. */
    AuditTrail.Witnessed witnessed();
}
