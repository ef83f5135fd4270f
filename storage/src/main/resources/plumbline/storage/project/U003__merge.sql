DROP TABLE decisions;
DROP TABLE conflicts;
DROP TABLE merges;
