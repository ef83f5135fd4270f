package plumbline.storage.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the WAL into the database on a thread and a connection of its own, so that no edit waits for it. Every write is on
 * disk before; a checkpoint that fails leaves the WAL as it is, to be folded later.
 */
final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int EVERY = 200;

    private final Connection connection;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("project-checkpoint").daemon().factory());
    private final AtomicBoolean waiting = new AtomicBoolean();
    private int writes;

    Checkpoints(Connection connection) {
        this.connection = connection;
    }

    /** After each commit, on the writer's thread. */
    void written() {
        writes++;
        if (writes >= EVERY && waiting.compareAndSet(false, true)) {
            writes = 0;
            thread.execute(this::fold);
        }
    }

    private void fold() {
        waiting.set(false);
        try (Statement s = connection.createStatement()) {
            s.execute("PRAGMA wal_checkpoint(PASSIVE)");
        } catch (SQLException e) {
            LOG.warn("the WAL was not folded into the database: {}", e.toString());
        }
    }

    @Override
    public void close() throws SQLException {
        thread.close();
        connection.close();
    }
}
