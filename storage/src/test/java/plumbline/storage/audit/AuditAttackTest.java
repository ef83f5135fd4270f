package plumbline.storage.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

/** Whoever edits the database's rows is found, and the first entry that does not hold is named. */
class AuditAttackTest {
    private static final Actor ANNA = new Actor("anna", "bench-1", "labelling");

    @TempDir
    Path folder;

    @BeforeEach
    void twentyEntries() {
        try (Project p = Projects.init(folder, "Test", ANNA)) {
            for (int i = 1; i < 20; i++) {
                p.record("check", "thing-" + i, "{\"n\":" + i + "}");
            }
        }
    }

    private AuditReport after(String... attacks) throws SQLException {
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("plumbline.db"));
                Statement s = c.createStatement()) {
            Tamper.allow(c);
            for (String sql : attacks) {
                long before = Tamper.changes(c);
                s.executeUpdate(sql);
                assertThat(Tamper.changes(c)).as(sql).isGreaterThan(before);
            }
        }
        try (Project p = Projects.openReadOnly(folder, ANNA)) {
            return p.verifyAudit();
        }
    }

    private static void assertBroken(AuditReport r, String... words) {
        assertThat(r.valid()).isFalse();
        assertThat(r.anchored()).isFalse();
        assertThat(r.firstBroken().orElseThrow()).contains(words);
    }

    @Test
    void anUntouchedLogIsValidAndUnanchored() throws SQLException {
        AuditReport r = after();
        assertThat(r.valid()).isTrue();
        assertThat(r.entries()).isEqualTo(20);
        assertThat(r.anchored()).isFalse();
    }

    @Test
    void everyFieldIsCovered() throws SQLException {
        for (String column : new String[] {"user", "device", "purpose", "action", "object", "detail"}) {
            assertBroken(
                    after("UPDATE audit SET " + column + " = " + column + " || 'x' WHERE sequence = 7"),
                    "entry 7 of log", "altered");
            after("UPDATE audit SET " + column + " = rtrim(" + column + ", 'x') WHERE sequence = 7");
        }
        assertThat(after().valid()).isTrue();
        assertBroken(after("UPDATE audit SET at_nanos = at_nanos + 1 WHERE sequence = 3"), "entry 3 of log", "altered");
    }

    @Test
    void spoiltHashesAreNamedNotStumbledOver() throws SQLException {
        assertBroken(after("UPDATE audit SET hash = 'zz' WHERE sequence = 4"), "entry 4 of log");
        assertBroken(after("UPDATE audit_logs SET peaks = 'zz'"), "entry 4 of log");
    }

    @Test
    void removalIsNamed() throws SQLException {
        assertBroken(after("DELETE FROM audit WHERE sequence = 5"), "entry 5 of log", "removed");
    }

    @Test
    void removalWithTheRestMovedUpIsNamed() throws SQLException {
        assertBroken(
                after(
                        "DELETE FROM audit WHERE sequence = 5",
                        "UPDATE audit SET sequence = -sequence WHERE sequence > 5",
                        "UPDATE audit SET sequence = -sequence - 1 WHERE sequence < 0"),
                "entry 5 of log", "altered");
    }

    @Test
    void insertionIsNamed() throws SQLException {
        assertBroken(
                after(
                        "UPDATE audit SET sequence = -sequence WHERE sequence >= 9",
                        "UPDATE audit SET sequence = -sequence + 1 WHERE sequence < 0",
                        "INSERT INTO audit SELECT log, 9, at_nanos, 'mallory', device, purpose, action, object, detail,"
                                + " previous_hash, hash, format, salt, commitment FROM audit WHERE sequence = 10"),
                "entry 9 of log", "does not follow");
    }

    @Test
    void swappedEntriesAreNamed() throws SQLException {
        assertBroken(
                after(
                        "UPDATE audit SET sequence = 1000 WHERE sequence = 6",
                        "UPDATE audit SET sequence = 6 WHERE sequence = 7",
                        "UPDATE audit SET sequence = 7 WHERE sequence = 1000"),
                "entry 6 of log");
    }

    @Test
    void cutTailIsNamedEvenWhereTheDatabaseWasMadeToFit() throws SQLException {
        assertBroken(after("DELETE FROM audit WHERE sequence >= 15"), "entry 15 of log", "removed");
        Merkle m = new Merkle();
        String last = "";
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("plumbline.db"));
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT hash FROM audit ORDER BY sequence")) {
            while (r.next()) {
                last = r.getString(1);
                m.add(HexFormat.of().parseHex(last));
            }
        }
        assertBroken(
                after("UPDATE audit_logs SET size = 15, peaks = '" + m.encode() + "', last_hash = '" + last + "'"),
                "entry 15 of log", "audit.head");
    }

    @Test
    void aWholeLogCannotVanish() throws SQLException {
        assertBroken(after("DELETE FROM audit", "DELETE FROM audit_logs"), "entry 0 of log", "audit.head");
    }

    @Test
    void anAppendedEntryIsNamed() throws SQLException {
        assertBroken(
                after("INSERT INTO audit SELECT log, 20, at_nanos, user, device, purpose, action, object, detail, hash,"
                        + " hash, format, salt, commitment FROM audit WHERE sequence = 19"),
                "entry 20 of log");
    }

    @Test
    void aMissingHeadFileIsSaid() throws IOException, SQLException {
        Files.delete(folder.resolve("audit.head"));
        assertBroken(after(), "audit.head");
    }
}
