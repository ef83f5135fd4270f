package plumbline.storage.project;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditHead;
import plumbline.storage.audit.AuditLog;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.audit.AuditVerifier;

/** Leaves this copy's audit entries in the name of one actor, and keeps the head file in step. It cannot be turned off. */
final class Trail {
    private static final Logger LOG = LoggerFactory.getLogger(Trail.class);

    private final Path folder;
    private final Actor actor;
    private final AuditLog log = new AuditLog();
    private final AuditHead head;
    private boolean changed;

    Trail(Path folder, Actor actor) {
        this.folder = folder;
        this.actor = actor;
        this.head = new AuditHead(folder);
    }

    /** Part of the caller's transaction; only on the writer thread. */
    AuditEntry leaf(Connection c, String action, String object, Map<String, ?> detail) throws SQLException {
        return leaf(c, action, object, Json.write(detail));
    }

    AuditEntry leaf(Connection c, String action, String object, String detailJson) throws SQLException {
        changed = true;
        return log.append(c, ownLog(c), new AuditLog.Event(
                Instant.now(), actor.user(), actor.device(), actor.purpose(), action, object, detailJson));
    }

    /** Refuses entries that do not continue their log. */
    void adopt(Connection c, List<AuditEntry> entries) throws SQLException {
        changed = true;
        Optional<String> refused = log.appendForeign(c, entries);
        if (refused.isPresent()) {
            throw new StorageException("The audit entries that were sent are refused: " + refused.get()
                    + ". Nothing was added; verify the audit of the project they come from.");
        }
    }

    /**
     * A copied folder must not go on in the log of its original, or the two would each have an entry of the same number.
     * So the log is tied to device and folder; elsewhere a new one begins with the first entry.
     */
    private String ownLog(Connection c) throws SQLException {
        String here = actor.device() + " " + folder;
        Optional<String> own = Meta.META.get(c, Meta.LOG);
        if (own.isPresent() && Meta.META.get(c, Meta.LOG_HOME).equals(Optional.of(here))) {
            return own.get();
        }
        String fresh = UUID.randomUUID().toString();
        Meta.META.put(c, Meta.LOG, fresh);
        Meta.META.put(c, Meta.LOG_HOME, here);
        return fresh;
    }

    /** The head file follows the commit, so it is never ahead of the database. */
    Runnable beforeCommit(Connection c) throws SQLException {
        if (!changed) {
            return () -> {};
        }
        changed = false;
        List<AuditHead.Line> lines = log.heads(c);
        return () -> writeHead(lines);
    }

    private void writeHead(List<AuditHead.Line> lines) {
        try {
            head.write(lines);
        } catch (IOException e) {
            // The entries are on disk. A head that is behind stays true of the log's beginning; the next commit renews it.
            LOG.warn("{} could not be written: {}", AuditHead.FILE, e.toString());
        }
    }

    AuditReport verify(Connection c) throws SQLException {
        try {
            return AuditVerifier.verify(c, head.read());
        } catch (IOException e) {
            throw new StorageException(AuditHead.FILE + " in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    AuditLog log() {
        return log;
    }
}
