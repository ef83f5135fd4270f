package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import plumbline.storage.audit.AuditPayload;

/** The part of schema step 6 that SQL cannot do: on the way back compressed payloads become text again. */
final class AuditRowsStep {
    private AuditRowsStep() {}

    /** After the SQL of a step, in its transaction. */
    static void after(Connection c, String file) throws SQLException {
        if (!file.equals("U006__compact.sql")) {
            return;
        }
        try (Statement all = c.createStatement();
                ResultSet r = all.executeQuery("SELECT w.text, a.sequence, a.detail FROM audit_rows a"
                        + " JOIN words w ON w.number = a.log WHERE typeof(a.detail) = 'blob'");
                PreparedStatement s = c.prepareStatement("UPDATE audit SET detail = ? WHERE log = ? AND sequence = ?")) {
            while (r.next()) {
                s.setString(1, AuditPayload.unpack(r.getBytes(3)));
                s.setString(2, r.getString(1));
                s.setLong(3, r.getLong(2));
                s.executeUpdate();
            }
        }
        try (Statement s = c.createStatement()) {
            s.execute("DROP TABLE audit_rows");
            s.execute("DROP TABLE words");
        }
    }
}
