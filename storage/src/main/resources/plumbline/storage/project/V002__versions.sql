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
