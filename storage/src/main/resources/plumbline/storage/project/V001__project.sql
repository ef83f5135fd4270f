-- What is said once about the project: name, id, branch, base version, current ontology, this copy's audit log.
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- A capture is an object (its manifest); this row says when it came and under which rules it is kept.
CREATE TABLE captures (
    hash TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    frames INTEGER NOT NULL,
    points INTEGER NOT NULL,
    imported_nanos INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    classification TEXT NOT NULL,
    region TEXT NOT NULL,
    owner TEXT NOT NULL,
    site TEXT NOT NULL,
    retention TEXT NOT NULL,
    committed_edit INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The labels as they stand, as canonical JSON.
CREATE TABLE labels (
    capture TEXT NOT NULL REFERENCES captures (hash),
    frame INTEGER NOT NULL,
    id TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (capture, frame, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX labels_by_id ON labels (capture, id);

-- One row per step of the journal; what changed stands in the audit entry that the row points at.
CREATE TABLE edits (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    capture TEXT NOT NULL REFERENCES captures (hash),
    step TEXT NOT NULL CHECK (step IN ('APPLY', 'UNDO', 'REDO', 'CHECKOUT')),
    log TEXT NOT NULL,
    sequence INTEGER NOT NULL
) STRICT;

CREATE INDEX edits_by_capture ON edits (capture, number);

CREATE TABLE audit (
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
    hash TEXT NOT NULL,
    PRIMARY KEY (log, sequence)
) STRICT;

-- Size, last hash and the roots of the complete subtrees of each log, so that appending costs the same at any length.
CREATE TABLE audit_logs (
    log TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL,
    last_hash TEXT NOT NULL,
    peaks TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which audit entries changed a label; made from the entries, also from those of other copies.
CREATE TABLE touched (
    capture TEXT NOT NULL,
    label TEXT NOT NULL,
    log TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (capture, label, log, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE refs (
    name TEXT NOT NULL PRIMARY KEY,
    version TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Versions whose whole content is here.
CREATE TABLE versions (
    hash TEXT NOT NULL PRIMARY KEY,
    at_nanos INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE lineage_nodes (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    at_nanos INTEGER NOT NULL,
    actor TEXT NOT NULL,
    facts TEXT NOT NULL
) STRICT;

CREATE TABLE lineage_edges (
    source TEXT NOT NULL,
    made TEXT NOT NULL,
    activity TEXT NOT NULL,
    PRIMARY KEY (source, made, activity)
) STRICT, WITHOUT ROWID;

CREATE INDEX lineage_up ON lineage_edges (made);

CREATE TABLE finding_runs (
    capture TEXT NOT NULL PRIMARY KEY,
    at_nanos INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
    capture TEXT NOT NULL REFERENCES finding_runs (capture),
    ordinal INTEGER NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (capture, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE verdicts (
    finding TEXT NOT NULL,
    at_nanos INTEGER NOT NULL,
    user TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (finding, at_nanos, user)
) STRICT, WITHOUT ROWID;
