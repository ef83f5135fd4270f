DROP TABLE reflog;
DROP TABLE schema_steps;
