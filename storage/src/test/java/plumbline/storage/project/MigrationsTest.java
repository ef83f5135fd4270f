package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema's steps, forward and back, on a real database. */
class MigrationsTest {
    @TempDir
    Path folder;

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("plumbline.db"));
    }

    private static List<String> schema(Connection c) throws SQLException {
        List<String> out = new ArrayList<>();
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
                        + " AND name NOT LIKE 'sqlite_%' ORDER BY name")) {
            while (r.next()) {
                out.add(r.getString(1).replaceAll("\\s+", " ").replace("\"", ""));
            }
        }
        return out;
    }

    @Test
    void theListIsStrictlyAscendingAndEveryTableIsStrict() throws SQLException {
        List<Integer> numbers =
                Migrations.ALL.stream().map(n -> Integer.valueOf(n.substring(0, 3))).toList();
        assertThat(numbers).containsExactlyElementsOf(Migrations.known());
        try (Connection c = open()) {
            Migrations.create(c);
            assertThat(schema(c).stream().filter(s -> s.startsWith("CREATE TABLE")))
                    .allSatisfy(s -> assertThat(s).contains("STRICT"));
        }
    }

    @Test
    void everyStepGoesBackToTheSchemaBeforeItAndForwardAgain() throws SQLException {
        try (Connection c = open()) {
            Migrations.create(c);
            List<String> newest = schema(c);
            List<Integer> numbers = new ArrayList<>(Migrations.known());
            List<List<String>> seen = new ArrayList<>();
            for (int i = numbers.size() - 2; i >= 0; i--) {
                Migrations.back(c, numbers.get(i));
                assertThat(Migrations.check(c, folder.resolve("plumbline.db")).last()).isEqualTo(numbers.get(i));
                seen.add(schema(c));
                assertThat(seen.getLast()).isNotEqualTo(newest);
            }
            Migrations.forward(c);
            assertThat(schema(c)).isEqualTo(newest);
            assertThatThrownBy(() -> Migrations.back(c, 0)).hasMessageContaining("no schema before");
        }
    }

    @Test
    void aStepThatArrivesAfterALaterOneIsStillTaken() throws SQLException {
        try (Connection c = open()) {
            Migrations.create(c);
            List<String> newest = schema(c);
            for (String step : Migrations.ALL.subList(2, Migrations.ALL.size())) {
                // Step 6 makes the table of step 4 anew, step 10 an index of step 6.
                if (step.startsWith("004") || step.startsWith("006")) {
                    continue;
                }
                Migrations.takeBack(c, step);
                assertThat(Migrations.check(c, folder.resolve("plumbline.db"))).isNotEqualTo(Migrations.known());
                Migrations.forward(c);
                assertThat(schema(c)).as(step).isEqualTo(newest);
            }
            assertThat(Migrations.check(c, folder.resolve("plumbline.db"))).isEqualTo(Migrations.known());
        }
    }

    @Test
    void anUnknownStepIsRefused() throws SQLException {
        try (Connection c = open();
                Statement s = c.createStatement()) {
            Migrations.create(c);
            s.execute("INSERT INTO schema_steps (number) VALUES (99)");
            assertThatThrownBy(() -> Migrations.check(c, folder.resolve("plumbline.db"))).hasMessageContaining("schema 99");
        }
    }

    @Test
    void triggersAreOneStatement() {
        assertThat(Migrations.statements("-- A; comment\nCREATE TABLE a (x); \n\nCREATE TRIGGER t BEFORE UPDATE ON a\nBEGIN\n"
                        + "    SELECT 1;\n    SELECT 2;\nEND;\nDROP TABLE a;\n"))
                .hasSize(3);
        assertThatThrownBy(() -> Migrations.statements("CREATE TABLE a (x)")).isInstanceOf(IllegalStateException.class);
    }
}
