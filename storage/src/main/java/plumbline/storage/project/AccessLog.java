package plumbline.storage.project;

import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what access leaves behind: denials, logins, failures that are counted. From a project that is open read-only it
 * opens the project for the moment; where that cannot be (another window has it, the disk cannot be written) the denial
 * stands all the same and the program's log says that it is not in the audit.
 */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private final Store store;
    private final Path folder;
    private final Actor actor;

    AccessLog(Store store, Path folder, Actor actor) {
        this.store = store;
        this.folder = folder;
        this.actor = actor;
    }

    void leaf(String action, String object, Map<String, ?> detail) {
        write((c, trail) -> trail.leaf(c, action, object, detail));
    }

    /** What is written in one transaction, with the audit trail of where it is written. */
    interface Entry {
        Object write(java.sql.Connection c, Trail trail) throws java.sql.SQLException;
    }

    void write(Entry entry) {
        if (!store.db().readOnly()) {
            store.db().write(c -> entry.write(c, store.trail()));
            return;
        }
        try (FolderLock lock = FolderLock.take(folder);
                Database db = Database.open(folder.resolve(Database.FILE))) {
            Trail trail = new Trail(folder, actor);
            db.onCommit(trail::beforeCommit);
            db.write(c -> entry.write(c, trail));
        } catch (StorageException e) {
            LOG.warn("not in the audit log of {}: {}", folder, e.getMessage());
        }
    }
}
