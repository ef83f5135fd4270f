package plumbline.storage.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The SQLite file of a project: WAL, {@code synchronous=FULL}, foreign keys. All writes run on one thread, each as one
 * transaction that is on disk when {@link #write} returns. Reads run on the caller's thread, side by side, and each sees the
 * state of one commit.
 */
final class Database implements AutoCloseable {
    static final String FILE = "plumbline.db";
    private static final long CHECKED_WHOLE = 32L << 20;

    /** Work on a connection. {@link SQLException} and {@link StorageException} roll a write back. */
    interface Work<T> {
        T run(Connection c) throws SQLException;
    }

    /**
     * Asked before each commit, inside its transaction; what it returns runs soon after the commit, which does not wait for
     * it, on a thread of its own, unless that of a later commit takes its place before.
     */
    interface CommitHook {
        Optional<Runnable> prepare(Connection c) throws SQLException;
    }

    private final Path file;
    private final boolean readOnly;
    private final ConcurrentLinkedDeque<Connection> idleReaders = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;
    private Connection writer;
    private ExecutorService thread;
    private Afterwards afterwards;
    private CommitHook hook = c -> Optional.empty();

    private Database(Path file, boolean readOnly) {
        this.file = file;
        this.readOnly = readOnly;
    }

    /** Makes a new database; the file must not exist. */
    static Database create(Path file) {
        if (Files.exists(file)) {
            throw new StorageException("There is a project in " + file.getParent() + " already; open it instead.");
        }
        try (Connection c = connect(file, "")) {
            try (Statement s = c.createStatement()) {
                s.execute("PRAGMA journal_mode = WAL");
                s.execute("PRAGMA synchronous = FULL");
            }
            Migrations.create(c);
        } catch (SQLException e) {
            throw new StorageException("The project " + file + " could not be made: " + e.getMessage(), e);
        }
        return open(file);
    }

    /** For reading and writing; the caller holds the {@link FolderLock}. */
    static Database open(Path file) {
        return open(file, true);
    }

    /** As {@link #open}, also where the database is damaged: for repair alone. */
    static Database openUnchecked(Path file) {
        return open(file, false);
    }

    private static Database open(Path file, boolean check) {
        requireFile(file);
        try {
            Connection writer = connect(file, "");
            try {
                Migrations.check(writer, file);
                if (check) {
                    checkSound(writer, file);
                }
                setUp(writer);
                Migrations.forward(writer);
                writer.setAutoCommit(false);
            } catch (SQLException | StorageException e) {
                writer.close();
                throw e;
            }
            Database d = new Database(file, false);
            d.writer = writer;
            d.afterwards = new Afterwards(connect(file, ""));
            d.thread = Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("project-writer").daemon().factory());
            return d;
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    private static void setUp(Connection writer) throws SQLException {
        try (Statement s = writer.createStatement()) {
            s.execute("PRAGMA journal_mode = WAL");
            s.execute("PRAGMA synchronous = FULL");
            s.execute("PRAGMA foreign_keys = ON");
            s.execute("PRAGMA temp_store = MEMORY");
            // 256 MiB at most: a large import otherwise writes the pages of its indexes over and over.
            s.execute("PRAGMA cache_size = -262144");
            // Only where the checkpoints beside the writer do not keep up.
            s.execute("PRAGMA wal_autocheckpoint = 20000");
        }
    }

    /** Leaves the database as it is. In a folder that can be written SQLite may leave an empty {@code -wal} behind. */
    static Database openReadOnly(Path file) {
        return openReadOnly(file, true);
    }

    /** As {@link #openReadOnly}, also where the database is damaged: for doctor alone. */
    static Database openReadOnlyUnchecked(Path file) {
        return openReadOnly(file, false);
    }

    private static Database openReadOnly(Path file, boolean check) {
        requireFile(file);
        Connection c = null;
        try {
            c = connect(file, readOnlyMode(file));
            if (!Migrations.check(c, file).equals(Migrations.known())) {
                throw new StorageException("The project " + file.getParent()
                        + " has an older schema. Open it once for writing, which brings it up to date.");
            }
            if (check) {
                checkSound(c, file);
            }
            return new Database(file, true);
        } catch (SQLException e) {
            throw unreadable(file, e);
        } finally {
            closeQuietly(c);
        }
    }

    /**
     * SQLite keeps two small files beside a database in WAL mode even while it only reads. Where the folder cannot be
     * written nobody else can write there either, so the database is read as a file that does not change.
     */
    private static String readOnlyMode(Path file) {
        Path wal = file.resolveSibling(FILE + "-wal");
        boolean left = Files.exists(wal) && wal.toFile().length() > 0;
        if (!left && NetworkFolders.type(file.getParent()).isPresent()) {
            return "?mode=ro&immutable=1";
        }
        return left || Files.isWritable(file.getParent()) ? "?mode=ro" : "?mode=ro&immutable=1";
    }

    private static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new StorageException("There is no project in " + file.getParent() + ": " + FILE + " is missing there.");
        }
    }

    private static Connection connect(Path file, String parameters) throws SQLException {
        // A URI keeps folders with ? # and % in their names apart from the parameters.
        return DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath().toUri().getRawPath().transform(
                p -> "file:" + p + parameters));
    }

    /** All of a small database, and of a large one the tables without which nothing can be found; doctor checks all. */
    private static void checkSound(Connection c, Path file) throws SQLException {
        boolean small = file.toFile().length() <= CHECKED_WHOLE;
        for (String part : small ? List.of("1") : List.of("sqlite_schema", "meta", "captures", "refs", "versions", "settings")) {
            try (Statement s = c.createStatement();
                    ResultSet r = s.executeQuery("PRAGMA quick_check(" + part + ")")) {
                String found = r.next() ? r.getString(1) : "no answer";
                if (!found.equals("ok")) {
                    throw new StorageException("The database " + file + " is damaged (" + found
                            + "). Restore the folder from a copy or clone it from the server, or see what doctor and repair say of it; nothing"
                            + " was changed.");
                }
            }
        }
    }

    private static StorageException unreadable(Path file, SQLException e) {
        return new StorageException("The database " + file + " cannot be read (" + e.getMessage()
                + "). Restore the folder from a copy or clone it from the server; nothing was changed.", e);
    }

    /** Set once, before the first write. */
    void onCommit(CommitHook h) {
        hook = h;
    }

    boolean readOnly() {
        return readOnly;
    }

    /** One transaction, durable when this returns; anything thrown leaves the database as it was. */
    <T> T write(Work<T> work) {
        if (readOnly) {
            throw new StorageException(
                    "The project " + file.getParent() + " is open read-only; nothing was changed. Open it for writing.");
        }
        if (closed) {
            throw new StorageException("The project " + file.getParent() + " has been closed; nothing was changed.");
        }
        return await(thread.submit(() -> transact(work)));
    }

    private <T> T transact(Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.run(writer);
            Optional<Runnable> after = hook.prepare(writer);
            writer.commit();
            done = true;
            afterwards.committed(after);
            return result;
        } finally {
            if (!done) {
                rollBack();
            }
        }
    }

    /**
     * A full disk or a failed write makes SQLite roll back by itself. The connection then has no transaction, and what it
     * wrote next would stand at once, statement by statement: another takes its place.
     */
    private void rollBack() throws SQLException {
        try {
            writer.rollback();
        } catch (SQLException alreadyRolledBack) {
            Connection fresh = connect(file, "");
            setUp(fresh);
            fresh.setAutoCommit(false);
            Connection old = writer;
            writer = fresh;
            old.close();
        }
    }

    /** Waits even when interrupted: whether a write took place must be known before anybody goes on. */
    private <T> T await(Future<T> result) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw failure(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private RuntimeException failure(Throwable cause) {
        return switch (cause) {
            case StorageException s -> s;
            case SQLException s -> new StorageException(
                    "The database " + file + " refused a write, which did not take place: " + s.getMessage(), s);
            case RuntimeException r -> r;
            case Error e -> throw e;
            default -> new StorageException("A write to " + file + " failed: " + cause, cause);
        };
    }

    /** Returns when what follows the commits up to now has been done, so that what stands beside the database agrees. */
    void settle() {
        if (!readOnly && !closed) {
            afterwards.settle();
        }
    }

    /** In one read transaction: several statements see the same state. */
    <T> T read(Work<T> work) {
        Connection c = null;
        try {
            c = reader();
            T result = work.run(c);
            c.commit();
            giveBack(c);
            c = null;
            return result;
        } catch (SQLException e) {
            throw new StorageException("The database " + file + " could not be read: " + e.getMessage(), e);
        } finally {
            // After a failure the connection may be in any state; the next read opens another.
            closeQuietly(c);
        }
    }

    private Connection reader() throws SQLException {
        if (closed) {
            throw new StorageException("The project " + file.getParent() + " has been closed.");
        }
        Connection c = idleReaders.poll();
        if (c == null) {
            c = connect(file, readOnly ? readOnlyMode(file) : "");
            c.setAutoCommit(false);
        }
        return c;
    }

    private void giveBack(Connection c) throws SQLException {
        idleReaders.push(c);
        if (closed) {
            closeReaders();
        }
    }

    private void closeReaders() throws SQLException {
        for (Connection c = idleReaders.poll(); c != null; c = idleReaders.poll()) {
            c.close();
        }
    }

    /** The file's, with what has not been folded into it. */
    long bytes() {
        return file.toFile().length() + file.resolveSibling(FILE + "-wal").toFile().length();
    }

    /** Gives back the room of rows that are gone. Takes as much room beside the database while it runs. */
    void vacuum() {
        settle();
        await(thread.submit(() -> {
            writer.setAutoCommit(true);
            try (Statement s = writer.createStatement()) {
                s.execute("PRAGMA wal_checkpoint(TRUNCATE)");
                // The copy that SQLite makes on the way may be too large for memory.
                s.execute("PRAGMA temp_store = DEFAULT");
                s.execute("VACUUM");
                s.execute("PRAGMA temp_store = MEMORY");
                s.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            } finally {
                writer.setAutoCommit(false);
            }
            return file;
        }));
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (!readOnly) {
            thread.close();
        }
        try {
            if (afterwards != null) {
                afterwards.close();
            }
            closeReaders();
            if (writer != null) {
                // The last one out folds the WAL into the file, so that the folder can be copied or mailed as it is.
                writer.setAutoCommit(true);
                try (Statement s = writer.createStatement()) {
                    s.execute("PRAGMA wal_checkpoint(TRUNCATE)");
                }
                writer.close();
            }
        } catch (SQLException e) {
            throw new StorageException("The database " + file + " could not be closed: " + e.getMessage(), e);
        }
    }

    private static void closeQuietly(Connection c) {
        try {
            if (c != null) {
                c.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a connection that was only read from does not close", e);
        }
    }
}
