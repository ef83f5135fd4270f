package plumbline.storage.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.storage.access.KeyFile;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

/**
 * Thousands of ways to falsify two logs, each from a seed: by somebody who edits the database, and by somebody who also
 * recomputes every hash, the database's heads and the head file, where only a checkpoint outside can tell. 500 in the suite;
 * {@code -Dplumbline.attack.mutations=N -Dplumbline.attack.seed=S} for more. Counts go to {@code target/audit-attack.txt}.
 */
class AuditMutationTest {
    private static final int MUTATIONS = Integer.getInteger("plumbline.attack.mutations", 500);
    private static final long SEED = Long.getLong("plumbline.attack.seed", 9162);
    private static final String[] TEXTS = {
        "log", "user", "device", "purpose", "action", "object", "detail", "previous_hash", "hash", "salt"
    };

    @TempDir
    Path folder;

    private List<AuditClaim> printed;
    private List<AuditClaim> older;
    private List<String> logs;

    private enum Kind {
        FLIP,
        FLIP_NUMBER,
        FLIP_HEAD_ROW,
        FLIP_HEAD_FILE,
        DROP,
        INSERT,
        SWAP,
        CUT_TAIL,
        REPLAY_OLD_CHECKPOINT,
        TAKE_PAYLOAD_OUT,
        REWRITE_ALTERED,
        REWRITE_DROPPED,
        REWRITE_INSERTED,
        REWRITE_SWAPPED,
        REWRITE_CUT
    }

    @BeforeEach
    void twoLogs() {
        Actor anna = new Actor("anna", "bench-1", "labelling", () -> Optional.of(KeyFile.in(folder.resolve("key"))));
        Actor ben = new Actor("ben", "bench-2", "review", () -> Optional.of(KeyFile.in(folder.resolve("key"))));
        Path project = folder.resolve("p");
        try (Project p = Projects.init(project, "Test", anna)) {
            for (int i = 0; i < 25; i++) {
                p.record("check", "thing-" + i, "{\"n\":" + i + "}");
            }
            older = p.auditTrail().claims("old paper", p.auditTrail().checkpoint().notes(), List.of());
        }
        try (Project p = Projects.open(project, ben)) {
            for (int i = 0; i < 20; i++) {
                p.record("export", "file-" + i, "{\"n\":" + i + "}");
            }
            p.auditTrail().seal(p.auditTrail().ownLog().orElseThrow() + "/4", "names a person");
            printed = p.auditTrail().claims("paper", p.auditTrail().checkpoint().notes(), List.of());
            assertThat(p.auditTrail().verify(printed).valid()).isTrue();
            assertThat(p.auditTrail().verify(printed).anchored()).isTrue();
        }
        logs = printed.stream().map(AuditClaim::log).toList();
    }

