-- Which numbered steps this database has taken. Steps may arrive in any order; each is taken once.
CREATE TABLE schema_steps (
    number INTEGER NOT NULL PRIMARY KEY
) STRICT;

INSERT INTO schema_steps (number) VALUES (1);

-- Every move of a ref and of what stands (HEAD): nothing that a ref ever named is lost.
CREATE TABLE reflog (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    ref TEXT NOT NULL,
    before TEXT,
    after TEXT,
    at_nanos INTEGER NOT NULL,
    user TEXT NOT NULL,
    device TEXT NOT NULL,
    action TEXT NOT NULL
) STRICT;

CREATE INDEX reflog_by_ref ON reflog (ref, number);

-- Rows of labels name their capture by a number; its hash in each would take more room than the label.
CREATE TABLE capture_numbers (
    number INTEGER NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE REFERENCES captures (hash)
) STRICT;

INSERT INTO capture_numbers (hash) SELECT hash FROM captures ORDER BY imported_nanos, hash;

ALTER TABLE labels RENAME TO labels_json;
DROP INDEX labels_by_id;

-- The labels as they stand, without frame and id, as bytes; filled from labels_json, which then goes.
CREATE TABLE labels (
    capture INTEGER NOT NULL REFERENCES capture_numbers (number),
    frame INTEGER NOT NULL,
    id TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (capture, frame, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX labels_by_id ON labels (capture, id);

-- Labels edited since the base, and the frame that the base has each in: a commit and a difference look at these alone.
CREATE TABLE edited_labels (
    capture INTEGER NOT NULL REFERENCES capture_numbers (number),
    id TEXT NOT NULL,
    base_frame INTEGER,
    PRIMARY KEY (capture, id)
) STRICT, WITHOUT ROWID;

-- Frames do not matter here: roots of schema 1 are searched by id.
INSERT INTO edited_labels (capture, id)
SELECT DISTINCT n.number, t.label FROM edits e
JOIN captures c ON c.hash = e.capture AND e.number > c.committed_edit
JOIN capture_numbers n ON n.hash = e.capture
JOIN touched t ON t.capture = e.capture AND t.log = e.log AND t.sequence = e.sequence;
