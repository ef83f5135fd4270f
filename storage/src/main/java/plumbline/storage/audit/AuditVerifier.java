package plumbline.storage.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Recomputes every audit log from its rows and holds it against the heads kept in the database, those in {@link AuditHead},
 * and what others claim that the logs were: finds entries that were altered, removed, inserted or moved, a cut tail, and
 * payloads taken out without a word. Whoever rewrites database and head file together is found by a claim from outside.
 */
public final class AuditVerifier {
    private static final int MOST_NOTES = 20;

    private final Map<String, TreeMap<Long, List<AuditClaim>>> claims = new TreeMap<>();
    private final Map<String, AuditLog.Head> kept = new TreeMap<>();
    private final Map<String, AuditClaim> anchors = new TreeMap<>();
    private final List<AuditHead.Line> found = new ArrayList<>();
    private final Map<String, AuditHead.Line> foundByLog = new TreeMap<>();
    private final Set<String> gone = new TreeSet<>();
    private final Map<String, Integer> seals = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private String log = "";
    private Merkle merkle = new Merkle();
    private String lastHash = AuditLog.NOTHING_BEFORE;
    private Instant lastAt = Instant.MIN;
    private long proved;
    private Optional<AuditReport.Broken> broken = Optional.empty();
    private long entries;

    private AuditVerifier() {}

    /** {@code head} is empty where the head file is missing or spoilt. */
    public static AuditReport verify(Connection c, Optional<List<AuditHead.Line>> head, List<AuditClaim> others)
            throws SQLException {
        AuditVerifier v = new AuditVerifier();
        head.orElse(List.of()).forEach(
                l -> v.claim(new AuditClaim(l.log(), l.size(), l.root(), AuditHead.FILE, false, true)));
        others.forEach(v::claim);
        new AuditLog().keptHeads(c).forEach(h -> v.kept.put(h.log(), h));
        try (PreparedStatement s = AuditLog.walk(c);
                AuditRows rows = new AuditRows(c);
                ResultSet r = s.executeQuery()) {
            while (r.next()) {
                v.take(rows.entry(r));
            }
        }
        v.endLog();
        v.found.sort(Comparator.comparing(AuditHead.Line::log));
        v.compare(head.isEmpty());
        return v.report();
    }

    private void claim(AuditClaim a) {
        claims.computeIfAbsent(a.log(), l -> new TreeMap<>()).computeIfAbsent(a.size(), s -> new ArrayList<>()).add(a);
    }

    private void take(AuditEntry e) {
        if (!e.log().equals(log)) {
            endLog();
            log = e.log();
        }
        entries++;
        String own = e.hashed().hash();
        Optional<String> malformed = AuditLeaf.malformed(e);
        if (e.sequence() != merkle.size()) {
            broken(merkle.size(), "entry " + merkle.size() + " of log " + log + " was removed; entry " + e.sequence()
                    + " follows instead");
        } else if (!e.previousHash().equals(lastHash)) {
            broken(e.sequence(), AuditLog.name(e) + " does not follow the entry before it");
        } else if (malformed.isPresent()) {
            broken(e.sequence(), AuditLog.name(e) + " was altered: it " + malformed.get());
        } else if (!own.equals(e.hash())) {
            broken(e.sequence(), AuditLog.name(e) + " (" + e.action() + " by " + e.user() + ", " + e.at() + ") was altered");
        }
        if (e.removed()) {
            gone.add(e.name());
        } else if (e.action().equals(AuditLog.SEAL) || e.action().equals(AuditLog.UNSEAL)) {
            seals.merge(e.object(), e.action().equals(AuditLog.SEAL) ? 1 : -1, Integer::sum);
        }
        if (e.at().isBefore(lastAt)) {
            note("The clock of log " + log + " went back " + Duration.between(e.at(), lastAt).toSeconds() + " s before entry "
                    + e.sequence() + "; the order of its entries is that of their numbers.");
        }
        // What stands in the row may not even be a hash; the tree then takes what it should have been.
        merkle.add(HexFormat.of().parseHex(AuditLeaf.hex(e.hash(), 64) ? e.hash() : own));
        lastHash = e.hash();
        lastAt = e.at();
        hold();
    }

