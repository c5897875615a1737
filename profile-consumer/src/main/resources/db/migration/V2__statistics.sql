-- Runners are found by their ids alone, so no histogram changes a plan. With the default target ANALYZE reads up to 30,000
-- pages and sorts every column of its sample, again and again while the table grows; without any it still keeps count.
ALTER TABLE profile.runner
    ALTER COLUMN user_id SET STATISTICS 0,
    ALTER COLUMN first_name SET STATISTICS 0,
    ALTER COLUMN last_name SET STATISTICS 0,
    ALTER COLUMN birth_year SET STATISTICS 0,
    ALTER COLUMN city SET STATISTICS 0,
    ALTER COLUMN country SET STATISTICS 0,
    ALTER COLUMN decided_at SET STATISTICS 0;