    @Test
    void everyMutationIsCaught() throws SQLException, IOException {
        Map<Kind, Integer> caught = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        String good = Files.readString(folder.resolve("p/audit.head"));
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("p/plumbline.db"))) {
            Tamper.allow(c);
            c.setAutoCommit(false);
            assertThat(verify(c, good, List.of()).firstBroken()).isEmpty();
            int done = 0;
            for (long n = 0; done < MUTATIONS; n++) {
                Random r = new Random(SEED * 1_000_003 + n);
                Kind kind = Kind.values()[r.nextInt(Kind.values().length)];
                Optional<AuditReport> report = attack(c, r, kind, good);
                c.rollback();
                if (report.isEmpty()) {
                    continue;
                }
                done++;
                if (report.get().valid() || report.get().broken().isEmpty()) {
                    missed.add(kind + " of seed " + SEED + ", number " + n);
                } else {
                    caught.merge(kind, 1, Integer::sum);
                }
            }
            assertThat(verify(c, good, printed).firstBroken()).isEmpty();
        }
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/audit-attack.txt"), "seed " + SEED + ", " + MUTATIONS + " mutations, caught "
                + caught.values().stream().mapToInt(Integer::intValue).sum() + ", missed " + missed.size() + "\n"
                + caught + "\n" + String.join("\n", missed) + "\n");
        assertThat(missed).isEmpty();
        assertThat(caught.keySet()).as("kinds that took place").hasSize(Kind.values().length);
    }

    private AuditReport verify(Connection c, String headFile, List<AuditClaim> claims) throws SQLException, IOException {
        Path place = Files.createDirectories(folder.resolve("head"));
        Files.writeString(place.resolve(AuditHead.FILE), headFile);
        return AuditVerifier.verify(c, new AuditHead(place).read(), claims);
    }

    /** Empty where the dice fell on something that changes nothing. */
    private Optional<AuditReport> attack(Connection c, Random r, Kind kind, String head) throws SQLException, IOException {
        String log = logs.get(r.nextInt(logs.size()));
        int size = new AuditLog().entries(c, log, 0, 1000).size();
        int at = r.nextInt(size);
        return switch (kind) {
            case FLIP -> flipText(c, r, "audit", TEXTS[r.nextInt(TEXTS.length)], log, at)
                    ? Optional.of(verify(c, head, List.of())) : Optional.empty();
            case FLIP_NUMBER -> {
                String column = r.nextBoolean() ? "at_nanos" : "format";
                run(c, "UPDATE audit SET " + column + " = " + column + " + " + (1L << r.nextInt(40))
                        + " WHERE log = ? AND sequence = ?", log, at);
                yield Optional.of(verify(c, head, List.of()));
            }
            case FLIP_HEAD_ROW -> flipText(c, r, "audit_logs", r.nextBoolean() ? "peaks" : "last_hash", log, -1)
                    ? Optional.of(verify(c, head, List.of())) : Optional.empty();
            case FLIP_HEAD_FILE -> {
                String flipped = flip(r, head);
                yield flipped.equals(head) || flipped.strip().equals(head.strip())
                        ? Optional.empty() : Optional.of(verify(c, flipped, List.of()));
            }
            case DROP -> {
                run(c, "DELETE FROM audit WHERE log = ? AND sequence = ?", log, at);
                yield Optional.of(verify(c, head, List.of()));
            }
            case INSERT -> {
                run(c, "UPDATE audit SET sequence = -1 - sequence WHERE log = ? AND sequence >= ?", log, at);
                run(c, "UPDATE audit SET sequence = -sequence WHERE log = ? AND sequence < 0 AND -1 = ?", log, -1);
                run(c, "INSERT INTO audit SELECT log, ?2, at_nanos, user, device, purpose, action, object, detail,"
                        + " previous_hash, hash, format, salt, commitment FROM audit WHERE log = ?1 AND sequence = ?2 + 1",
                        log, at);
                yield Optional.of(verify(c, head, List.of()));
            }
            case SWAP -> {
                int other = r.nextInt(size);
                if (other == at) {
                    yield Optional.empty();
                }
                run(c, "UPDATE audit SET sequence = -5 WHERE log = ? AND sequence = ?", log, at);
                run(c, "UPDATE audit SET sequence = " + at + " WHERE log = ? AND sequence = ?", log, other);
                run(c, "UPDATE audit SET sequence = " + other + " WHERE log = ? AND sequence = ?", log, -5);
                yield Optional.of(verify(c, head, List.of()));
            }
            case CUT_TAIL -> {
                run(c, "DELETE FROM audit WHERE log = ? AND sequence >= ?", log, at);
                yield Optional.of(verify(c, head, List.of()));
            }
            case REPLAY_OLD_CHECKPOINT -> replay(c, r, head);
            case TAKE_PAYLOAD_OUT -> {
                boolean there = new AuditLog().takeOut(c, log + "/" + at).isPresent();
                yield there ? Optional.of(verify(c, head, List.of())) : Optional.empty();
            }
            case REWRITE_ALTERED, REWRITE_DROPPED, REWRITE_INSERTED, REWRITE_SWAPPED, REWRITE_CUT ->
                rewrite(c, r, kind, log, at);
        };
    }

    /** The database as it was at an older checkpoint or a little later, and that checkpoint shown as the newest. */
    private Optional<AuditReport> replay(Connection c, Random r, String head) throws SQLException, IOException {
        AuditClaim old = older.getFirst();
        List<AuditEntry> all = new AuditLog().entries(c, old.log(), 0, 1000);
        int keep = Math.min(all.size() - 1, (int) old.size() + r.nextInt(2));
        for (String log : logs) {
            forget(c, log);
        }
        new AuditLog().appendForeign(c, all.subList(0, keep));
        boolean paper = r.nextBoolean();
        return Optional.of(paper
                ? verify(c, headFile(c), printed)
                : verify(c, head, older));
    }

    private Optional<AuditReport> rewrite(Connection c, Random r, Kind kind, String log, int at)
            throws SQLException, IOException {
        List<AuditEntry> all = new ArrayList<>(new AuditLog().entries(c, log, 0, 1000));
        // What came after the checkpoint nobody outside can vouch for yet.
        int covered = printed.stream().filter(p -> p.log().equals(log)).mapToInt(p -> (int) p.size()).sum();
        int place = Math.min(at, covered - 1);
        AuditEntry e = all.get(place);
        switch (kind) {
            case REWRITE_ALTERED -> all.set(place, as(e, "mallory"));
            case REWRITE_DROPPED -> all.remove(place);
            case REWRITE_INSERTED -> all.add(place, as(e, "mallory"));
            case REWRITE_SWAPPED -> {
                int other = r.nextInt(covered);
                if (other == place) {
                    return Optional.empty();
                }
                all.set(place, all.get(other));
                all.set(other, e);
            }
            default -> all.subList(place, all.size()).clear();
        }
        forget(c, log);
        List<AuditEntry> chained = new ArrayList<>();
        String last = AuditLog.NOTHING_BEFORE;
        for (AuditEntry x : all) {
            AuditEntry bare = new AuditEntry(
                    log, chained.size(), x.at(), x.user(), x.device(), x.purpose(), x.action(), x.object(), x.detail(), last,
                    "", x.format(), x.salt(), x.commitment());
            chained.add(bare.hashed());
            last = chained.getLast().hash();
        }
        assertThat(new AuditLog().appendForeign(c, chained)).isEmpty();
        return Optional.of(verify(c, headFile(c), printed));
    }

    private static AuditEntry as(AuditEntry e, String user) {
        return new AuditEntry(
                e.log(), e.sequence(), e.at(), user, e.device(), e.purpose(), e.action(), e.object(), e.detail(),
                e.previousHash(), "", e.format(), e.salt(), e.commitment());
    }

    private static void forget(Connection c, String log) throws SQLException {
        run(c, "DELETE FROM audit WHERE log = ? AND sequence >= ?", log, 0);
        run(c, "DELETE FROM audit_logs WHERE log = ? AND size >= ?", log, 0);
    }

    private String headFile(Connection c) throws SQLException, IOException {
        Path place = Files.createDirectories(folder.resolve("fresh"));
        new AuditHead(place).write(new AuditLog().heads(c));
        return Files.readString(place.resolve(AuditHead.FILE));
    }

    private static void run(Connection c, String sql, String log, long number) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, log);
            s.setLong(2, number);
            s.executeUpdate();
        }
    }

    /** One bit of one text. False where there is no text, or where the flip cannot stand in the database. */
    private static boolean flipText(Connection c, Random r, String table, String column, String log, int at)
            throws SQLException {
        String where = " WHERE log = ?" + (at < 0 ? "" : " AND sequence = " + at);
        String was;
        try (PreparedStatement s = c.prepareStatement("SELECT " + column + " FROM " + table + where)) {
            s.setString(1, log);
            try (var rows = s.executeQuery()) {
                was = rows.next() ? rows.getString(1) : "";
            }
        }
        String is = flip(r, was);
        if (is.equals(was)) {
            return false;
        }
        try (PreparedStatement s = c.prepareStatement("UPDATE " + table + " SET " + column + " = ?" + where)) {
            s.setString(1, is);
            s.setString(2, log);
            long before = Tamper.changes(c);
            s.executeUpdate();
            return Tamper.changes(c) > before;
        }
    }

    private static String flip(Random r, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return text;
        }
        bytes[r.nextInt(bytes.length)] ^= (byte) (1 << r.nextInt(7));
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
