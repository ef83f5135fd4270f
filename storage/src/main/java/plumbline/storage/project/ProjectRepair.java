package plumbline.storage.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plumbline.annotation.label.Labels;

/**
 * Puts right what can be derived: the labels as they stand from base and journal, the index of edits, SQLite's own indexes.
 * Objects that are not what their name says go to the folder {@code quarantine}, as does a copy of the database from before.
 * Nothing is deleted; what cannot be had back is said.
 */
final class ProjectRepair {
    static final String QUARANTINE = "quarantine";

    private final Path folder;
    private final Store store;
    private final Working working;
    private final Replica replica;
    private final List<String> repaired = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();

    ProjectRepair(Path folder, Store store, Working working, Replica replica) {
        this.folder = folder;
        this.store = store;
        this.working = working;
        this.replica = replica;
    }

    Examination run() {
        Examination before = new ProjectCheck(store, working, replica).run();
        if (before.sound()) {
            return before;
        }
        Path away = folder.resolve(QUARANTINE).resolve(Instant.now().toString().replace(':', '-'));
        List<Hash> gone = store.objects().quarantine(away, repaired);
        boolean inDatabase = before.faults().stream()
                .anyMatch(f -> !f.where().startsWith(ObjectStore.FOLDER) && !f.where().startsWith(Versions.HEADS)
                        && !f.where().startsWith(Versions.TAGS) && !f.where().equals(Reflog.HEAD));
        if (inDatabase) {
            copyDatabase(away);
            store.db().write(c -> {
                database(c);
                store.trail().leaf(c, "project.repair", folder.getFileName().toString(), Map.of("repaired", repaired));
                return c;
            });
        }
        Examination after = new ProjectCheck(store, working, replica).run();
        gone.forEach(h -> lost.add("object " + h.hex() + " (fetch it from the server or a copy)"));
        after.faults().forEach(f -> lost.add(f.where() + ": " + f.what()));
        return new Examination(
                after.objects(), after.versions(), after.labels(), after.faults(), List.copyOf(repaired), List.copyOf(lost));
    }

    private void copyDatabase(Path away) {
        try {
            Files.createDirectories(away);
            for (String name : List.of(Database.FILE, Database.FILE + "-wal")) {
                if (Files.exists(folder.resolve(name))) {
                    Files.copy(folder.resolve(name), away.resolve(name));
                }
            }
        } catch (IOException e) {
            throw new StorageException("The database could not be copied to " + away + " (" + e.getMessage()
                    + "), so it was not repaired. Make room and do it again.", e);
        }
    }

    private void database(Connection c) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute("REINDEX");
        }
        long[] found = {0};
        ProjectCheck.eachEdit(store, c, (entry, ids) -> found[0] += Edits.touch(c, entry, entry.object(), ids));
        if (found[0] > 0) {
            repaired.add(found[0] + " entries of the index of edits made again");
        }
        if (Lineage.orphansAmiss(c) > 0) {
            Lineage.listOrphans(c);
            repaired.add("the list of orphans made again from the lineage");
        }
        for (StoredCapture s : CaptureRows.all(c)) {
            try {
                labels(c, s);
            } catch (StorageException e) {
                lost.add("labels of " + s.name() + " are left as they stand: " + e.getMessage());
            }
        }
    }

    private void labels(Connection c, StoredCapture s) throws SQLException {
        Labels right = ProjectCheck.fromJournal(store, working, c, s.hash());
        Optional<Hash> root = working.baseRoot(c, s.hash());
        Labels base = root.isPresent() ? working.pages().read(root.get()) : Labels.EMPTY;
        Optional<Labels> rows = readable(c, s.hash());
        Set<String> edited = ProjectCheck.differing(right, base);
        boolean known = LabelRows.changed(c, s.hash()).keySet().containsAll(edited);
        if (known && rows.equals(Optional.of(right))) {
            return;
        }
        LabelRows.replace(c, s.hash(), base.all());
        LabelRows.forgetEdited(c, s.hash());
        LabelRows.edited(c, s.hash(), List.copyOf(edited));
        LabelRows.replace(c, s.hash(), right.all());
        repaired.add("labels of " + s.name() + " made again from the version they stand on and "
                + (edited.size() == 1 ? "1 edited label" : edited.size() + " edited labels"));
    }

    private static Optional<Labels> readable(Connection c, Hash capture) throws SQLException {
        try {
            return Optional.of(LabelRows.load(c, capture));
        } catch (StorageException e) {
            return Optional.empty();
        }
    }
}
