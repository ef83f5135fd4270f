package plumbline.storage.project;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plumbline.storage.CodeVersion;
import plumbline.storage.audit.AuditClaim;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditHead;
import plumbline.storage.audit.AuditLog;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.audit.AuditVerifier;

/**
 * Leaves this copy's audit entries in the name of one actor, and keeps the head file in step. It cannot be turned off. The
 * first act of a session is preceded by an entry that opens it; a clock that went back is noted and otherwise believed.
 */
final class Trail {
    static final String OPEN = "session.open";
    static final String CLOCK = "clock.back";
    private static final Logger LOG = LoggerFactory.getLogger(Trail.class);

    private final Path folder;
    private final Actor actor;
    private final InstantSource clock;
    private final AuditLog log = new AuditLog();
    private final AuditHead head;
    private final Instant opened;
    private boolean changed;
    /** Set after the commit, on the thread that writes the head. */
    private volatile boolean open;
    private Optional<AuditEntry> opening = Optional.empty();

    Trail(Path folder, Actor actor) {
        this(folder, actor, InstantSource.system());
    }

    Trail(Path folder, Actor actor, InstantSource clock) {
        this.folder = folder;
        this.actor = actor;
        this.clock = clock;
        this.opened = clock.instant();
        this.head = new AuditHead(folder);
    }

    /** Part of the caller's transaction; only on the writer thread. */
    AuditEntry leaf(Connection c, String action, String object, Map<String, ?> detail) throws SQLException {
        return leaf(c, action, object, Json.write(detail));
    }

    AuditEntry leaf(Connection c, String action, String object, String detailJson) throws SQLException {
        begin(c);
        return append(c, action, object, detailJson);
    }

    /** Opens the session in the log where that has not been done. */
    void begin(Connection c) throws SQLException {
        if (!open && !stands(c)) {
            opening = Optional.of(append(c, OPEN, actor.user(), Json.write(Map.of(
                    "code", CodeVersion.text(), "openedNanos", Times.nanos(opened)))));
        }
    }

    /** A project's first entry, which opens its session as well; {@code policy} is the hash of the one that governs it. */
    void first(Connection c, String name, String policy) throws SQLException {
        opening = Optional.of(append(
                c, "project.init", name, Json.write(Map.of("name", name, "code", CodeVersion.text(), "policy", policy))));
    }

    /** The entry that opened the session, to {@link #goOn} with where the project is opened anew in between. */
    Optional<AuditEntry> opening() {
        return opening;
    }

    void goOn(Optional<AuditEntry> session) {
        opening = session;
    }

    /** False where the transaction that opened the session was rolled back. */
    private boolean stands(Connection c) throws SQLException {
        return opening.isPresent()
                && log.find(c, opening.get().name()).map(AuditEntry::hash).equals(opening.map(AuditEntry::hash));
    }

    private AuditEntry append(Connection c, String action, String object, String detailJson) throws SQLException {
        changed = true;
        String own = ownLog(c);
        Instant now = clock.instant();
        Optional<AuditEntry> last = log.last(c, own);
        if (last.isPresent() && now.isBefore(last.get().at()) && !action.equals(CLOCK)) {
            write(c, own, now, CLOCK, own, Json.write(Map.of("beforeNanos", Times.nanos(last.get().at()))));
        }
        return write(c, own, now, action, object, detailJson);
    }

    private AuditEntry write(Connection c, String own, Instant at, String action, String object, String detailJson)
            throws SQLException {
        return log.append(c, own, new AuditLog.Event(
                at, actor.user(), actor.device(), actor.purpose(), action, object, detailJson));
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

    /** The log that this copy's next entry goes into, where it has one already. */
    Optional<String> log(Connection c) throws SQLException {
        String here = actor.device() + " " + folder;
        return Meta.META.get(c, Meta.LOG_HOME).equals(Optional.of(here)) ? Meta.META.get(c, Meta.LOG) : Optional.empty();
    }

    /**
     * A copied folder must not go on in the log of its original, or the two would each have an entry of the same number.
     * So the log is tied to device and folder; elsewhere a new one begins with the first entry.
     */
    private String ownLog(Connection c) throws SQLException {
        Optional<String> own = log(c);
        if (own.isPresent()) {
            return own.get();
        }
        String fresh = UUID.randomUUID().toString();
        Meta.META.put(c, Meta.LOG, fresh);
        Meta.META.put(c, Meta.LOG_HOME, actor.device() + " " + folder);
        return fresh;
    }

    /** The head file follows the commit, so it is never ahead of the database. */
    Optional<Runnable> beforeCommit(Connection c) throws SQLException {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        List<AuditHead.Line> lines = log.heads(c);
        boolean stands = open || stands(c);
        return Optional.of(() -> {
            open = stands;
            writeHead(lines);
        });
    }

    private void writeHead(List<AuditHead.Line> lines) {
        try {
            head.write(lines);
        } catch (IOException e) {
            // The entries are on disk. A head that is behind stays true of the log's beginning; the next commit renews it.
            LOG.warn("{} could not be written: {}", AuditHead.FILE, e.toString());
        }
    }

    AuditReport verify(Connection c, List<AuditClaim> claims) throws SQLException {
        try {
            return AuditVerifier.verify(c, head.read(), claims);
        } catch (IOException e) {
            throw new StorageException(AuditHead.FILE + " in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    AuditLog log() {
        return log;
    }
}
