-- Tasks and comments of a review. One row each, as last written; which comments a person of this copy has read.
CREATE TABLE review_notes (
    id TEXT NOT NULL PRIMARY KEY,
    capture TEXT NOT NULL,
    at_nanos INTEGER NOT NULL,
    user TEXT NOT NULL,
    json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE comments_read (
    user TEXT NOT NULL,
    comment TEXT NOT NULL,
    PRIMARY KEY (user, comment)
) STRICT, WITHOUT ROWID;