    /** The tree as it is now against everything that was said of this size. */
    private void hold() {
        TreeMap<Long, List<AuditClaim>> ofLog = claims.get(log);
        List<AuditClaim> here = ofLog == null ? null : ofLog.get(merkle.size());
        if (here == null) {
            return;
        }
        String root = merkle.root();
        for (AuditClaim a : here) {
            if (!a.root().equals(root)) {
                broken(proved, "log " + log + " was rewritten between entry " + proved + " and entry " + (a.size() - 1)
                        + ": its first " + a.size() + " entries do not give the root in " + a.where());
            } else {
                proved = merkle.size();
                if (a.outside()) {
                    anchors.put(log, a);
                }
            }
        }
    }

    private void endLog() {
        if (merkle.size() > 0) {
            AuditHead.Line line = new AuditHead.Line(log, merkle.size(), merkle.root());
            found.add(line);
            foundByLog.put(log, line);
            AuditLog.Head own = kept.get(log);
            if (own != null && own.size() == merkle.size()
                    && !(own.lastHash().equals(lastHash) && own.peaks().equals(merkle.encode()))) {
                broken(proved, "log " + log
                        + " was rewritten: its entries do not give the root in the database's own head");
            }
        }
        merkle = new Merkle();
        lastHash = AuditLog.NOTHING_BEFORE;
        lastAt = Instant.MIN;
        proved = 0;
    }

    private void compare(boolean headMissing) {
        claims.values().forEach(m -> m.values().forEach(l -> l.forEach(this::shorter)));
        for (AuditLog.Head own : kept.values()) {
            shorter(new AuditClaim(own.log(), own.size(), "", "the database's own head", false, true));
        }
        for (AuditHead.Line l : found) {
            AuditLog.Head own = kept.get(l.log());
            if (own == null || own.size() < l.size()) {
                long from = own == null ? 0 : own.size();
                log = l.log();
                broken(from, "entry " + from + " of log " + l.log() + " was inserted: the log ended before it");
            }
        }
        for (String name : gone) {
            int slash = name.lastIndexOf('/');
            log = name.substring(0, slash);
            long number = Long.parseLong(name.substring(slash + 1));
            if (seals.getOrDefault(name, 0) > 0) {
                note("The payload of entry " + number + " of log " + log + " was sealed.");
            } else {
                broken(number, "the payload of entry " + number + " of log " + log
                        + " is gone, and no entry says that it was sealed");
            }
        }
        if (headMissing && entries > 0) {
            log = found.getFirst().log();
            broken(found.getFirst().size(), "the file " + AuditHead.FILE
                    + " is missing or spoilt, so a cut tail would not be seen");
        }
    }

    private void shorter(AuditClaim a) {
        AuditHead.Line is = foundByLog.get(a.log());
        long size = is == null ? 0 : is.size();
        if (size >= a.size()) {
            return;
        }
        log = a.log();
        if (a.reached()) {
            broken(size, "entry " + size + " of log " + a.log() + " was removed: the log ends after " + size + " of "
                    + a.size() + " entries that " + a.where() + " has");
        } else {
            note("Log " + a.log() + " has " + size + " of " + a.size() + " entries that " + a.where() + " has.");
        }
    }

    private void note(String what) {
        if (notes.size() < MOST_NOTES) {
            notes.add(what);
        } else if (notes.size() == MOST_NOTES) {
            notes.add("There is more of this kind.");
        }
    }

    private void broken(long sequence, String what) {
        if (broken.isEmpty()) {
            broken = Optional.of(new AuditReport.Broken(log, sequence, what));
        }
    }

    private AuditReport report() {
        List<AuditReport.Reach> reach = found.stream()
                .sorted(Comparator.comparing(AuditHead.Line::log))
                .map(l -> {
                    AuditClaim a = anchors.get(l.log());
                    return new AuditReport.Reach(l.log(), l.size(), a == null ? 0 : a.size(), a == null ? "" : a.where());
                })
                .toList();
        boolean anchored = broken.isEmpty() && !reach.isEmpty() && reach.stream().allMatch(r -> r.anchoredSize() > 0);
        return new AuditReport(
                entries, Merkle.overall(found), broken.isEmpty(), anchored, broken.map(AuditReport.Broken::what), broken,
                reach, List.copyOf(notes));
    }
}
