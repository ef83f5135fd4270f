package plumbline.storage.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Recomputes every audit log from its rows and holds it against the heads kept in the database and in {@link AuditHead}:
 * finds entries that were altered, removed, inserted or moved, and a cut tail. Whoever can rewrite database and head file
 * together is found only with an anchor outside the project; there is none yet, so reports say {@code anchored} false.
 */
public final class AuditVerifier {
    private final Map<String, AuditHead.Line> recorded = new TreeMap<>();
    private final Map<String, AuditHead.Line> kept = new TreeMap<>();
    private final List<AuditHead.Line> found = new ArrayList<>();
    private String log = "";
    private Merkle merkle = new Merkle();
    private String lastHash = AuditLog.NOTHING_BEFORE;
    private String firstBroken = "";
    private long entries;

    private AuditVerifier() {}

    /** {@code head} is empty where the head file is missing or spoilt. */
    public static AuditReport verify(Connection c, Optional<List<AuditHead.Line>> head) throws SQLException {
        AuditVerifier v = new AuditVerifier();
        head.orElse(List.of()).forEach(l -> v.recorded.put(l.log(), l));
        new AuditLog().heads(c).forEach(l -> v.kept.put(l.log(), l));
        try (PreparedStatement s = AuditLog.walk(c);
                ResultSet r = s.executeQuery()) {
            while (r.next()) {
                v.take(AuditLog.row(r));
            }
        }
        v.endLog();
        v.compare(head.isEmpty());
        return new AuditReport(
                v.entries, Merkle.overall(v.found), v.firstBroken.isEmpty(), false,
                v.firstBroken.isEmpty() ? Optional.empty() : Optional.of(v.firstBroken));
    }

    private void take(AuditEntry e) {
        if (!e.log().equals(log)) {
            endLog();
            log = e.log();
        }
        entries++;
        String own = AuditLog.withHash(e).hash();
        if (e.sequence() != merkle.size()) {
            broken("entry " + merkle.size() + " of log " + log + " was removed; entry " + e.sequence() + " follows instead");
        } else if (!e.previousHash().equals(lastHash)) {
            broken(AuditLog.name(e) + " does not follow the entry before it");
        } else if (!own.equals(e.hash())) {
            broken(AuditLog.name(e) + " (" + e.action() + " by " + e.user() + ", " + e.at() + ") was altered");
        }
        // What stands in the row may not even be a hash; the tree then takes what it should have been.
        merkle.add(HexFormat.of().parseHex(e.hash().matches("[0-9a-f]{64}") ? e.hash() : own));
        lastHash = e.hash();
        AuditHead.Line head = recorded.get(log);
        if (head != null && head.size() == merkle.size() && !head.root().equals(merkle.root())) {
            broken("log " + log + " was rewritten: its first " + head.size() + " entries do not give the root in "
                    + AuditHead.FILE);
        }
    }

    private void endLog() {
        if (merkle.size() > 0) {
            found.add(new AuditHead.Line(log, merkle.size(), merkle.root()));
        }
        merkle = new Merkle();
        lastHash = AuditLog.NOTHING_BEFORE;
    }

    private void compare(boolean headMissing) {
        Map<String, AuditHead.Line> byLog = new TreeMap<>();
        found.forEach(l -> byLog.put(l.log(), l));
        for (AuditHead.Line head : recorded.values()) {
            shorter(head, byLog.get(head.log()), AuditHead.FILE);
        }
        for (AuditHead.Line own : kept.values()) {
            shorter(own, byLog.get(own.log()), "the database's own head");
        }
        for (AuditHead.Line l : found) {
            AuditHead.Line own = kept.get(l.log());
            if (own == null || own.size() < l.size()) {
                long from = own == null ? 0 : own.size();
                broken("entry " + from + " of log " + l.log() + " was inserted: the log ended before it");
            } else if (!own.equals(l)) {
                broken("log " + l.log() + " was rewritten: its entries do not give the root in the database's own head");
            }
        }
        if (headMissing && entries > 0) {
            broken("the file " + AuditHead.FILE + " is missing or spoilt, so a cut tail would not be seen");
        }
    }

    private void shorter(AuditHead.Line head, AuditHead.Line is, String where) {
        long size = is == null ? 0 : is.size();
        if (size < head.size()) {
            broken("entry " + size + " of log " + head.log() + " was removed: the log ends after " + size + " of "
                    + head.size() + " entries that " + where + " has");
        }
    }

    private void broken(String what) {
        if (firstBroken.isEmpty()) {
            firstBroken = what;
        }
    }
}
