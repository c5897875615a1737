-- The revision of a user is the sum of both: each only rises, so a higher sum is newer. Cached answers are compared by it.
ALTER TABLE profile.runner_totals ADD COLUMN revision bigint NOT NULL DEFAULT 1;
ALTER TABLE profile.runner ADD COLUMN revision bigint NOT NULL DEFAULT 1;
ALTER TABLE profile.runner ALTER COLUMN revision SET STATISTICS 0;
COMMENT ON COLUMN profile.runner_totals.revision IS 'raised by each batch that changes a run or the mark of the user';
COMMENT ON COLUMN profile.runner.revision IS 'raised by each change of the row';
