package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.edit.ChangeSet;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditLog;

/** Reads what undo would take back, with the audit entries that stand behind it. */
final class EditSteps {
    private EditSteps() {}

    /** Newest first; ends before an edit whose payload was sealed, for undo ends there too. */
    static List<EditStep> newest(Connection c, AuditLog log, Hash capture, int most) throws SQLException {
        List<Long> numbers = UndoStack.load(c, capture).undo().reversed();
        List<EditStep> out = new ArrayList<>();
        for (long number : numbers.subList(0, Math.min(most, numbers.size()))) {
            Optional<AuditEntry> entry = entry(c, log, number).filter(e -> !e.removed());
            if (entry.isEmpty()) {
                break;
            }
            ChangeSet set = LabelJson.readChangeSet("edit " + number, entry.get().detail());
            out.add(new EditStep(set.what(), set.changes().size(), entry.get().user(), entry.get().at()));
        }
        return out;
    }

    private static Optional<AuditEntry> entry(Connection c, AuditLog log, long number) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                "SELECT w.text, e.sequence FROM edits e JOIN words w ON w.number = e.log WHERE e.number = ?")) {
            s.setLong(1, number);
            try (ResultSet r = s.executeQuery()) {
                return r.next() ? log.find(c, r.getString(1), r.getLong(2)) : Optional.empty();
            }
        }
    }
}
