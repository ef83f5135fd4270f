-- Merges: OPEN while it is worked on (one at most), DONE with the version it made. An aborted one leaves no row.
CREATE TABLE merges (
    id TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('OPEN', 'DONE')),
    ours TEXT NOT NULL,
    theirs TEXT NOT NULL,
    bases TEXT NOT NULL,
    name TEXT NOT NULL,
    version TEXT,
    at_nanos INTEGER NOT NULL,
    user TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX merges_open ON merges (state) WHERE state = 'OPEN';

CREATE TABLE conflicts (
    id TEXT NOT NULL PRIMARY KEY,
    merge TEXT NOT NULL REFERENCES merges (id) ON DELETE CASCADE,
    capture TEXT NOT NULL,
    frame INTEGER NOT NULL,
    kind TEXT NOT NULL,
    field_group TEXT NOT NULL,
    json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX conflicts_by_merge ON conflicts (merge, kind);

-- What was decided, newest last; an empty decision opens the conflict again. Undoing the edit that a decision made takes
-- the decision back (undone), redoing it puts it back. Edits have numbers in this copy only.
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    conflict TEXT NOT NULL REFERENCES conflicts (id) ON DELETE CASCADE,
    decision TEXT NOT NULL,
    why TEXT NOT NULL,
    user TEXT NOT NULL,
    at_nanos INTEGER NOT NULL,
    edit INTEGER,
    undone INTEGER NOT NULL DEFAULT 0,
    UNIQUE (conflict, at_nanos, user)
) STRICT;

CREATE INDEX decisions_by_edit ON decisions (edit);
