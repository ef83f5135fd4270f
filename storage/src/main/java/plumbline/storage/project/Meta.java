package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The two tables of key and value: what the project says about itself, and settings that are free. */
enum Meta {
    META("meta"),
    SETTINGS("settings");

    static final String NAME = "name";
    static final String BRANCH = "branch";
    /** The version that labels and ontology stand on; missing before the first one. */
    static final String BASE = "base";
    /** Hash of the object of the ontology as it stands. */
    static final String ONTOLOGY = "ontology";
    /** Hash of the object of the contract that versions pin; missing where there is none. */
    static final String CONTRACT = "contract";
    /** The audit log that this copy writes, and which copy that is. */
    static final String LOG = "log";
    static final String LOG_HOME = "log_home";

    private final String table;

    Meta(String table) {
        this.table = table;
    }

    Optional<String> get(Connection c, String key) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT value FROM " + table + " WHERE key = ?")) {
            s.setString(1, key);
            try (ResultSet r = s.executeQuery()) {
                return r.next() ? Optional.of(r.getString(1)) : Optional.empty();
            }
        }
    }

    void put(Connection c, String key, String value) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("INSERT INTO " + table
                + " (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")) {
            s.setString(1, key);
            s.setString(2, value);
            s.executeUpdate();
        }
    }

    /** For what every project has. */
    static String require(Connection c, String key) throws SQLException {
        return META.get(c, key)
                .orElseThrow(() -> new StorageException("The project's database lacks its \"" + key
                        + "\". Restore the folder from a copy or clone it from the server."));
    }
}
