DROP TABLE comments_read;
DROP TABLE review_notes;
