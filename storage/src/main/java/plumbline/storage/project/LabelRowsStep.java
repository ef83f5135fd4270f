package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import plumbline.annotation.label.Label;

/** The part of schema step 2 that SQL cannot do: rows of JSON become rows of bytes, and back. */
final class LabelRowsStep {
    private LabelRowsStep() {}

    /** After the SQL of a step, in its transaction. */
    static void after(Connection c, String file) throws SQLException {
        switch (file) {
            case "V002__versions.sql" -> forward(c);
            case "U002__versions.sql" -> back(c);
            default -> { }
        }
    }

    private static void forward(Connection c) throws SQLException {
        try (Statement all = c.createStatement();
                ResultSet r = all.executeQuery("SELECT n.number, l.json FROM labels_json l"
                        + " JOIN capture_numbers n ON n.hash = l.capture ORDER BY n.number, l.frame, l.id");
                PreparedStatement s =
                        c.prepareStatement("INSERT INTO labels (capture, frame, id, body) VALUES (?, ?, ?, ?)")) {
            while (r.next()) {
                Label l = LabelJson.read("a label of schema 1", r.getString(2));
                s.setLong(1, r.getLong(1));
                s.setInt(2, l.frame());
                s.setString(3, l.id().value());
                s.setBytes(4, LabelBytes.write(l));
                s.executeUpdate();
            }
        }
        run(c, "DROP TABLE labels_json");
    }

    private static void back(Connection c) throws SQLException {
        try (Statement all = c.createStatement();
                ResultSet r = all.executeQuery("SELECT n.hash, l.frame, l.id, l.body FROM labels l"
                        + " JOIN capture_numbers n ON n.number = l.capture");
                PreparedStatement s =
                        c.prepareStatement("INSERT INTO labels_json (capture, frame, id, json) VALUES (?, ?, ?, ?)")) {
            while (r.next()) {
                s.setString(1, r.getString(1));
                s.setInt(2, r.getInt(2));
                s.setString(3, r.getString(3));
                s.setString(4, LabelJson.write(
                        LabelBytes.read("a row of labels", r.getInt(2), r.getString(3), r.getBytes(4))));
                s.executeUpdate();
            }
        }
        run(c, "DROP TABLE labels");
        run(c, "DROP TABLE capture_numbers");
        run(c, "ALTER TABLE labels_json RENAME TO labels");
        run(c, "CREATE UNIQUE INDEX labels_by_id ON labels (capture, id)");
    }

    private static void run(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute(sql);
        }
    }
}
