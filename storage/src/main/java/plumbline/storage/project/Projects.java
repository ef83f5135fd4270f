package plumbline.storage.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import plumbline.annotation.label.Ontology;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditHead;
import plumbline.storage.format.AtomicFile;

/**
 * Makes, finds and opens projects. A project is a folder with {@code plumbline.db}, {@code objects/} and
 * {@code audit.head}; one process at a time writes to it, others read. Throws {@link StorageException}.
 */
public final class Projects {
    private static final String FRESH = ".new";

    private Projects() {}

    /** Makes a project in a new folder or one without a project, and opens it. Its first audit entry is this. */
    public static Project init(Path folder, String name, Actor actor) {
        return create(folder, name, actor, true);
    }

    /**
     * An empty copy for sync to fill. It has no audit entry of its own: once filled, its audit root is the original's.
     * After the refs have arrived, {@link Project#catchUp} makes the labels those of the branch.
     */
    public static Project initEmptyReplica(Path folder, String name, Actor actor) {
        return create(folder, name, actor, false);
    }

    private static Project create(Path folder, String name, Actor actor, boolean audited) {
        if (name.isBlank() || name.length() > 200) {
            throw new StorageException("A project's name has 1 to 200 characters; no project was made.");
        }
        Path home = absolute(folder);
        try {
            Files.createDirectories(home);
            home = home.toRealPath();
        } catch (IOException e) {
            throw new StorageException("The folder " + home + " cannot be made: " + e.getMessage(), e);
        }
        NetworkFolders.refuse(home, NetworkFolders.type(home));
        FolderLock lock = FolderLock.take(home);
        boolean done = false;
        try {
            Path file = home.resolve(Database.FILE);
            if (Files.exists(file)) {
                throw new StorageException("There is a project in " + home + " already; open it instead.");
            }
            // Under another name until it is whole: a start that is cut short leaves no project, and can be made again.
            Path fresh = home.resolve(Database.FILE + FRESH);
            for (String ending : List.of("", "-journal", "-wal", "-shm")) {
                Files.deleteIfExists(home.resolve(Database.FILE + FRESH + ending));
            }
            Optional<AuditEntry> session = fill(home, fresh, name, actor, audited);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.forceFolder(home);
            SqliteProject project = new SqliteProject(home, actor, Database.open(file), Optional.of(lock));
            project.goOn(session);
            done = true;
            return new GuardedProject(project);
        } catch (IOException e) {
            throw new StorageException("The project " + home + " could not be made: " + e.getMessage(), e);
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    private static Optional<AuditEntry> fill(Path home, Path fresh, String name, Actor actor, boolean audited)
            throws IOException {
        Database db = Database.create(fresh);
        boolean handed = false;
        try {
            new ObjectStore(home).prepare();
            db.write(c -> {
                Meta.META.put(c, Meta.NAME, name);
                Meta.META.put(c, "id", UUID.randomUUID().toString());
                Meta.META.put(c, "created_nanos", Long.toString(Times.nanos(Instant.now())));
                Meta.META.put(c, Meta.BRANCH, Working.FIRST_BRANCH);
                return name;
            });
            handed = true;
            try (SqliteProject project = new SqliteProject(home, actor, db, Optional.empty())) {
                if (!audited) {
                    // Before its first entries arrive: a kill between those and their head is not a head that was taken away.
                    new AuditHead(home).write(List.of());
                }
                return project.begin(Ontology.STREET, audited);
            }
        } finally {
            if (!handed) {
                db.close();
            }
        }
    }

    /** For reading and writing; refused where another window or command has it open. */
    public static Project open(Path folder, Actor actor) {
        Path home = existing(folder);
        NetworkFolders.refuse(home, NetworkFolders.type(home));
        FolderLock lock = FolderLock.take(home);
        boolean done = false;
        try {
            Database db = Database.open(home.resolve(Database.FILE));
            clearLeft(home);
            Project project = new GuardedProject(new SqliteProject(home, actor, db, Optional.of(lock)));
            done = true;
            return project;
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    /** Leaves the project as it is, needs no right to write, and works beside a process that writes. */
    public static Project openReadOnly(Path folder, Actor actor) {
        Path home = existing(folder);
        return new GuardedProject(
                new SqliteProject(home, actor, Database.openReadOnly(home.resolve(Database.FILE)), Optional.empty()));
    }

    /** Looks at the whole of a project, which takes as long as reading it: database, objects, refs, what is derived. */
    public static Examination examine(Path folder, Actor actor) {
        Path home = existing(folder);
        Database db = Database.openReadOnlyUnchecked(home.resolve(Database.FILE));
        try (SqliteProject p = new SqliteProject(home, actor, db, Optional.empty())) {
            return p.upkeep().examine();
        }
    }

    /**
     * Puts right what can be derived and moves damaged objects to the folder {@code quarantine}; says what is lost. Deletes
     * nothing, and changes nothing where nothing is wrong.
     */
    public static Examination repair(Path folder, Actor actor) {
        Path home = existing(folder);
        NetworkFolders.refuse(home, NetworkFolders.type(home));
        FolderLock lock = FolderLock.take(home);
        boolean done = false;
        try {
            Database db = Database.openUnchecked(home.resolve(Database.FILE));
            clearLeft(home);
            SqliteProject p = new SqliteProject(home, actor, db, Optional.of(lock));
            done = true;
            try (p) {
                return p.upkeep().repair();
            }
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    /**
     * Takes away objects that nothing names and gives back the room that rows left free in the database. What any ref,
     * reflog, capture, lineage or audit entry names stays. With {@code dryRun} it looks only. Refused where the project is
     * open elsewhere, and where not all that its versions need can be read.
     */
    public static Compacted compact(Path folder, Actor actor, boolean dryRun) {
        Path home = existing(folder);
        if (dryRun) {
            Database db = Database.openReadOnly(home.resolve(Database.FILE));
            try (SqliteProject p = new SqliteProject(home, actor, db, Optional.empty())) {
                return p.upkeep().compact(true);
            }
        }
        NetworkFolders.refuse(home, NetworkFolders.type(home));
        try (FolderLock lock = FolderLock.take(home)) {
            Database db = Database.open(home.resolve(Database.FILE));
            try (SqliteProject p = new SqliteProject(home, actor, db, Optional.empty())) {
                clearLeft(home);
                return p.upkeep().compact(false);
            }
        }
    }

    private static void clearLeft(Path home) {
        new ObjectStore(home).prepare();
        try {
            new AuditHead(home).clearLeft();
        } catch (IOException e) {
            throw new StorageException("The folder " + home + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** True for a folder that holds a project. */
    public static boolean isProject(Path folder) {
        return Files.isRegularFile(folder.resolve(Database.FILE));
    }

    /** The project that a folder is in: the folder itself or the nearest one above it. */
    public static Optional<Path> find(Path start) {
        for (Path p = absolute(start); p != null; p = p.getParent()) {
            if (Files.isRegularFile(p.resolve(Database.FILE))) {
                return Optional.of(p);
            }
        }
        return Optional.empty();
    }

    private static Path existing(Path folder) {
        Path home = absolute(folder);
        if (!Files.isRegularFile(home.resolve(Database.FILE))) {
            throw new StorageException(
                    "There is no project in " + home + ": " + Database.FILE + " is missing there. Make one with init.");
        }
        try {
            return home.toRealPath();
        } catch (IOException e) {
            throw new StorageException("The folder " + home + " cannot be reached: " + e.getMessage(), e);
        }
    }

    private static Path absolute(Path p) {
        return p.toAbsolutePath().normalize();
    }
}
