-- The older schema knows no users: whoever opens the folder owns the project again. What was set up is given up.
DROP TABLE policies;
DROP TABLE users;
