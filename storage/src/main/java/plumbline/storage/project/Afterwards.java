package plumbline.storage.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows commits and no edit has to wait for, on a thread and a connection of its own: the head of the audit,
 * and folding the WAL into the database. All that was written is on disk before; {@link #close} waits for the rest.
 */
final class Afterwards implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Afterwards.class);
    private static final int FOLD_EVERY = 200;

    private final Connection connection;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("project-afterwards").daemon().factory());
    private int writes;

    Afterwards(Connection connection) {
        this.connection = connection;
    }

    /** After each commit, on the writer's thread; {@code after} runs in the order of commits. */
    void committed(Runnable after) {
        thread.execute(after);
        writes++;
        if (writes >= FOLD_EVERY) {
            writes = 0;
            thread.execute(this::fold);
        }
    }

    /** Returns when all that was committed before the call has been seen to. */
    void settle() {
        CompletableFuture.runAsync(() -> {}, thread).join();
    }

    private void fold() {
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
