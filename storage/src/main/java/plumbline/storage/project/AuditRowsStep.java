package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import plumbline.storage.audit.AuditPayload;

/** What SQL cannot do of steps 6 and 10: on the way back compressed payloads become text, or compressed as before, again. */
final class AuditRowsStep {
    private AuditRowsStep() {}

    /** After the SQL of a step, in its transaction. */
    static void after(Connection c, String file) throws SQLException {
        switch (file) {
            case "U006__compact.sql" -> toText(c);
            case "U010__payloads.sql" -> toKindOne(c);
            default -> { }
        }
    }

    private static void toKindOne(Connection c) throws SQLException {
        try (Statement all = c.createStatement();
                ResultSet r = all.executeQuery("SELECT rowid, detail FROM audit_rows WHERE typeof(detail) = 'blob'");
                PreparedStatement s = c.prepareStatement("UPDATE audit_rows SET detail = ? WHERE rowid = ?")) {
            while (r.next()) {
                byte[] detail = r.getBytes(2);
                if (AuditPayload.valuesApart(detail)) {
                    s.setObject(1, AuditPayload.packAsBefore(AuditPayload.unpack(detail)));
                    s.setLong(2, r.getLong(1));
                    s.executeUpdate();
                }
            }
        }
    }

    private static void toText(Connection c) throws SQLException {
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
