-- From here on payloads may have their long numbers and UUIDs apart (kind 2 of the column detail). The number of an edit is
-- its rowid, which every index has at its end.
DROP INDEX edits_by_capture;
CREATE INDEX edits_by_capture ON edits (capture);
