package plumbline.storage.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Lets a connection write to the view {@code audit} as if it were a table of plain texts, so that attacks can be written
 * down as what they change. The triggers are this connection's alone and put down what the text says, sound or not.
 */
public final class Tamper {
    private static final String WORDS = "INSERT OR IGNORE INTO words (text) VALUES (coalesce(NEW.log, '')),"
            + " (coalesce(NEW.user, '')), (coalesce(NEW.device, '')), (coalesce(NEW.purpose, '')), (coalesce(NEW.action, ''));";

    private Tamper() {}

    public static void allow(Connection c) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute("CREATE TEMP TRIGGER audit_insert INSTEAD OF INSERT ON main.audit BEGIN " + WORDS
                    + " INSERT INTO audit_rows VALUES (" + word("NEW.log") + ", NEW.sequence, NEW.at_nanos, " + word("NEW.user")
                    + ", " + word("NEW.device") + ", " + word("NEW.purpose") + ", " + word("NEW.action")
                    + ", NEW.object, NEW.detail, " + bytes("NEW.previous_hash") + ", " + bytes("NEW.hash") + ", NEW.format, "
                    + bytes("NEW.salt") + ", " + bytes("NEW.commitment") + "); END");
            s.execute("CREATE TEMP TRIGGER audit_update INSTEAD OF UPDATE ON main.audit BEGIN " + WORDS
                    + " UPDATE audit_rows SET log = " + word("NEW.log") + ", sequence = NEW.sequence, at_nanos = NEW.at_nanos,"
                    + " user = " + word("NEW.user") + ", device = " + word("NEW.device") + ", purpose = " + word("NEW.purpose")
                    + ", action = " + word("NEW.action") + ", object = NEW.object, detail = NEW.detail, previous_hash ="
                    + " CASE WHEN NEW.previous_hash = OLD.previous_hash THEN previous_hash ELSE " + bytes("NEW.previous_hash")
                    + " END, hash = " + bytes("NEW.hash") + ", format = NEW.format, salt = " + bytes("NEW.salt")
                    + ", commitment = " + bytes("NEW.commitment") + " WHERE log = " + word("OLD.log")
                    + " AND sequence = OLD.sequence; END");
            s.execute("CREATE TEMP TRIGGER audit_delete INSTEAD OF DELETE ON main.audit BEGIN DELETE FROM audit_rows WHERE log = "
                    + word("OLD.log") + " AND sequence = OLD.sequence; END");
        }
    }

    private static String word(String text) {
        return "(SELECT number FROM words WHERE text = " + text + ")";
    }

    private static String bytes(String hex) {
        return "CASE WHEN " + hex + " <> '' AND lower(hex(unhex(" + hex + "))) = " + hex + " THEN unhex(" + hex + ") ELSE " + hex
                + " END";
    }

    /** Rows changed on this connection so far, those behind the view too. */
    public static long changes(Connection c) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT total_changes()")) {
            r.next();
            return r.getLong(1);
        }
    }
}
