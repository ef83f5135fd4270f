-- How an entry was hashed, and what stands in for a payload that was taken out. Entries from before have format 1.
ALTER TABLE audit ADD COLUMN format INTEGER NOT NULL DEFAULT 1;
ALTER TABLE audit ADD COLUMN salt TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN commitment TEXT NOT NULL DEFAULT '';

-- Left by the step back: what the older schema had no column for.
CREATE TABLE IF NOT EXISTS audit_formats (
    log TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    format INTEGER NOT NULL,
    salt TEXT NOT NULL,
    commitment TEXT NOT NULL,
    PRIMARY KEY (log, sequence)
) STRICT, WITHOUT ROWID;

UPDATE audit SET (format, salt, commitment) = (SELECT f.format, f.salt, f.commitment FROM audit_formats f
    WHERE f.log = audit.log AND f.sequence = audit.sequence)
    WHERE EXISTS (SELECT 1 FROM audit_formats f WHERE f.log = audit.log AND f.sequence = audit.sequence);

DROP TABLE audit_formats;

CREATE INDEX audit_by_time ON audit (at_nanos);

-- Seals, checkpoints and anchors are few and looked for at each verification.
CREATE INDEX audit_evidence ON audit (log, sequence)
    WHERE action IN ('audit.seal', 'audit.checkpoint', 'audit.anchor');

-- What was done to a capture's labels since the last version; the next labels' root is made from it.
CREATE TABLE lineage_pending (
    capture TEXT NOT NULL,
    node TEXT NOT NULL,
    activity TEXT NOT NULL,
    PRIMARY KEY (capture, node, activity)
) STRICT, WITHOUT ROWID;
