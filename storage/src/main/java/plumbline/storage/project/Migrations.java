package plumbline.storage.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Brings a database to the schema of this version, and back to an earlier one, one transaction per step. A step is a pair of
 * files, {@code V00N__name.sql} to go forward and {@code U00N__name.sql} to go back (the first has no way back). Steps may
 * be added in any order of their numbers: a database remembers which ones it has taken and takes those it lacks. A database
 * with a step that is not known here is refused.
 */
final class Migrations {
    /** In {@code PRAGMA application_id}: says that a SQLite file is a project. "PLMB" in ASCII. */
    static final int APPLICATION_ID = 0x504c4d42;

    /** Names without the letter in front, in strictly ascending order of their numbers. */
    static final List<String> ALL = List.of(
            "001__project", "002__versions", "003__merge", "004__audit", "005__access", "006__compact",
            "007__pass_notes", "010__payloads", "011__review");

    private Migrations() {}

    /** Which steps a database has taken; refuses what cannot be read here, changes nothing. */
    static SortedSet<Integer> check(Connection c, Path file) throws SQLException {
        if (number(c, "PRAGMA application_id") != APPLICATION_ID) {
            throw new StorageException(file + " is a SQLite database, but not a project. Nothing was changed.");
        }
        SortedSet<Integer> taken = taken(c);
        int schema = Math.max(number(c, "PRAGMA user_version"), taken.isEmpty() ? 0 : taken.last());
        TreeSet<Integer> unknown = new TreeSet<>(taken);
        unknown.removeAll(known());
        if (!unknown.isEmpty() || schema > known().last()) {
            throw new StorageException("The project " + file.getParent() + " was written by a newer version (schema "
                    + schema + ", this version knows " + known().last()
                    + "). Update Plumbline to open it; nothing was changed.");
        }
        return taken;
    }

    static SortedSet<Integer> known() {
        TreeSet<Integer> out = new TreeSet<>();
        ALL.forEach(n -> out.add(numberOf(n)));
        return out;
    }

    static void create(Connection c) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute("PRAGMA application_id = " + APPLICATION_ID);
        }
        forward(c);
    }

    /** Takes the steps that are lacking, in order; the connection is in auto-commit. */
    static void forward(Connection c) throws SQLException {
        SortedSet<Integer> taken = taken(c);
        for (String step : ALL) {
            if (!taken.contains(numberOf(step))) {
                take(c, "V" + step + ".sql", "INSERT OR IGNORE INTO schema_steps (number) VALUES (" + numberOf(step) + ")");
            }
        }
    }

    /** Takes the steps above a number back, the highest first. What only they could hold is given up. */
    static void back(Connection c, int to) throws SQLException {
        if (to < numberOf(ALL.getFirst())) {
            throw new StorageException("There is no schema before " + numberOf(ALL.getFirst()) + "; nothing was changed.");
        }
        SortedSet<Integer> taken = taken(c);
        for (String step : ALL.reversed()) {
            if (numberOf(step) > to && taken.contains(numberOf(step))) {
                takeBack(c, step);
            }
        }
    }

    static void takeBack(Connection c, String step) throws SQLException {
        take(c, "U" + step + ".sql", "DELETE FROM schema_steps WHERE number = " + numberOf(step));
    }

    private static void take(Connection c, String file, String mark) throws SQLException {
        try (Statement s = c.createStatement()) {
            // A step may put one table in the place of another; the references are looked at before it counts.
            s.execute("PRAGMA foreign_keys = OFF");
            c.setAutoCommit(false);
            try {
                for (String sql : statements(text(file))) {
                    s.execute(sql);
                }
                LabelRowsStep.after(c, file);
                AuditRowsStep.after(c, file);
                if (hasSteps(c)) {
                    s.execute(mark);
                }
                try (ResultSet broken = s.executeQuery("PRAGMA foreign_key_check")) {
                    if (broken.next()) {
                        throw new StorageException("The step " + file + " would leave a row of " + broken.getString(1)
                                + " without the row it refers to. Run doctor on the project; nothing was changed.");
                    }
                }
                s.execute("PRAGMA user_version = " + (hasSteps(c) ? taken(c).last() : 1));
                c.commit();
            } finally {
                c.rollback();
                c.setAutoCommit(true);
            }
            s.execute("PRAGMA foreign_keys = ON");
        }
    }

    /** Databases of schema 1 did not keep a list. */
    private static SortedSet<Integer> taken(Connection c) throws SQLException {
        TreeSet<Integer> out = new TreeSet<>();
        if (!hasSteps(c)) {
            for (int n = 1; n <= number(c, "PRAGMA user_version"); n++) {
                out.add(n);
            }
            return out;
        }
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT number FROM schema_steps")) {
            while (r.next()) {
                out.add(r.getInt(1));
            }
        }
        return out;
    }

    private static boolean hasSteps(Connection c) throws SQLException {
        return number(c, "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_steps'") > 0;
    }

    private static int numberOf(String step) {
        return Integer.parseInt(step.substring(0, 3));
    }

    /** A statement ends with a semicolon at the end of a line; that of a trigger with a line {@code END;}. */
    static List<String> statements(String script) {
        List<String> out = new ArrayList<>();
        StringBuilder now = new StringBuilder();
        for (String line : script.lines().filter(l -> !l.strip().startsWith("--") && !l.isBlank()).toList()) {
            now.append(line).append('\n');
            boolean trigger = now.toString().stripLeading().startsWith("CREATE TRIGGER");
            if (trigger ? line.strip().equals("END;") : line.stripTrailing().endsWith(";")) {
                out.add(now.toString());
                now.setLength(0);
            }
        }
        if (!now.isEmpty()) {
            throw new IllegalStateException("a schema step ends in the middle of a statement: " + now);
        }
        return out;
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
