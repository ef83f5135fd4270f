-- Local accounts of this copy. No row: whoever opens the folder owns the project. Roles are words, parted by commas; a
-- password is an Argon2id hash (PHC string), empty where there is none.
CREATE TABLE users (
    name TEXT NOT NULL PRIMARY KEY,
    roles TEXT NOT NULL,
    password TEXT NOT NULL DEFAULT '',
    disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    failures INTEGER NOT NULL DEFAULT 0,
    last_failure_nanos INTEGER NOT NULL DEFAULT 0,
    added_nanos INTEGER NOT NULL,
    added_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Policies as they were set; the newest is in force, the default where there is none.
CREATE TABLE policies (
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    text TEXT NOT NULL,
    at_nanos INTEGER NOT NULL,
    user TEXT NOT NULL
) STRICT;
