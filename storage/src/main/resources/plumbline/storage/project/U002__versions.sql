DROP TABLE reflog;
DROP TABLE schema_steps;
DROP TABLE edited_labels;

-- Filled from labels, which then gives way to it.
CREATE TABLE labels_json (
    capture TEXT NOT NULL REFERENCES captures (hash),
    frame INTEGER NOT NULL,
    id TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (capture, frame, id)
) STRICT, WITHOUT ROWID;
