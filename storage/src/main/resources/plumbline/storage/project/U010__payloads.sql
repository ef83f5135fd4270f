-- Payloads become those of kind 1 again in code.
DROP INDEX edits_by_capture;
CREATE INDEX edits_by_capture ON edits (capture, number);
