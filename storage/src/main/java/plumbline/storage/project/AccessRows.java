package plumbline.storage.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import plumbline.storage.access.Lockout;
import plumbline.storage.access.PolicyFile;
import plumbline.storage.access.Role;
import plumbline.storage.access.StoredPolicy;
import plumbline.storage.access.User;

/** The tables of users and policies. All methods are part of the caller's transaction. */
final class AccessRows {
    /** A user with what is nobody's to see. */
    record Account(User user, String password, Lockout lockout) {}

    private AccessRows() {}

    static TreeMap<String, Account> accounts(Connection c) throws SQLException {
        TreeMap<String, Account> out = new TreeMap<>();
        try (PreparedStatement s = c.prepareStatement("SELECT name, roles, password, disabled, failures,"
                        + " last_failure_nanos, added_nanos, added_by FROM users");
                ResultSet r = s.executeQuery()) {
            while (r.next()) {
                User u = new User(
                        r.getString(1), roles(r.getString(2)), r.getInt(4) == 1, !r.getString(3).isEmpty(),
                        Times.instant(r.getLong(7)), r.getString(8));
                out.put(u.name(), new Account(u, r.getString(3), new Lockout(r.getInt(5), r.getLong(6))));
            }
        }
        return out;
    }

    private static Set<Role> roles(String words) {
        return words.isEmpty() ? Set.of()
                : Arrays.stream(words.split(",")).map(Role::of).collect(Collectors.toCollection(TreeSet::new));
    }

    static void put(Connection c, Account a) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("INSERT INTO users (name, roles, password, disabled, failures,"
                + " last_failure_nanos, added_nanos, added_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE"
                + " SET roles = excluded.roles, password = excluded.password, disabled = excluded.disabled,"
                + " failures = excluded.failures, last_failure_nanos = excluded.last_failure_nanos")) {
            User u = a.user();
            s.setString(1, u.name());
            s.setString(2, u.roles().stream().map(Role::word).collect(Collectors.joining(",")));
            s.setString(3, a.password());
            s.setInt(4, u.disabled() ? 1 : 0);
            s.setInt(5, a.lockout().failures());
            s.setLong(6, a.lockout().lastFailureNanos());
            s.setLong(7, Times.nanos(u.added()));
            s.setString(8, u.addedBy());
            s.executeUpdate();
        }
    }

    /** The policy in force. */
    static StoredPolicy policy(Connection c) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                        "SELECT number, hash, text, at_nanos, user FROM policies ORDER BY number DESC LIMIT 1");
                ResultSet r = s.executeQuery()) {
            if (!r.next()) {
                return parsed(0, PolicyFile.defaultText(), Instant.EPOCH, "");
            }
            StoredPolicy kept = parsed(r.getInt(1), r.getString(3), Times.instant(r.getLong(4)), r.getString(5));
            if (!kept.hash().equals(r.getString(2))) {
                throw new StorageException("The policy in the project's database was altered by hand: its text does not have"
                        + " the hash on record. Nothing is allowed until it is restored from a copy.");
            }
            return kept;
        }
    }

    static StoredPolicy parsed(int number, String text, Instant at, String by) {
        try {
            return new StoredPolicy(number, hash(text), text, PolicyFile.read("the project's policy", text), at, by);
        } catch (IOException e) {
            throw new StorageException("The project's policy cannot be read: " + e.getMessage(), e);
        }
    }

    static String hash(String text) {
        return Hash.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /** Keeps the policy as the newest, with its lineage: made from the one before. */
    static StoredPolicy add(Connection c, StoredPolicy p) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                "INSERT INTO policies (number, hash, text, at_nanos, user) VALUES (?, ?, ?, ?, ?)")) {
            s.setInt(1, p.number());
            s.setString(2, p.hash());
            s.setString(3, p.text());
            s.setLong(4, Times.nanos(p.at()));
            s.setString(5, p.by());
            s.executeUpdate();
        }
        return p;
    }

    /** A policy is a node of the lineage, made from the one before. */
    static void trace(Connection c, StoredPolicy before, StoredPolicy now) throws SQLException {
        node(c, before);
        if (!now.hash().equals(before.hash()) && node(c, now)) {
            Lineage.edge(c, id(before), id(now), "change");
        }
    }

    private static boolean node(Connection c, StoredPolicy p) throws SQLException {
        if (Lineage.find(c, id(p)).isPresent()) {
            return false;
        }
        Lineage.node(c, new LineageGraph.Node(
                id(p), "policy", p.policy().name(), p.at(), p.by(), new TreeMap<>(Map.of("hash", p.hash()))));
        return true;
    }

    private static String id(StoredPolicy p) {
        return "policy:" + p.hash();
    }
}
