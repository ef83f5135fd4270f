package plumbline.storage.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings a database to the schema of this version, one transaction per step; refuses one that is newer. */
final class Migrations {
    /** In {@code PRAGMA application_id}: says that a SQLite file is a project. "PLMB" in ASCII. */
    static final int APPLICATION_ID = 0x504c4d42;

    private static final List<String> STEPS = List.of("V001__project.sql", "V004__audit.sql");

    private Migrations() {}

    /** What a database says about itself; refuses what cannot be read here, changes nothing. */
    static int check(Connection c, Path file) throws SQLException {
        int application = number(c, "PRAGMA application_id");
        int version = number(c, "PRAGMA user_version");
        if (application != APPLICATION_ID) {
            throw new StorageException(file + " is a SQLite database, but not a project. Nothing was changed.");
        }
        if (version > STEPS.size()) {
            throw new StorageException("The project " + file.getParent() + " was written by a newer version (schema "
                    + version + ", this version knows " + STEPS.size()
                    + "). Update Plumbline to open it; nothing was changed.");
        }
        return version;
    }

    static int newest() {
        return STEPS.size();
    }

    static void create(Connection c) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute("PRAGMA application_id = " + APPLICATION_ID);
        }
        run(c, 0);
    }

    /** From the version that the database has; the connection is in auto-commit. */
    static void run(Connection c, int from) throws SQLException {
        for (int v = from; v < STEPS.size(); v++) {
            c.setAutoCommit(false);
            try (Statement s = c.createStatement()) {
                // Comments go first: a semicolon in one would cut a statement in two.
                for (String sql : text(STEPS.get(v)).replaceAll("(?m)^--.*$", "").split(";")) {
                    if (!sql.isBlank()) {
                        s.execute(sql);
                    }
                }
                s.execute("PRAGMA user_version = " + (v + 1));
                c.commit();
            } finally {
                c.setAutoCommit(true);
            }
        }
    }

    private static String text(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StorageException("The schema " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static int number(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            r.next();
            return r.getInt(1);
        }
    }
}
