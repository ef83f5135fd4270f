package plumbline.storage.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of captures: name, size, arrival and governance of each. */
final class CaptureRows {
    private static final String COLUMNS = "hash, name, format, frames, points, imported_nanos,"
            + " purpose, classification, region, owner, site, retention";

    private CaptureRows() {}

    /** In the order of their import. */
    static List<StoredCapture> all(Connection c) throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement("SELECT " + COLUMNS + " FROM captures ORDER BY imported_nanos, hash")) {
            return read(s);
        }
    }

    static Optional<StoredCapture> find(Connection c, Hash hash) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT " + COLUMNS + " FROM captures WHERE hash = ?")) {
            s.setString(1, hash.hex());
            return read(s).stream().findFirst();
        }
    }

    static StoredCapture require(Connection c, Hash hash) throws SQLException {
        return find(c, hash)
                .orElseThrow(() -> new StorageException("There is no capture " + hash.shortHex() + " in this project."));
    }

    private static List<StoredCapture> read(PreparedStatement s) throws SQLException {
        List<StoredCapture> out = new ArrayList<>();
        try (ResultSet r = s.executeQuery()) {
            while (r.next()) {
                out.add(new StoredCapture(
                        new Hash(r.getString(1)), r.getString(2), r.getString(3), r.getInt(4), r.getLong(5),
                        Times.instant(r.getLong(6)),
                        new Governance(
                                r.getString(7), r.getString(8), r.getString(9), r.getString(10), r.getString(11),
                                r.getString(12))));
            }
        }
        return out;
    }

    /** Of a capture that is known already, what its first import put on record stays, in every copy. */
    static void insert(Connection c, StoredCapture capture) throws SQLException {
        Governance g = capture.governance();
        try (PreparedStatement s = c.prepareStatement(
                "INSERT INTO captures (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (hash) DO UPDATE SET imported_nanos = excluded.imported_nanos,"
                        + " purpose = excluded.purpose, classification = excluded.classification,"
                        + " region = excluded.region, owner = excluded.owner, site = excluded.site,"
                        + " retention = excluded.retention WHERE excluded.imported_nanos < imported_nanos")) {
            s.setString(1, capture.hash().hex());
            s.setString(2, capture.name());
            s.setString(3, capture.format());
            s.setInt(4, capture.frames());
            s.setLong(5, capture.points());
            s.setLong(6, Times.nanos(capture.imported()));
            s.setString(7, g.purpose());
            s.setString(8, g.classification());
            s.setString(9, g.region());
            s.setString(10, g.owner());
            s.setString(11, g.site());
            s.setString(12, g.retention());
            s.executeUpdate();
        }
        try (PreparedStatement s = c.prepareStatement("INSERT OR IGNORE INTO capture_numbers (hash) VALUES (?)")) {
            s.setString(1, capture.hash().hex());
            s.executeUpdate();
        }
    }

    /** Refuses a record with an empty field: what nobody knows is said in words. */
    static void check(Governance g) {
        for (String field : List.of(
                g.purpose(), g.classification(), g.region(), g.owner(), g.site(), g.retention())) {
            if (field.isBlank()) {
                throw new StorageException("A capture needs purpose, classification, region, owner, site and retention on"
                        + " record; one is empty. Say \"unknown\" where that is so. Nothing was imported.");
            }
        }
    }
}
