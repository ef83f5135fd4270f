package plumbline.storage.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows commits and no edit has to wait for, on a thread and a connection of its own: the head of the audit,
 * and folding the WAL into the database. All that was written is on disk before; {@link #close} waits for the rest.
 */
final class Afterwards implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Afterwards.class);
    /** Folding forces the whole database to disk, and edits that come meanwhile wait for the disk with it. */
    private static final int FOLD_EVERY = 1000;
    /** So it is done while nobody edits, if that comes first. */
    private static final long QUIET_MILLIS = 2000;
    /** A head forced to disk after each edit would make the next edit's commit wait for the disk twice. */
    private static final long GATHERED_MILLIS = 500;

    private final Connection connection;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("project-afterwards").daemon().factory());
    private final AtomicReference<Runnable> newest = new AtomicReference<>();
    private final AtomicInteger writes = new AtomicInteger();
    /** Whether a look at whether it is quiet is due. */
    private final AtomicBoolean looking = new AtomicBoolean();

    Afterwards(Connection connection) {
        this.connection = connection;
    }

    /** After each commit, on the writer's thread. Of several that wait, {@code after} of the newest commit alone runs. */
    void committed(Optional<Runnable> after) {
        if (after.isPresent() && newest.getAndSet(after.get()) == null) {
            thread.schedule(this::follow, GATHERED_MILLIS, TimeUnit.MILLISECONDS);
        }
        int unfolded = writes.incrementAndGet();
        if (unfolded == FOLD_EVERY) {
            thread.execute(this::fold);
        } else if (!looking.getAndSet(true)) {
            lookLater(unfolded);
        }
    }

    private void lookLater(int unfolded) {
        thread.schedule(() -> foldIfQuiet(unfolded), QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** {@code unfolded}: how many writes had not been folded at the last look. */
    private void foldIfQuiet(int unfolded) {
        int now = writes.get();
        if (now > 0 && now != unfolded) {
            lookLater(now);
            return;
        }
        looking.set(false);
        if (now > 0) {
            fold();
        }
    }

    private void follow() {
        Runnable after = newest.getAndSet(null);
        if (after != null) {
            after.run();
        }
    }

    /** Returns when all that was committed before the call has been seen to. */
    void settle() {
        CompletableFuture.runAsync(this::follow, thread).join();
    }

    private void fold() {
        writes.set(0);
        try (Statement s = connection.createStatement()) {
            s.execute("PRAGMA wal_checkpoint(PASSIVE)");
        } catch (SQLException e) {
            LOG.warn("the WAL was not folded into the database: {}", e.toString());
        }
    }

    @Override
    public void close() throws SQLException {
        settle();
        thread.shutdownNow();
        thread.close();
        connection.close();
    }
}
