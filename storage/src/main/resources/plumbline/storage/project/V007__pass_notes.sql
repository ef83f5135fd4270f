-- Scenarios and events on captures. One row each, as last written; gone = 1 where it was taken away then.
CREATE TABLE pass_notes (
    id TEXT NOT NULL PRIMARY KEY,
    capture TEXT NOT NULL,
    from_nanos INTEGER NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
    at_nanos INTEGER NOT NULL,
    user TEXT NOT NULL,
    json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
