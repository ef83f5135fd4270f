-- Compressed details are put in afterwards, from audit_rows, which then goes with its words.
CREATE TABLE audit_plain (
    log TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at_nanos INTEGER NOT NULL,
    user TEXT NOT NULL,
    device TEXT NOT NULL,
    purpose TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL, format INTEGER NOT NULL DEFAULT 1, salt TEXT NOT NULL DEFAULT '', commitment TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (log, sequence)
) STRICT;

INSERT INTO audit_plain
SELECT log, sequence, at_nanos, user, device, purpose, action, object, CASE typeof(detail) WHEN 'blob' THEN '' ELSE detail END,
    previous_hash, hash, format, salt, commitment FROM audit;

DROP VIEW audit;
ALTER TABLE audit_plain RENAME TO audit;
DROP INDEX audit_by_time;
DROP INDEX audit_evidence;
CREATE INDEX audit_by_time ON audit (at_nanos);
CREATE INDEX audit_evidence ON audit (log, sequence)
    WHERE action IN ('audit.seal', 'audit.checkpoint', 'audit.anchor');

ALTER TABLE edits RENAME TO edits_compact;
CREATE TABLE edits (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    capture TEXT NOT NULL REFERENCES captures (hash),
    step TEXT NOT NULL CHECK (step IN ('APPLY', 'UNDO', 'REDO', 'CHECKOUT')),
    log TEXT NOT NULL,
    sequence INTEGER NOT NULL
) STRICT;

INSERT INTO edits (number, capture, step, log, sequence)
SELECT e.number, n.hash, e.step, coalesce((SELECT text FROM words WHERE number = e.log), ''), e.sequence
FROM edits_compact e JOIN capture_numbers n ON n.number = e.capture ORDER BY e.number;

DROP TABLE edits_compact;
CREATE INDEX edits_by_capture ON edits (capture, number);

ALTER TABLE touched RENAME TO touched_compact;
CREATE TABLE touched (
    capture TEXT NOT NULL,
    label TEXT NOT NULL,
    log TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (capture, label, log, sequence)
) STRICT, WITHOUT ROWID;

INSERT INTO touched (capture, label, log, sequence)
SELECT (SELECT text FROM words WHERE number = t.capture),
    CASE typeof(t.label) WHEN 'blob' THEN lower(substr(hex(t.label), 1, 8) || '-' || substr(hex(t.label), 9, 4) || '-'
        || substr(hex(t.label), 13, 4) || '-' || substr(hex(t.label), 17, 4) || '-' || substr(hex(t.label), 21)) ELSE t.label END,
    (SELECT text FROM words WHERE number = t.log), t.sequence
FROM touched_compact t;

DROP TABLE touched_compact;

DROP TRIGGER lineage_node_added;
DROP TRIGGER lineage_node_changed;
DROP TRIGGER lineage_node_gone;
DROP TRIGGER lineage_edge_added;
DROP TRIGGER lineage_edge_gone;
DROP TABLE lineage_orphans;
