DROP TABLE pass_notes;
