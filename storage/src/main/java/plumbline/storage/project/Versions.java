package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import plumbline.storage.access.Signer;

/** Versions as objects named by their own hash, and the refs (branches, tags) that point at them. */
final class Versions {
    static final String HEADS = "heads/";
    static final String TAGS = "tags/";
    /** Where a server's branches stood when they were last fetched: {@code remotes/origin/main}. They stay in this copy. */
    static final String REMOTES = "remotes/";
    private static final int SHORTEST_HASH = 4;

    private final ObjectStore objects;

    Versions(ObjectStore objects) {
        this.objects = objects;
    }

    /** A version before it has a hash. */
    record Draft(
            List<Hash> parents, Map<Hash, Hash> labelRoots, Map<Hash, Hash> calibrations, Hash ontology,
            Optional<Hash> contract, String message, String author, Instant at) {}

    /** Signs and stores the version and says that it is whole; all that it pins must be stored before. */
    Version write(Connection c, Draft draft, Optional<Signer> signer) throws SQLException {
        Hash hash = objects.writeText(VersionJson.write(draft, signer));
        know(c, hash, Times.nanos(draft.at()));
        return read(hash);
    }

    void know(Connection c, Hash hash, long atNanos) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("INSERT OR IGNORE INTO versions (hash, at_nanos) VALUES (?, ?)")) {
            s.setString(1, hash.hex());
            s.setLong(2, atNanos);
            s.executeUpdate();
        }
    }

    Version read(Hash hash) {
        return VersionJson.read(hash, objects.readText(hash));
    }

    Version.Signature signature(Hash hash) {
        String text = objects.readText(hash);
        return VersionJson.check(VersionJson.read(hash, text), text);
    }

    /** A hash that was read from a document: one that is none is a fault of the document. */
    static Hash hash(String where, String hex) {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new StorageException(where + ": \"" + hex.substring(0, Math.min(80, hex.length())) + "\" is no hash");
        }
        return new Hash(hex);
    }

    List<Version> log(Hash from) {
        return log(List.of(from));
    }

    /** Newest first; no version stands before one that was made from it. */
    List<Version> log(Collection<Hash> from) {
        Map<Hash, Integer> waiting = new TreeMap<>();
        Map<Hash, Version> all = reachable(from);
        all.values().forEach(v -> v.parents().forEach(p -> waiting.merge(p, 1, Integer::sum)));
        PriorityQueue<Version> ready =
                new PriorityQueue<>(Comparator.comparing(Version::at).reversed().thenComparing(Version::hash));
        all.values().stream().filter(v -> !waiting.containsKey(v.hash())).forEach(ready::add);
        List<Version> out = new ArrayList<>();
        while (!ready.isEmpty()) {
            Version v = ready.poll();
            out.add(v);
            for (Hash p : v.parents()) {
                if (waiting.merge(p, -1, Integer::sum) == 0) {
                    ready.add(all.get(p));
                }
            }
        }
        return out;
    }

    private Map<Hash, Version> reachable(Collection<Hash> from) {
        Map<Hash, Version> all = new TreeMap<>();
        List<Hash> open = new ArrayList<>(from);
        while (!open.isEmpty()) {
            Hash h = open.removeLast();
            if (!all.containsKey(h)) {
                Version v = read(h);
                all.put(h, v);
                open.addAll(v.parents());
            }
        }
        return all;
    }

    boolean isAncestor(Hash ancestor, Hash of) {
        Set<Hash> seen = new HashSet<>();
        List<Hash> open = new ArrayList<>(List.of(of));
        while (!open.isEmpty()) {
            Hash h = open.removeLast();
            if (h.equals(ancestor)) {
                return true;
            }
            if (seen.add(h)) {
                open.addAll(read(h).parents());
            }
        }
        return false;
    }

    /** Every version whose content is here, oldest first. */
    List<Hash> known(Connection c) throws SQLException {
        List<Hash> out = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement("SELECT hash FROM versions ORDER BY at_nanos, hash");
                ResultSet r = s.executeQuery()) {
            while (r.next()) {
                out.add(new Hash(r.getString(1)));
            }
        }
        return out;
    }

    /** By branch, tag, full ref name, full hash or unique beginning of at least four digits. */
    Hash resolve(Connection c, String name) throws SQLException {
        for (String full : List.of(HEADS + name, TAGS + name, REMOTES + name, name)) {
            Optional<Hash> found = ref(c, full);
            if (found.isPresent()) {
                return found.get();
            }
        }
        List<Hash> matches = name.length() < SHORTEST_HASH || !name.matches("[0-9a-f]{1,64}")
                ? List.of()
                : known(c).stream().filter(h -> h.hex().startsWith(name)).toList();
        if (matches.size() == 1) {
            return matches.getFirst();
        }
        if (matches.isEmpty()) {
            throw new StorageException("There is no version, branch or tag \"" + name + "\" here. Branches and tags: "
                    + (refs(c).isEmpty() ? "none yet" : String.join(", ", refs(c).keySet())) + ".");
        }
        throw new StorageException("\"" + name + "\" is the beginning of " + matches.size() + " versions: "
                + String.join(", ", matches.stream().map(h -> h.hex().substring(0, 16)).toList()) + ". Give more digits.");
    }

    Optional<Hash> ref(Connection c, String name) throws SQLException {
        return Optional.ofNullable(refs(c).get(name));
    }

    TreeMap<String, Hash> refs(Connection c) throws SQLException {
        TreeMap<String, Hash> out = new TreeMap<>();
        try (PreparedStatement s = c.prepareStatement("SELECT name, version FROM refs");
                ResultSet r = s.executeQuery()) {
            while (r.next()) {
                out.put(r.getString(1), new Hash(r.getString(2)));
            }
        }
        return out;
    }

    /** Makes or moves a ref. Refuses names that would not be a plain path on every system. */
    void setRef(Connection c, String name, Hash version, Actor actor, String action) throws SQLException {
        if (!name.matches("(heads|tags|remotes)/[\\p{L}\\p{N}][\\p{L}\\p{N}._/ -]{0,199}") || name.contains("..")) {
            throw new StorageException("\"" + name.replaceFirst("^(heads|tags|remotes)/", "")
                    + "\" cannot name a branch or tag: letters, digits, dots, hyphens and slashes can.");
        }
        Optional<Hash> before = ref(c, name);
        try (PreparedStatement s = c.prepareStatement("INSERT INTO refs (name, version) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET version = excluded.version")) {
            s.setString(1, name);
            s.setString(2, version.hex());
            s.executeUpdate();
        }
        Reflog.move(c, name, before, Optional.of(version), actor, action);
    }

    void deleteRef(Connection c, String name, Actor actor, String action) throws SQLException {
        Optional<Hash> before = ref(c, name);
        try (PreparedStatement s = c.prepareStatement("DELETE FROM refs WHERE name = ?")) {
            s.setString(1, name);
            s.executeUpdate();
        }
        Reflog.move(c, name, before, Optional.empty(), actor, action);
    }
}
