DROP TABLE lineage_pending;
DROP INDEX audit_evidence;
DROP INDEX audit_by_time;

-- The older schema has no place for these; they wait here for the step forward. Until then the older program calls
-- entries of format 2 altered.
CREATE TABLE audit_formats (
    log TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    format INTEGER NOT NULL,
    salt TEXT NOT NULL,
    commitment TEXT NOT NULL,
    PRIMARY KEY (log, sequence)
) STRICT, WITHOUT ROWID;

INSERT INTO audit_formats SELECT log, sequence, format, salt, commitment FROM audit WHERE format <> 1;

ALTER TABLE audit DROP COLUMN commitment;
ALTER TABLE audit DROP COLUMN salt;
ALTER TABLE audit DROP COLUMN format;
