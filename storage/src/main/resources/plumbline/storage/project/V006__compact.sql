-- Texts that stand in many rows: logs, persons, devices, purposes, actions, captures. Rows name them by number. The first
-- three are those that the index of evidence asks for.
CREATE TABLE words (
    number INTEGER NOT NULL PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

INSERT INTO words (number, text) VALUES (1, 'audit.seal'), (2, 'audit.checkpoint'), (3, 'audit.anchor');
INSERT OR IGNORE INTO words (text)
SELECT log FROM audit UNION SELECT user FROM audit UNION SELECT device FROM audit UNION SELECT purpose FROM audit
UNION SELECT action FROM audit UNION SELECT object FROM audit WHERE action LIKE 'label.%' OR action = 'capture.read'
UNION SELECT log FROM edits UNION SELECT log FROM touched UNION SELECT capture FROM touched;

ALTER TABLE audit RENAME TO audit_plain;

-- Object: the number of a word, or a text of its own. Detail: text, or compressed. Previous hash: nothing where it is that
-- of the entry before. Hashes and salts: bytes, or whatever stood there that was none.
CREATE TABLE audit_rows (
    log INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    at_nanos INTEGER NOT NULL,
    user INTEGER NOT NULL,
    device INTEGER NOT NULL,
    purpose INTEGER NOT NULL,
    action INTEGER NOT NULL,
    object ANY NOT NULL,
    detail ANY NOT NULL,
    previous_hash ANY,
    hash ANY NOT NULL,
    format INTEGER NOT NULL,
    salt ANY NOT NULL,
    commitment ANY NOT NULL
) STRICT;

INSERT INTO audit_rows
SELECT (SELECT number FROM words WHERE text = a.log), a.sequence, a.at_nanos,
    (SELECT number FROM words WHERE text = a.user), (SELECT number FROM words WHERE text = a.device),
    (SELECT number FROM words WHERE text = a.purpose), (SELECT number FROM words WHERE text = a.action),
    coalesce((SELECT number FROM words WHERE text = a.object AND (a.action LIKE 'label.%' OR a.action = 'capture.read')),
        a.object),
    a.detail,
    CASE WHEN a.previous_hash = coalesce((SELECT b.hash FROM audit_plain b WHERE b.log = a.log
        AND b.sequence = a.sequence - 1), '0000000000000000000000000000000000000000000000000000000000000000')
        THEN NULL WHEN lower(hex(unhex(a.previous_hash))) = a.previous_hash THEN unhex(a.previous_hash)
        ELSE a.previous_hash END,
    CASE WHEN a.hash <> '' AND lower(hex(unhex(a.hash))) = a.hash THEN unhex(a.hash) ELSE a.hash END, a.format,
    CASE WHEN a.salt <> '' AND lower(hex(unhex(a.salt))) = a.salt THEN unhex(a.salt) ELSE a.salt END,
    CASE WHEN a.commitment <> '' AND lower(hex(unhex(a.commitment))) = a.commitment THEN unhex(a.commitment)
        ELSE a.commitment END
FROM audit_plain a ORDER BY a.log, a.sequence;

DROP TABLE audit_plain;

CREATE UNIQUE INDEX audit_by_sequence ON audit_rows (log, sequence);
CREATE INDEX audit_by_time ON audit_rows (at_nanos);
CREATE INDEX audit_evidence ON audit_rows (log, sequence) WHERE action IN (1, 2, 3);

-- The entries as people read them; a compressed detail stays compressed.
CREATE VIEW audit AS
SELECT (SELECT text FROM words WHERE number = r.log) AS log, r.sequence AS sequence, r.at_nanos AS at_nanos,
    (SELECT text FROM words WHERE number = r.user) AS user, (SELECT text FROM words WHERE number = r.device) AS device,
    (SELECT text FROM words WHERE number = r.purpose) AS purpose,
    (SELECT text FROM words WHERE number = r.action) AS action,
    CASE typeof(r.object) WHEN 'integer' THEN (SELECT text FROM words WHERE number = r.object) ELSE r.object END AS object,
    r.detail AS detail,
    coalesce(CASE typeof(r.previous_hash) WHEN 'blob' THEN lower(hex(r.previous_hash)) ELSE r.previous_hash END,
        (SELECT CASE typeof(b.hash) WHEN 'blob' THEN lower(hex(b.hash)) ELSE b.hash END FROM audit_rows b
            WHERE b.log = r.log AND b.sequence = r.sequence - 1),
        '0000000000000000000000000000000000000000000000000000000000000000') AS previous_hash,
    CASE typeof(r.hash) WHEN 'blob' THEN lower(hex(r.hash)) ELSE r.hash END AS hash, r.format AS format,
    CASE typeof(r.salt) WHEN 'blob' THEN lower(hex(r.salt)) ELSE r.salt END AS salt,
    CASE typeof(r.commitment) WHEN 'blob' THEN lower(hex(r.commitment)) ELSE r.commitment END AS commitment
FROM audit_rows r;

ALTER TABLE edits RENAME TO edits_plain;

-- Capture by its number in capture_numbers, log by its word; 0 where sync ended what can be undone.
CREATE TABLE edits (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    capture INTEGER NOT NULL REFERENCES capture_numbers (number),
    step TEXT NOT NULL CHECK (step IN ('APPLY', 'UNDO', 'REDO', 'CHECKOUT')),
    log INTEGER NOT NULL,
    sequence INTEGER NOT NULL
) STRICT;

INSERT INTO edits (number, capture, step, log, sequence)
SELECT e.number, n.number, e.step, CASE e.log WHEN '' THEN 0 ELSE (SELECT number FROM words WHERE text = e.log) END,
    e.sequence
FROM edits_plain e JOIN capture_numbers n ON n.hash = e.capture ORDER BY e.number;

DROP TABLE edits_plain;
CREATE INDEX edits_by_capture ON edits (capture, number);

ALTER TABLE touched RENAME TO touched_plain;

-- Capture and log by their words: entries of other copies may come before their capture. A label whose id is a UUID by its
-- 16 bytes.
CREATE TABLE touched (
    capture INTEGER NOT NULL,
    label ANY NOT NULL,
    log INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (capture, label, log, sequence)
) STRICT, WITHOUT ROWID;

INSERT INTO touched (capture, label, log, sequence)
SELECT (SELECT number FROM words WHERE text = t.capture),
    CASE WHEN length(t.label) = 36 AND length(replace(t.label, '-', '')) = 32 AND substr(t.label, 9, 1) = '-'
        AND substr(t.label, 14, 1) = '-' AND substr(t.label, 19, 1) = '-' AND substr(t.label, 24, 1) = '-'
        AND lower(hex(unhex(t.label, '-'))) = replace(t.label, '-', '') THEN unhex(t.label, '-') ELSE t.label END,
    (SELECT number FROM words WHERE text = t.log), t.sequence
FROM touched_plain t;

DROP TABLE touched_plain;

-- Nodes that are no source and were made from nothing, and ends of edges that are no node: kept as nodes and edges come and
-- go, so that nobody has to look through all of the lineage to say that there are none.
CREATE TABLE lineage_orphans (
    id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

INSERT INTO lineage_orphans
SELECT id FROM lineage_nodes n WHERE kind NOT IN ('import', 'ontology', 'policy')
    AND NOT EXISTS (SELECT 1 FROM lineage_edges e WHERE e.made = n.id)
UNION SELECT source FROM lineage_edges WHERE source NOT IN (SELECT id FROM lineage_nodes)
UNION SELECT made FROM lineage_edges WHERE made NOT IN (SELECT id FROM lineage_nodes);

CREATE TRIGGER lineage_node_added AFTER INSERT ON lineage_nodes
BEGIN
    DELETE FROM lineage_orphans WHERE id = NEW.id;
    INSERT INTO lineage_orphans SELECT NEW.id WHERE CASE WHEN EXISTS (SELECT 1 FROM lineage_nodes WHERE id = NEW.id)
        THEN EXISTS (SELECT 1 FROM lineage_nodes WHERE id = NEW.id AND kind NOT IN ('import', 'ontology', 'policy'))
            AND NOT EXISTS (SELECT 1 FROM lineage_edges WHERE made = NEW.id)
        ELSE EXISTS (SELECT 1 FROM lineage_edges WHERE made = NEW.id OR source = NEW.id) END;
END;

CREATE TRIGGER lineage_node_changed AFTER UPDATE OF kind ON lineage_nodes
BEGIN
    DELETE FROM lineage_orphans WHERE id = NEW.id;
    INSERT INTO lineage_orphans SELECT NEW.id WHERE CASE WHEN EXISTS (SELECT 1 FROM lineage_nodes WHERE id = NEW.id)
        THEN EXISTS (SELECT 1 FROM lineage_nodes WHERE id = NEW.id AND kind NOT IN ('import', 'ontology', 'policy'))
            AND NOT EXISTS (SELECT 1 FROM lineage_edges WHERE made = NEW.id)
        ELSE EXISTS (SELECT 1 FROM lineage_edges WHERE made = NEW.id OR source = NEW.id) END;
END;

CREATE TRIGGER lineage_node_gone AFTER DELETE ON lineage_nodes
BEGIN
    DELETE FROM lineage_orphans WHERE id = OLD.id;
    INSERT INTO lineage_orphans SELECT OLD.id WHERE CASE WHEN EXISTS (SELECT 1 FROM lineage_nodes WHERE id = OLD.id)
        THEN EXISTS (SELECT 1 FROM lineage_nodes WHERE id = OLD.id AND kind NOT IN ('import', 'ontology', 'policy'))
            AND NOT EXISTS (SELECT 1 FROM lineage_edges WHERE made = OLD.id)
        ELSE EXISTS (SELECT 1 FROM lineage_edges WHERE made = OLD.id OR source = OLD.id) END;
END;

CREATE TRIGGER lineage_edge_added AFTER INSERT ON lineage_edges
BEGIN
    DELETE FROM lineage_orphans WHERE id = NEW.source;
    INSERT INTO lineage_orphans SELECT NEW.source WHERE CASE WHEN EXISTS (SELECT 1 FROM lineage_nodes WHERE id = NEW.source)
        THEN EXISTS (SELECT 1 FROM lineage_nodes WHERE id = NEW.source AND kind NOT IN ('import', 'ontology', 'policy'))
            AND NOT EXISTS (SELECT 1 FROM lineage_edges WHERE made = NEW.source)
        ELSE EXISTS (SELECT 1 FROM lineage_edges WHERE made = NEW.source OR source = NEW.source) END;
    DELETE FROM lineage_orphans WHERE id = NEW.made;
    INSERT INTO lineage_orphans SELECT NEW.made WHERE CASE WHEN EXISTS (SELECT 1 FROM lineage_nodes WHERE id = NEW.made)
        THEN EXISTS (SELECT 1 FROM lineage_nodes WHERE id = NEW.made AND kind NOT IN ('import', 'ontology', 'policy'))
            AND NOT EXISTS (SELECT 1 FROM lineage_edges WHERE made = NEW.made)
        ELSE EXISTS (SELECT 1 FROM lineage_edges WHERE made = NEW.made OR source = NEW.made) END;
END;

CREATE TRIGGER lineage_edge_gone AFTER DELETE ON lineage_edges
BEGIN
    DELETE FROM lineage_orphans WHERE id = OLD.source;
    INSERT INTO lineage_orphans SELECT OLD.source WHERE CASE WHEN EXISTS (SELECT 1 FROM lineage_nodes WHERE id = OLD.source)
        THEN EXISTS (SELECT 1 FROM lineage_nodes WHERE id = OLD.source AND kind NOT IN ('import', 'ontology', 'policy'))
            AND NOT EXISTS (SELECT 1 FROM lineage_edges WHERE made = OLD.source)
        ELSE EXISTS (SELECT 1 FROM lineage_edges WHERE made = OLD.source OR source = OLD.source) END;
    DELETE FROM lineage_orphans WHERE id = OLD.made;
    INSERT INTO lineage_orphans SELECT OLD.made WHERE CASE WHEN EXISTS (SELECT 1 FROM lineage_nodes WHERE id = OLD.made)
        THEN EXISTS (SELECT 1 FROM lineage_nodes WHERE id = OLD.made AND kind NOT IN ('import', 'ontology', 'policy'))
            AND NOT EXISTS (SELECT 1 FROM lineage_edges WHERE made = OLD.made)
        ELSE EXISTS (SELECT 1 FROM lineage_edges WHERE made = OLD.made OR source = OLD.made) END;
END;
